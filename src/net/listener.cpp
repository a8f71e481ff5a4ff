#include "listener.h"

#include "hostport.h"

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace {

constexpr int backlog = 4'096; // a class that joins at once; Qt's 50 make some wait a second

}

Listener::Listener(QObject *parent)
    : QTcpServer(parent)
{
    setListenBacklogSize(backlog);
}

bool Listener::open(const QHostAddress &address, quint16 port, std::shared_ptr<const HandshakeRules> rules,
                    QString *error)
{
    m_rules = std::move(rules);
    if (listen(address, port)) {
        setOptions();
        return true;
    }
    const QString place = hostPort(address.toString(), port);
    switch (serverError()) {
    case QAbstractSocket::AddressInUseError:
        *error = tr("The port of %1 is taken by another program: stop that program, or choose another port.")
                     .arg(place);
        break;
    case QAbstractSocket::SocketAccessError:
        *error =
            tr("Listening on %1 is not allowed: ports below 1024 need an administrator, choose a higher one.")
                .arg(place);
        break;
    case QAbstractSocket::SocketAddressNotAvailableError:
        *error = tr("Cannot listen on %1: this machine does not have that address.").arg(place);
        break;
    default:
        *error = tr("Cannot listen on %1: %2.").arg(place, errorString());
    }
    return false;
}

/// What Linux hands down to the sockets that are accepted.
void Listener::setOptions()
{
#ifdef Q_OS_LINUX
    const int on = 1;
    // Without it the last small frame waits some 40 ms for the other side's acknowledgement.
    ::setsockopt(int(socketDescriptor()), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(int(socketDescriptor()), SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
#endif
}

ListenerInfo Listener::info() const
{
    ListenerInfo info;
    info.service = m_rules->service;
    info.address = serverAddress().toString();
    info.port = serverPort();
    info.url = QUrl(QStringLiteral("%1://%2/")
                        .arg(m_rules->isSecure ? QLatin1String("wss") : QLatin1String("ws"),
                             hostPort(info.address, info.port)));
    return info;
}

void Listener::incomingConnection(qintptr descriptor)
{
    emit arrived(descriptor);
}
