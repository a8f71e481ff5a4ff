#pragma once

#include <QString>

#include <memory>
#include <span>

class LogPage;

/// Pages of a log and large payloads on disk, in numbered slots of LogPage::size bytes. The file has no name:
/// nobody else can open it, and it is gone when the program ends, however it ends.
///
/// One thread at a time writes; any thread reads.
class LogFile
{
public:
    /// A new file in \a directory, which is made when it is missing; null, and why not in \a error.
    static std::unique_ptr<LogFile> create(const QString &directory, QString *error);
    ~LogFile();
    Q_DISABLE_COPY_MOVE(LogFile)

    /// False when the disk is full or broken; \a error says which.
    bool write(int slot, const LogPage &page, QString *error);
    /// The same for \a bytes that need all of \a fileSlots, one after the other; how many of the slots went
    /// well.
    std::size_t write(std::span<const int> fileSlots, std::span<const char> bytes, QString *error);
    /// What was written in \a slot, as a page of \a count entries from \a firstSequence on; null when
    /// it cannot be read.
    std::shared_ptr<const LogPage> read(int slot, qint64 firstSequence, int count) const;
    /// Fills \a bytes from \a fileSlots; false when they cannot be read.
    bool read(std::span<const int> fileSlots, std::span<char> bytes) const;
    /// Gives all of the disk back. What was written cannot be read any more.
    void clear();

private:
    explicit LogFile(int descriptor);

    const int m_descriptor;
};
