#pragma once

#include "options.h"

#include <QCoreApplication>

/// Looks at a certificate before a server shows it to anybody: with a wrong one the server starts, and every
/// client is turned away without a word.
class ServerCertificateCheck
{
    Q_DECLARE_TR_FUNCTIONS(ServerCertificateCheck)
public:
    /// One sentence about what is wrong.
    struct Problem
    {
        QString sentence;
        bool isFatal = false; ///< no client could connect: the server must not be started
    };

    /// What is wrong with \a tls for a server on \a addresses (those of ServerOptions), the worst first. That
    /// key and certificate fit together is known already: reading them makes sure of it.
    static QList<Problem> problems(const ServerTls &tls, const QStringList &addresses);

    /// The sentences of those that are fatal, or of the others.
    static QString sentences(const QList<Problem> &problems, bool fatal);
};
