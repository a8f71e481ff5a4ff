#include "shard.h"

#include "broadcasthub.h"
#include "closestatus.h"
#include "counter.h"
#include "listener.h"
#include "service.h"
#include "tlsacceptance.h"
#ifdef Q_OS_LINUX
#include "descriptortransport.h"
#else
#include "sockettransport.h"

#include <QTcpSocket>
#endif

#include <QDateTime>

#include <utility>

namespace {

constexpr std::chrono::milliseconds publishPause{90};
constexpr int mostTurnedAway = 16; // over TLS at once; more are told without the handshake, which costs much

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

void logRequest(MessageLog *log, const RequestHead &head, bool encrypted, quint32 connection = 0)
{
    if (log->keeps(EntryKind::Request))
        log->appendRequest(Direction::Received, toBytes(head), encrypted, connection);
}

}

Shard::Shard(ShardCommons *commons)
    : m_commons(commons)
    , m_log(commons->log)
    , m_publishTimer(this)
{
    m_publishTimer.setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, &Shard::publish);
}

Shard::~Shard()
{
    // Connections first: their services must still be there.
    const QMap<quint32, Connection *> connections = std::exchange(m_connections, {});
    qDeleteAll(connections);
}

void Shard::begin()
{
    m_decoders = std::make_shared<DecoderPool>();
    const ServiceOptions &options = m_commons->options.services;
    const auto at = [this](ServiceKind kind) -> auto &
    {
        return m_services[size_t(kind)];
    };
    at(ServiceKind::Hello) = makeHelloService(options.greeting);
    at(ServiceKind::Time) = makeTimeService(options.timeText, options.timeLongestPause);
    at(ServiceKind::Counter) = makeCounterService(m_commons->counter, m_log);
    at(ServiceKind::Echo) = makeEchoService();
    at(ServiceKind::Broadcast) = makeBroadcastService(m_commons->broadcasts);
}

/// How somebody comes in. Copies go from one step of the way to the next.
struct Shard::Admission
{
    std::shared_ptr<const HandshakeRules> rules;
    bool welcome = true; ///< false: all places are taken
    Place place; ///< of those for connections, or of those who are turned away
};

void Shard::admit(qintptr descriptor, const std::shared_ptr<const HandshakeRules> &rules)
{
    Transport *transport = plainTransport(descriptor);
    Admission admission{rules, true, takePlace(&m_commons->present, m_commons->mostConnections)};
    if (!admission.place) {
        admission.welcome = false;
        if (rules->tls)
            admission.place = takePlace(&m_commons->turnedAway, mostTurnedAway);
    }
    if (rules->tls && admission.place)
        awaitTls(transport, admission);
    else
        awaitHandshake(transport, {}, admission);
}

void Shard::awaitTls(Transport *transport, const Admission &admission)
{
    const HandshakeRules &rules = *admission.rules;
    auto *acceptance = new TlsAcceptance(transport, rules.tls, rules.limits.tlsDeadline, this);
    connect(acceptance, &TlsAcceptance::accepted, this,
            [this, admission](Transport *taken, const QByteArray &early) {
                awaitHandshake(taken, early, admission);
            });
    connect(acceptance, &TlsAcceptance::failed, this, [this, acceptance](const QString &sentence) {
        refuse(tr("No secure connection with %1. %2").arg(acceptance->peer(), sentence));
    });
}

void Shard::awaitHandshake(Transport *transport, const QByteArray &early, const Admission &admission)
{
    auto *handshake = new OpeningHandshake(transport, early, admission.rules, admission.place, this, this);
    if (!admission.welcome)
        handshake->refuse(
            {503,
             {QT_TRANSLATE_NOOP("WireText", "The server is full: at most %1 connections are allowed."),
              QByteArray::number(m_commons->mostConnections)}});
}

void Shard::webSocketRefused(OpeningHandshake *handshake, const RequestHead &head, const QByteArray &response)
{
    logRequest(m_log, head, handshake->isEncrypted());
    m_log->appendResponse(Direction::Sent, response);
}

