#pragma once

#include "logentry.h"

#include <atomic>
#include <memory>

/// Some hundreds or thousands of a log's entries in one block of memory: payloads from its front, a
/// record for each from its end. What is in it never changes, so that it is shared and not copied.
///
/// One thread at a time appends; any thread reads the first count() entries meanwhile.
class LogPage
{
public:
    static constexpr qsizetype size = 256 * 1024; ///< bytes of a page, in memory and in a file

    /// An empty page, to be filled from \a firstSequence on.
    explicit LogPage(qint64 firstSequence);
    /// A page as data() once gave it. What \a bytes say is not trusted.
    LogPage(qint64 firstSequence, int count, std::unique_ptr<char[]> bytes);

    /// Copies \a entry to the end; false when it does not fit. An entry of at most
    /// LogEntry::maximumPayload bytes fits any empty page.
    bool append(const LogEntry &entry);

    qint64 firstSequence() const { return m_firstSequence; }
    int count() const { return m_count.load(std::memory_order_acquire); }
    bool holds(qint64 sequence) const
    {
        return sequence >= m_firstSequence && sequence < m_firstSequence + count();
    }
    /// The entry with \a sequence, which the page must hold. Its payload is the page's own memory: it
    /// is there only as long as the page.
    LogEntry entry(qint64 sequence) const;
    /// All `size` bytes, for a file.
    const char *data() const { return m_bytes.get(); }

private:
    const qint64 m_firstSequence;
    std::unique_ptr<char[]> m_bytes;
    qsizetype m_payloadEnd = 0;
    std::atomic<int> m_count = 0;
};
