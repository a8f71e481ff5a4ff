#pragma once

#include "frame.h"
#include "messagelog.h"
#include "options.h"
#include "server.h"
#include "status.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

/// A real Server in a thread of its own, on free ports of 127.0.0.1 and ::1.
class RunningServer
{
public:
    /// The defaults, but with free ports.
    static ServerOptions freePorts()
    {
        ServerOptions options;
        for (ListenerOptions &listener : options.listeners)
            listener.port = 0;
        return options;
    }

    explicit RunningServer(const ServerOptions &options = freePorts())
        : server(new Server(&log, &board))
    {
        thread.setObjectName(QStringLiteral("server under test"));
        server->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, server, &QObject::deleteLater);
        thread.start();
        start(options);
    }

    ~RunningServer()
    {
        thread.quit();
        thread.wait();
    }

    /// True when it has started; else failure says why not.
    bool start(const ServerOptions &options)
    {
        // Signals of another thread are told to an object of this one, queued.
        QObject here;
        bool started = false;
        failure.clear();
        QObject::connect(server, &Server::started, &here, [&](const QList<ListenerInfo> &open) {
            listeners = open;
            started = true;
        });
        QObject::connect(server, &Server::failed, &here,
                         [&](const QString &sentence) { failure = sentence; });
        QMetaObject::invokeMethod(server, [this, options] { server->start(options); });
        return QTest::qWaitFor([&] { return started || !failure.isEmpty(); }) && started;
    }

    bool stop()
    {
        QObject here;
        bool stopped = false;
        QObject::connect(server, &Server::stopped, &here, [&] { stopped = true; });
        QMetaObject::invokeMethod(server, &Server::stop);
        return QTest::qWaitFor([&] { return stopped; });
    }

    quint16 port(ServiceKind service) const
    {
        for (const ListenerInfo &listener : listeners)
            if (listener.service == service)
                return listener.port;
        return 0;
    }

    QUrl url(ServiceKind service, const QString &host = QStringLiteral("127.0.0.1"),
             const QString &path = QStringLiteral("/")) const
    {
        return QUrl(QStringLiteral("ws://%1:%2%3").arg(host).arg(port(service)).arg(path));
    }

    /// True once an entry of \a kind in the log contains \a text.
    bool logged(EntryKind kind, const QByteArray &text) const
    {
        return QTest::qWaitFor([&] {
            const QList<LogEntry> entries = log.entriesSince(0);
            return std::any_of(entries.begin(), entries.end(), [&](const LogEntry &entry) {
                return entry.kind == kind && entry.payload.contains(text);
            });
        });
    }

    MessageLog log;
    StatusBoard board;
    QThread thread;
    Server *server;
    QList<ListenerInfo> listeners;
    QString failure;
};

/// A peer that says exactly the bytes it is told to, over a real socket.
class RawPeer
{
public:
    /// One frame as it came.
    struct Received
    {
        Opcode opcode = Opcode::Continuation;
        QByteArray payload;
        bool masked = false;
    };

    explicit RawPeer(quint16 port, const QString &host = QStringLiteral("127.0.0.1"))
    {
        socket.connectToHost(host, port);
        QObject::connect(&socket, &QIODevice::readyRead, &socket, [this] { bytes += socket.readAll(); });
        connected = QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; });
    }

    static QByteArray request(const QByteArray &path = "/", const QByteArray &more = {})
    {
        return "GET " + path
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + more + "\r\n";
    }

    void write(const QByteArray &data)
    {
        socket.write(data);
        socket.flush();
    }

    /// Makes the opening handshake; \a early is sent together with it.
    bool open(const QByteArray &path = "/", const QByteArray &early = {})
    {
        write(request(path) + early);
        if (!QTest::qWaitFor([&] { return bytes.contains("\r\n\r\n"); }))
            return false;
        head = bytes.left(bytes.indexOf("\r\n\r\n") + 4);
        bytes.remove(0, head.size());
        return head.startsWith("HTTP/1.1 101 ");
    }

    /// The status of the HTTP response, 0 when none comes.
    int status()
    {
        if (!QTest::qWaitFor([&] { return bytes.contains("\r\n\r\n"); }))
            return 0;
        return bytes.mid(9, 3).toInt();
    }

    void send(Opcode opcode, const QByteArray &payload, bool fin = true)
    {
        write(encodeMaskedFrame(opcode, payload, {1, 2, 3, 4}, fin));
    }

    /// The next frame; Continuation when none comes.
    Received next()
    {
        Received received;
        FrameHeader header;
        QByteArray error;
        const auto whole = [&] {
            return decodeFrameHeader(bytes, &header, &error) == FrameStatus::Valid
                && quint64(bytes.size()) >= quint64(header.size) + header.length;
        };
        if (!QTest::qWaitFor(whole))
            return received;
        received.opcode = header.opcode;
        received.masked = header.masked;
        received.payload = bytes.mid(header.size, qsizetype(header.length));
        if (header.masked)
            applyMask(received.payload.data(), received.payload.size(), header.mask);
        bytes.remove(0, header.size + qsizetype(header.length));
        return received;
    }

    /// The code of the next frame, which must be a Close; 0 when it is another or none comes.
    quint16 closeCode()
    {
        const Received received = next();
        return received.opcode == Opcode::Close ? decodeClosePayload(received.payload).code : quint16(0);
    }

    bool gone()
    {
        return QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; });
    }

    QTcpSocket socket;
    bool connected = false;
    QByteArray bytes; ///< received and not taken yet
    QByteArray head; ///< the response's
};
