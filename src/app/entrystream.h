#pragma once

#include "messagelog.h"
#include "output.h"

#include <QCoreApplication>

#include <optional>

/// Where the entries of a log go as they come, as JSON Lines: to a new file, to standard output, or to both.
///
/// take() belongs to the thread that appends to the log, and waits for a slow reader or disk; so an entry is
/// in the file before anybody is told of it elsewhere.
class EntryStream
{
    Q_DECLARE_TR_FUNCTIONS(EntryStream)
public:
    EntryStream() = default;
    ~EntryStream();
    Q_DISABLE_COPY_MOVE(EntryStream)

    /// Makes \a name, which must not be there yet; else one sentence in \a error. Devices and pipes are
    /// written to.
    bool openFile(const QString &name, QString *error);
    /// Prints every entry whole on standard output.
    void printAll();

    /// Takes one entry. False from the first failure on; then nothing more is written.
    bool take(const LogEntry &entry);

    /// Brings the file to the disk. One sentence when something of all this failed, else nothing.
    QString finish();

private:
    QString m_fileName;
    int m_descriptor = -1;
    std::optional<Output> m_file;
    std::optional<Output> m_print;
    qint64 m_good = 0; ///< bytes of the file up to the end of its last whole line
};
