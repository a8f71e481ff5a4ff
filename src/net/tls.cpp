#include "tls.h"

#include "certificate.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslKey>

namespace {

QSslKey readKey(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa, QSsl::Dsa}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    // Qt reads no Ed25519, but takes OpenSSL's own key.
    return QSslKey(Qt::HANDLE(openSslKey(pem)), QSsl::PrivateKey);
}

bool setIdentity(QSslConfiguration *configuration, const QByteArray &certificates, const QByteArray &key,
                 QString *error)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificates);
    const QSslKey ownKey = readKey(key);
    if (chain.isEmpty() || ownKey.isNull()) {
        *error = chain.isEmpty() ? Tls::tr("The certificate cannot be read.")
                                 : Tls::tr("The certificate's private key cannot be read.");
        return false;
    }
    configuration->setLocalCertificateChain(chain);
    configuration->setPrivateKey(ownKey);
    return true;
}

}

std::optional<QSslConfiguration> Tls::client(const ClientTls &options, QString *error)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (!options.authorities.isEmpty()) {
        const QList<QSslCertificate> authorities = QSslCertificate::fromData(options.authorities);
        if (authorities.isEmpty()) {
            *error = tr("The file of authorities has no certificate in it.");
            return {};
        }
        // Adding to a configuration would take the system's away.
        configuration.setCaCertificates(systemAuthorities() + authorities);
    }
    if (!options.certificates.isEmpty()
        && !setIdentity(&configuration, options.certificates, options.key, error))
        return {};
    return configuration;
}

QByteArray Tls::publicKeyHash(const QSslCertificate &certificate)
{
    // Not by QSslCertificate::publicKey(): it knows not all algorithms, and crashes on a damaged key.
    return hashOfPublicKey(certificate.toDer());
}

bool Tls::isPinned(const QSslCertificate &certificate, const QList<QByteArray> &pins)
{
    return !certificate.isNull()
        && (pins.contains(publicKeyHash(certificate))
            || pins.contains(certificate.digest(QCryptographicHash::Sha256)));
}

const QList<QSslCertificate> &Tls::systemAuthorities()
{
    static const QList<QSslCertificate> authorities = QSslConfiguration::systemCaCertificates();
    return authorities;
}

QByteArray Tls::trustedAuthorities(const ClientTls &options)
{
    static const QByteArray system = [] {
        QByteArray pem;
        for (const QSslCertificate &certificate : systemAuthorities())
            pem += certificate.toPem();
        return pem;
    }();
    return options.authorities + system;
}

QString Tls::shortCode(const QSslCertificate &certificate)
{
    const QByteArray hex = publicKeyHash(certificate).left(8).toHex().toUpper();
    return QStringLiteral("%1 %2 %3 %4")
        .arg(QLatin1String(hex.mid(0, 4)), QLatin1String(hex.mid(4, 4)), QLatin1String(hex.mid(8, 4)),
             QLatin1String(hex.mid(12, 4)));
}

QString Tls::fingerprint(const QSslCertificate &certificate)
{
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}