void Shard::refused(OpeningHandshake *handshake, const Refusal &refusal)
{
    refuse(tr("Refused %1 with %2: %3")
               .arg(handshake->peer())
               .arg(refusal.status)
               .arg(refusal.sentence.translated()));
}

void Shard::pageServed(OpeningHandshake *handshake, const RequestHead &head)
{
    m_log->appendText(EntryKind::Info, tr("%1 got the page %2.").arg(handshake->peer(), head.path));
}

void Shard::refuse(const QString &sentence)
{
    ++m_refused;
    m_log->appendText(EntryKind::Error, sentence);
    touch();
}

void Shard::accepted(OpeningHandshake *handshake, Transport *transport, const RequestHead &head,
                     const QByteArray &early)
{
    const Limits &limits = m_commons->options.limits;
    ConnectionInfo info;
    info.id = ++m_commons->lastId;
    info.service = serviceForPath(head.path, handshake->rules().service);
    info.since = QDateTime::currentMSecsSinceEpoch();
    const QString address = transport->peerAddress().toString();
    const QString forwarded =
        AccessRules::peerAddress(address, head.fields, m_commons->options.trustedProxies);
    info.peer = forwarded == address ? handshake->peer() : forwarded;

    auto *endpoint =
        new Endpoint(transport, early, FrameSocket::Role::Server, frameBounds(limits, info.service),
                     {limits.pingInterval, limits.pongDeadline}, m_log, info.id);
    Service *service = m_services[size_t(info.service)].get();
    auto *connection = new Connection(endpoint, info, limits, handshake->place(), service, this, this);
    m_connections.insert(info.id, connection);
    logRequest(m_log, head, transport->isEncrypted(), info.id);
    endpoint->open(m_decoders, upgradeResponse(head));
}

void Shard::connectionOpened(Connection *connection)
{
    m_log->appendText(EntryKind::Info,
                      tr("%1 joined %2.").arg(connection->peer(), serviceName(connection->service())),
                      connection->id());
    m_members.insert(connection);
    m_services[size_t(connection->service())]->opened(connection);
    touch();
    if (m_stopping) // it came at the last moment
        connection->close(CloseCode::GoingAway, goodbye());
}

void Shard::connectionClosing(Connection *connection)
{
    if (m_members.remove(connection)) {
        m_services[size_t(connection->service())]->closed(connection);
        touch();
    }
}

void Shard::connectionClosed(Connection *connection, const CloseStatus &status)
{
    connectionClosing(connection);
    m_log->appendText(
        EntryKind::Info,
        tr("%1 left %2: %3.").arg(connection->peer(), serviceName(connection->service()), status.toString()),
        connection->id());
    m_connections.remove(connection->id());
    connection->deleteLater();
    touch();
    finishStopping();
}

QString Shard::goodbye() const
{
    return QStringLiteral("the server is stopping");
}

void Shard::stop()
{
    m_stopping = true;
    qDeleteAll(findChildren<TlsAcceptance *>(QString(), Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<OpeningHandshake *>(QString(), Qt::FindDirectChildrenOnly));
    // Those that are no members are leaving already.
    const QSet<Connection *> members = m_members;
    for (Connection *connection : members)
        connection->close(CloseCode::GoingAway, goodbye());
    finishStopping();
}

void Shard::finishStopping()
{
    if (!m_stopping || !m_connections.isEmpty())
        return;
    publish();
    emit emptied();
}

void Shard::disconnectConnection(quint32 id, quint16 code, const QString &reason)
{
    if (Connection *connection = m_connections.value(id))
        connection->close(code, reason);
}

void Shard::touch()
{
    if (!m_publishTimer.isActive())
        m_publishTimer.start(publishPause);
}

void Shard::publish()
{
    QList<ConnectionInfo> connections;
    connections.reserve(m_connections.size());
    for (const Connection *connection : std::as_const(m_connections))
        connections.append(connection->info());
    emit changed(connections, m_refused);
}
