#pragma once

#include <QSslCertificate>
#include <QStringList>

#include <optional>

/// What Qt does not tell of a certificate, read by OpenSSL; names as RFC 5280 writes them. All texts are as
/// they stand in the certificate: to be cleaned before they are shown.
struct CertificateDetails
{
    explicit CertificateDetails(const QSslCertificate &certificate);

    bool isSelfSigned = false; ///< it names itself as its issuer, whether it may sign or not
    QString subject; ///< the whole distinguished name, "CN=localhost,O=School"
    QString issuer; ///< the same
    QString key; ///< "EC P-256, 256 bit"
    QString signature; ///< "ecdsa-with-SHA256"
    bool hasBasicConstraints = false;
    bool isAuthority = false;
    std::optional<int> pathLength; ///< how many authorities may be below this one
    QStringList keyUsages; ///< "digitalSignature"; empty: any
    QStringList purposes; ///< "serverAuth"; empty: any
    QStringList permittedNames; ///< an authority's name constraints: "DNS:school.test", "IP:10.0.0.0/8"
    QStringList excludedNames; ///< the same
};

/// A server's certificate and those above it, each signed by the one that follows.
struct CertificateChain
{
    /// Puts the certificates of \a pem in order, the first one being the server's. Where the last has another
    /// issuer, that is looked for in \a authorities.
    CertificateChain(const QByteArray &pem, const QList<QSslCertificate> &authorities);

    QList<QSslCertificate> certificates;
    qsizetype sent = 0; ///< so many of them were in the PEM; one that follows was found here
    QList<QSslCertificate> others; ///< were in the PEM, too, but belong to no certificate of the chain
};
