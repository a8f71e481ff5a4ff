#include "server.h"

#include "broadcasthub.h"
#include "counter.h"
#include "filelimit.h"
#include "hostport.h"
#include "listener.h"
#include "networkthread.h"
#include "shard.h"
#include "tls.h"
#include "tlscontext.h"
#include "trustpages.h"

#include <QHostInfo>
#include <QNetworkInterface>
#include <QSslCertificate>
#include <QTcpSocket>

#include <algorithm>

namespace {

constexpr std::chrono::milliseconds publishPause{10}; // the shards have waited already
constexpr int spareFiles = 64; // for everything that is not a connection: files, and those who are refused
constexpr int lastFiles = 16; // of these, for what is no socket
constexpr int mostShards = 4; // more threads than that only wait for each other
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

}

Server::Server(MessageLog *log, StatusBoard *status, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_board(status)
    , m_publishTimer(this)
{
    m_publishTimer.setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, &Server::publish);
}

Server::~Server()
{
    closeListeners();
    dropShards();
}

void Server::start(const ServerOptions &options)
{
    if (m_state != State::Stopped)
        return;
    m_options = options;
    m_fileLimit = raiseFileLimit();
    m_mostConnections = qMin(options.limits.connections, m_fileLimit - spareFiles);
    m_cutOff = 0;
    m_counterValue = options.services.counterFirstValue;
    m_shares.clear();
    setState(State::Starting);
    QString error;
    if (!hasFiles(&error) || !readTls(&error) || !openListeners(&error)) {
        closeListeners();
        m_log->appendText(EntryKind::Error, error);
        setState(State::Stopped);
        emit failed(error);
        return;
    }
    makeShards();
    QList<ListenerInfo> infos;
    for (const Listener *listener : std::as_const(m_listeners)) {
        infos.append(listener->info());
        m_log->appendText(EntryKind::Info,
                          tr("Listening on %1 for %2.")
                              .arg(infos.last().url.toString(), serviceName(infos.last().service)));
    }
    if (m_tls)
        m_log->appendText(EntryKind::Info,
                          tr("This server has the short code %1: a client that does not trust its "
                             "certificate shows the same.")
                              .arg(Tls::shortCode(QSslCertificate(m_options.tls->certificates))));
    if (m_trust)
        m_log->appendText(EntryKind::Info,
                          tr("Whoever does not trust this server's certificate yet is told how on the page "
                             "/trust of any of these ports, by http: http://localhost:%1/trust.")
                              .arg(infos.first().url.port()));
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
    m_tls.reset();
    m_trust.reset();
    if (!m_options.tls)
        return true;
    if (auto trust = TrustPages::forChain(m_options.tls->certificates))
        m_trust = std::make_shared<const TrustPages>(std::move(*trust));
    m_tls = TlsContext::forServer(*m_options.tls, error);
    return m_tls != nullptr;
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

void Server::makeShards()
{
    m_commons = std::make_unique<ShardCommons>();
    m_commons->log = m_log;
    m_commons->counter = new Counter(m_options.services.counterFirstValue, m_log, this);
    m_commons->broadcasts = new BroadcastHub(m_log, this);
    m_commons->options = m_options;
    m_commons->mostConnections = m_mostConnections;
    m_commons->lastId = m_lastId;
    connect(m_commons->counter, &Counter::changed, this, [this](qint64 value) {
        m_counterValue = value;
        touch();
    });
    const int wanted =
        m_options.shards > 0 ? m_options.shards : qMin(QThread::idealThreadCount(), mostShards);
    for (int i = 0; i < qMax(1, wanted); ++i) {
        auto *shard = new Shard(m_commons.get());
        connect(shard, &Shard::changed, this,
                [this, shard](const QList<ConnectionInfo> &connections, quint64 refused) {
                    m_shares[shard] = {connections, refused};
                    touch();
                });
        // Queued: it is deleted there.
        connect(shard, &Shard::emptied, this, &Server::shardEmptied, Qt::QueuedConnection);
        if (i > 0) { // the first one lives here
            m_threads.push_back(std::make_unique<NetworkThread>(QStringLiteral("network %1").arg(i + 1)));
            NetworkThread *thread = m_threads.back().get();
            thread->take(shard);
            thread->start();
        }
        m_shards.push_back(shard);
        QMetaObject::invokeMethod(shard, &Shard::begin);
    }
}

void Server::dropShards()
{
    for (const auto &thread : m_threads)
        thread->quit();
    for (const auto &thread : m_threads)
        thread->wait(); // the shard goes with it
    m_threads.clear();
    if (!m_shards.empty())
        delete m_shards.front();
    m_shards.clear();
    m_emptyShards = 0;
    if (m_commons) {
        delete m_commons->counter;
        delete m_commons->broadcasts;
        m_lastId = m_commons->lastId;
        m_commons.reset();
    }
}

void Server::admit(qintptr descriptor, const std::shared_ptr<const HandshakeRules> &rules)
{
    // Who is refused and does not leave keeps a descriptor for a while. Without one left, accepting would
    // fail again and again, with the whole processor. The lowest free number is always the next one.
    if (descriptor >= m_fileLimit - lastFiles) {
        const std::unique_ptr<const QTcpSocket> socket(Listener::toSocket<QTcpSocket>(descriptor));
        ++m_cutOff;
        m_log->appendText(EntryKind::Error,
                          tr("Cut %1 off without an answer: hardly any more files can be opened.")
                              .arg(hostPort(socket->peerAddress().toString(), socket->peerPort())));
        touch();
        return;
    }
    Shard *shard = m_shards[m_nextShard++ % m_shards.size()];
    QMetaObject::invokeMethod(shard, [shard, descriptor, rules] { shard->admit(descriptor, rules); });
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
    for (Shard *shard : m_shards)
        QMetaObject::invokeMethod(shard, &Shard::stop);
}

void Server::shardEmptied()
{
    if (++m_emptyShards < m_shards.size())
        return;
    dropShards();
    m_log->appendText(EntryKind::Info, tr("The server has stopped."));
    setState(State::Stopped);
    emit stopped();
}

void Server::disconnectConnection(quint32 id, quint16 code, const QString &reason)
{
    for (Shard *shard : m_shards)
        QMetaObject::invokeMethod(
            shard, [shard, id, code, reason] { shard->disconnectConnection(id, code, reason); });
}

void Server::stepCounter(int step)
{
    if (m_state == State::Running && !m_commons->counter->step(step))
        m_log->appendText(EntryKind::Error, tr("The counter is at its limit."));
}

void Server::resetCounter()
{
    if (m_state == State::Running)
        m_commons->counter->reset();
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
    status.refused = m_cutOff;
    for (const Share &share : std::as_const(m_shares)) {
        status.connections += share.connections;
        status.refused += share.refused;
    }
    std::ranges::sort(status.connections, {}, &ConnectionInfo::id);
    status.counterValue = m_counterValue;
    status.counterUsers = status.clients(ServiceKind::Counter);
    m_board->publish(status);
}
