#include "client.h"
#include "localauthority.h"
#include "rawserver.h"
#include "secrets.h"
#include "testutils.h"

#include <QTranslator>

/// What both ends log of the wire, over ws and wss: each message's frames, and the handshake's heads.
class TestWireLog : public QObject
{
    Q_OBJECT

private slots:
    void tellsFrames_data();
    void tellsFrames();
    void tellsTheHandshake_data();
    void tellsTheHandshake();
    void keepsSecretsToItself();
    void tellsFragments();
    void tellsAServerOfAFrameAtFault_data();
    void tellsAServerOfAFrameAtFault();
    void tellsAClientOfAFrameAtFault();
    void tellsOfARefusal();
    void tellsWhomTheServerRefused();
    void tellsAPersonInTheirLanguage();
    void saysNothingBelowDebug();
};

namespace {

Identity identity()
{
    CertificateSpec spec;
    spec.commonName = QStringLiteral("localhost");
    spec.dnsNames = QStringList{QStringLiteral("localhost")};
    QString error;
    const auto made = makeIdentity(spec, nullptr, &error);
    if (!made)
        qFatal("%s", qPrintable(error));
    return *made;
}

/// A server and a client that is connected to it.
struct Talk
{
    explicit Talk(bool secure, const QString &path = QStringLiteral("/"), const ClientOptions &more = {})
        : server(serverOptions(secure))
    {
        ClientOptions options = more;
        options.url = QUrl(QStringLiteral("%1://localhost:%2%3")
                               .arg(secure ? QStringLiteral("wss") : QStringLiteral("ws"))
                               .arg(server.port(ServiceKind::Hello))
                               .arg(path));
        options.tls.acceptAnything = true;
        client.open(options);
    }

    static ServerOptions serverOptions(bool secure)
    {
        ServerOptions options = RunningServer::freePorts();
        if (secure) {
            const Identity made = identity();
            options.tls = ServerTls{made.certificate + made.chain, made.key, {}};
        }
        return options;
    }

    bool connected()
    {
        return QTest::qWaitFor([this] { return client.state() == Client::State::Connected; });
    }

    RunningServer server;
    MessageLog log;
    Client client{&log};
};

/// The first entry of \a kind and \a direction, once it is there; else an empty one.
LogEntry find(const MessageLog &log, EntryKind kind, Direction direction, const QByteArray &payload = {})
{
    LogEntry found;
    const bool there = QTest::qWaitFor([&] {
        const QList<LogEntry> entries = log.entriesSince(0);
        for (const LogEntry &entry : entries) {
            if (entry.kind == kind && entry.direction == direction && entry.payload.contains(payload)) {
                found = entry;
                found.payload.detach();
                return true;
            }
        }
        return false;
    });
    if (!there)
        qWarning("there is no such entry");
    return found;
}

void addWays()
{
    QTest::addColumn<bool>("secure");
    QTest::newRow("ws") << false;
    QTest::newRow("wss") << true;
}

}

void TestWireLog::tellsFrames_data()
{
    addWays();
}

void TestWireLog::tellsFrames()
{
    QFETCH(bool, secure);
    Talk talk(secure, QStringLiteral("/echo"));
    QVERIFY(talk.connected());
    talk.client.sendText(QStringLiteral("Hello"));
    talk.client.ping("still there?");
    const LogEntry sent = find(talk.log, EntryKind::Text, Direction::Sent);
    const LogEntry arrived = find(talk.server.log, EntryKind::Text, Direction::Received);
    QCOMPARE(sent.frames.count(), 1u);
    QCOMPARE(sent.frames.bytes().size(), 6);
    QCOMPARE(sent.frames.bytes().first(2).toByteArray().toHex(), QByteArray("8185"));
    QVERIFY(sent.frames == arrived.frames); // the same masking key at both ends
    for (const LogEntry &echo : {find(talk.server.log, EntryKind::Text, Direction::Sent),
                                 find(talk.log, EntryKind::Text, Direction::Received)})
        QCOMPARE(echo.frames.bytes().toByteArray().toHex(), QByteArray("8105"));

    QVERIFY(find(talk.log, EntryKind::Ping, Direction::Sent).frames
            == find(talk.server.log, EntryKind::Ping, Direction::Received).frames);
    QCOMPARE(find(talk.server.log, EntryKind::Pong, Direction::Sent).frames.bytes().toByteArray().toHex(),
             QByteArray("8a0c"));
    QCOMPARE(find(talk.log, EntryKind::Pong, Direction::Received).frames.bytes().toByteArray().toHex(),
             QByteArray("8a0c"));

    talk.client.close(4000, QStringLiteral("bye"));
    const LogEntry close = find(talk.log, EntryKind::Close, Direction::Sent);
    QCOMPARE(close.frames.bytes().first(2).toByteArray().toHex(), QByteArray("8885"));
    QVERIFY(close.frames == find(talk.server.log, EntryKind::Close, Direction::Received).frames);
    QCOMPARE(find(talk.log, EntryKind::Close, Direction::Received).frames.bytes().toByteArray().toHex(),
             QByteArray("8802"));
}

