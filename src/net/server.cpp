#include "server.h"

#include "closestatus.h"
#include "connection.h"
#ifdef Q_OS_LINUX
#include "descriptortransport.h"
#endif
#include "counter.h"
#include "filelimit.h"
#include "hostport.h"
#include "listener.h"
#include "service.h"
#include "sockettransport.h"
#include "tls.h"
#include "tlsacceptance.h"
#include "trustpages.h"
#include "upgrader.h"

#include <QDateTime>
#include <QHostInfo>
#include <QNetworkInterface>
#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>

namespace {

constexpr std::chrono::milliseconds publishPause{100};
constexpr int spareFiles = 64; // for everything that is not a connection: files, and those who are refused
constexpr int lastFiles = 16; // of these, for what is no socket
constexpr int refusedOverTls = 16; // at once; more are told without the handshake, which costs much
constexpr int portTries = 16; // for a free port that is free on every address

/// The names and addresses by which others may call this machine.
QStringList ownNames()
{
    const QString name = QHostInfo::localHostName();
    QStringList names{name, name + QStringLiteral(".local")};
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : addresses)
        names.append(address.toString());
    return names;
}

/// What \a texts name, `localhost` being both loopback addresses; empty and a sentence in \a error when
/// one is no address.
QList<QHostAddress> toAddresses(const QStringList &texts, QString *error)
{
    QList<QHostAddress> addresses;
    for (const QString &text : texts) {
        if (text.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0) {
            addresses << QHostAddress(QHostAddress::LocalHost) << QHostAddress(QHostAddress::LocalHostIPv6);
            continue;
        }
        const QHostAddress address(text);
        if (address.isNull()) {
            *error =
                Server::tr("Cannot listen on \"%1\": that is not an IP address such as 127.0.0.1 or ::1.")
                    .arg(text);
            return {};
        }
        addresses << address;
    }
    if (addresses.isEmpty())
        *error = Server::tr("Nothing to listen on: name at least one address.");
    return addresses;
}

FrameSocket::Bounds frameBounds(const Limits &limits, ServiceKind service)
{
    const bool small = service == ServiceKind::Hello || service == ServiceKind::Counter;
    FrameSocket::Bounds bounds;
    bounds.messageBytes = small ? qMin(limits.smallMessageBytes, limits.messageBytes) : limits.messageBytes;
    bounds.pingsPerSecond = limits.pingsPerSecond;
    bounds.unsentBytes = limits.unsentCutBytes;
    bounds.messageDeadline = limits.messageDeadline;
    bounds.closeDeadline = limits.closeDeadline;
    return bounds;
}

Transport *plainTransport(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    return new DescriptorTransport(int(descriptor));
#else
    return new SocketTransport(Listener::toSocket<QTcpSocket>(descriptor));
#endif
}

}

Server::Server(MessageLog *log, StatusBoard *status, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_board(status)
    , m_upgrader(new Upgrader(this))
    , m_publishTimer(this)
{
    m_publishTimer.setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, &Server::publish);
}

Server::~Server()
{
    // Connections first: their services must still be there.
    const QMap<quint32, Connection *> connections = std::exchange(m_connections, {});
    qDeleteAll(connections);
}

void Server::start(const ServerOptions &options)
{
    if (m_state != State::Stopped)
        return;
    m_options = options;
    m_fileLimit = raiseFileLimit();
    m_mostConnections = qMin(options.limits.connections, m_fileLimit - spareFiles);
    m_refused = 0;
    setState(State::Starting);
    makeServices();
    QString error;
    if (!hasFiles(&error) || !readTls(&error) || !openListeners(&error)) {
        closeListeners();
        m_log->appendText(EntryKind::Error, error);
        setState(State::Stopped);
        emit failed(error);
        return;
    }
    QList<ListenerInfo> infos;
    for (const Listener *listener : std::as_const(m_listeners)) {
        infos.append(listener->info());
        m_log->appendText(EntryKind::Info,
                          tr("Listening on %1 for %2.")
                              .arg(infos.last().url.toString(), serviceName(infos.last().service)));
    }
    if (m_trust)
        m_log->appendText(EntryKind::Info,
                          tr("Who does not trust this server's certificate yet finds out how at http and "
                             "/trust, on any of these ports."));
    setState(State::Running);
    emit started(infos);
}

