#pragma once

#include "certificatelab.h"
#include "commandline.h"
#include "interrupt.h"
#include "messagelog.h"
#include "networkthread.h"
class LogPrinter;

/// `wslab lab`: runs the certificate lab until it is interrupted.
class LabCommand : public QObject
{
    Q_OBJECT
public:
    explicit LabCommand(const CommandLine::Lab &options, QObject *parent = nullptr);
    ~LabCommand() override;

    void start();

signals:
    void finished(int exitStatus);

private:
    void started(const QList<QUrl> &urls, const QByteArray &authority);
    void failed(const QString &sentence);
    void stop();
    void stopped();

    const CommandLine::Lab m_options;
    MessageLog m_log;
    NetworkThread m_thread{QStringLiteral("network")};
    CertificateLab *const m_lab; ///< lives in m_thread
    Interrupt m_interrupt;
    LogPrinter *m_printer = nullptr; ///< once started
};
