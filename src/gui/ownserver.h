#pragma once

#include "status.h"

#include <QByteArray>
#include <QList>

class QUrl;

/// This program's own server, as its clients know it.
struct OwnServer
{
    QList<ListenerInfo> listeners; ///< its open ports; empty unless it runs
    QList<ListenerOptions> plans; ///< what it opens when it is started
    bool isForNetwork =
        false; ///< it is, or would be, reached by this computer's addresses in the network, too
    QByteArray authority; ///< of this machine, PEM, that vouches for its open ports; empty: it does not

    bool isRunning() const { return !listeners.isEmpty(); }
    /// True when \a url leads to this server.
    bool isAt(const QUrl &url) const;
    /// True when \a url would lead to this server, which does not run, if it were started.
    bool wouldBeAt(const QUrl &url) const;
    /// True when hello answers at \a url, as far as the address tells; also of another server.
    bool greets(const QUrl &url) const;
};
