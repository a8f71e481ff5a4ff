#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QList>
#include <QUrl>

/// What to write or to run so that one kind of program trusts a server.
struct TrustRecipe
{
    QString program; ///< for whom
    QString note; ///< what it does, or what to mind
    QString text; ///< lines to be copied and used as they are
};

/// How programs come to trust a server that made its own certificate, or at least to know its key again.
class TrustRecipes
{
    Q_DECLARE_TR_FUNCTIONS(TrustRecipes)
public:
    struct Server
    {
        QByteArray certificates; ///< what it shows: its own first, then the chain. PEM
        QString authorityFile; ///< its authority's certificate, PEM; empty when that is not ours to give
        QUrl url; ///< wss
    };

    /// One for each kind of program, those first that are used most. Shell lines are for sh. Empty when
    /// there is no certificate in \a server.
    static QList<TrustRecipe> forServer(const Server &server);
};
