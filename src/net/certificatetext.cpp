#include "certificatetext.h"

#include "certificatedetails.h"
#include "displaytext.h"
#include "tls.h"

#include <QDateTime>
#include <QHostAddress>
#include <QLocale>
#include <QSslCertificate>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestBrowserLife = 825 * 24 * 3600; // seconds; Apple refuses longer ones, whoever signed
constexpr qsizetype longestName = 200; // characters
constexpr qsizetype longestList = 500;

QString date(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

QString line(const QStringList &texts)
{
    return texts.isEmpty() ? u"–"_s : DisplayText::oneLine(texts.join(u", "_s), longestList);
}

/// The first of \a chain, from the server's own upwards, that is not valid now; none: one that is not there.
std::optional<qsizetype> firstOutOfDate(const QList<QSslCertificate> &chain, CertificateFault fault)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (qsizetype i = 0; i < chain.size(); ++i) {
        if (fault == CertificateFault::Expired ? chain[i].expiryDate() < now : chain[i].effectiveDate() > now)
            return i;
    }
    return {};
}

/// Most programs read the common name where there are no alternative names; browsers and phones do not.
bool hasCommonNameOnly(const QSslCertificate &certificate, const QString &host)
{
    const QStringList names = certificate.subjectInfo(QSslCertificate::CommonName);
    return certificate.subjectAlternativeNames().isEmpty() && QHostAddress(host).isNull()
        && names.contains(host, Qt::CaseInsensitive);
}

}

QString CertificateText::nameOf(const QSslCertificate &certificate)
{
    for (const QSslCertificate::SubjectInfo kind :
         {QSslCertificate::CommonName, QSslCertificate::OrganizationalUnitName,
          QSslCertificate::Organization}) {
        if (const QStringList names = certificate.subjectInfo(kind); !names.isEmpty())
            return DisplayText::oneLine(names.join(u", "_s), longestName);
    }
    return namesOf(certificate);
}

QString CertificateText::namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    names.sort();
    return line(names);
}

QString CertificateText::ending(const QDateTime &end, const QDateTime &now)
{
    const qint64 days = now.daysTo(end);
    const qint64 hours = now.secsTo(end) / 3600;
    QString distance;
    if (now.secsTo(end) < 0)
        distance = days > -1 ? tr("has ended") : tr("ended %n day(s) ago", nullptr, int(-days));
    else if (hours < 48)
        distance = tr("ends in %n hour(s)", nullptr, int(hours));
    else
        distance = tr("ends in %n day(s)", nullptr, int(days));
    return u"%1 (%2)"_s.arg(date(end), distance);
}

QList<CertificateText::Row> CertificateText::rows(const QSslCertificate &certificate)
{
    const CertificateDetails details(certificate);
    QString authority = tr("no");
    if (details.isAuthority) {
        authority = !details.pathLength ? tr("yes")
            : *details.pathLength == 0  ? tr("yes, but not for other authorities")
                                       : tr("yes, for %n authorities below it", nullptr, *details.pathLength);
    } else if (!details.hasBasicConstraints) {
        authority = tr("not said");
    }
    QList<Row> rows{
        {tr("For"), DisplayText::oneLine(details.subject, longestName)},
        {tr("By"), details.isSelfSigned ? tr("itself") : DisplayText::oneLine(details.issuer, longestName)},
        {tr("Names"), namesOf(certificate)},
        {tr("From"), date(certificate.effectiveDate())},
        {tr("Until"), ending(certificate.expiryDate(), QDateTime::currentDateTimeUtc())},
        {tr("Key"), DisplayText::oneLine(details.key, longestName)},
        {tr("Signature"), DisplayText::oneLine(details.signature, longestName)},
        {tr("Key may be used for"), details.keyUsages.isEmpty() ? tr("anything") : line(details.keyUsages)},
        {tr("Purposes"), details.purposes.isEmpty() ? tr("any") : line(details.purposes)},
        {tr("Authority"), authority},
    };
    if (!details.permittedNames.isEmpty())
        rows.append({tr("May sign only for"), line(details.permittedNames)});
    if (!details.excludedNames.isEmpty())
        rows.append({tr("May not sign for"), line(details.excludedNames)});
    rows.append({{tr("Serial number"),
                  DisplayText::oneLine(QByteArrayView(certificate.serialNumber().toUpper()), 80)},
                 {tr("Short code"), Tls::shortCode(certificate)},
                 {tr("SHA-256"), Tls::fingerprint(certificate), true},
                 {tr("SHA-256 of the key"),
                  QString::fromLatin1(Tls::publicKeyHash(certificate).toHex(':').toUpper()), true}});
    return rows;
}

QString CertificateText::describe(const QByteArray &chain)
{
    QString text;
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(chain);
    for (const QSslCertificate &certificate : certificates) {
        if (!text.isEmpty())
            text += u'\n';
        const QList<Row> rows = CertificateText::rows(certificate);
        for (const Row &row : rows)
            text += u"%1: %2\n"_s.arg(row.label, row.value);
    }
    return text;
}

