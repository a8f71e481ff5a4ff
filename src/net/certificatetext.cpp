#include "certificatetext.h"

#include "displaytext.h"
#include "tls.h"

#include <QDateTime>
#include <QLocale>
#include <QSslCertificate>
#include <QSslKey>

namespace {

constexpr qint64 longestBrowserLife = 825 * 24 * 3600; // seconds; Apple refuses longer ones, whoever signed

QString date(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

QString commonName(const QStringList &names)
{
    return names.isEmpty() ? QStringLiteral("–") : DisplayText::oneLine(names.join(QLatin1String(", ")), 200);
}

QString alternativeNames(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    std::sort(names.begin(), names.end());
    return names.isEmpty() ? QStringLiteral("–") : DisplayText::oneLine(names.join(QLatin1String(", ")), 500);
}

QString keyText(const QSslKey &key)
{
    switch (key.algorithm()) {
    case QSsl::Rsa:
        return QStringLiteral("RSA, %1 bit").arg(key.length());
    case QSsl::Ec:
        return QStringLiteral("EC, %1 bit").arg(key.length());
    case QSsl::Dsa:
        return QStringLiteral("DSA, %1 bit").arg(key.length());
    default:
        return QStringLiteral("–");
    }
}

QString fingerprint(const QByteArray &hash)
{
    return QString::fromLatin1(hash.toHex(':').toUpper());
}

}

QString CertificateText::describe(const QByteArray &chain)
{
    QString text;
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(chain);
    for (const QSslCertificate &certificate : certificates) {
        if (!text.isEmpty())
            text += u'\n';
        const std::pair<QString, QString> rows[] = {
            {tr("For"), commonName(certificate.subjectInfo(QSslCertificate::CommonName))},
            {tr("By"),
             certificate.isSelfSigned() ? tr("itself")
                                        : commonName(certificate.issuerInfo(QSslCertificate::CommonName))},
            {tr("Names"), alternativeNames(certificate)},
            {tr("From"), date(certificate.effectiveDate())},
            {tr("Until"), date(certificate.expiryDate())},
            {tr("Key"), keyText(certificate.publicKey())},
            {tr("Short code"), Tls::shortCode(certificate)},
            {tr("SHA-256"), fingerprint(certificate.digest(QCryptographicHash::Sha256))},
            {tr("SHA-256 of the key"), fingerprint(Tls::publicKeyHash(certificate))},
        };
        for (const auto &[name, value] : rows)
            text += QStringLiteral("%1: %2\n").arg(name, value);
    }
    return text;
}

QString CertificateText::explain(CertificateFault fault, const QByteArray &chain, const QString &host)
{
    const QSslCertificate certificate(chain);
    switch (fault) {
    case CertificateFault::SelfSigned:
        return tr("It vouches for itself, and nobody else does. In a classroom that is usual: compare the "
                  "short code.");
    case CertificateFault::UnknownAuthority:
        return tr("It is signed by an authority that is not known here.");
    case CertificateFault::UnknownIssuer:
        return tr("Its issuer is unknown here, or the server forgot to send the certificate in between.");
    case CertificateFault::Expired:
        return tr("It, or one above it, ended (%1); this computer's clock says %2. If the clock is wrong, "
                  "mend that first.")
            .arg(date(certificate.expiryDate()), date(QDateTime::currentDateTime()));
    case CertificateFault::NotYetValid:
        return tr("It, or one above it, has not begun (%1); this computer's clock says %2. If the clock is "
                  "wrong, mend "
                  "that first.")
            .arg(date(certificate.effectiveDate()), date(QDateTime::currentDateTime()));
    case CertificateFault::WrongName:
        return tr("It was issued for %1, and not for %2.")
            .arg(alternativeNames(certificate), DisplayText::oneLine(host, 200));
    case CertificateFault::WrongPurpose:
        return tr("It is for another purpose, not for servers.");
    case CertificateFault::NotAnAuthority:
        return tr("An ordinary certificate was used as an authority.");
    case CertificateFault::WeakKey:
        return tr("Its key is too short to be safe.");
    case CertificateFault::WeakSignature:
        return tr("It is signed in an old way that can be forged (SHA-1 or MD5).");
    case CertificateFault::NameConstraint:
        return tr("Its authority may not sign that name.");
    case CertificateFault::UnknownCriticalExtension:
        return tr("It has a rule that must be obeyed, and that nobody here knows.");
    case CertificateFault::Other:
        break;
    }
    return tr("It cannot be verified.");
}

QString CertificateText::explainAll(const QList<CertificateFault> &faults, const QByteArray &chain,
                                    const QString &host)
{
    QStringList sentences;
    for (const CertificateFault fault : faults)
        sentences.append(explain(fault, chain, host));
    return sentences.join(u' ');
}

QStringList CertificateText::browserObjections(const QByteArray &chain, const QString &host)
{
    QStringList sentences;
    const QList<CertificateFault> faults = verifyServer(chain, chain, host);
    for (const CertificateFault fault : faults) {
        if (fault != CertificateFault::SelfSigned && fault != CertificateFault::UnknownAuthority
            && fault != CertificateFault::UnknownIssuer)
            sentences.append(explain(fault, chain, host));
    }
    const QSslCertificate certificate(chain);
    if (certificate.subjectAlternativeNames().isEmpty())
        sentences.append(tr("It names its server in the common name only, which browsers do not read."));
    if (certificate.effectiveDate().secsTo(certificate.expiryDate()) > longestBrowserLife)
        sentences.append(tr("It is valid for more than 825 days, which iPhones and Macs refuse."));
    return sentences;
}
