#include "counterprotocol.h"
#include "testutils.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QWebSocket>

#include <list>

/// The server by its contract: services, handshakes, pages, limits, start and stop. The well-behaved
/// clients are Qt's own QWebSocket, the others raw sockets.
class TestServer : public QObject
{
    Q_OBJECT

private slots:
    void greets();
    void tellsTheTime();
    void countsForEverybody();
    void losesNoStepOfMany();
    void tellsTheLastCountToThoseWhoJoinAtOnce();
    void refusesWrongActions_data();
    void refusesWrongActions();
    void refusesAStepBeyondTheRange();
    void refusesBinary_data();
    void refusesBinary();
    void broadcasts();
    void isOneWithAllItsShards_data();
    void isOneWithAllItsShards();
    void takesCommandsOfTheWindow();
    void picksTheServiceByPath_data();
    void picksTheServiceByPath();
    void listensOnIPv4AndIPv6Alike();
    void answersHeads_data();
    void answersHeads();
    void answersHeadsByteByByte();
    void boundsTheTimeOfAHead();
    void doesNotComplainOfTheSilent_data();
    void doesNotComplainOfTheSilent();
    void letsOriginsInByTheRule_data();
    void letsOriginsInByTheRule();
    void showsTheForwardedPeer();
    void refusesTooManyConnections();
    void letsInAsManyAsAreAllowed_data();
    void letsInAsManyAsAreAllowed();
    void pingsAndGivesUp();
    void cutsSlowConsumersOff();
    void skipsStatesForSlowConsumers();
    void saysGoodbyeToEverybody();
    void doesNotWaitForTheSilent();
    void namesAPortThatIsTaken();
    void startsAgain();
    void noticesPeersThatVanish();
};

namespace {

/// Qt's own client with what it received.
struct Peer
{
    explicit Peer(const QUrl &url)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &text) { texts.append(text.toUtf8()); });
        QObject::connect(&socket, &QWebSocket::binaryMessageReceived, &socket,
                         [this](const QByteArray &bytes) { binaries.append(bytes); });
        socket.open(url);
    }
    ~Peer() { socket.abort(); }

    bool open() const
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::ConnectedState; });
    }
    bool closed() const
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::UnconnectedState; });
    }

    QWebSocket socket;
    QByteArrayList texts;
    QByteArrayList binaries;
};

const QString plus = QString::fromUtf8(CounterProtocol::encodeAction(CounterProtocol::Action::Plus));

}

void TestServer::greets()
{
    RunningServer server;
    Peer peer(server.url(ServiceKind::Hello));
    QVERIFY(peer.open());
    peer.socket.sendTextMessage(QStringLiteral("Bob"));
    QTRY_COMPARE(peer.texts, QByteArrayList{"Hello Bob!"});
    QVERIFY(peer.closed());
    QCOMPARE(peer.socket.closeCode(), QWebSocketProtocol::CloseCodeNormal);
}

void TestServer::tellsTheTime()
{
    ServerOptions options = RunningServer::freePorts();
    options.services.timeLongestPause = std::chrono::milliseconds(20);
    RunningServer server(options);
    Peer peer(server.url(ServiceKind::Time));
    QTRY_VERIFY(peer.texts.size() >= 3);
    static const QRegularExpression line(QStringLiteral(
        "^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9][0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9] "
        "[0-9]{4},本消息通过服务器websocket传输。$"));
    for (const QByteArray &text : std::as_const(peer.texts))
        QVERIFY2(line.match(QString::fromUtf8(text)).hasMatch(), text.constData());
}

