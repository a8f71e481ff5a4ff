#include "localauthority.h"

#include "privatefile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QHostInfo>
#include <QNetworkInterface>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QStandardPaths>

namespace {

constexpr std::chrono::hours authorityLife{365 * 24};
constexpr std::chrono::hours serverLife{90 * 24};

/// What the authority may sign: nobody who steals its key can be a bank with it.
const QStringList permittedNames{QStringLiteral("localhost"), QStringLiteral("local"), QStringLiteral("test"),
                                 QStringLiteral("lan")};
const QStringList permittedAddresses{
    QStringLiteral("127.0.0.0/255.0.0.0"),     QStringLiteral("10.0.0.0/255.0.0.0"),
    QStringLiteral("172.16.0.0/255.240.0.0"),  QStringLiteral("192.168.0.0/255.255.0.0"),
    QStringLiteral("169.254.0.0/255.255.0.0"), QStringLiteral("::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    QStringLiteral("fc00::/fe00::"),           QStringLiteral("fe80::/ffc0::")};

QByteArray readFile(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// True when a third of its life is left, or less, or it is not valid now.
bool isWornOut(const QSslCertificate &certificate)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const qint64 life = certificate.effectiveDate().secsTo(certificate.expiryDate());
    return now < certificate.effectiveDate() || now.secsTo(certificate.expiryDate()) < life / 3;
}

bool covers(const QSslCertificate &certificate, const QStringList &names, const QStringList &addresses)
{
    const auto alternative = certificate.subjectAlternativeNames();
    const auto has = [&](QSsl::AlternativeNameEntryType type, const QStringList &wanted) {
        const QStringList there = alternative.values(type);
        return std::all_of(wanted.begin(), wanted.end(),
                           [&](const QString &text) { return there.contains(text); });
    };
    return has(QSsl::DnsEntry, names) && has(QSsl::IpAddressEntry, addresses);
}

bool isPermitted(const QHostAddress &address)
{
    for (const QString &network : permittedAddresses) {
        const qsizetype slash = network.indexOf(u'/');
        const QHostAddress base(network.left(slash));
        const QHostAddress mask(network.mid(slash + 1));
        if (base.protocol() != address.protocol())
            continue;
        if (base.protocol() == QAbstractSocket::IPv4Protocol) {
            if ((address.toIPv4Address() & mask.toIPv4Address()) == base.toIPv4Address())
                return true;
            continue;
        }
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        const Q_IPV6ADDR bits = mask.toIPv6Address();
        const Q_IPV6ADDR start = base.toIPv6Address();
        bool inside = true;
        for (int i = 0; i < 16; ++i)
            inside = inside && (bytes[i] & bits[i]) == start[i];
        if (inside)
            return true;
    }
    return false;
}

}

QString LocalAuthority::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/websocket-lab/certificates");
}

LocalAuthority::LocalAuthority(const QString &folder)
    : m_folder(folder)
{
}

QByteArray LocalAuthority::authorityIn(const QByteArray &chain)
{
    return constrainedAuthority(chain, permittedNames, permittedAddresses);
}

QString LocalAuthority::authorityFile() const
{
    return m_folder + QStringLiteral("/authority.pem");
}

QString LocalAuthority::authorityKeyFile() const
{
    return m_folder + QStringLiteral("/authority-key.pem");
}

QString LocalAuthority::serverFile() const
{
    return m_folder + QStringLiteral("/localhost.pem");
}

QStringList LocalAuthority::machineNames()
{
    // Names that the authority may not sign would spoil the whole certificate.
    return {QStringLiteral("localhost"), QHostInfo::localHostName().toLower() + QStringLiteral(".local")};
}

QStringList LocalAuthority::machineAddresses()
{
    QStringList texts{QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    for (QHostAddress address : addresses) {
        address.setScopeId(QString());
        if (isPermitted(address) && !texts.contains(address.toString()))
            texts.append(address.toString());
    }
    return texts;
}

std::optional<Identity> LocalAuthority::authority(QString *error)
{
    Identity there;
    there.certificate = readFile(authorityFile());
    there.key = readFile(authorityKeyFile());
    if (!there.certificate.isEmpty() && !there.key.isEmpty()) {
        const auto certificates = QSslCertificate::fromData(there.certificate);
        if (!certificates.isEmpty() && !isWornOut(certificates.first())
            && readIdentity(there.certificate, there.key, {}, error))
            return there;
    }
    CertificateSpec spec;
    spec.purpose = CertificateSpec::Purpose::Authority;
    spec.commonName = QStringLiteral("WebSocket Lab on %1").arg(QHostInfo::localHostName());
    spec.endsIn = authorityLife;
    spec.permittedNames = permittedNames;
    spec.permittedAddresses = permittedAddresses;
    auto made = makeIdentity(spec, nullptr, error);
    if (!made || !writePrivateFile(authorityKeyFile(), made->key, error)
        || !writePrivateFile(authorityFile(), made->certificate, error))
        return {};
    return made;
}

QByteArray LocalAuthority::authorityCertificate(QString *error)
{
    const auto identity = authority(error);
    return identity ? identity->certificate : QByteArray();
}

std::optional<Identity> LocalAuthority::serverIdentity(const QStringList &names, const QStringList &addresses,
                                                       QString *error)
{
    const auto issuer = authority(error);
    if (!issuer)
        return {};
    QByteArray key;
    if (const QByteArray pem = readFile(serverFile()); !pem.isEmpty()) {
        QString unreadable;
        if (const auto there = readIdentity(pem, {}, {}, &unreadable)) {
            const QSslCertificate certificate(there->certificate);
            if (there->chain == issuer->certificate && !isWornOut(certificate)
                && covers(certificate, names, addresses))
                return there;
            key = there->key; // who trusts the key goes on trusting it
        }
    }
    CertificateSpec spec;
    spec.commonName = names.value(0, QStringLiteral("localhost"));
    spec.dnsNames = names;
    spec.addresses = addresses;
    spec.endsIn = serverLife;
    auto made = makeIdentity(spec, &*issuer, error, key);
    if (!made || !writePrivateFile(serverFile(), made->combined(), error))
        return {};
    return made;
}

std::optional<Identity> LocalAuthority::issueClient(const QString &name, QString *error)
{
    const auto issuer = authority(error);
    if (!issuer)
        return {};
    CertificateSpec spec;
    spec.purpose = CertificateSpec::Purpose::Client;
    spec.commonName = name;
    spec.endsIn = serverLife;
    return makeIdentity(spec, &*issuer, error);
}

QStringList LocalAuthority::issueStudents(int count, const QString &folder, QString *error)
{
    static const QRegularExpression pattern(QStringLiteral("^student-([0-9]{1,6})\\.pem$"));
    int number = 0;
    const QStringList there = QDir(folder).entryList({QStringLiteral("student-*.pem")}, QDir::Files);
    for (const QString &name : there)
        number = qMax(number, pattern.match(name).captured(1).toInt());
    QStringList files;
    for (const int last = number + count; number < last;) {
        const QString name = QStringLiteral("student-%1").arg(++number, 2, 10, QLatin1Char('0'));
        const auto identity = issueClient(name, error);
        const QString file = QDir(folder).filePath(name + QStringLiteral(".pem"));
        if (!identity || !writePrivateFile(file, identity->combined(), error))
            return files;
        files.append(file);
    }
    return files;
}
