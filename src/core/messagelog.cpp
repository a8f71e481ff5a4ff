#include "messagelog.h"

#include "secrets.h"

#include <algorithm>
#include <utility>

namespace {

constexpr qsizetype mostRead = 16 * 1024 * 1024; ///< bytes of payloads in one slice, the last one on top

}

MessageLog::MessageLog(const LogLimits &limits, QObject *parent)
    : QObject(parent)
    , m_store(std::make_shared<LogStore>(limits))
{
}

MessageLog::~MessageLog()
{
    // What other threads did comes before: a sanitizer that cannot look into Qt sees it by the last thing
    // that append() does.
    m_announced.exchange(true);
}

void MessageLog::setLevel(LogLevel level)
{
    m_level = level;
}

LogLevel MessageLog::level() const
{
    return m_level;
}

bool MessageLog::keeps(EntryKind kind) const
{
    return levelOf(kind) <= m_level.load(std::memory_order_relaxed);
}

void MessageLog::setTap(std::function<void(const LogEntry &)> tap)
{
    m_tap = std::move(tap);
}

void MessageLog::append(LogEntry entry)
{
    if (!keeps(entry.kind))
        return;
    if (entry.time == 0)
        entry.time = microsecondsNow();
    entry.size = std::max(entry.size, quint64(entry.payload.size()));
    if (m_tap) {
        const QMutexLocker lock(&m_tapMutex); // one after the other, in the order that the store gives
        entry.sequence = m_store->append(entry);
        m_tap(entry);
    } else {
        m_store->append(std::move(entry));
    }
    if (!m_announced.exchange(true))
        emit entriesAvailable();
}

void MessageLog::appendText(EntryKind kind, const QString &sentence, quint32 connection)
{
    if (!keeps(kind))
        return;
    LogEntry entry;
    entry.kind = kind;
    entry.connection = connection;
    entry.payload = sentence.toUtf8();
    append(std::move(entry));
}

void MessageLog::appendRequest(Direction direction, const QByteArray &head, bool encrypted,
                               quint32 connection)
{
    appendHead(EntryKind::Request, direction, head, encrypted, connection);
}

void MessageLog::appendResponse(Direction direction, const QByteArray &head, quint32 connection)
{
    appendHead(EntryKind::Response, direction, head, false, connection);
}

void MessageLog::appendHead(EntryKind kind, Direction direction, const QByteArray &head, bool encrypted,
                            quint32 connection)
{
    if (!keeps(kind))
        return;
    LogEntry entry;
    entry.kind = kind;
    entry.direction = direction;
    entry.connection = connection;
    entry.payload = Secrets::masked(head);
    entry.encrypted = encrypted;
    append(std::move(entry));
}

void MessageLog::appendBroadcast(const QByteArray &utf8, quint32 recipients)
{
    if (!keeps(EntryKind::Text))
        return;
    LogEntry entry;
    entry.recipients = recipients;
    entry.direction = Direction::Sent;
    entry.kind = EntryKind::Text;
    entry.payload = utf8;
    FrameHeader header;
    header.length = quint64(utf8.size());
    entry.frames.add(header);
    append(std::move(entry));
}

QList<LogEntry> MessageLog::entriesSince(qint64 sequence, qsizetype most) const
{
    m_announced = false; // before the look at what is there: what comes after it is announced again
    const LogStore::Range kept = m_store->range();
    const qint64 first = std::max(sequence + 1, kept.last - std::max<qsizetype>(0, most) + 1);
    return entries(std::max(first, kept.first), kept.last);
}

QList<LogEntry> MessageLog::read(qint64 sequence, qsizetype most) const
{
    m_announced = false;
    const LogStore::Range kept = m_store->range();
    const qint64 first = std::max(sequence, kept.first);
    QList<LogEntry> slice =
        entries(first, std::min(kept.last, first + std::clamp<qint64>(most, 0, kept.count()) - 1));
    qsizetype bytes = 0;
    for (qsizetype i = 0; i < slice.size(); ++i) {
        m_store->complete(&slice[i]);
        bytes += slice[i].payload.size();
        if (bytes >= mostRead)
            slice.resize(i + 1);
    }
    return slice;
}

QList<LogEntry> MessageLog::entries(qint64 first, qint64 last) const
{
    QList<LogEntry> entries;
    if (first > last)
        return entries;
    entries.reserve(last - first + 1);
    const LogReader reader(m_store);
    for (qint64 sequence = first; sequence <= last; ++sequence) {
        // Meanwhile the oldest may have made room for others.
        if (LogEntry entry = reader.entry(sequence); entry.sequence != 0)
            entries.append(std::move(entry));
    }
    return entries;
}

qint64 MessageLog::lastSequence() const
{
    return m_store->range().last;
}

void MessageLog::clear()
{
    m_store->clear();
}
