#include "servecommand.h"

#include "logprinter.h"
#include "passphrase.h"
#include "servercertificatecheck.h"
#include "tlsfiles.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

ServeCommand::ServeCommand(const CommandLine::Serve &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_server(new Server(&m_log, &m_status))
{
    m_log.setLevel(options.level);
    m_thread.take(m_server);
    connect(m_server, &Server::started, this, &ServeCommand::started);
    connect(m_server, &Server::failed, this, &ServeCommand::failed);
    connect(m_server, &Server::stopped, this, &ServeCommand::stopped);
    connect(&m_interrupt, &Interrupt::requested, this, &ServeCommand::stop);
}

ServeCommand::~ServeCommand()
{
    m_thread.quit();
    m_thread.wait();
}

void ServeCommand::start()
{
    ServerOptions options = m_options.options;
    QString error;
    const auto passphrase =
        passphraseFor(m_options.tlsFile, m_options.tlsKeyFile, m_options.passphraseFile, &error);
    if (!passphrase
        || !TlsFiles::readServer(m_options.tlsFile, m_options.tlsKeyFile, *passphrase,
                                 m_options.clientAuthoritiesFile, &options.tls, &error)) {
        failed(error);
        return;
    }
    if (options.tls) {
        const auto problems = ServerCertificateCheck::problems(*options.tls, options.addresses);
        if (const QString fatal = ServerCertificateCheck::sentences(problems, true); !fatal.isEmpty()) {
            failed(tr("%1: %2").arg(m_options.tlsFile, fatal));
            return;
        }
        if (const QString warning = ServerCertificateCheck::sentences(problems, false); !warning.isEmpty())
            complain(tr("%1: %2").arg(m_options.tlsFile, warning));
    }
    // Before the thread begins, which then sees the options whole.
    QMetaObject::invokeMethod(m_server, [server = m_server, options] { server->start(options); });
    m_thread.start();
}

void ServeCommand::started(const QList<ListenerInfo> &listeners)
{
    QByteArray lines;
    for (const ListenerInfo &listener : listeners)
        lines +=
            serviceName(listener.service).leftJustified(8).toUtf8() + ' ' + listener.url.toEncoded() + '\n';
    Output(STDOUT_FILENO).write(lines);
    m_printer = new LogPrinter(&m_log, m_options.level, this);
}

void ServeCommand::failed(const QString &sentence)
{
    complain(sentence);
    emit finished(1);
}

void ServeCommand::complain(const QString &sentence)
{
    Output(STDERR_FILENO).write("wslab: " + sentence.toUtf8() + '\n');
}

void ServeCommand::stop()
{
    QMetaObject::invokeMethod(m_server, [server = m_server] { server->stop(); });
}

void ServeCommand::stopped()
{
    if (m_printer)
        m_printer->print();
    emit finished(0);
}
