#pragma once

#include "messagelog.h"
#include "output.h"

#include <QTimer>

/// Prints a log to standard error, a line for each entry, as it grows. Lives in the main thread.
class LogPrinter : public QObject
{
    Q_OBJECT
public:
    /// Prints what is in \a log already, too; but nothing that is more talkative than \a level.
    LogPrinter(MessageLog *log, LogLevel level, QObject *parent = nullptr);

    /// Prints what has come since; done anyway within some 30 ms.
    void print();

private:
    void addLine(const LogEntry &entry);
    void addTime(qint64 microseconds);
    void writeLines();

    MessageLog *const m_log;
    const LogLevel m_level;
    Output m_output;
    qint64 m_lastSequence = 0;
    QString m_lines; ///< to be written
    QTimer m_pause;
    qint64 m_second = -1; ///< since 1970
    QString m_secondText; ///< `09:05:03.`
};