void TestServer::countsForEverybody()
{
    RunningServer server;
    Peer first(server.url(ServiceKind::Counter));
    QTRY_COMPARE(first.texts,
                 (QByteArrayList{R"({"type": "users", "count": 1})", R"({"type": "state", "value": 0})"}));
    first.texts.clear();
    {
        Peer second(server.url(ServiceKind::Counter));
        QTRY_COMPARE(
            second.texts,
            (QByteArrayList{R"({"type": "users", "count": 2})", R"({"type": "state", "value": 0})"}));
        QTRY_COMPARE(first.texts, QByteArrayList{R"({"type": "users", "count": 2})"});
        first.texts.clear();
        second.texts.clear();
        second.socket.sendTextMessage(QStringLiteral(R"({ "action" :"plus" })"));
        second.socket.sendTextMessage(QStringLiteral(R"({"action":"minus"})"));
        const QByteArrayList states{R"({"type": "state", "value": 1})", R"({"type": "state", "value": 0})"};
        QTRY_COMPARE(first.texts, states);
        QTRY_COMPARE(second.texts, states);
        first.texts.clear();
    }
    QTRY_COMPARE(first.texts, QByteArrayList{R"({"type": "users", "count": 1})"});
}

void TestServer::losesNoStepOfMany()
{
    RunningServer server;
    std::vector<std::unique_ptr<Peer>> peers;
    for (int i = 0; i < 10; ++i)
        peers.push_back(std::make_unique<Peer>(server.url(ServiceKind::Counter)));
    for (const auto &peer : peers)
        QVERIFY(peer->open());
    for (int step = 0; step < 100; ++step)
        for (const auto &peer : peers)
            peer->socket.sendTextMessage(plus);
    for (const auto &peer : peers) {
        QTRY_VERIFY(peer->texts.contains(R"({"type": "state", "value": 1000})"));
        // Each step made an event of its own.
        QCOMPARE(peer->texts.count(R"({"type": "state", "value": 999})"), 1);
    }
}

void TestServer::tellsTheLastCountToThoseWhoJoinAtOnce()
{
    RunningServer server;
    std::vector<std::unique_ptr<Peer>> peers;
    for (int i = 0; i < 60; ++i)
        peers.push_back(std::make_unique<Peer>(server.url(ServiceKind::Counter)));
    for (const auto &peer : peers)
        QTRY_VERIFY(peer->texts.contains(R"({"type": "users", "count": 60})"));
    QTRY_COMPARE(server.board.read().counterUsers, 60);
}

void TestServer::refusesWrongActions_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no JSON") << QStringLiteral("plus");
    QTest::newRow("an array") << QStringLiteral(R"(["plus"])");
    QTest::newRow("no action") << QStringLiteral("{}");
    QTest::newRow("an unknown action") << QStringLiteral(R"({"action": "times"})");
    QTest::newRow("an action that is no text") << QStringLiteral(R"({"action": 1})");
}

void TestServer::refusesWrongActions()
{
    QFETCH(QString, text);
    RunningServer server;
    Peer other(server.url(ServiceKind::Counter));
    QTRY_COMPARE(other.texts.size(), 2);
    Peer peer(server.url(ServiceKind::Counter));
    QTRY_COMPARE(peer.texts.size(), 2);
    QTRY_COMPARE(other.texts.size(), 3);
    peer.socket.sendTextMessage(text);
    QTRY_COMPARE(peer.texts.size(), 3);
    const auto event = CounterProtocol::parseEvent(peer.texts.last());
    QVERIFY(event && event->type == CounterProtocol::Event::Type::Error);
    QVERIFY(server.logged(EntryKind::Error, event->message.toUtf8()));
    // The connection stays, nothing changed, and nobody else was told.
    peer.socket.sendTextMessage(plus);
    QTRY_COMPARE(other.texts.size(), 4);
    QCOMPARE(other.texts.last(), QByteArray(R"({"type": "state", "value": 1})"));
}

