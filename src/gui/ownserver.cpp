#include "ownserver.h"

#include "hostport.h"
#include "options.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkInterface>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int helloPort = 8765; ///< the tutorial's

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

/// True when \a url has one of the names or addresses by which others in the network know this computer.
bool isInNetwork(const QUrl &url)
{
    const QHostAddress address(url.host());
    if (!address.isNull())
        return QNetworkInterface::allAddresses().contains(address);
    const QString name = QHostInfo::localHostName().toLower();
    return url.host() == name || url.host() == name + ".local"_L1;
}

bool isThisComputer(const QUrl &url)
{
    return isLoopback(url) || isInNetwork(url);
}

template <typename Listener>
bool hasPort(const QList<Listener> &listeners, int port)
{
    return std::any_of(listeners.begin(), listeners.end(),
                       [port](const Listener &listener) { return listener.port == port; });
}

}

bool OwnServer::isAt(const QUrl &url) const
{
    return isThisComputer(url) && hasPort(listeners, portOf(url));
}

bool OwnServer::wouldBeAt(const QUrl &url) const
{
    return !isRunning() && (isLoopback(url) || (isForNetwork && isInNetwork(url)))
        && hasPort(plans, portOf(url));
}

bool OwnServer::greets(const QUrl &url) const
{
    const bool isHere = isThisComputer(url);
    ServiceKind byPort = portOf(url) == helloPort ? ServiceKind::Hello : ServiceKind::Echo;
    for (const ListenerInfo &listener : listeners) {
        if (isHere && listener.port == portOf(url))
            byPort = listener.service;
    }
    return serviceForPath(url.path(), byPort) == ServiceKind::Hello;
}
