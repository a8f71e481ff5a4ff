#pragma once

#include <QByteArray>

#include <deque>
#include <vector>

/// The payloads of a log that are too large for its pages, whole: the newest in memory, the older ones in
/// slots of the log's file. Keeps the books; who uses it locks, writes and reads.
class LargePayloads
{
public:
    struct Payload
    {
        qint64 sequence = 0; ///< of its entry
        qsizetype size = 0;
        QByteArray bytes; ///< null: on disk
        std::vector<int> fileSlots; ///< one after the other; empty: in memory
    };

    /// Adds the payload of the newest entry; shares \a bytes.
    void add(qint64 sequence, const QByteArray &bytes);
    /// Null when it is not kept.
    const Payload *find(qint64 sequence) const;
    const Payload *oldestInMemory() const;
    bool hasOnDisk() const { return m_onDisk > 0; }

    /// The oldest in memory, if it is still the one of \a sequence, is in \a fileSlots from now on.
    bool moveToDisk(qint64 sequence, const std::vector<int> &fileSlots);
    void dropOldestInMemory();
    /// Drops the oldest on disk; its slots.
    std::vector<int> dropOldestOnDisk();
    /// Drops all of entries before \a sequence; their slots.
    std::vector<int> dropBefore(qint64 sequence);

    qint64 memory() const { return m_memory; } ///< bytes
    qsizetype slotCount() const { return m_slotCount; }

private:
    std::vector<int> dropFirst();

    std::deque<Payload> m_payloads; ///< oldest first; those on disk before those in memory
    std::size_t m_onDisk = 0;
    qint64 m_memory = 0;
    qsizetype m_slotCount = 0;
};
