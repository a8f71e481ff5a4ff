#pragma once

#include <QList>
#include <QString>

/// One way in which a server's certificate, or its TLS, can be wrong, and what is made of it.
struct CertificateCase
{
    QString id; ///< "expired"; as on badssl.com where that has the same
    QString title;
    QString fault; ///< what is wrong: one sentence
    /// What those say who refuse it, our own client in its user's language, the others as they do it in
    /// every language; empty: they connect. All trust the lab's authority.
    QString client;
    QString python; ///< the module ssl
    QString curl;
    QString chromium;

    /// "refuses: …" or "connects", for one of the last four.
    static QString verdict(const QString &said);
};

/// What the certificate lab has to show, in the order for a reader; the first one is good.
QList<CertificateCase> certificateCases();