void TestServer::refusesAStepBeyondTheRange()
{
    ServerOptions options = RunningServer::freePorts();
    options.services.counterFirstValue = CounterProtocol::maximumValue;
    RunningServer server(options);
    Peer peer(server.url(ServiceKind::Counter));
    QTRY_COMPARE(peer.texts.size(), 2);
    QCOMPARE(peer.texts.last(), QByteArray(R"({"type": "state", "value": 9007199254740991})"));
    peer.socket.sendTextMessage(plus);
    QTRY_COMPARE(peer.texts.size(), 3);
    QVERIFY(peer.texts.last().startsWith(R"({"type": "error")"));
}

void TestServer::refusesBinary_data()
{
    QTest::addColumn<ServiceKind>("service");
    QTest::newRow("hello") << ServiceKind::Hello;
    QTest::newRow("counter") << ServiceKind::Counter;
}

void TestServer::refusesBinary()
{
    QFETCH(ServiceKind, service);
    RunningServer server;
    Peer peer(server.url(service));
    QVERIFY(peer.open());
    peer.socket.sendBinaryMessage("Bob");
    QVERIFY(peer.closed());
    QCOMPARE(peer.socket.closeCode(), QWebSocketProtocol::CloseCodeDatatypeNotSupported);
}

void TestServer::broadcasts()
{
    RunningServer server;
    Peer first(server.url(ServiceKind::Hello, QStringLiteral("127.0.0.1"), QStringLiteral("/broadcast")));
    Peer second(
        server.url(ServiceKind::Time, QStringLiteral("127.0.0.1"), QStringLiteral("/x/broadcast?y=1")));
    QVERIFY(first.open());
    QVERIFY(second.open());
    QTRY_COMPARE(server.board.read().clients(ServiceKind::Broadcast), 2);
    first.socket.sendTextMessage(QStringLiteral("大家好"));
    QTRY_COMPARE(first.texts, QByteArrayList{"大家好"});
    QTRY_COMPARE(second.texts, QByteArrayList{"大家好"});
    // One entry for both.
    const QList<LogEntry> entries = server.log.entriesSince(0);
    QCOMPARE(std::count_if(entries.begin(), entries.end(),
                           [](const LogEntry &entry) {
                               return entry.direction == Direction::Sent && entry.recipients == 2;
                           }),
             1);
}

QByteArrayList states(QByteArrayList texts)
{
    texts.removeIf([](const QByteArray &text) { return !text.contains("state"); });
    return texts;
}

/// However many network threads there are, everybody sees the same in the same order, and the log one entry.
void TestServer::isOneWithAllItsShards_data()
{
    QTest::addColumn<int>("shards");
    QTest::newRow("one shard") << 1;
    QTest::newRow("four shards") << 4;
}

void TestServer::isOneWithAllItsShards()
{
    QFETCH(int, shards);
    constexpr int count = 9;
    constexpr int steps = 20;
    ServerOptions options = RunningServer::freePorts();
    options.shards = shards;
    RunningServer server(options);
    std::vector<std::unique_ptr<Peer>> peers;
    for (int i = 0; i < count; ++i) {
        peers.push_back(std::make_unique<Peer>(server.url(ServiceKind::Counter)));
        QVERIFY(peers.back()->open());
    }
    const QByteArray everybody = QStringLiteral(R"({"type": "users", "count": %1})").arg(count).toUtf8();
    for (const auto &peer : peers)
        QTRY_VERIFY(peer->texts.contains(everybody));
    for (int i = 0; i < steps; ++i)
        peers[size_t(i % count)]->socket.sendTextMessage(QStringLiteral(R"({"action": "plus"})"));

    QByteArrayList values;
    for (int value = 0; value <= steps; ++value)
        values += QStringLiteral(R"({"type": "state", "value": %1})").arg(value).toUtf8();
    for (const auto &peer : peers) {
        QTRY_COMPARE(peer->texts.last(), values.last());
        QCOMPARE(states(peer->texts), values);
    }
    const QList<LogEntry> entries = server.log.entriesSince(0);
    QCOMPARE(std::count_if(entries.begin(), entries.end(),
                           [](const LogEntry &entry) {
                               return entry.recipients == count && entry.payload.contains("state");
                           }),
             steps);
    QTRY_COMPARE(server.board.read().connections.size(), count);

    peers.clear();
    QTRY_COMPARE(server.board.read().counterUsers, 0);
    QVERIFY(server.stop());
    QVERIFY(server.start(options));
    Peer again(server.url(ServiceKind::Counter));
    QVERIFY(again.open());
    QTRY_VERIFY(again.texts.contains(values.first()));
}

