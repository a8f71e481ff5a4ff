#pragma once

#include "commandline.h"
#include "connectioncheck.h"
#include "interrupt.h"
#include "networkthread.h"
#include "output.h"

/// `wslab check`: prints each step of a connection as it is done, and what came of it.
class CheckCommand : public QObject
{
    Q_OBJECT
public:
    explicit CheckCommand(const CommandLine::Connect &options, QObject *parent = nullptr);
    ~CheckCommand() override;

    void start();

signals:
    void finished(int exitStatus);

private:
    /// Prints the steps that have come to their end since.
    void print(const ConnectionReport &report);

    const CommandLine::Connect m_options;
    NetworkThread m_thread{QStringLiteral("network")};
    ConnectionCheck *const m_check; ///< lives in m_thread
    Interrupt m_interrupt;
    Output m_output;
    int m_printed = 0; ///< steps
    QString m_advice; ///< to be told at the end, where the certificate is not trusted
};
