#pragma once

#include "largepayloads.h"
#include "logpage.h"

#include <QCoreApplication>
#include <QMutex>
#include <QMutexLocker>
#include <QThreadPool>

#include <deque>
#include <vector>

class LogFile;

/// How much a log keeps. Whatever is reached first holds; the oldest entries go.
struct LogLimits
{
    qint64 entries = 100'000;
    qint64 memory = 64 * 1024 * 1024; ///< bytes, payloads and all; at least two pages are kept
    qint64 disk = 0; ///< bytes of a file for what no longer fits in memory; 0: no file
    QString directory = {}; ///< of that file; empty: the user's cache

    /// For a log that a person looks at: millions of entries, 64 MiB of memory and up to 1 GiB of disk.
    static LogLimits forWindow() { return {5'000'000, 64 * 1024 * 1024, 1024 * 1024 * 1024, {}}; }
};

/// A log's entries: in memory the newest, in a file the older ones, numbered without a gap.
///
/// Payloads that are too large for the pages are kept whole beside them, in up to half of the memory and of
/// the disk; what makes room there loses all but its beginning, while its entry stays.
///
/// All functions may be called from any thread. append() only copies into memory: a thread of the
/// store's own writes to disk. When that fails, an Error entry says so once, and the store goes on with
/// the disk that it has.
class LogStore
{
    Q_DECLARE_TR_FUNCTIONS(LogStore)
public:
    /// The sequences kept: from `first` to `last`; none when `last` is less.
    struct Range
    {
        qint64 first = 1;
        qint64 last = 0;

        qint64 count() const { return last - first + 1; }
    };
    /// What it takes.
    struct Usage
    {
        qint64 memory = 0; ///< bytes
        qint64 disk = 0; ///< bytes
        qint64 entriesOnDisk = 0;
    };

    explicit LogStore(const LogLimits &limits);
    ~LogStore();
    Q_DISABLE_COPY_MOVE(LogStore)

    const LogLimits &limits() const { return m_limits; }
    /// Adds \a entry under the next sequence, which is returned; its time, when 0, is now. A large payload
    /// is shared, not copied.
    qint64 append(LogEntry entry);
    /// Gives an \a entry of this store that has only the beginning of its payload the whole of it, read from
    /// disk when need be. False when that was not kept, or made room.
    bool complete(LogEntry *entry) const;
    /// True when complete() would have to read the payload of the entry with \a sequence from disk, which may
    /// take its time.
    bool isLargeOnDisk(qint64 sequence) const;
    Range range() const;
    Usage usage() const;
    /// The page that holds \a sequence, read from disk when need be; null when it is not kept any more.
    std::shared_ptr<const LogPage> page(qint64 sequence) const;
    /// Forgets all entries, in memory and on disk. The sequences go on.
    void clear();

private:
    struct Place
    {
        qint64 firstSequence;
        std::shared_ptr<LogPage> page; ///< null: on disk
        int slot = -1; ///< of the file
    };

    void makeRoom();
    void dropOldest();
    void spill();
    void spillPage(QMutexLocker<QMutex> *lock);
    void spillLarge(QMutexLocker<QMutex> *lock);
    void openFile();
    int takeSlot();
    std::vector<int> takeLargeSlots(qsizetype size);
    void giveBack(const std::vector<int> &fileSlots);
    void stopGrowing(const QString &error);
    qint64 appendLocked(const LogEntry &entry);
    qsizetype inMemory() const { return qsizetype(m_places.size()) - m_onDisk; }
    qsizetype mostInMemory() const;
    std::deque<Place>::const_iterator placeOf(qint64 sequence) const;

    const LogLimits m_limits;
    const qsizetype m_mostInMemory; ///< pages, where nothing large is
    const qint64 m_mostLarge; ///< bytes of large payloads in memory
    mutable QMutex m_mutex; ///< guards what follows
    std::deque<Place> m_places; ///< oldest first; those on disk before those in memory
    qsizetype m_onDisk = 0;
    LargePayloads m_large;
    Range m_range;
    std::unique_ptr<LogFile> m_file; ///< made once, by the writing thread; never replaced
    std::vector<int> m_freeSlots;
    int m_slots = 0; ///< that the file has
    int m_mostSlots;
    bool m_spilling = false;
    bool m_complained = false;

    QThreadPool m_writer; ///< last: waits for its thread before the rest goes
};

/// Reads a store's entries one by one. For one thread.
class LogReader
{
public:
    LogReader() = default;
    explicit LogReader(std::shared_ptr<const LogStore> store);

    /// The entry with \a sequence; one with the sequence 0 when it is not kept any more. Its payload is
    /// there until the next call.
    LogEntry peek(qint64 sequence) const;
    /// The same, to keep.
    LogEntry entry(qint64 sequence) const;

private:
    std::shared_ptr<const LogStore> m_store;
    mutable std::vector<std::shared_ptr<const LogPage>> m_pages; ///< last used, newest first
};