void TestWireLog::tellsTheHandshake_data()
{
    addWays();
}

void TestWireLog::tellsTheHandshake()
{
    QFETCH(bool, secure);
    ClientOptions options;
    options.headers = {{"X-Class", "3b 课堂"}};
    Talk talk(secure, QStringLiteral("/"), options);
    QVERIFY(talk.connected());
    const LogEntry asked = find(talk.log, EntryKind::Request, Direction::Sent);
    QVERIFY(asked.payload.startsWith("GET / HTTP/1.1\r\nHost: localhost:"));
    QVERIFY(asked.payload.contains("\r\nX-Class: 3b 课堂\r\n"));
    QVERIFY(asked.payload.endsWith("\r\n\r\n"));
    QCOMPARE(find(talk.server.log, EntryKind::Request, Direction::Received).payload, asked.payload);

    const LogEntry answer = find(talk.server.log, EntryKind::Response, Direction::Sent);
    QVERIFY(answer.payload.startsWith("HTTP/1.1 101 "));
    QVERIFY(answer.payload.contains("\r\nSec-WebSocket-Accept: "));
    QVERIFY(answer.payload.endsWith("\r\n\r\n"));
    QVERIFY(answer.connection > 0);
    QCOMPARE(find(talk.log, EntryKind::Response, Direction::Received).payload, answer.payload);

    const QList<LogEntry> entries = talk.server.log.entriesSince(0);
    QList<EntryKind> kinds;
    for (const LogEntry &entry : entries) {
        if (entry.connection == answer.connection)
            kinds.append(entry.kind);
    }
    QCOMPARE(kinds.first(2), (QList{EntryKind::Request, EntryKind::Response}));
}

void TestWireLog::keepsSecretsToItself()
{
    ClientOptions options;
    options.headers = {
        {"Authorization", "Bearer s3cret"}, {"Cookie", "id=s3cret"}, {"Proxy-Authorization", "s3cret"}};
    Talk talk(false, QStringLiteral("/"), options);
    QVERIFY(talk.connected());
    for (const LogEntry &head : {find(talk.log, EntryKind::Request, Direction::Sent),
                                 find(talk.server.log, EntryKind::Request, Direction::Received)}) {
        QVERIFY(!head.payload.contains("s3cret"));
        QCOMPARE(head.payload.count(Secrets::mask), 3);
    }
}

void TestWireLog::tellsFragments()
{
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/echo"));
    peer.send(Opcode::Text, "He", false);
    peer.send(Opcode::Ping, "in between");
    peer.send(Opcode::Continuation, {}, false);
    peer.send(Opcode::Continuation, "llo");
    const LogEntry entry = find(server.log, EntryKind::Text, Direction::Received);
    QCOMPARE(entry.payload, QByteArray("Hello"));
    QCOMPARE(entry.frames.bytes().toByteArray().toHex(),
             QByteArray("018201020304"
                        "008001020304"
                        "808301020304"));
    QCOMPARE(find(server.log, EntryKind::Ping, Direction::Received).frames.bytes().toByteArray().toHex(),
             QByteArray("898a01020304"));
}

void TestWireLog::tellsAServerOfAFrameAtFault_data()
{
    QTest::addColumn<QByteArray>("bytes"); // in hexadecimal
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &header,
                        const QByteArray &said) { QTest::newRow(name) << bytes << header << said; };
    row("a reserved bit", "c18001020304", "c18001020304", "RFC 6455: reserved bits are set");
    row("a reserved opcode", "838001020304", "838001020304", "RFC 6455: reserved opcode.");
    row("not masked", "810548656c6c6f", "8105", "RFC 6455: client frames must be masked.");
    row("a ping that is too long", "89fe007e01020304", "89fe007e01020304", "more than 125 bytes.");
    row("no UTF-8", "818101020304c1", "818101020304", "RFC 6455: text is not UTF-8.");
    row("too large", "82ff000000100000000001020304", "82ff000000100000000001020304",
        "A message came that is larger than allowed here: at most 1048576 bytes.");
    row("a close with a code that is only for programs", "88820102030402ef", "888201020304",
        "RFC 6455: a Close frame with the code 1005, which must not be sent.");
    row("a close with a reason that is no text", "88830102030402eaff", "888301020304",
        "RFC 6455: a Close frame whose reason is not UTF-8.");
    row("a bad close", "88810102030401", "888101020304", "RFC 6455: a Close frame with one byte.");
}

