#include "ownserver.h"

#include "options.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int helloPort = 8765; ///< the tutorial's

}

bool OwnServer::isThisComputer(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

bool OwnServer::isAt(const QUrl &url) const
{
    return isThisComputer(url)
        && std::any_of(listeners.begin(), listeners.end(),
                       [&](const ListenerInfo &listener) { return listener.port == url.port(); });
}

bool OwnServer::greets(const QUrl &url) const
{
    ServiceKind byPort = url.port() == helloPort ? ServiceKind::Hello : ServiceKind::Echo;
    for (const ListenerInfo &listener : listeners) {
        if (isThisComputer(url) && listener.port == url.port())
            byPort = listener.service;
    }
    return serviceForPath(url.path(), byPort) == ServiceKind::Hello;
}
