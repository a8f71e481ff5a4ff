#include "logpage.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace {

struct Record
{
    qint64 time = 0;
    quint64 size = 0;
    quint32 connection = 0;
    quint32 recipients = 0;
    quint32 offset = 0; // of the payload in the page
    quint32 length = 0; // of what is kept of it
    EntryKind kind : 7 = EntryKind::Info;
    bool encrypted : 1 = false;
    Direction direction = Direction::None;
    quint16 headersLength = 0; // of the frames' headers, behind the payload
    quint32 frameCount = 0;
};
static_assert(FrameHeaders::mostBytes <= std::numeric_limits<quint16>::max());
static_assert(sizeof(Record) == 40);

constexpr qsizetype mostRecords = LogPage::size / qsizetype(sizeof(Record));

/// Where the record of the entry number \a index is.
qsizetype placeOf(int index)
{
    return LogPage::size - (index + 1) * qsizetype(sizeof(Record));
}

}

LogPage::LogPage(qint64 firstSequence)
    : m_firstSequence(firstSequence)
    , m_bytes(new char[std::size_t(size)]) // not cleared: the system gives memory only for what is written
{
}

LogPage::LogPage(qint64 firstSequence, int count, std::unique_ptr<char[]> bytes)
    : m_firstSequence(firstSequence)
    , m_bytes(std::move(bytes))
    , m_payloadEnd(size)
    , m_count(std::clamp(count, 0, int(mostRecords)))
{
}

bool LogPage::append(const LogEntry &entry)
{
    const int index = m_count.load(std::memory_order_relaxed);
    const qsizetype length = entry.payload.size();
    const qsizetype place = placeOf(index);
    const QByteArrayView headers = entry.frames.bytes();
    if (m_payloadEnd + length + headers.size() > place)
        return false;
    const Record record{.time = entry.time,
                        .size = entry.size,
                        .connection = entry.connection,
                        .recipients = entry.recipients,
                        .offset = quint32(m_payloadEnd),
                        .length = quint32(length),
                        .kind = entry.kind,
                        .encrypted = entry.encrypted,
                        .direction = entry.direction,
                        .headersLength = quint16(headers.size()),
                        .frameCount = entry.frames.count()};
    std::memcpy(m_bytes.get() + m_payloadEnd, entry.payload.constData(), std::size_t(length));
    std::memcpy(m_bytes.get() + m_payloadEnd + length, headers.data(), std::size_t(headers.size()));
    std::memcpy(m_bytes.get() + place, &record, sizeof(record));
    m_payloadEnd += length + headers.size();
    m_count.store(index + 1, std::memory_order_release);
    return true;
}

LogEntry LogPage::entry(qint64 sequence) const
{
    Record record;
    std::memcpy(&record, m_bytes.get() + placeOf(int(sequence - m_firstSequence)), sizeof(record));
    const qsizetype offset = std::min<qsizetype>(record.offset, size);
    const qsizetype length = std::min<qsizetype>(record.length, size - offset);
    const qsizetype headers = std::min<qsizetype>(record.headersLength, size - offset - length);
    return {sequence,
            record.time,
            record.connection,
            record.recipients,
            record.direction,
            record.kind,
            record.size,
            QByteArray::fromRawData(m_bytes.get() + offset, length),
            FrameHeaders::fromTrusted({m_bytes.get() + offset + length, headers}, record.frameCount),
            record.encrypted};
}
