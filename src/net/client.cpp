#include "client.h"

#include "clientfailure.h"
#include "displaytext.h"
#include "frame.h"
#include "hostport.h"
#include "sockettransport.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTimer>

namespace {

QByteArray certificatesOf(const QTcpSocket *transport)
{
    QByteArray pem;
    if (const auto *tls = qobject_cast<const QSslSocket *>(transport)) {
        const QList<QSslCertificate> chain = tls->peerCertificateChain();
        for (const QSslCertificate &certificate : chain)
            pem += certificate.toPem();
    }
    return pem;
}

}

Client::Client(MessageLog *log, QObject *parent)
    : QObject(parent)
    , m_log(log)
{
}

Client::~Client() = default;

Client::State Client::state() const
{
    return m_state;
}

void Client::open(const ClientOptions &options)
{
    if (m_state != State::Unconnected) {
        emit refused(tr("There is a connection already: disconnect first."));
        return;
    }
    m_options = options;
    m_endWanted = false;
    setState(State::Connecting);
    m_log->appendText(EntryKind::Info,
                      tr("Connecting to %1.").arg(options.url.toString(QUrl::RemoveUserInfo)));
    m_handshake.time = QDateTime::currentMSecsSinceEpoch() * 1000;
    m_opening = new ClientHandshake(options, this);
    connect(m_opening, &ClientHandshake::passed, this, &Client::passed);
    connect(m_opening, &ClientHandshake::requestSent, this,
            [this, encrypted = isSecure(options.url)](const QByteArray &head) {
                m_log->appendRequest(Direction::Sent, head, encrypted);
            });
    connect(m_opening, &ClientHandshake::responseArrived, this,
            [this](const QByteArray &head) { m_log->appendResponse(Direction::Received, head); });
    connect(m_opening, &ClientHandshake::nothingListens, this, &Client::nothingListens);
    connect(m_opening, &ClientHandshake::answered, this, &Client::answered);
    connect(m_opening, &ClientHandshake::distrusted, this, &Client::distrusted);
    connect(m_opening, &ClientHandshake::unverified, this, [this] {
        m_log->appendText(
            EntryKind::Error,
            tr("The server's certificate is not trusted, and was accepted all the same: anybody may be "
               "listening."));
    });
    connect(m_opening, &ClientHandshake::opened, this, &Client::adopt);
    connect(m_opening, &ClientHandshake::failed, this, &Client::fail);
    m_opening->start();
}

void Client::adopt()
{
    m_handshake.request = m_opening->request();
    m_handshake.response = m_opening->response();
    m_handshake.duration = QDateTime::currentMSecsSinceEpoch() * 1000 - m_handshake.time;
    QTcpSocket *transport = m_opening->takeTransport();
    m_handshake.peer = hostPort(transport->peerAddress().toString(), transport->peerPort());
    m_handshake.subprotocol =
        QString::fromLatin1(headerValue(m_handshake.response.fields, "Sec-WebSocket-Protocol"));
    m_handshake.certificates = certificatesOf(transport);
    std::exchange(m_opening, nullptr)->deleteLater();
    FrameSocket::Bounds bounds;
    bounds.messageBytes = m_options.messageBytes;
    bounds.unsentBytes = std::numeric_limits<qint64>::max(); // canSend() refuses before
    bounds.closeDeadline = m_options.closeDeadline;
    m_endpoint = new Endpoint(new SocketTransport(transport), {}, FrameSocket::Role::Client, bounds,
                              {m_options.pingInterval, m_options.pongDeadline}, m_log, 0, this);
    m_endpoint->setObserver(this);
    if (!m_decoders)
        m_decoders = std::make_shared<DecoderPool>();
    m_endpoint->open(m_decoders);
}

void Client::endpointOpened()
{
    m_log->appendText(
        EntryKind::Info,
        m_handshake.subprotocol.isEmpty()
            ? tr("Connected to %1.").arg(m_handshake.peer)
            : tr("Connected to %1 with the subprotocol %2.").arg(m_handshake.peer, m_handshake.subprotocol));
    setState(State::Connected);
    emit connected(m_handshake);
}

void Client::endpointClosed(const CloseStatus &status)
{
    if (m_state == State::Connecting) {
        fail(ClientFailure::socketFailed(m_options.url, QAbstractSocket::RemoteHostClosedError, {}), true);
        return;
    }
    drop();
    m_mayTryAgain = !m_endWanted && status.code != CloseCode::PolicyViolation;
    m_log->appendText(status.clean ? EntryKind::Info : EntryKind::Error,
                      tr("Closed: %1.").arg(status.toString()));
    setState(State::Unconnected);
    emit closed(status);
}

void Client::fail(const QString &sentence, bool mayPass)
{
    drop();
    m_mayTryAgain = mayPass && !m_endWanted;
    m_log->appendText(m_endWanted ? EntryKind::Info : EntryKind::Error, sentence);
    setState(State::Unconnected);
    emit failed(sentence);
}

void Client::drop()
{
    if (ClientHandshake *opening = std::exchange(m_opening, nullptr)) {
        opening->disconnect(this);
        opening->deleteLater();
    }
    if (Endpoint *endpoint = std::exchange(m_endpoint, nullptr)) {
        endpoint->setObserver(nullptr);
        endpoint->deleteLater();
    }
}

void Client::close(quint16 code, const QString &reason)
{
    m_endWanted = true;
    if (m_state == State::Connecting)
        fail(tr("Connecting to %1 was cancelled.").arg(hostPort(m_options.url.host(), portOf(m_options.url))),
             false);
    else if (m_state == State::Connected)
        m_endpoint->close(code, reason);
}

void Client::abort()
{
    m_endWanted = true;
    if (m_state == State::Connecting)
        close();
    else if (m_endpoint)
        m_endpoint->abort(tr("This side dropped the connection."));
}

void Client::leave()
{
    close(CloseCode::GoingAway);
    if (m_state == State::Unconnected) {
        deleteLater();
        return;
    }
    connect(this, &Client::closed, this, &QObject::deleteLater);
    QTimer::singleShot(leaveDeadline, this, &QObject::deleteLater);
}

bool Client::canSend(qsizetype bytes)
{
    if (m_state != State::Connected) {
        emit refused(tr("Not sent: there is no connection."));
        return false;
    }
    if (m_endpoint->unsentBytes() + bytes > m_options.unsentBytes) {
        emit refused(tr("Not sent: %1 are waiting already for the server, which reads too slowly.")
                         .arg(DisplayText::byteCount(quint64(m_endpoint->unsentBytes()))));
        return false;
    }
    return true;
}

void Client::sendText(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    if (canSend(utf8.size()))
        m_endpoint->sendText(utf8);
}

void Client::sendBinary(const QByteArray &bytes)
{
    if (canSend(bytes.size()))
        m_endpoint->sendBinary(bytes);
}

void Client::ping(const QByteArray &payload)
{
    if (canSend(payload.size()))
        m_endpoint->ping(payload);
}

void Client::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}
