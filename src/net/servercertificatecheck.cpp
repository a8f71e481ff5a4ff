#include "servercertificatecheck.h"

#include "certificatedetails.h"
#include "certificatetext.h"
#include "displaytext.h"
#include "tls.h"

#include <QDateTime>
#include <QHostAddress>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 nearEnd = 14; // days

/// Private keys that everybody has, as SHA-256 of the public key: those of the examples and of the tests of
/// the Python library websockets.
const QByteArray publishedKeys[] = {
    QByteArray::fromHex("c70234a3f66280a45fae6e1d0b27e0393dce2ceae1357497b20331efb68347e5"),
    QByteArray::fromHex("b9e9cad68b7a5ff16b091540f6f18ca0d6bd69cc4ebdffebdbb6d9f691146261"),
};

/// What people type to reach a server that listens on \a addresses; where that is all of them, at least this.
QStringList typedFor(const QStringList &addresses)
{
    QStringList hosts;
    for (const QString &text : addresses) {
        const QHostAddress address(text);
        if (address.isLoopback() || address == QHostAddress::Any || address == QHostAddress::AnyIPv4
            || address == QHostAddress::AnyIPv6)
            hosts.append(u"localhost"_s);
        else
            hosts.append(text);
    }
    hosts.removeDuplicates();
    return hosts;
}

/// Whether each client would turn away, or OpenSSL does not even take it for a server.
bool isFatal(CertificateFault fault)
{
    return fault != CertificateFault::NameConstraint && fault != CertificateFault::Other;
}

}

QList<ServerCertificateCheck::Problem> ServerCertificateCheck::problems(const ServerTls &tls,
                                                                        const QStringList &addresses)
{
    const CertificateChain chain(tls.certificates, Tls::systemAuthorities());
    if (chain.certificates.isEmpty())
        return {{tr("There is no certificate that can be read."), true}};
    const QSslCertificate &own = chain.certificates.first();
    QList<Problem> problems;
    const bool isPublished =
        std::count(std::begin(publishedKeys), std::end(publishedKeys), Tls::publicKeyHash(own));
    const bool isForNetwork = std::any_of(addresses.begin(), addresses.end(), [](const QString &address) {
        return !QHostAddress(address).isLoopback();
    });
    if (isPublished) // to try it out among the programs of one computer does no harm
        problems.append({tr("Its private key is published: everybody can listen, and answer in this server's "
                            "place. Make a certificate of your own."),
                         isForNetwork});
    const auto faults = verifyServer(tls.certificates, tls.certificates, {});
    for (const CertificateFault fault : faults) {
        if (!isAboutTrust(fault))
            problems.append({CertificateText::explain(fault, tls.certificates, {}), isFatal(fault)});
    }

    for (const QSslCertificate &other : chain.others)
        problems.append({tr("The certificate of %1 in the file does not belong to the chain.")
                             .arg(CertificateText::nameOf(other)),
                         false});
    if (!CertificateDetails(chain.certificates.last()).isSelfSigned)
        problems.append({tr("The certificate of its issuer, %1, is not in the file: clients that do not have "
                            "it refuse the connection.")
                             .arg(DisplayText::oneLine(chain.certificates.last().issuerDisplayName(), 200)),
                         false});
    QStringList missing;
    for (const QString &host : typedFor(addresses)) {
        if (verifyServer(tls.certificates, tls.certificates, host).contains(CertificateFault::WrongName))
            missing.append(host);
    }
    if (!missing.isEmpty() && own.subjectAlternativeNames().isEmpty())
        problems.append(
            {CertificateText::explain(CertificateFault::WrongName, tls.certificates, missing.first()),
             false});
    else if (!missing.isEmpty())
        problems.append({tr("It was issued for %1: clients that connect to %2 refuse it.")
                             .arg(CertificateText::namesOf(own), missing.join(u", "_s)),
                         false});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (own.expiryDate() > now && now.daysTo(own.expiryDate()) < nearEnd)
        problems.append(
            {tr("It is valid until %1.").arg(CertificateText::ending(own.expiryDate(), now)), false});
    std::stable_partition(problems.begin(), problems.end(), [](const Problem &one) { return one.isFatal; });
    return problems;
}

QString ServerCertificateCheck::sentences(const QList<Problem> &problems, bool fatal)
{
    QStringList sentences;
    for (const Problem &problem : problems) {
        if (problem.isFatal == fatal)
            sentences.append(problem.sentence);
    }
    return sentences.join(u' ');
}