bool Server::hasFiles(QString *error) const
{
    if (m_mostConnections > 0)
        return true;
    *error =
        tr("The system lets this program open only %1 files at once, too few for a server: raise the limit "
           "(ulimit -n) to %2 or more.")
            .arg(m_fileLimit)
            .arg(spareFiles * 4);
    return false;
}

bool Server::readTls(QString *error)
{
    m_tls = QSslConfiguration();
    m_trust.reset();
    if (!m_options.tls)
        return true;
    if (auto trust = TrustPages::forChain(m_options.tls->certificates))
        m_trust = std::make_shared<const TrustPages>(std::move(*trust));
    const auto tls = Tls::server(*m_options.tls, error);
    m_tls = tls.value_or(QSslConfiguration());
    return tls.has_value();
}

bool Server::openListeners(QString *error)
{
    const QList<QHostAddress> addresses = toAddresses(m_options.addresses, error);
    if (addresses.isEmpty())
        return false;
    if (m_options.listeners.isEmpty()) {
        *error = tr("Nothing to serve: switch at least one service on.");
        return false;
    }
    for (const ListenerOptions &wanted : std::as_const(m_options.listeners)) {
        // A free port of the first address may be taken on the next one: then another is tried.
        bool open = false;
        for (int tries = wanted.port == 0 ? portTries : 1; tries > 0 && !open; --tries)
            open = openPort(addresses, wanted, error);
        if (!open)
            return false;
    }
    // By address: who reads the first lines of the list then has every service once.
    std::stable_sort(m_listeners.begin(), m_listeners.end(), [&](const Listener *a, const Listener *b) {
        return addresses.indexOf(a->serverAddress()) < addresses.indexOf(b->serverAddress());
    });
    return true;
}

bool Server::openPort(const QList<QHostAddress> &addresses, const ListenerOptions &wanted, QString *error)
{
    const QStringList names = ownNames();
    QList<Listener *> opened;
    quint16 port = wanted.port;
    for (const QHostAddress &address : addresses) {
        auto rules = std::make_shared<HandshakeRules>();
        rules->service = wanted.service;
        rules->limits = m_options.limits;
        rules->isSecure = m_options.tls.has_value();
        rules->tls = m_tls;
        rules->trust = m_trust;
        rules->place = {address.isLoopback(), names, m_options.allowedHosts, m_options.allowedOrigins};
        auto *listener = new Listener(this);
        if (listener->open(address, port, std::move(rules), error)) {
            connect(listener, &Listener::arrived, this,
                    [this, listener](qintptr descriptor) { admit(descriptor, listener->rules()); });
            connect(listener, &Listener::exhausted, this, [this] {
                m_log->appendText(EntryKind::Error,
                                  tr("Nobody can come in for now: the system opens no more files for this "
                                     "program. Connections wait until some are closed."));
            });
            port = listener->serverPort();
            opened.append(listener);
            continue;
        }
        // Many machines have IPv6 switched off; then localhost is 127.0.0.1 alone.
        const bool noIPv6 = address == QHostAddress(QHostAddress::LocalHostIPv6) && !opened.isEmpty()
            && listener->serverError() != QAbstractSocket::AddressInUseError;
        delete listener;
        if (!noIPv6) {
            qDeleteAll(opened);
            return false;
        }
        m_log->appendText(EntryKind::Info, *error);
    }
    m_listeners += opened;
    return true;
}

void Server::closeListeners()
{
    qDeleteAll(m_listeners);
    m_listeners.clear();
}

