#pragma once

#include "certificate.h"

#include <QCoreApplication>

/// Certificates in words, for people. All texts are clean for display.
class CertificateText
{
    Q_DECLARE_TR_FUNCTIONS(CertificateText)
public:
    /// Each certificate of \a chain (PEM): for whom, by whom, names, dates, key, fingerprints. Plain text
    /// of several lines.
    static QString describe(const QByteArray &chain);

    /// One sentence: what \a fault means for the first certificate of \a chain at \a host.
    static QString explain(CertificateFault fault, const QByteArray &chain, const QString &host);
    /// explain() for each of \a faults, in one text.
    static QString explainAll(const QList<CertificateFault> &faults, const QByteArray &chain,
                              const QString &host);
    /// What browsers and phones would say to it at \a host, one sentence each; empty: nothing against it.
    /// They know no local authority, so unknown issuers are left out.
    static QStringList browserObjections(const QByteArray &chain, const QString &host);
};