void TestServer::takesCommandsOfTheWindow()
{
    RunningServer server;
    Peer peer(server.url(ServiceKind::Counter));
    QTRY_COMPARE(peer.texts.size(), 2);
    QMetaObject::invokeMethod(server.server, [&] { server.server->stepCounter(1); });
    QTRY_COMPARE(peer.texts.size(), 3);
    QCOMPARE(peer.texts.last(), QByteArray(R"({"type": "state", "value": 1})"));
    QTRY_COMPARE(server.board.read().counterValue, 1);
    QMetaObject::invokeMethod(server.server, &Server::resetCounter);
    QTRY_COMPARE(peer.texts.last(), QByteArray(R"({"type": "state", "value": 0})"));
    QTRY_COMPARE(server.board.read().connections.size(), 1);
    const quint32 id = server.board.read().connections.first().id;
    QMetaObject::invokeMethod(
        server.server, [&] { server.server->disconnectConnection(id, 4001, QStringLiteral("lesson over")); });
    QVERIFY(peer.closed());
    QCOMPARE(int(peer.socket.closeCode()), 4001);
    QCOMPARE(peer.socket.closeReason(), QStringLiteral("lesson over"));
}

void TestServer::picksTheServiceByPath_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("echo");
    QTest::newRow("the root") << QByteArray("/") << false;
    QTest::newRow("echo") << QByteArray("/echo") << true;
    QTest::newRow("the last segment") << QByteArray("/demo/echo") << true;
    QTest::newRow("with a query") << QByteArray("/echo?name=counter") << true;
    QTest::newRow("not the last segment") << QByteArray("/echo/demo") << false;
    QTest::newRow("a proxy's prefix") << QByteArray("/websocket/") << false;
}

void TestServer::picksTheServiceByPath()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, echo);
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open(path));
    peer.send(Opcode::Text, "x");
    QCOMPARE(peer.next().payload, echo ? QByteArray("x") : QByteArray("Hello x!"));
}

void TestServer::listensOnIPv4AndIPv6Alike()
{
    RunningServer server;
    QCOMPARE(server.listeners.size(), 6);
    for (const char *host : {"127.0.0.1", "::1", "localhost"}) {
        RawPeer peer(server.port(ServiceKind::Hello), QString::fromLatin1(host));
        QVERIFY(peer.open());
        peer.send(Opcode::Text, "x");
        QCOMPARE(peer.next().payload, QByteArray("Hello x!"));
    }
}

