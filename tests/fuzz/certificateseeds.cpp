#include "certificate.h"

#include <QDir>
#include <QFile>

#include <cstdio>

/// Writes what fuzz_certificate begins with: identities of all kinds, their keys included.
/// Usage: certificateseeds FOLDER
namespace {

QDir folder;

bool write(const char *name, char flags, const QByteArray &bytes)
{
    QFile file(folder.filePath(QString::fromLatin1(name)));
    return file.open(QIODevice::WriteOnly) && file.write(flags + bytes) > bytes.size();
}

bool writeAll()
{
    QString error;
    CertificateSpec spec;
    spec.commonName = QStringLiteral("Authority");
    spec.purpose = CertificateSpec::Purpose::Authority;
    spec.permittedNames = QStringList{QStringLiteral("localhost")};
    spec.permittedAddresses = QStringList{QStringLiteral("127.0.0.0/255.0.0.0")};
    const auto authority = makeIdentity(spec, nullptr, &error);
    spec = {};
    spec.commonName = QStringLiteral("localhost");
    spec.dnsNames = QStringList{QStringLiteral("localhost")};
    spec.addresses = QStringList{QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    const auto self = makeIdentity(spec, nullptr, &error);
    if (!authority || !self)
        return false;
    bool all = write("self", 0, self->combined()) && write("authority", 0, authority->combined())
        && write("key-last", 0, self->certificate + self->key) && write("key-alone", 0, self->key)
        && write("key-of-another", 0, self->certificate + authority->key)
        && write("two-halves", 2, self->certificate + self->key)
        && write("pkcs12", 1, toPkcs12(*self, "secret", &error))
        && write("pkcs12-passphrase-missing", 0, toPkcs12(*self, "secret", &error))
        && write("pkcs12-no-passphrase", 0, toPkcs12(*self, "", &error));
    for (const auto &[name, kind] : {std::pair{"rsa", CertificateSpec::KeyKind::Rsa1024},
                                     {"ed25519", CertificateSpec::KeyKind::Ed25519},
                                     {"p256", CertificateSpec::KeyKind::P256}}) {
        spec.keyKind = kind;
        spec.sha1 = kind == CertificateSpec::KeyKind::Rsa1024;
        const auto issued = makeIdentity(spec, &*authority, &error);
        all = all && issued && write(name, 0, issued->combined() + authority->certificate);
    }
    return all;
}

}

int main(int argc, char *argv[])
{
    if (argc != 2)
        return 2;
    folder.setPath(QFile::decodeName(argv[1]));
    if (folder.mkpath(QStringLiteral(".")) && writeAll())
        return 0;
    std::fputs("certificateseeds: the seeds could not be made.\n", stderr);
    return 1;
}
