#pragma once

#include "certificate.h"

#include <QCoreApplication>

/// This machine's own certificate authority and the server certificate that it signs: what makes wss
/// work with one click.
///
/// The authority may sign only local names and private and loopback addresses, and lives a year; the
/// server's certificate lives 90 days and is made anew, with the same key, when the machine's addresses
/// change or a third of its life is left. Keys are files that only their owner can read.
/// From any thread, but from one at a time.
class LocalAuthority
{
    Q_DECLARE_TR_FUNCTIONS(LocalAuthority)
public:
    /// Where a person's own is kept.
    static QString defaultFolder();

    explicit LocalAuthority(const QString &folder = defaultFolder());

    /// The certificate (PEM) in \a chain of an authority such as this, that signed the first one there;
    /// empty when the server's certificate has other issuers, or shows none.
    static QByteArray authorityIn(const QByteArray &chain);

    QString authorityFile() const; ///< authority.pem: the certificate that others are to trust
    QString serverFile() const; ///< localhost.pem: key, certificate and chain in one

    /// The names and addresses of this machine, for its certificate.
    static QStringList machineNames();
    static QStringList machineAddresses();

    /// A good certificate for \a names and \a addresses, made on first use or made anew as told above.
    /// Nothing, and one sentence in \a error, when files cannot be read or written.
    std::optional<Identity> serverIdentity(const QStringList &names, const QStringList &addresses,
                                           QString *error);
    /// A client's certificate with its key, for mTLS; \a name is what the server sees.
    std::optional<Identity> issueClient(const QString &name, QString *error);
    /// issueClient() for \a count students: writes key, certificate and chain of each to \a folder, as
    /// student-01.pem and so on, readable by their owner only. No file is written over: numbers go on
    /// after the highest that is there. The files' names; those written so far, and one sentence in
    /// \a error, when one cannot be written.
    QStringList issueStudents(int count, const QString &folder, QString *error);
    /// The authority's certificate, PEM; made on first use.
    QByteArray authorityCertificate(QString *error);

private:
    std::optional<Identity> authority(QString *error);
    QString authorityKeyFile() const;

    const QString m_folder;
};