void TestServer::answersHeads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");

    const auto page = [](const QByteArray &line) { return line + " HTTP/1.1\r\nHost: localhost\r\n\r\n"; };
    const auto without = [](const QByteArray &field) {
        QByteArray head = RawPeer::request();
        const qsizetype at = head.indexOf(field);
        return head.remove(at, head.indexOf("\r\n", at) + 2 - at);
    };
    const auto with = [](const QByteArray &from, const QByteArray &to) {
        return RawPeer::request().replace(from, to);
    };

    QTest::newRow("a good handshake") << RawPeer::request() << 101;
    QTest::newRow("names in any case") << RawPeer::request()
                                              .toLower()
                                              .replace("get / http", "GET / HTTP")
                                              .replace("dghlihnhbxbszsbub25jzq==", "dGhlIHNhbXBsZSBub25jZQ==")
                                       << 101;
    QTest::newRow("Connection with a list")
        << with("Connection: Upgrade", "Connection: keep-alive, Upgrade") << 101;
    QTest::newRow("a page") << page("GET /") << 200;
    QTest::newRow("a page's head") << page("HEAD /") << 200;
    QTest::newRow("a service's page") << page("GET /counter") << 200;
    QTest::newRow("behind a prefix") << page("GET /websocket/") << 200;
    QTest::newRow("favicon") << page("GET /favicon.ico") << 404;
    QTest::newRow("an unknown file") << page("GET /x.php") << 404;
    QTest::newRow("up and out") << page("GET /../../etc/passwd.txt") << 404;
    QTest::newRow("POST") << page("POST /") << 405;
    QTest::newRow("an invented method") << page("BREW /") << 405;
    QTest::newRow("a handshake by POST") << with("GET /", "POST /") << 405;
    QTest::newRow("version 12") << with("Version: 13", "Version: 12") << 426;
    QTest::newRow("no version") << without("Sec-WebSocket-Version") << 400;
    QTest::newRow("no key") << without("Sec-WebSocket-Key") << 400;
    QTest::newRow("a short key") << with("dGhlIHNhbXBsZSBub25jZQ==", "x") << 400;
    QTest::newRow("no Connection") << without("Connection") << 400;
    QTest::newRow("no Host") << without("Host") << 400;
    QTest::newRow("two Hosts") << with("Host: localhost", "Host: localhost\r\nHost: localhost") << 400;
    QTest::newRow("a foreign Host") << with("Host: localhost", "Host: evil.example") << 421;
    QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n") << 400;
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
    QTest::newRow("20 KB of one header")
        << RawPeer::request("/", "X: " + QByteArray(20'000, 'x') + "\r\n") << 431;
    QTest::newRow("1 MB without an end")
        << QByteArray("GET / HTTP/1.1\r\nX: ") + QByteArray(1'000'000, 'x') << 431;
    QTest::newRow("65 headers") << RawPeer::request("/", QByteArray("X: y\r\n").repeated(65)) << 431;
}

void TestServer::answersHeads()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    peer.write(head);
    QCOMPARE(peer.status(), status);
    if (status != 101) {
        QVERIFY(peer.bytes.contains("\r\nX-Content-Type-Options: nosniff\r\n"));
        QVERIFY(peer.bytes.contains("\r\nConnection: close\r\n"));
        QVERIFY(peer.gone() || peer.socket.state() == QAbstractSocket::UnconnectedState);
    }
    if (status == 426)
        QVERIFY(peer.bytes.contains("\r\nSec-WebSocket-Version: 13\r\n"));
    if (status == 200)
        QVERIFY(peer.bytes.contains("\r\nContent-Security-Policy: "));
    if (status >= 400)
        QVERIFY(server.logged(EntryKind::Error, "with " + QByteArray::number(status)));
    if (head.startsWith("HEAD"))
        QVERIFY(peer.bytes.endsWith("\r\n\r\n"));
}

void TestServer::answersHeadsByteByByte()
{
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    const QByteArray head = RawPeer::request();
    for (const char byte : head)
        peer.write(QByteArray(1, byte));
    QCOMPARE(peer.status(), 101);
}

void TestServer::boundsTheTimeOfAHead()
{
    ServerOptions options = RunningServer::freePorts();
    options.limits.headDeadline = std::chrono::milliseconds(200);
    RunningServer server(options);
    RawPeer peer(server.port(ServiceKind::Hello));
    peer.write("GET / HTTP/1.1\r\n");
    QCOMPARE(peer.status(), 408);
    QVERIFY(peer.gone());
}

void TestServer::doesNotComplainOfTheSilent_data()
{
    QTest::addColumn<bool>("leaves");
    QTest::newRow("who waits for the deadline") << false;
    QTest::newRow("who leaves before") << true;
}

