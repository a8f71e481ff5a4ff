#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

/// X.509 certificates and their keys, made and read by OpenSSL's libcrypto. Plain functions on bytes;
/// from any thread.

/// A private key with its certificate and the certificates between it and an authority. All PEM.
struct Identity
{
    QByteArray key; ///< PKCS#8, not encrypted: never to be written to a file that others can read
    QByteArray certificate;
    QByteArray chain; ///< the issuers, nearest first; may be empty

    bool isEmpty() const { return certificate.isEmpty(); }
    /// Key, certificate and chain in one, as Python's load_cert_chain() wants it.
    QByteArray combined() const { return key + certificate + chain; }
};

/// What a certificate is to say. The defaults make a good one for a server.
struct CertificateSpec
{
    enum class Purpose { Authority, Server, Client };
    enum class KeyKind { P256, Rsa2048, Rsa1024, Ed25519 };

    QString commonName;
    Purpose purpose = Purpose::Server;
    QStringList dnsNames; ///< subject alternative names
    QStringList addresses; ///< the same, IP addresses
    KeyKind keyKind = KeyKind::P256;
    bool sha1 = false; ///< signed with SHA-1, which nobody trusts any more: for the lab
    std::chrono::hours startsIn{-24}; ///< from now; before it, for clocks that are late
    std::chrono::hours endsIn{90 * 24};
    QStringList permittedNames; ///< an authority's name constraints: DNS names and what is below them
    QStringList permittedAddresses; ///< the same: networks as address/mask, "10.0.0.0/255.0.0.0"
    int authoritiesBelow = 0; ///< how many more an authority may have between itself and a server
    bool unknownCriticalExtension = false; ///< a rule that nobody knows and everybody must obey: for the lab
};

/// Makes a certificate, signed by \a issuer or, without one, by itself. \a key (PEM) is used again,
/// else a new one is made. Nothing, and one sentence in \a error, when OpenSSL refuses.
std::optional<Identity> makeIdentity(const CertificateSpec &spec, const Identity *issuer, QString *error,
                                     const QByteArray &key = {});

/// Reads a key and certificates from what people have: PEM in any order, one file or two, keys of any
/// kind and encrypted ones, or PKCS#12. The certificate that fits the key comes first. Nothing, and one
/// sentence in \a error, when key or certificate is missing, the passphrase is wrong, or they do not
/// fit together.
std::optional<Identity> readIdentity(const QByteArray &certificates, const QByteArray &key,
                                     const QByteArray &passphrase, QString *error);

/// Whether the key in \a file, PEM or PKCS#12, opens only with a passphrase.
bool isEncryptedKey(const QByteArray &file);

/// Why a certificate is not trusted, as OpenSSL finds it (Qt says "unknown error" for several).
enum class CertificateFault {
    SelfSigned, ///< it vouches for itself
    UnknownAuthority, ///< the chain ends at an authority that is not trusted
    UnknownIssuer, ///< the issuer is neither known nor sent along
    Expired,
    NotYetValid,
    WrongName,
    WrongPurpose, ///< not for servers
    NotAnAuthority, ///< an ordinary certificate signed another
    WeakKey,
    WeakSignature,
    NameConstraint, ///< a name that the authority may not sign
    UnknownCriticalExtension,
    Other,
};

/// Whether \a fault is that nobody who is trusted vouches for the certificate.
bool isAboutTrust(CertificateFault fault);

/// Verifies the first certificate of \a chain (PEM) as a server's for \a host, a name or an address, at
/// this moment, with the \a authorities (PEM) trusted; names only count as subject alternative names, as
/// in browsers. All faults, each once, in the order found; empty: trusted.
QList<CertificateFault> verifyServer(const QByteArray &chain, const QByteArray &authorities,
                                     const QString &host);

/// The certificate (PEM) in \a chain that signed the first one there, vouches for itself, and whose critical
/// name constraints are exactly \a permittedNames and \a permittedAddresses, as CertificateSpec has them.
/// Empty when there is none.
QByteArray constrainedAuthority(const QByteArray &chain, const QStringList &permittedNames,
                                const QStringList &permittedAddresses);

/// SHA-256 of the public key (SubjectPublicKeyInfo) of the certificate \a der, whatever its algorithm and
/// whether it can be used or not; empty when \a der is no certificate.
QByteArray hashOfPublicKey(const QByteArray &der);

/// \a key as OpenSSL's EVP_PKEY, for Qt's QSslKey, which then owns it; null when it cannot be read.
void *openSslKey(const QByteArray &key);

/// \a identity as PKCS#12 (DER), encrypted with \a passphrase; empty and a sentence when that fails.
QByteArray toPkcs12(const Identity &identity, const QByteArray &passphrase, QString *error);