void TestWireLog::tellsAServerOfAFrameAtFault()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, said);
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/echo"));
    peer.write(QByteArray::fromHex(bytes));
    const LogEntry fault = find(server.log, EntryKind::Error, Direction::Received);
    QVERIFY2(fault.payload.contains(said), fault.payload.constData());
    QCOMPARE(fault.frames.bytes().toByteArray().toHex(), header);
    const LogEntry close = find(server.log, EntryKind::Close, Direction::Sent);
    QCOMPARE(close.connection, fault.connection);
    QVERIFY(fault.sequence < close.sequence); // the reason before what follows from it
}

void TestWireLog::tellsAClientOfAFrameAtFault()
{
    RawServer server(good + QByteArray::fromHex("f185"));
    MessageLog log;
    Client client(&log);
    ClientOptions options;
    options.url = server.url();
    client.open(options);
    const LogEntry fault = find(log, EntryKind::Error, Direction::Received);
    QCOMPARE(
        fault.payload,
        QByteArray("The other side broke the rules of RFC 6455: reserved bits are set, but no extension was "
                   "agreed on."));
    QCOMPARE(fault.frames.bytes().toByteArray().toHex(), QByteArray("f185"));
}

void TestWireLog::tellsOfARefusal()
{
    RawServer server("HTTP/1.1 403 Forbidden\r\nX-Why: no\r\nContent-Length: 2\r\n\r\nno");
    MessageLog log;
    Client client(&log);
    ClientOptions options;
    options.url = server.url();
    client.open(options);
    const LogEntry answer = find(log, EntryKind::Response, Direction::Received);
    QCOMPARE(answer.payload, QByteArray("HTTP/1.1 403 Forbidden\r\nX-Why: no\r\nContent-Length: 2\r\n\r\n"));
}

void TestWireLog::tellsWhomTheServerRefused()
{
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    peer.write(RawPeer::request("/echo").replace("Version: 13", "Version: 12"));
    QCOMPARE(peer.status(), 426);
    QVERIFY(find(server.log, EntryKind::Request, Direction::Received)
                .payload.contains("\r\nSec-WebSocket-Version: 12\r\n"));
    const LogEntry answer = find(server.log, EntryKind::Response, Direction::Sent);
    QVERIFY(answer.payload.startsWith("HTTP/1.1 426 "));
    QVERIFY(answer.payload.endsWith("\r\n\r\n"));
}

void TestWireLog::tellsAPersonInTheirLanguage()
{
    QTranslator chinese;
    if (!chinese.load(QStringLiteral(":/i18n/websocket-lab_zh_CN.qm")))
        QSKIP("built without Qt's LinguistTools");
    QVERIFY(QCoreApplication::installTranslator(&chinese));
    RunningServer server;
    RawPeer refused(server.port(ServiceKind::Hello));
    refused.write(RawPeer::request("/echo").replace("Version: 13", "Version: 12"));
    QCOMPARE(refused.status(), 426);
    QVERIFY(refused.gone());
    QVERIFY(refused.bytes.endsWith("\r\n\r\nOnly version 13 of the WebSocket protocol is spoken here.\n"));
    QVERIFY(server.logged(EntryKind::Error, "状态 426：这里只支持 WebSocket 协议的第 13 版。"));

    RawPeer failed(server.port(ServiceKind::Hello));
    QVERIFY(failed.open("/echo"));
    failed.write(QByteArray::fromHex("c18001020304"));
    QCOMPARE(decodeClosePayload(failed.next().payload).reason,
             QStringLiteral("reserved bits are set, but no extension was agreed on"));
    failed.socket.disconnectFromHost();
    QVERIFY(server.logged(EntryKind::Info,
                          "1002 (协议错误): 对方违反了 RFC 6455 的规则：保留位被置位，但并未协商任何扩展"));
    const QList<LogEntry> entries = server.log.entriesSince(0);
    for (const LogEntry &entry : entries)
        QVERIFY2(!entry.payload.contains("。。"), entry.payload.constData());
}

void TestWireLog::saysNothingBelowDebug()
{
    RunningServer server;
    server.log.setLevel(LogLevel::Info);
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/echo"));
    peer.send(Opcode::Text, "Hello");
    QCOMPARE(peer.next().payload, QByteArray("Hello"));
    peer.send(Opcode::Close, {});
    QVERIFY(server.logged(EntryKind::Info, "left echo"));
    const QList<LogEntry> entries = server.log.entriesSince(0);
    for (const LogEntry &entry : entries)
        QCOMPARE(levelOf(entry.kind), LogLevel::Info);
}

QTEST_GUILESS_MAIN(TestWireLog)
#include "tst_wirelog.moc"