void Server::makeServices()
{
    const ServiceOptions &options = m_options.services;
    for (auto &service : m_services)
        service.reset();
    delete m_counter;
    m_counter = new Counter(options.counterFirstValue, this);
    connect(m_counter, &Counter::changed, this, &Server::touch);
    const auto at = [this](ServiceKind kind) -> auto &
    {
        return m_services[size_t(kind)];
    };
    at(ServiceKind::Hello) = makeHelloService(options.greeting);
    at(ServiceKind::Time) = makeTimeService(options.timeText, options.timeLongestPause);
    at(ServiceKind::Counter) = makeCounterService(m_counter, m_log);
    at(ServiceKind::Echo) = makeEchoService();
    at(ServiceKind::Broadcast) = makeBroadcastService(m_log);
}

void Server::admit(qintptr descriptor, const std::shared_ptr<const HandshakeRules> &rules)
{
    // Who is refused and does not leave keeps a descriptor for a while. Without one left, accepting would fail
    // again and again, with the whole processor. The lowest free number is always the next one.
    if (descriptor >= m_fileLimit - lastFiles) {
        const std::unique_ptr<const Transport> transport(plainTransport(descriptor));
        refuse(tr("Cut %1 off without an answer: hardly any more files can be opened.")
                   .arg(hostPort(transport->peerAddress().toString(), transport->peerPort())));
        return;
    }
    if (!rules->isSecure || m_connections.size() + m_handshakes >= m_mostConnections + refusedOverTls)
        awaitHandshake(plainTransport(descriptor), rules);
    else
        awaitTls(Listener::toSocket<QSslSocket>(descriptor), rules);
}

void Server::awaitTls(QSslSocket *socket, const std::shared_ptr<const HandshakeRules> &rules)
{
    auto *acceptance = new TlsAcceptance(socket, rules->tls, rules->limits.tlsDeadline, this);
    count(acceptance);
    const auto goOn = [this, rules](QSslSocket *taken) { awaitHandshake(new SocketTransport(taken), rules); };
    connect(acceptance, &TlsAcceptance::encrypted, this, goOn);
    connect(acceptance, &TlsAcceptance::plain, this, goOn); // who speaks plain HTTP is told so
    connect(acceptance, &TlsAcceptance::failed, this, [this, acceptance](const QString &sentence) {
        refuse(tr("No secure connection with %1. %2").arg(acceptance->peer(), sentence));
    });
}

void Server::awaitHandshake(Transport *transport, const std::shared_ptr<const HandshakeRules> &rules)
{
    auto *handshake = new OpeningHandshake(transport, rules, this);
    count(handshake);
    connect(handshake, &OpeningHandshake::accepted, this,
            [this, handshake](Transport *accepted, const RequestHead &head, const QByteArray &early) {
                accept(accepted, head, early, handshake);
            });
    connect(handshake, &OpeningHandshake::refused, this, [this, handshake](const Refusal &refusal) {
        refuse(tr("Refused %1 with %2: %3")
                   .arg(handshake->peer())
                   .arg(refusal.status)
                   .arg(QString::fromUtf8(refusal.sentence)));
    });
    connect(handshake, &OpeningHandshake::pageServed, this, [this, handshake](const RequestHead &head) {
        m_log->appendText(EntryKind::Info, tr("%1 got the page %2.").arg(handshake->peer(), head.path));
    });
    if (m_connections.size() + m_handshakes > m_mostConnections)
        handshake->refuse({503,
                           "The server is full: at most " + QByteArray::number(m_mostConnections)
                               + " connections are allowed."});
}

void Server::count(QObject *handshake)
{
    ++m_handshakes;
    connect(handshake, &QObject::destroyed, this, [this] { --m_handshakes; });
}

void Server::refuse(const QString &sentence)
{
    ++m_refused;
    m_log->appendText(EntryKind::Error, sentence);
    touch();
}

