#include "certificatecommand.h"

#include "certificatedetails.h"
#include "certificatetext.h"
#include "localauthority.h"
#include "output.h"
#include "passphrase.h"
#include "tls.h"
#include "tlsfiles.h"

#include <QHostAddress>
#include <QSslCertificate>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

void print(const QString &text)
{
    Output(STDOUT_FILENO).write(text.toUtf8());
}

/// What \a chain (PEM) says, and what would be said to it at \a host.
void printWithVerdict(const QByteArray &chain, const QString &host)
{
    const QByteArray known = Tls::trustedAuthorities({});
    const auto verdict = CertificateText::verdict(chain, known, known, host);
    print(CertificateText::describe(chain) + u'\n' + verdict.openSsl + u'\n' + verdict.browsers + u'\n');
}

}

CertificateCommand::CertificateCommand(const CommandLine::Certificate &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
{
}

CertificateCommand::~CertificateCommand()
{
    m_thread.quit();
    m_thread.wait();
}

void CertificateCommand::start()
{
    switch (m_options.action) {
    case CommandLine::Certificate::Action::Create:
        create();
        break;
    case CommandLine::Certificate::Action::Show:
        if (m_options.subject.contains("://"_L1)) {
            QString error;
            if (const auto url = webSocketUrl(m_options.subject, &error))
                showServer(*url);
            else
                complain(error);
        } else {
            showFile();
        }
        break;
    case CommandLine::Certificate::Action::Check:
        check();
    }
}

void CertificateCommand::create()
{
    QStringList names = LocalAuthority::machineNames();
    QStringList addresses = LocalAuthority::machineAddresses();
    for (const QString &name : m_options.names)
        (QHostAddress(name).isNull() ? names : addresses) += name;
    names.removeDuplicates();
    addresses.removeDuplicates();
    LocalAuthority authority(m_options.folder.isEmpty() ? LocalAuthority::defaultFolder() : m_options.folder);
    QString error;
    const auto identity = authority.serverIdentity(names, addresses, &error);
    if (!identity) {
        complain(error);
        return;
    }
    print(tr("Key and certificate of this machine: %1").arg(authority.serverFile()) + u'\n'
          + tr("Its authority, for others to trust: %1").arg(authority.authorityFile()) + u"\n\n"_s
          + CertificateText::describe(identity->certificate));
    emit finished(0);
}

void CertificateCommand::showFile()
{
    ClientTls read;
    QString error;
    if (!TlsFiles::readClient(m_options.subject, {}, {}, &read, &error)) {
        complain(error);
        return;
    }
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(read.authorities);
    if (certificates.isEmpty()) {
        complain(tr("There is no certificate in %1.").arg(m_options.subject));
        return;
    }
    if (CertificateDetails(certificates.first()).isAuthority)
        print(CertificateText::describe(read.authorities)); // no server shows it
    else
        printWithVerdict(read.authorities, {});
    emit finished(0);
}

void CertificateCommand::showServer(const QUrl &url)
{
    // A client that trusts nobody hears the certificate and sends nothing.
    ClientOptions options;
    options.url = url;
    options.tls.pins = {QByteArray(32, '\0')};
    m_client = new Client(&m_log);
    m_thread.take(m_client);
    connect(m_client, &Client::distrusted, this, [this, url](const Client::Distrust &distrust) {
        m_shown = true;
        printWithVerdict(distrust.certificates, url.host());
        emit finished(0);
    });
    connect(m_client, &Client::failed, this, [this](const QString &sentence) {
        if (!m_shown) // that it was not trusted is no failure here
            complain(sentence);
    });
    connect(m_client, &Client::connected, this, [this, url] {
        complain(tr("%1 does not use TLS, so it has no certificate.").arg(url.toString()));
    });
    QMetaObject::invokeMethod(m_client, [client = m_client, options] { client->open(options); });
    m_thread.start();
}

void CertificateCommand::check()
{
    std::optional<ServerTls> identity;
    ClientTls trust;
    QString error;
    const auto passphrase =
        passphraseFor(m_options.subject, m_options.keyFile, m_options.passphraseFile, &error);
    if (!passphrase
        || !TlsFiles::readServer(m_options.subject, m_options.keyFile, *passphrase, {}, &identity, &error)
        || !TlsFiles::readClient(m_options.authoritiesFile, {}, {}, &trust, &error)) {
        complain(error);
        return;
    }
    const auto faults = verifyServer(identity->certificates, Tls::trustedAuthorities(trust), m_options.host);
    const QStringList objections = CertificateText::browserObjections(identity->certificates, m_options.host);
    QStringList lines;
    for (const CertificateFault fault : faults)
        lines += CertificateText::explain(fault, identity->certificates, m_options.host);
    for (const QString &objection : objections) {
        if (!lines.contains(objection))
            lines += tr("Browsers and phones: %1").arg(objection);
    }
    if (lines.isEmpty())
        lines += tr("Nothing is wrong with it for %1.").arg(m_options.host);
    print(lines.join(u'\n') + u'\n');
    emit finished(faults.isEmpty() && objections.isEmpty() ? 0 : 1);
}

void CertificateCommand::complain(const QString &sentence)
{
    Output(STDERR_FILENO).write("wslab: " + sentence.toUtf8() + '\n');
    emit finished(1);
}