// Browsers open a spare connection, and never say a word on it.
void TestServer::doesNotComplainOfTheSilent()
{
    QFETCH(bool, leaves);
    ServerOptions options = RunningServer::freePorts();
    options.limits.headDeadline = std::chrono::milliseconds(200);
    RunningServer server(options);
    RawPeer silent(server.port(ServiceKind::Hello));
    QVERIFY(silent.connected);
    if (leaves)
        silent.socket.disconnectFromHost();
    QVERIFY(silent.gone());
    RawPeer slow(server.port(ServiceKind::Hello));
    slow.write("GET / HTTP/1.1\r\n");
    QVERIFY(slow.gone());
    QTRY_COMPARE(server.board.read().refused, 1);
    const QList<LogEntry> entries = server.log.entriesSince(0);
    QCOMPARE(std::ranges::count(entries, EntryKind::Error, &LogEntry::kind), 1);
    QVERIFY(server.logged(EntryKind::Error, "with 408: The request's head was not complete within 200 ms."));
}

void TestServer::letsOriginsInByTheRule_data()
{
    QTest::addColumn<bool>("network");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    QTest::newRow("loopback: a file") << false << QByteArray("null") << 101;
    QTest::newRow("loopback: another site") << false << QByteArray("https://site.example") << 101;
    QTest::newRow("network: no Origin") << true << QByteArray() << 101;
    QTest::newRow("network: the same host") << true << QByteArray("http://localhost") << 101;
    QTest::newRow("network: a file") << true << QByteArray("null") << 403;
    QTest::newRow("network: another site") << true << QByteArray("https://site.example") << 403;
    QTest::newRow("network: an allowed site") << true << QByteArray("https://good.example") << 101;
}

void TestServer::letsOriginsInByTheRule()
{
    QFETCH(bool, network);
    QFETCH(QByteArray, origin);
    QFETCH(int, status);
    ServerOptions options = RunningServer::freePorts();
    if (network)
        options.addresses = QStringList{QStringLiteral("0.0.0.0")};
    options.allowedOrigins = QStringList{QStringLiteral("https://good.example")};
    RunningServer server(options);
    RawPeer peer(server.port(ServiceKind::Hello));
    peer.write(RawPeer::request("/", origin.isEmpty() ? QByteArray() : "Origin: " + origin + "\r\n"));
    QCOMPARE(peer.status(), status);
    if (status == 403)
        QVERIFY(server.logged(EntryKind::Error, origin));
}

void TestServer::showsTheForwardedPeer()
{
    ServerOptions options = RunningServer::freePorts();
    options.trustedProxies = QStringList{QStringLiteral("127.0.0.1")};
    RunningServer server(options);
    RawPeer peer(server.port(ServiceKind::Counter));
    peer.write(
        RawPeer::request("/", "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 203.0.113.9, 127.0.0.1\r\n"));
    QCOMPARE(peer.status(), 101);
    QTRY_COMPARE(server.board.read().connections.size(), 1);
    QCOMPARE(server.board.read().connections.first().peer, QStringLiteral("203.0.113.9"));
}

void TestServer::refusesTooManyConnections()
{
    ServerOptions options = RunningServer::freePorts();
    options.limits.connections = 2;
    RunningServer server(options);
    RawPeer first(server.port(ServiceKind::Counter));
    QVERIFY(first.open());
    RawPeer second(server.port(ServiceKind::Counter));
    QVERIFY(second.open());
    RawPeer third(server.port(ServiceKind::Counter));
    QCOMPARE(third.status(), 503);
    QTRY_COMPARE(server.board.read().refused, 1);
    first.socket.abort();
    QTRY_COMPARE(server.board.read().connections.size(), 1);
    QVERIFY(third.gone());
    RawPeer fourth(server.port(ServiceKind::Counter));
    QVERIFY(fourth.open());
}

void TestServer::letsInAsManyAsAreAllowed_data()
{
    QTest::addColumn<int>("shards");
    QTest::newRow("one thread") << 1;
    QTest::newRow("four threads") << 4;
}

