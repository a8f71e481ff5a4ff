#include "upgrader.h"

#include "framesocket.h"

#include <QStringBuilder>
#include <QWebSocket>
#include <QWebSocketServer>

#include <limits>

namespace {

/// The request that QWebSocketServer reads: made anew of what was judged, so that it cannot read anything else out
/// of it than we did. QWebSocketServer does not tell which socket became which QWebSocket: the path, of which it
/// makes QWebSocket::resourceName(), is the \a ticket by which one's own is known again.
QByteArray plainRequest(const RequestHead &head, quint64 ticket)
{
    return "GET /" % QByteArray::number(ticket)
        % " HTTP/1.1\r\nHost: us\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: "
          "13\r\n"
          "Sec-WebSocket-Key: "
        % headerValue(head.fields, "Sec-WebSocket-Key") % "\r\n\r\n";
}

quint64 ticketOf(const QWebSocket *webSocket)
{
    const QString name = webSocket->resourceName(); // ws://us/TICKET
    return QStringView(name).sliced(name.lastIndexOf(u'/') + 1).toULongLong();
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
    m_waiting.push_back({++m_lastTicket, socket, done});
    m_server->handleConnection(socket);
    socket->offerRequest(plainRequest(head, m_lastTicket));
}

void Upgrader::takePending()
{
    while (QWebSocket *webSocket = m_server->nextPendingConnection()) {
        const Waiting next = takeWaiting(ticketOf(webSocket));
        if (next.socket) {
            next.done(webSocket);
        } else {
            webSocket->abort();
            webSocket->deleteLater();
        }
    }
}

/// QWebSocketServer takes its sockets in the order in which they were offered: those before the one with \a ticket
/// have gone meanwhile.
Upgrader::Waiting Upgrader::takeWaiting(quint64 ticket)
{
    Waiting next;
    while (next.ticket < ticket && !m_waiting.empty()) {
        next = std::move(m_waiting.front());
        m_waiting.pop_front();
    }
    return next.ticket == ticket ? next : Waiting();
}
