#pragma once

#include "certificate.h"

#include <QCoreApplication>

class QDateTime;
class QSslCertificate;

/// Certificates in words, for people. All texts are clean for display.
class CertificateText
{
    Q_DECLARE_TR_FUNCTIONS(CertificateText)
public:
    /// One thing that a certificate says.
    struct Row
    {
        QString label;
        QString value;
        bool isFingerprint = false; ///< long, and to be copied as it is
    };
    /// For whom, by whom, names, dates, key, usages, fingerprints.
    static QList<Row> rows(const QSslCertificate &certificate);
    /// rows() of each certificate of \a chain (PEM): plain text of several lines.
    static QString describe(const QByteArray &chain);
    /// A certificate's common name, or whatever else names it.
    static QString nameOf(const QSslCertificate &certificate);
    /// Its alternative names and addresses, in one line.
    static QString namesOf(const QSslCertificate &certificate);
    /// `30/11/2026 08:00 (ends in 12 days)`, as seen at \a now.
    static QString ending(const QDateTime &end, const QDateTime &now);

    /// One sentence: what \a fault means for the first certificate of \a chain at \a host.
    static QString explain(CertificateFault fault, const QByteArray &chain, const QString &host);
    /// explain() for each of \a faults, in one text.
    static QString explainAll(const QList<CertificateFault> &faults, const QByteArray &chain,
                              const QString &host);

    /// What browsers and phones would say to it at \a host, one sentence each; empty: nothing against it.
    /// They know no local authority, so unknown issuers are left out.
    static QStringList browserObjections(const QByteArray &chain, const QString &host);

    /// What would be said to a certificate at an address.
    struct Verdict
    {
        bool accepted = false; ///< by OpenSSL
        QString openSsl; ///< whether OpenSSL, as in most programs, would accept it, and why not
        QString browsers; ///< whether browsers and phones would, and what they have against it beyond that
    };
    /// On the server's certificate, the first of \a chain (PEM), at \a host; empty: at any. \a authorities
    /// (PEM) are trusted here, \a known (PEM) are those that browsers know.
    static Verdict verdict(const QByteArray &chain, const QByteArray &authorities, const QByteArray &known,
                           const QString &host);

private:
    static QString explainEnd(const QList<QSslCertificate> &chain);
    static QString explainNames(const QSslCertificate &certificate, const QString &host);
};
