#pragma once

#include "requesthead.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

/// A server that says exactly the bytes it is told to.
struct RawServer
{
    explicit RawServer(const QByteArray &response = {})
    {
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this, response] {
            peer = server.nextPendingConnection();
            QObject::connect(peer, &QIODevice::readyRead, &server, [this, response] {
                bytes += peer->readAll();
                const qsizetype end = bytes.indexOf("\r\n\r\n");
                if (end < 0 || !request.isEmpty())
                    return;
                request = bytes.left(end + 4);
                bytes.remove(0, end + 4);
                peer->write(QByteArray(response).replace("ACCEPT", accept()));
            });
        });
        server.listen(QHostAddress::LocalHost);
    }

    QByteArray accept() const
    {
        RequestHead head;
        Refusal refusal;
        parseRequestHead(request, Limits(), &head, &refusal);
        return acceptKey(headerValue(head.fields, "Sec-WebSocket-Key"));
    }

    QUrl url(const QString &path = QStringLiteral("/")) const
    {
        return QUrl(QStringLiteral("ws://127.0.0.1:%1%2").arg(server.serverPort()).arg(path));
    }

    QTcpServer server;
    QTcpSocket *peer = nullptr;
    QByteArray request;
    QByteArray bytes; ///< after the request
};

/// The response that opens a WebSocket; the server fills in ACCEPT.
inline const QByteArray good =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: ACCEPT\r\n\r\n";
