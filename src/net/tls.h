#pragma once

#include "options.h"

#include <QCoreApplication>
#include <QSslConfiguration>

/// From our options to Qt's TLS.
class Tls
{
    Q_DECLARE_TR_FUNCTIONS(Tls)
public:
    /// TLS 1.2 and newer, the system's authorities and those of \a options. Nothing, and one sentence in
    /// \a error, when key or certificate cannot be used.
    static std::optional<QSslConfiguration> client(const ClientTls &options, QString *error);

    /// SHA-256 of \a certificate's public key (SubjectPublicKeyInfo), what curl and browsers pin.
    static QByteArray publicKeyHash(const QSslCertificate &certificate);
    /// True when one of \a pins is the SHA-256 of \a certificate or of its public key.
    static bool isPinned(const QSslCertificate &certificate, const QList<QByteArray> &pins);

    /// The system's authorities, read from its files once: that takes a tenth of a second. From any thread.
    static const QList<QSslCertificate> &systemAuthorities();
    /// Whom a client with \a options trusts: the system's authorities and its own. PEM.
    static QByteArray trustedAuthorities(const ClientTls &options);
    /// `A1B2 C3D4 E5F6 0718`: the start of the public key's hash, short enough to be compared by eye.
    static QString shortCode(const QSslCertificate &certificate);
    /// `A1:B2:…`: SHA-256 of the whole certificate, as systems and browsers show it.
    static QString fingerprint(const QSslCertificate &certificate);
};