/// However many come at once, and however long those who are refused stay.
void TestServer::letsInAsManyAsAreAllowed()
{
    QFETCH(int, shards);
    constexpr int places = 40;
    ServerOptions options = RunningServer::freePorts();
    options.limits.connections = places;
    options.shards = shards;
    RunningServer server(options);
    for (int round = 0; round < 5; ++round) {
        std::list<RawPeer> peers;
        for (int i = 0; i < 2 * places; ++i)
            peers.emplace_back(server.port(ServiceKind::Counter)).write(RawPeer::request());
        QMap<int, int> statuses;
        for (RawPeer &peer : peers)
            ++statuses[peer.status()];
        QCOMPARE(statuses, (QMap<int, int>{{101, places}, {503, places}}));
        QTRY_COMPARE(server.board.read().connections.size(), places);
        peers.clear();
        QTRY_VERIFY(server.board.read().connections.isEmpty());
    }
}

void TestServer::pingsAndGivesUp()
{
    ServerOptions options = RunningServer::freePorts();
    options.limits.pingInterval = std::chrono::milliseconds(50);
    options.limits.pongDeadline = std::chrono::milliseconds(300);
    RunningServer server(options);
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open());
    const RawPeer::Received ping = peer.next();
    QCOMPARE(ping.opcode, Opcode::Ping);
    peer.send(Opcode::Pong, ping.payload);
    QTRY_VERIFY(server.board.read().connections.value(0).roundTrip >= 0);
    QCOMPARE(peer.next().opcode, Opcode::Ping);
    QCOMPARE(peer.closeCode(), CloseCode::InternalError); // this one was not answered
}