void Server::accept(Transport *transport, const RequestHead &head, const QByteArray &early,
                    const OpeningHandshake *handshake)
{
    const Limits &limits = m_options.limits;
    ConnectionInfo info;
    info.id = ++m_lastId;
    info.service = serviceForPath(head.path, handshake->rules().service);
    info.since = QDateTime::currentMSecsSinceEpoch();
    const QString address = transport->peerAddress().toString();
    const QString forwarded = AccessRules::peerAddress(address, head.fields, m_options.trustedProxies);
    info.peer = forwarded == address ? handshake->peer() : forwarded;

    auto *endpoint =
        new Endpoint(transport, early, FrameSocket::Role::Server, frameBounds(limits, info.service),
                     {limits.pingInterval, limits.pongDeadline}, m_log, info.id);
    auto *connection = new Connection(endpoint, info, limits, this);
    m_connections.insert(info.id, connection);
    Service *service = m_services[size_t(info.service)].get();
    connect(endpoint, &Endpoint::opened, connection, [this, connection, service] {
        m_log->appendText(EntryKind::Info,
                          tr("%1 joined %2.").arg(connection->peer(), serviceName(connection->service())),
                          connection->id());
        m_members.insert(connection);
        service->opened(connection);
        touch();
        if (m_state == State::Stopping)
            connection->close(CloseCode::GoingAway, goodbye());
    });
    connect(endpoint, &Endpoint::textReceived, connection,
            [connection, service](const QString &text) { service->textReceived(connection, text); });
    connect(endpoint, &Endpoint::binaryReceived, connection,
            [connection, service](const QByteArray &bytes) { service->binaryReceived(connection, bytes); });
    connect(endpoint, &Endpoint::counted, this, &Server::touch);
    connect(endpoint, &Endpoint::closing, connection, [this, connection] { leave(connection); });
    connect(endpoint, &Endpoint::closed, connection,
            [this, connection](const CloseStatus &status) { bury(connection, status); });
    endpoint->open(m_upgrader, head);
}

void Server::leave(Connection *connection)
{
    if (m_members.remove(connection)) {
        m_services[size_t(connection->service())]->closed(connection);
        touch();
    }
}

void Server::bury(Connection *connection, const CloseStatus &status)
{
    leave(connection);
    m_log->appendText(
        EntryKind::Info,
        tr("%1 left %2: %3.").arg(connection->peer(), serviceName(connection->service()), status.toString()),
        connection->id());
    m_connections.remove(connection->id());
    connection->deleteLater();
    touch();
    finishStopping();
}

QString Server::goodbye() const
{
    return QStringLiteral("the server is stopping");
}

void Server::stop()
{
    if (m_state == State::Stopping)
        return;
    if (m_state == State::Stopped) {
        emit stopped();
        return;
    }
    setState(State::Stopping);
    closeListeners();
    qDeleteAll(findChildren<TlsAcceptance *>(QString(), Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<OpeningHandshake *>(QString(), Qt::FindDirectChildrenOnly));
    // Those whose upgrade is under way hear it as soon as they are open; the others are leaving already.
    const QSet<Connection *> members = m_members;
    for (Connection *connection : members)
        connection->close(CloseCode::GoingAway, goodbye());
    finishStopping();
}

void Server::finishStopping()
{
    if (m_state != State::Stopping || !m_connections.isEmpty())
        return;
    m_log->appendText(EntryKind::Info, tr("The server has stopped."));
    setState(State::Stopped);
    emit stopped();
}

void Server::disconnectConnection(quint32 id, quint16 code, const QString &reason)
{
    if (Connection *connection = m_connections.value(id))
        connection->close(code, reason);
}

void Server::stepCounter(int step)
{
    if (m_state == State::Running && !m_counter->step(step))
        m_log->appendText(EntryKind::Error, tr("The counter is at its limit."));
}

void Server::resetCounter()
{
    if (m_state == State::Running)
        m_counter->reset();
}

void Server::setState(State state)
{
    m_state = state;
    publish();
}

void Server::touch()
{
    if (!m_publishTimer.isActive())
        m_publishTimer.start(publishPause);
}

void Server::publish()
{
    ServerStatus status;
    status.state = m_state;
    status.listeners.reserve(m_listeners.size());
    for (const Listener *listener : std::as_const(m_listeners))
        status.listeners.append(listener->info());
    status.connections.reserve(m_connections.size());
    for (const Connection *connection : std::as_const(m_connections))
        status.connections.append(connection->info());
    status.counterValue = m_counter ? m_counter->value() : 0;
    status.counterUsers = status.clients(ServiceKind::Counter);
    status.refused = m_refused;
    m_board->publish(status);
}
