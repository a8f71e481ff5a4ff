#include "upgrader.h"

#include "framesocket.h"

#include <QNetworkRequest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <limits>

namespace {

/// The way to know one's own socket again: QWebSocketServer does not tell which one became which.
constexpr char ticketField[] = "X-Upgrade-Ticket";

/// The request that QWebSocketServer reads: made anew of what was judged, so that it cannot read
/// anything else out of it than we did.
QByteArray plainRequest(const RequestHead &head, quint64 ticket)
{
    QByteArray request = "GET " + head.target + " HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    for (const char *name : {"Host", "Sec-WebSocket-Key", "Sec-WebSocket-Version"})
        request += QByteArray(name) + ": " + headerValue(head.fields, name) + "\r\n";
    return request + ticketField + ": " + QByteArray::number(ticket) + "\r\n\r\n";
}

}

Upgrader::Upgrader(QObject *parent)
    : QObject(parent)
    , m_server(new QWebSocketServer(QStringLiteral("WebSocket Lab"), QWebSocketServer::NonSecureMode, this))
{
    m_server->setMaxPendingConnections(std::numeric_limits<int>::max() - 1);
    connect(m_server, &QWebSocketServer::newConnection, this, &Upgrader::takePending);
}

void Upgrader::upgrade(FrameSocket *socket, const RequestHead &head, const Done &done)
{
    const quint64 ticket = ++m_lastTicket;
    m_waiting.insert(ticket, done);
    connect(socket, &QObject::destroyed, this, [this, ticket] { m_waiting.remove(ticket); });
    m_server->handleConnection(socket);
    socket->offerRequest(plainRequest(head, ticket));
}

void Upgrader::takePending()
{
    while (QWebSocket *webSocket = m_server->nextPendingConnection()) {
        const quint64 ticket = webSocket->request().rawHeader(ticketField).toULongLong();
        if (const Done done = m_waiting.take(ticket)) {
            webSocket->setParent(nullptr);
            done(webSocket);
        } else {
            webSocket->abort();
            webSocket->deleteLater();
        }
    }
}
