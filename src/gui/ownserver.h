#pragma once

#include "status.h"

#include <QByteArray>
#include <QList>

/// This program's own server, as its clients know it.
struct OwnServer
{
    QList<ListenerInfo> listeners; ///< its open ports
    QByteArray authority; ///< of this machine, PEM, that vouches for them; empty: it does not

    /// True when \a url leads to this computer.
    static bool isThisComputer(const QUrl &url);
    /// True when \a url leads to this server.
    bool isAt(const QUrl &url) const;
    /// True when hello answers at \a url, as far as the address tells; also of another server.
    bool greets(const QUrl &url) const;
};
