#pragma once

#include "requesthead.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <functional>

class FrameSocket;
class QWebSocket;
class QWebSocketServer;

/// Turns a FrameSocket into a QWebSocket, by a QWebSocketServer that never listens.
///
/// (One that listens stalls for ten seconds on thirty idle TLS connections, stops for good on thirty
/// resets, has no deadline and answers nothing but handshakes.) Lives in the sockets' thread.
class Upgrader : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(QWebSocket *)>;

    explicit Upgrader(QObject *parent = nullptr);

    /// Upgrades \a socket, whose request \a head was judged to be a good handshake. Calls \a done in a
    /// later turn of the event loop with the QWebSocket, which is then the caller's; never when \a socket
    /// is gone by then. In the server's role the 101 response is sent by this.
    void upgrade(FrameSocket *socket, const RequestHead &head, const Done &done);

private:
    struct Waiting
    {
        quint64 ticket = 0;
        QPointer<FrameSocket> socket;
        Done done;
    };

    void takePending();
    Waiting takeWaiting(quint64 ticket);

    QWebSocketServer *m_server;
    std::deque<Waiting> m_waiting; ///< by rising ticket
    quint64 m_lastTicket = 0;
};
