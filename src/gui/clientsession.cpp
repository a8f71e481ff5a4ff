#include "clientsession.h"

#include "networkthread.h"
#include "reconnection.h"

using State = Client::State;

ClientSession::ClientSession(NetworkThread *networkThread, QObject *parent)
    : QObject(parent)
    , m_log(new MessageLog(LogLimits::forWindow()))
    , m_client(new Client(m_log))
    , m_reconnection(new Reconnection(m_client, m_client))
{
    m_log->setParent(m_client);
    networkThread->take(m_client);
    connect(m_client, &Client::stateChanged, this, &ClientSession::setState);
    connect(m_client, &Client::connected, this, [this](const Client::Handshake &handshake) {
        m_handshake = handshake;
        m_roundTrip = -1;
        emit changed();
        emit connected();
    });
    connect(m_client, &Client::closed, this, [this](const CloseStatus &status) {
        m_handshake = {};
        m_roundTrip = -1;
        emit closed(status);
    });
    connect(m_client, &Client::distrusted, this,
            [this](const Client::Distrust &distrust) { m_distrust = distrust; });
    connect(m_client, &Client::nothingListens, this, [this] { m_foundNothing = true; });
    connect(m_client, &Client::failed, this, &ClientSession::failed);
    connect(m_client, &Client::refused, this, &ClientSession::refused);
    connect(m_client, &Client::pongReceived, this, [this](qint64 roundTrip) {
        if (roundTrip < 0)
            return;
        m_roundTrip = roundTrip;
        emit changed();
    });
    connect(m_reconnection, &Reconnection::waiting, this,
            [this](int number, int attempts, std::chrono::milliseconds pause) {
                m_waiting = true;
                emit waiting(number, attempts, pause);
                emit changed();
            });
    connect(m_reconnection, &Reconnection::over, this, [this](bool gaveUp) {
        m_waiting = false;
        emit over(gaveUp);
        emit changed();
    });
}

ClientSession::~ClientSession()
{
    m_client->disconnect(this);
    m_reconnection->disconnect(this);
    call([](Client *client) { client->leave(); });
}

/// Calls \a action in the client's thread.
void ClientSession::call(std::function<void(Client *)> action)
{
    QMetaObject::invokeMethod(
        m_client, [client = m_client, action = std::move(action)] { action(client); }, Qt::QueuedConnection);
}

void ClientSession::open(const ClientOptions &options, const ReconnectOptions &reconnect)
{
    m_options = options;
    m_distrust.reset();
    m_cancelled = false;
    setState(State::Connecting);
    QMetaObject::invokeMethod(
        m_reconnection,
        [reconnection = m_reconnection, options, reconnect] { reconnection->open(options, reconnect); },
        Qt::QueuedConnection);
}

void ClientSession::close(quint16 code, const QString &reason)
{
    m_cancelled = m_state == State::Connecting;
    QMetaObject::invokeMethod(m_reconnection, &Reconnection::forgo, Qt::QueuedConnection);
    call([code, reason](Client *client) { client->close(code, reason); });
}

void ClientSession::abort()
{
    call([](Client *client) { client->abort(); });
}

void ClientSession::sendText(const QString &text)
{
    call([text](Client *client) { client->sendText(text); });
}

void ClientSession::sendBinary(const QByteArray &bytes)
{
    call([bytes](Client *client) { client->sendBinary(bytes); });
}

void ClientSession::ping(const QByteArray &payload)
{
    call([payload](Client *client) { client->ping(payload); });
}

void ClientSession::tryNow()
{
    QMetaObject::invokeMethod(m_reconnection, &Reconnection::tryNow, Qt::QueuedConnection);
}

void ClientSession::stop()
{
    QMetaObject::invokeMethod(m_reconnection, &Reconnection::stop, Qt::QueuedConnection);
}

void ClientSession::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    if (state != State::Unconnected)
        m_waiting = false;
    if (state == State::Connecting)
        m_foundNothing = false;
    emit stateChanged(state);
}
