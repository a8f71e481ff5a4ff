#include "logstore.h"

#include "logfile.h"

#include <QStandardPaths>

#include <algorithm>

namespace {

constexpr qsizetype mostPagesWaiting = 256; // for the disk: 64 MiB, a burst; of large payloads as much again
constexpr std::size_t mostPagesOfReader = 4; // a screen of large messages, and a look back

/// \a payload itself, or a copy when it is somebody else's memory or has much room behind it.
QByteArray toKeep(const QByteArray &payload)
{
    const bool own = payload.capacity() >= payload.size();
    return own && payload.capacity() <= payload.size() / 4 * 5
        ? payload
        : QByteArray(payload.constData(), payload.size());
}

}

LogStore::LogStore(const LogLimits &limits)
    : m_limits(limits)
    , m_mostInMemory(std::max<qsizetype>(2, qsizetype(limits.memory / LogPage::size)))
    , m_mostLarge(limits.memory / 2)
    , m_mostSlots(int(std::max<qint64>(0, limits.disk / LogPage::size)))
{
    m_writer.setMaxThreadCount(1);
}

LogStore::~LogStore()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_mostSlots = 0;
        m_places.clear(); // the writer finds nothing more to do
        m_onDisk = 0;
        m_large = {};
    }
    m_writer.waitForDone();
}

qint64 LogStore::append(LogEntry entry)
{
    if (entry.time == 0)
        entry.time = microsecondsNow();
    QByteArray large;
    if (entry.payload.size() > LogEntry::maximumPayload) {
        entry.size = std::max(entry.size, quint64(entry.payload.size()));
        if (entry.payload.size() <= m_mostLarge)
            large = toKeep(entry.payload);
        entry.payload = firstBytes(entry.payload, entry.kind, LogEntry::maximumPayload);
    }
    const QMutexLocker lock(&m_mutex);
    const qint64 sequence = appendLocked(entry);
    if (!large.isNull()) {
        m_large.add(sequence, large);
        makeRoom();
    }
    return sequence;
}

qint64 LogStore::appendLocked(const LogEntry &entry)
{
    if (m_places.empty() || !m_places.back().page->append(entry)) {
        auto page = std::make_shared<LogPage>(m_range.last + 1);
        page->append(entry);
        m_places.push_back({m_range.last + 1, std::move(page)});
        makeRoom();
    }
    ++m_range.last;
    m_range.first = std::max(m_range.first, m_range.last - std::max<qint64>(1, m_limits.entries) + 1);
    while (m_places.size() > 1 && m_places[1].firstSequence <= m_range.first)
        dropOldest();
    return m_range.last;
}

/// How many pages may be in memory beside what is large.
qsizetype LogStore::mostInMemory() const
{
    const qsizetype large = qsizetype((m_large.memory() + LogPage::size - 1) / LogPage::size);
    return std::max<qsizetype>(2, m_mostInMemory - large);
}

/// After a page or a large payload more: the oldest in memory go to disk; without one, or when the disk does
/// not keep pace by far, the oldest of all are dropped.
void LogStore::makeRoom()
{
    const qsizetype waiting = m_mostSlots > 0 ? mostPagesWaiting : 0;
    while (m_large.memory() > m_mostLarge + waiting * LogPage::size)
        m_large.dropOldestInMemory();
    while (inMemory() > mostInMemory() + waiting)
        dropOldest();
    const bool tooMuch = inMemory() > mostInMemory() || m_large.memory() > m_mostLarge;
    if (m_mostSlots > 0 && tooMuch && !m_spilling) {
        m_spilling = true;
        m_writer.start([this] { spill(); });
    }
}

void LogStore::dropOldest()
{
    if (m_places.front().slot >= 0) {
        m_freeSlots.push_back(m_places.front().slot);
        --m_onDisk;
    }
    m_places.pop_front();
    if (!m_places.empty())
        m_range.first = std::max(m_range.first, m_places.front().firstSequence);
    giveBack(m_large.dropBefore(m_range.first));
}

/// In the writer's thread: moves the oldest in memory to disk until the rest fits.
void LogStore::spill()
{
    QMutexLocker lock(&m_mutex);
    while (m_mostSlots > 0) {
        const bool large = m_large.memory() > m_mostLarge;
        if (!large && inMemory() <= mostInMemory())
            break;
        if (!m_file) {
            lock.unlock(); // a disk may be slow
            openFile();
            lock.relock();
        } else if (large) {
            spillLarge(&lock);
        } else {
            spillPage(&lock);
        }
    }
    m_spilling = false;
    makeRoom();
}

