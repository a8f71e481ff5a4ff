#include "messagelog.h"

#include <QMutexLocker>

#include <algorithm>
#include <chrono>
#include <utility>

namespace {

qint64 microsecondsNow()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

}

LogLevel levelOf(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Error:
        return LogLevel::Error;
    case EntryKind::Info:
        return LogLevel::Info;
    case EntryKind::Text:
    case EntryKind::Binary:
    case EntryKind::Ping:
    case EntryKind::Pong:
    case EntryKind::Close:
        break;
    }
    return LogLevel::Debug;
}

QByteArray firstBytes(const QByteArray &payload, EntryKind kind, qsizetype most)
{
    if (kind != EntryKind::Binary) {
        const auto continues = [&](qsizetype at) { return (uchar(payload[at]) & 0xC0) == 0x80; };
        for (int back = 0; back < 3 && continues(most); ++back)
            --most;
    }
    return QByteArray(payload.constData(), most);
}

MessageLog::MessageLog(qsizetype capacity, QObject *parent)
    : QObject(parent)
    , m_capacity(std::max<qsizetype>(1, capacity))
{
}

MessageLog::~MessageLog()
{
    // What other threads did comes before: a sanitizer that cannot look into Qt sees it by the mutex.
    const QMutexLocker locker(&m_mutex);
    m_entries.clear();
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
        entry.sequence = lastSequence() + 1;
        m_tap(entry);
    }
    if (entry.payload.size() > maximumPayload)
        entry.payload = firstBytes(entry.payload, entry.kind, maximumPayload);

    bool announce = false;
    {
        const QMutexLocker lock(&m_mutex);
        entry.sequence = ++m_lastSequence;
        m_bytes += entry.payload.size();
        m_entries.push_back(std::move(entry));
        while (std::ssize(m_entries) > m_capacity || m_bytes > maximumBytes) {
            m_bytes -= m_entries.front().payload.size();
            m_entries.pop_front();
        }
        announce = !std::exchange(m_announced, true);
    }
    if (announce)
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

void MessageLog::appendBroadcast(const QByteArray &utf8, quint32 recipients)
{
    if (!keeps(EntryKind::Text))
        return;
    LogEntry entry;
    entry.recipients = recipients;
    entry.direction = Direction::Sent;
    entry.kind = EntryKind::Text;
    entry.payload = utf8;
    append(std::move(entry));
}

QList<LogEntry> MessageLog::entriesSince(qint64 sequence, qsizetype most) const
{
    const QMutexLocker lock(&m_mutex);
    m_announced = false;
    const qint64 wanted = std::clamp<qint64>(m_lastSequence - sequence, 0, std::ssize(m_entries));
    const auto count = std::min<qint64>(wanted, std::max<qsizetype>(0, most));
    return QList<LogEntry>(m_entries.end() - count, m_entries.end());
}

qint64 MessageLog::lastSequence() const
{
    const QMutexLocker lock(&m_mutex);
    return m_lastSequence;
}