void TestServer::cutsSlowConsumersOff()
{
    ServerOptions options = RunningServer::freePorts();
    options.limits.unsentCutBytes = 1024 * 1024;
    RunningServer server(options);
    // Reads nothing, so that what the kernel does not take piles up.
    QTcpSocket slow;
    slow.setReadBufferSize(1024);
    slow.connectToHost(QHostAddress::LocalHost, server.port(ServiceKind::Hello));
    slow.write(RawPeer::request("/broadcast"));
    QTRY_COMPARE(server.board.read().clients(ServiceKind::Broadcast), 1);
    Peer talker(server.url(ServiceKind::Hello, QStringLiteral("127.0.0.1"), QStringLiteral("/broadcast")));
    QVERIFY(talker.open());
    // It reads what comes before it says more.
    const QString text(500'000, u'x');
    for (int i = 1; i <= 40; ++i) {
        talker.socket.sendTextMessage(text);
        QTRY_COMPARE(talker.texts.size(), i);
    }
    QVERIFY(server.logged(EntryKind::Info, "reads too slowly"));
    QCOMPARE(talker.socket.state(), QAbstractSocket::ConnectedState); // the other one is unharmed
}

void TestServer::skipsStatesForSlowConsumers()
{
    ServerOptions options = RunningServer::freePorts();
    options.limits.unsentSkipBytes = 1;
    options.limits.pingInterval = std::chrono::milliseconds(0);
    RunningServer server(options);
    QTcpSocket slow;
    slow.setReadBufferSize(1024);
    slow.connectToHost(QHostAddress::LocalHost, server.port(ServiceKind::Counter));
    slow.write(RawPeer::request());
    QTRY_COMPARE(server.board.read().counterUsers, 1);
    constexpr int steps = 300'000;
    QMetaObject::invokeMethod(server.server, [&] {
        for (int i = 0; i < steps; ++i)
            server.server->stepCounter(1);
    });
    QTRY_COMPARE_WITH_TIMEOUT(server.board.read().counterValue, steps, 20'000);
    QCOMPARE(server.board.read().connections.size(), 1); // not cut off
    slow.setReadBufferSize(0);
    QByteArray received;
    QTRY_VERIFY((received += slow.readAll()).endsWith(R"("value": 300000})"));
    QVERIFY2(received.count("value") < steps, "every state was sent to a client that does not keep up");
}

void TestServer::saysGoodbyeToEverybody()
{
    RunningServer server;
    std::vector<std::unique_ptr<Peer>> idle;
    for (int i = 0; i < 20; ++i)
        idle.push_back(std::make_unique<Peer>(server.url(ServiceKind::Counter)));
    // These send all the time, also while the server says goodbye.
    std::vector<std::unique_ptr<Peer>> busy;
    for (int i = 0; i < 5; ++i) {
        busy.push_back(std::make_unique<Peer>(
            server.url(ServiceKind::Hello, QStringLiteral("127.0.0.1"), QStringLiteral("/echo"))));
        QWebSocket *socket = &busy.back()->socket;
        const auto send = [socket] { socket->sendBinaryMessage(QByteArray(50'000, 'x')); };
        QObject::connect(socket, &QWebSocket::connected, socket, [send] {
            for (int n = 0; n < 20; ++n)
                send();
        });
        // Always twenty under way: who sends without reading would be cut off as a slow consumer.
        QObject::connect(socket, &QWebSocket::binaryMessageReceived, socket, send);
    }
    QTRY_COMPARE(server.board.read().connections.size(), 25);
    for (const auto &peer : busy)
        QTRY_VERIFY(peer->binaries.size() > 5);
    QVERIFY(server.stop());
    for (const auto &list : {&idle, &busy}) {
        for (const auto &peer : *list) {
            QVERIFY(peer->closed());
            QCOMPARE(peer->socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
        }
    }
    QCOMPARE(server.board.read().state, ServerStatus::State::Stopped);
    QVERIFY(server.board.read().connections.isEmpty());
}

void TestServer::doesNotWaitForTheSilent()
{
    ServerOptions options = RunningServer::freePorts();
    options.limits.closeDeadline = std::chrono::milliseconds(200);
    RunningServer server(options);
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open());
    RawPeer half(server.port(ServiceKind::Hello));
    half.write("GET / HTTP");
    QVERIFY(server.stop());
    QCOMPARE(peer.closeCode(), CloseCode::GoingAway); // and never answers it
    QVERIFY(server.logged(EntryKind::Info, ": 1006"));
}

void TestServer::namesAPortThatIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    RunningServer server;
    QVERIFY(server.stop());
    ServerOptions options = RunningServer::freePorts();
    options.listeners.append({ServiceKind::Echo, other.serverPort()});
    QVERIFY(!server.start(options));
    QVERIFY2(server.failure.contains(QStringLiteral("127.0.0.1:%1").arg(other.serverPort())),
             qPrintable(server.failure));
    QCOMPARE(server.board.read().state, ServerStatus::State::Stopped);
    QVERIFY(server.board.read().listeners.isEmpty());
    other.close();
    QVERIFY(server.start(options));
}

void TestServer::startsAgain()
{
    RunningServer server;
    ServerOptions options = RunningServer::freePorts();
    for (ListenerOptions &listener : options.listeners)
        listener.port = server.port(listener.service);
    for (int i = 0; i < 3; ++i) {
        Peer peer(server.url(ServiceKind::Counter));
        QVERIFY(peer.open());
        QVERIFY(server.stop());
        QVERIFY2(server.start(options), qPrintable(server.failure));
    }
}

void TestServer::noticesPeersThatVanish()
{
    RunningServer server;
    Peer other(server.url(ServiceKind::Counter));
    QTRY_COMPARE(other.texts.size(), 2);
    {
        RawPeer peer(server.port(ServiceKind::Counter));
        QVERIFY(peer.open());
        QTRY_COMPARE(other.texts.last(), QByteArray(R"({"type": "users", "count": 2})"));
        peer.socket.abort();
    }
    QTRY_COMPARE(other.texts.last(), QByteArray(R"({"type": "users", "count": 1})"));
    QVERIFY(server.logged(EntryKind::Info, ": 1006"));
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