void LogStore::spillPage(QMutexLocker<QMutex> *lock)
{
    const int slot = takeSlot();
    if (slot < 0) {
        dropOldest();
        return;
    }
    const std::shared_ptr<LogPage> page = m_places[std::size_t(m_onDisk)].page;
    lock->unlock();
    QString error;
    const bool written = m_file->write(slot, *page, &error);
    lock->relock();
    if (!written) {
        stopGrowing(error);
        return;
    }
    // Meanwhile it may have been dropped.
    if (inMemory() > 0 && m_places[std::size_t(m_onDisk)].page == page) {
        m_places[std::size_t(m_onDisk)] = {page->firstSequence(), nullptr, slot};
        ++m_onDisk;
    } else {
        m_freeSlots.push_back(slot);
    }
}

void LogStore::spillLarge(QMutexLocker<QMutex> *lock)
{
    const qint64 sequence = m_large.oldestInMemory()->sequence;
    const QByteArray bytes = m_large.oldestInMemory()->bytes;
    std::vector<int> fileSlots = takeLargeSlots(bytes.size());
    if (fileSlots.empty()) {
        m_large.dropOldestInMemory();
        return;
    }
    lock->unlock();
    QString error;
    const std::size_t written = m_file->write(fileSlots, bytes, &error);
    lock->relock();
    if (written < fileSlots.size()) {
        fileSlots.erase(fileSlots.begin() + std::ptrdiff_t(written));
        giveBack(fileSlots);
        stopGrowing(error);
    } else if (!m_large.moveToDisk(sequence, fileSlots)) {
        giveBack(fileSlots); // it was dropped meanwhile
    }
}

void LogStore::openFile()
{
    const QString directory = m_limits.directory.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::CacheLocation)
        : m_limits.directory;
    QString error;
    std::unique_ptr<LogFile> file = LogFile::create(directory, &error);
    const QMutexLocker lock(&m_mutex);
    m_file = std::move(file);
    if (!m_file)
        stopGrowing(error);
}

/// A slot to write to, at the cost of the oldest on disk when there is no other; -1: there is none.
int LogStore::takeSlot()
{
    if (m_freeSlots.empty() && m_slots < m_mostSlots)
        return m_slots++;
    if (m_freeSlots.empty() && m_onDisk > 0)
        dropOldest();
    if (m_freeSlots.empty() && m_large.hasOnDisk())
        giveBack(m_large.dropOldestOnDisk());
    if (m_freeSlots.empty())
        return -1;
    const int slot = m_freeSlots.back();
    m_freeSlots.pop_back();
    return slot;
}

/// As many slots as \a size bytes need, at the cost of what is older; none when they are more than large
/// payloads may have.
std::vector<int> LogStore::takeLargeSlots(qsizetype size)
{
    const qsizetype needed = (size + LogPage::size - 1) / LogPage::size;
    const qsizetype most = m_mostSlots / 2;
    std::vector<int> taken;
    if (needed > most)
        return taken;
    while (m_large.slotCount() + needed > most && m_large.hasOnDisk())
        giveBack(m_large.dropOldestOnDisk());
    while (qsizetype(taken.size()) < needed) {
        const int slot = takeSlot();
        if (slot < 0) {
            giveBack(std::exchange(taken, {}));
            break;
        }
        taken.push_back(slot);
    }
    return taken;
}

void LogStore::giveBack(const std::vector<int> &fileSlots)
{
    m_freeSlots.insert(m_freeSlots.end(), fileSlots.begin(), fileSlots.end());
}

/// The disk takes no more: what it has already taken can still be written over.
void LogStore::stopGrowing(const QString &error)
{
    m_mostSlots = std::max(0, std::min(m_mostSlots, m_slots) - 1);
    if (std::exchange(m_complained, true))
        return;
    LogEntry entry;
    entry.kind = EntryKind::Error;
    entry.time = microsecondsNow();
    //: %1: the system's reason, %2: a number
    entry.payload = tr("The disk takes no more of this log's older messages (%1). The newest are kept in "
                       "memory, up to %2 MiB of them; free some space, or clear the log.")
                        .arg(error)
                        .arg(m_mostInMemory * LogPage::size / 1024 / 1024)
                        .toUtf8();
    entry.size = quint64(entry.payload.size());
    appendLocked(entry);
}

