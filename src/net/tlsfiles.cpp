#include "tlsfiles.h"

#include "certificate.h"

#include <QCoreApplication>
#include <QFile>

namespace {

constexpr qint64 maximumFile = 1024 * 1024; // bytes; no certificate is larger

class Tr
{
    Q_DECLARE_TR_FUNCTIONS(TlsFiles)
};

bool readFile(const QString &name, QByteArray *bytes, QString *error)
{
    if (name.isEmpty())
        return true;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = Tr::tr("The file %1 cannot be read: %2.").arg(name, file.errorString());
        return false;
    }
    *bytes = file.read(maximumFile + 1);
    if (bytes->size() > maximumFile) {
        *error = Tr::tr("The file %1 is too large for a certificate.").arg(name);
        return false;
    }
    return true;
}

std::optional<Identity> read(const QString &name, const QString &keyName, const QByteArray &passphrase,
                             QString *error)
{
    QByteArray certificates;
    QByteArray key;
    if (!readFile(name, &certificates, error) || !readFile(keyName, &key, error))
        return {};
    auto identity = readIdentity(certificates, key, passphrase, error);
    if (!identity)
        *error = QStringLiteral("%1: %2").arg(
            keyName.isEmpty() ? name : name + QStringLiteral(", ") + keyName, *error);
    return identity;
}

}

bool TlsFiles::isEncrypted(const QString &file, const QString &keyFile)
{
    QByteArray bytes;
    QString error;
    return readFile(keyFile.isEmpty() ? file : keyFile, &bytes, &error) && isEncryptedKey(bytes);
}

bool TlsFiles::lacksKey(const QString &file)
{
    QByteArray bytes;
    QString error;
    return readFile(file, &bytes, &error) && bytes.contains("-----BEGIN CERTIFICATE-----")
        && !bytes.contains("PRIVATE KEY-----");
}

bool TlsFiles::readServer(const QString &file, const QString &keyFile, const QByteArray &passphrase,
                          const QString &clientAuthoritiesFile, std::optional<ServerTls> *tls, QString *error)
{
    if (file.isEmpty()) {
        if (keyFile.isEmpty() && clientAuthoritiesFile.isEmpty())
            return true;
        *error = Tr::tr("A key or a client authority is of no use without a certificate: give that too.");
        return false;
    }
    const auto identity = read(file, keyFile, passphrase, error);
    ServerTls read;
    if (!identity || !readFile(clientAuthoritiesFile, &read.clientAuthorities, error))
        return false;
    read.certificates = identity->certificate + identity->chain;
    read.key = identity->key;
    *tls = read;
    return true;
}

bool TlsFiles::readClient(const QString &authoritiesFile, const QString &certificateFile,
                          const QByteArray &passphrase, ClientTls *tls, QString *error)
{
    if (!readFile(authoritiesFile, &tls->authorities, error))
        return false;
    if (certificateFile.isEmpty())
        return true;
    const auto identity = read(certificateFile, {}, passphrase, error);
    if (!identity)
        return false;
    tls->certificates = identity->certificate + identity->chain;
    tls->key = identity->key;
    return true;
}