QString CertificateText::explain(CertificateFault fault, const QByteArray &chain, const QString &host)
{
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(chain);
    const QSslCertificate certificate = certificates.value(0);
    const QString now = date(QDateTime::currentDateTime());
    switch (fault) {
    case CertificateFault::SelfSigned:
        return tr("It vouches for itself, and nobody else does. In a classroom that is usual: compare the "
                  "short code.");
    case CertificateFault::UnknownAuthority:
        return tr("It is signed by an authority that is not known here.");
    case CertificateFault::UnknownIssuer:
        return tr("Its issuer, %1, is unknown here, or the server forgot to send the certificate in between.")
            .arg(DisplayText::oneLine(
                certificates.isEmpty() ? u"–"_s : certificates.last().issuerDisplayName(), longestName));
    case CertificateFault::Expired:
        return explainEnd(certificates);
    case CertificateFault::NotYetValid:
        if (const auto place = firstOutOfDate(certificates, fault); place != 0)
            return tr("The certificate of its authority has not begun; this computer's clock says %1. If the "
                      "clock is wrong, mend that first.")
                .arg(now);
        return tr("It has not begun and will on %1; this computer's clock says %2. If the clock is wrong, "
                  "mend "
                  "that first.")
            .arg(date(certificate.effectiveDate()), now);
    case CertificateFault::WrongName:
        return explainNames(certificate, host);
    case CertificateFault::WrongPurpose:
        return tr("It is for another purpose, not for servers.");
    case CertificateFault::NotAnAuthority:
        return tr("An ordinary certificate was used as an authority.");
    case CertificateFault::WeakKey:
        return tr("Its key is too short to be safe (%1).")
            .arg(DisplayText::oneLine(CertificateDetails(certificate).key, longestName));
    case CertificateFault::WeakSignature:
        return tr("It is signed in an old way that can be forged (%1).")
            .arg(DisplayText::oneLine(CertificateDetails(certificate).signature, longestName));
    case CertificateFault::NameConstraint:
        return tr("Its authority may not sign that name.");
    case CertificateFault::UnknownCriticalExtension:
        return tr("It has a rule that must be obeyed, and that nobody here knows.");
    case CertificateFault::Other:
        break;
    }
    return tr("It cannot be verified.");
}

/// Which of \a chain has ended; where none has, it is an authority's that was not sent.
QString CertificateText::explainEnd(const QList<QSslCertificate> &chain)
{
    const QString now = date(QDateTime::currentDateTime());
    const auto place = firstOutOfDate(chain, CertificateFault::Expired);
    if (!place)
        return tr("The certificate of its authority has ended; this computer's clock says %1. If the clock "
                  "is "
                  "wrong, mend that first.")
            .arg(now);
    const QString end = date(chain[*place].expiryDate());
    if (*place == 0)
        return tr("It ended on %1; this computer's clock says %2. If the clock is wrong, mend that first.")
            .arg(end, now);
    return tr("The certificate of its authority %1 ended on %2; this computer's clock says %3. If the clock "
              "is "
              "wrong, mend that first.")
        .arg(nameOf(chain[*place]), end, now);
}

/// What is wrong with the names of \a certificate at \a host, and what to type instead.
QString CertificateText::explainNames(const QSslCertificate &certificate, const QString &host)
{
    const QString typed = DisplayText::oneLine(host, longestName);
    const auto names = certificate.subjectAlternativeNames();
    if (names.isEmpty())
        return tr("It has no names, only the common name %1, which browsers and phones do not read.")
            .arg(nameOf(certificate));
    const QString sentence = tr("It was issued for %1, and not for %2.").arg(namesOf(certificate), typed);
    if (QHostAddress(host).isNull())
        return sentence;
    if (names.values(QSsl::DnsEntry).contains(host))
        return tr("It lists the address %1 as if it were a name, which does not count.").arg(typed);
    return names.contains(QSsl::IpAddressEntry)
        ? sentence
        : sentence + u' ' + tr("It lists no addresses at all: write one of its names instead.");
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
        if (!isAboutTrust(fault))
            sentences.append(explain(fault, chain, host));
    }
    const QSslCertificate certificate(chain);
    if (certificate.effectiveDate().secsTo(certificate.expiryDate()) > longestBrowserLife)
        sentences.append(tr("It is valid for more than 825 days, which iPhones and Macs refuse."));
    return sentences;
}

CertificateText::Verdict CertificateText::verdict(const QByteArray &chain, const QByteArray &authorities,
                                                  const QByteArray &known, const QString &host)
{
    QList<CertificateFault> faults = verifyServer(chain, authorities, host);
    if (hasCommonNameOnly(QSslCertificate(chain), host))
        faults.removeAll(CertificateFault::WrongName);
    const QString typed = DisplayText::oneLine(host, longestName);
    const QString why = explainAll(faults, chain, host);
    Verdict verdict;
    verdict.accepted = faults.isEmpty();
    if (verdict.accepted)
        verdict.openSsl = host.isEmpty() ? tr("OpenSSL would accept it.")
                                         : tr("OpenSSL would accept it for %1.").arg(typed);
    else
        verdict.openSsl = (host.isEmpty() ? tr("OpenSSL would refuse it.")
                                          : tr("OpenSSL would refuse it for %1.").arg(typed))
            + u' ' + why;

    const QList<CertificateFault> there = verifyServer(chain, known, host);
    const bool isKnown = std::none_of(there.begin(), there.end(), isAboutTrust);
    QStringList objections = browserObjections(chain, host);
    const bool refused = !isKnown || !objections.isEmpty();
    objections.removeIf([&](const QString &objection) { return why.contains(objection); });
    if (!refused)
        verdict.browsers = tr("Browsers and phones would accept it.");
    else if (!objections.isEmpty())
        verdict.browsers = tr("Browsers and phones would refuse it. %1").arg(objections.join(u' '));
    else if (verdict.accepted)
        verdict.browsers =
            tr("Browsers and phones would refuse it until they are told to trust its authority.");
    else
        verdict.browsers = tr("Browsers and phones would refuse it, too.");
    return verdict;
}