LogStore::Range LogStore::range() const
{
    const QMutexLocker lock(&m_mutex);
    return m_range;
}

LogStore::Usage LogStore::usage() const
{
    const QMutexLocker lock(&m_mutex);
    Usage usage;
    usage.memory = inMemory() * LogPage::size + m_large.memory();
    usage.disk = (m_onDisk + m_large.slotCount()) * LogPage::size;
    if (m_onDisk > 0)
        usage.entriesOnDisk = m_places[std::size_t(m_onDisk)].firstSequence - m_range.first;
    return usage;
}

std::deque<LogStore::Place>::const_iterator LogStore::placeOf(qint64 sequence) const
{
    if (sequence < m_range.first || sequence > m_range.last)
        return m_places.end();
    return std::prev(
        std::upper_bound(m_places.begin(), m_places.end(), sequence,
                         [](qint64 wanted, const Place &place) { return wanted < place.firstSequence; }));
}

std::shared_ptr<const LogPage> LogStore::page(qint64 sequence) const
{
    QMutexLocker lock(&m_mutex);
    auto place = placeOf(sequence);
    if (place == m_places.end())
        return nullptr;
    if (place->page)
        return place->page;
    const Place asked = *place;
    const int count = int(std::next(place)->firstSequence - asked.firstSequence); // the last is in memory
    lock.unlock();
    std::shared_ptr<const LogPage> page = m_file->read(asked.slot, asked.firstSequence, count);
    lock.relock();
    // Its slot may have been written over while it was read.
    place = placeOf(sequence);
    return place != m_places.end() && place->slot == asked.slot ? page : nullptr;
}

bool LogStore::complete(LogEntry *entry) const
{
    if (!isCut(*entry))
        return true;
    QMutexLocker lock(&m_mutex);
    const LargePayloads::Payload *payload = m_large.find(entry->sequence);
    if (!payload)
        return false;
    if (payload->fileSlots.empty()) {
        entry->payload = payload->bytes;
        return true;
    }
    const std::vector<int> fileSlots = payload->fileSlots;
    QByteArray bytes(payload->size, Qt::Uninitialized);
    lock.unlock();
    if (!m_file->read(fileSlots, {bytes.data(), std::size_t(bytes.size())}))
        return false;
    lock.relock();
    // Its slots may have been written over while they were read.
    payload = m_large.find(entry->sequence);
    if (!payload || payload->fileSlots != fileSlots)
        return false;
    entry->payload = bytes;
    return true;
}

bool LogStore::isLargeOnDisk(qint64 sequence) const
{
    const QMutexLocker lock(&m_mutex);
    const LargePayloads::Payload *payload = m_large.find(sequence);
    return payload && !payload->fileSlots.empty();
}

void LogStore::clear()
{
    const QMutexLocker lock(&m_mutex);
    while (!m_places.empty())
        dropOldest();
    m_range.first = m_range.last + 1;
    giveBack(m_large.dropBefore(m_range.first));
    if (m_file)
        m_writer.start([this] { m_file->clear(); });
}

LogReader::LogReader(std::shared_ptr<const LogStore> store)
    : m_store(std::move(store))
{
}

LogEntry LogReader::peek(qint64 sequence) const
{
    auto found = std::find_if(m_pages.begin(), m_pages.end(),
                              [sequence](const auto &page) { return page->holds(sequence); });
    if (found == m_pages.end()) {
        std::shared_ptr<const LogPage> page = m_store ? m_store->page(sequence) : nullptr;
        if (!page || !page->holds(sequence))
            return {};
        if (m_pages.size() == mostPagesOfReader)
            m_pages.pop_back();
        found = m_pages.insert(m_pages.begin(), std::move(page));
    }
    std::rotate(m_pages.begin(), found, std::next(found)); // now the first
    return m_pages.front()->entry(sequence);
}

LogEntry LogReader::entry(qint64 sequence) const
{
    LogEntry entry = peek(sequence);
    entry.payload = QByteArray(entry.payload.constData(), entry.payload.size());
    return entry;
}
