#pragma once

#include "messagelog.h"
#include "output.h"

/// Prints a log to standard error, a line for each entry, as it grows. Lives in the main thread.
class LogPrinter : public QObject
{
    Q_OBJECT
public:
    /// Prints what is in \a log already, too; but nothing that is more talkative than \a level.
    LogPrinter(MessageLog *log, LogLevel level, QObject *parent = nullptr);

    /// Prints what has come since; done anyway as soon as the event loop turns.
    void print();

private:
    QString line(const LogEntry &entry) const;

    MessageLog *const m_log;
    const LogLevel m_level;
    Output m_output;
    qint64 m_lastSequence = 0;
};
