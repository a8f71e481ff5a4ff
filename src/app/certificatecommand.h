#pragma once

#include "client.h"
#include "commandline.h"
#include "networkthread.h"

/// `wslab certificate`: makes, shows or checks a certificate, and says so on standard output.
class CertificateCommand : public QObject
{
    Q_OBJECT
public:
    explicit CertificateCommand(const CommandLine::Certificate &options, QObject *parent = nullptr);
    ~CertificateCommand() override;

    void start();

signals:
    /// The end; \a status is the program's: 0 well, 1 when something is wrong with the certificate.
    void finished(int status);

private:
    void create();
    void showFile();
    void showServer(const QUrl &url);
    void check();
    void complain(const QString &sentence);

    const CommandLine::Certificate m_options;
    MessageLog m_log;
    NetworkThread m_thread{QStringLiteral("network")};
    Client *m_client = nullptr; ///< lives in m_thread; only for showServer()
    bool m_shown = false; ///< the server's certificate
};
