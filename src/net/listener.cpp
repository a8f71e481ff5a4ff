#include "listener.h"

#include "hostport.h"

#include <utility>

#ifdef Q_OS_LINUX
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace {

constexpr int backlog = 4'096; // a class that joins at once; Qt's 50 make some wait a second
constexpr std::chrono::milliseconds acceptPause{200}; // before accepting is tried again

}

Listener::Listener(QObject *parent)
    : QTcpServer(parent)
{
    setListenBacklogSize(backlog);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_news->setEnabled(true); });
}

bool Listener::open(const QHostAddress &address, quint16 port, std::shared_ptr<const HandshakeRules> rules,
                    QString *error)
{
    m_rules = std::move(rules);
    if (listen(address, port)) {
        setOptions();
#ifdef Q_OS_LINUX
        // QTcpServer takes a lack of files for a lack of connections, and tries again with the whole
        // processor.
        pauseAccepting();
        m_news = std::make_unique<QSocketNotifier>(socketDescriptor(), QSocketNotifier::Read);
        connect(m_news.get(), &QSocketNotifier::activated, this, &Listener::acceptAll);
#endif
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

void Listener::acceptAll()
{
#ifdef Q_OS_LINUX
    while (true) {
        const int descriptor =
            ::accept4(int(socketDescriptor()), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (descriptor >= 0) {
            m_exhausted = false;
            emit arrived(descriptor);
        } else if (errno == EAGAIN) {
            return;
        } else if (errno != EINTR && errno != ECONNABORTED) { // no more files, most likely
            m_news->setEnabled(false);
            m_pause.start(acceptPause);
            if (!std::exchange(m_exhausted, true))
                emit exhausted();
            return;
        }
    }
#endif
}

ListenerInfo Listener::info() const
{
    ListenerInfo info;
    info.service = m_rules->service;
    info.address = serverAddress().toString();
    info.port = serverPort();
    info.url = QUrl(QStringLiteral("%1://%2/")
                        .arg(m_rules->tls ? QLatin1String("wss") : QLatin1String("ws"),
                             hostPort(info.address, info.port)));
    return info;
}

void Listener::incomingConnection(qintptr descriptor)
{
    emit arrived(descriptor);
}
