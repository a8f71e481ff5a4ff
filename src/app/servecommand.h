#pragma once

#include "commandline.h"
#include "interrupt.h"
#include "messagelog.h"
#include "output.h"
#include "server.h"
#include "status.h"
#include "networkthread.h"

class LogPrinter;

/// `wslab serve`: runs a server until it is interrupted.
class ServeCommand : public QObject
{
    Q_OBJECT
public:
    explicit ServeCommand(const CommandLine::Serve &options, QObject *parent = nullptr);
    ~ServeCommand() override;

    void start();

signals:
    void finished(int exitStatus);

private:
    void started(const QList<ListenerInfo> &listeners);
    void failed(const QString &sentence);
    void complain(const QString &sentence);
    void stop();
    void stopped();

    const CommandLine::Serve m_options;
    MessageLog m_log;
    StatusBoard m_status;
    NetworkThread m_thread{QStringLiteral("network")};
    Server *const m_server; ///< lives in m_thread
    Interrupt m_interrupt;
    LogPrinter *m_printer = nullptr; ///< once started
};
