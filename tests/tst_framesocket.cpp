#include "testutils.h"

/// What a server makes of frames (RFC 6455 sections 5 and 7), over real sockets against its echo.
class TestFrameSocket : public QObject
{
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void answersClose_data();
    void answersClose();
    void echoes_data();
    void echoes();
    void answersPings();
    void boundsPings();
    void refusesBigMessages_data();
    void refusesBigMessages();
    void takesTheFirstFrameWithTheHandshake();
    void takesFramesByteByByte();
    void boundsTheTimeOfAMessage();
    void standsBursts_data();
    void standsBursts();
    void saysCloseOnce();
};

namespace {

const std::array<char, 4> mask{1, 2, 3, 4};

QByteArray masked(Opcode opcode, const QByteArray &payload, bool fin = true)
{
    return encodeMaskedFrame(opcode, payload, mask, fin);
}

}

void TestFrameSocket::refuses_data()
{
    QTest::addColumn<QByteArray>("frames");
    QTest::addColumn<quint16>("code");

    QByteArray reserved = masked(Opcode::Text, "x");
    reserved[0] = char(reserved[0] | 0x40);
    QByteArray opcode3 = masked(Opcode::Text, "x");
    opcode3[0] = char(0x83);
    QByteArray opcodeB = masked(Opcode::Ping, "x");
    opcodeB[0] = char(0x8B);

    QTest::newRow("a frame without a mask") << encodeFrame(Opcode::Text, "x") << CloseCode::ProtocolError;
    QTest::newRow("a reserved bit") << reserved << CloseCode::ProtocolError;
    QTest::newRow("a reserved data opcode") << opcode3 << CloseCode::ProtocolError;
    QTest::newRow("a reserved control opcode") << opcodeB << CloseCode::ProtocolError;
    QTest::newRow("a ping in fragments") << masked(Opcode::Ping, "x", false) << CloseCode::ProtocolError;
    QTest::newRow("a ping of 126 bytes")
        << masked(Opcode::Ping, QByteArray(126, 'x')) << CloseCode::ProtocolError;
    QTest::newRow("a length that could be shorter")
        << QByteArray::fromHex("81fe000101020304") + "x" << CloseCode::ProtocolError;
    QTest::newRow("a length with its first bit set")
        << QByteArray::fromHex("81ff800000000000000001020304") << CloseCode::ProtocolError;
    QTest::newRow("a continuation of nothing")
        << masked(Opcode::Continuation, "x") << CloseCode::ProtocolError;
    QTest::newRow("a message inside another")
        << masked(Opcode::Text, "x", false) + masked(Opcode::Text, "y") << CloseCode::ProtocolError;
    QTest::newRow("text that is not UTF-8") << masked(Opcode::Text, "\xC0\xAF") << CloseCode::InvalidPayload;
    QTest::newRow("a surrogate in UTF-8")
        << masked(Opcode::Text, "\xED\xA0\x80") << CloseCode::InvalidPayload;
    QTest::newRow("text that ends inside a character")
        << masked(Opcode::Text, "\xE4\xB8") << CloseCode::InvalidPayload;
    QTest::newRow("bad UTF-8 in the second fragment") << masked(Opcode::Text, "\xE4\xB8", false)
            + masked(Opcode::Continuation, "x") << CloseCode::InvalidPayload;
    QTest::newRow("bad UTF-8 before the last fragment")
        << masked(Opcode::Text, "a\xFFz", false) << CloseCode::InvalidPayload;
    QTest::newRow("a Close of one byte") << masked(Opcode::Close, "x") << CloseCode::ProtocolError;
    QTest::newRow("a Close whose reason is not UTF-8")
        << masked(Opcode::Close, QByteArray::fromHex("03e8c0af")) << CloseCode::InvalidPayload;
}

void TestFrameSocket::refuses()
{
    QFETCH(QByteArray, frames);
    QFETCH(quint16, code);
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/echo"));
    peer.write(frames);
    QCOMPARE(peer.closeCode(), code);
    peer.socket.disconnectFromHost();
    QVERIFY(peer.gone());
    QVERIFY(peer.bytes.isEmpty());
    QVERIFY(server.logged(EntryKind::Info, "left echo: " + QByteArray::number(code)));
}

void TestFrameSocket::answersClose_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<quint16>("answered");
    QTest::addColumn<QByteArray>("logged");

    const auto row = [](const char *name, quint16 code, quint16 answered, const QByteArray &logged) {
        QByteArray payload;
        payload.append(char(code >> 8)).append(char(code & 0xFF)).append("why");
        QTest::newRow(name) << payload << answered << logged;
    };
    QTest::newRow("no code") << QByteArray() << CloseCode::NoStatus << QByteArray("1005 ");
    row("1000", 1000, 1000, "1000 (OK): why");
    row("1001", 1001, 1001, "1001 ");
    row("1012, which QWebSocket takes for 1002", 1012, 1012, "1012 ");
    row("1014", 1014, 1014, "1014 ");
    row("3000", 3000, 3000, "3000 ");
    row("4999", 4999, 4999, "4999 ");
    row("0", 0, 1002, "1002 ");
    row("999", 999, 1002, "1002 ");
    row("1004", 1004, 1002, "1002 ");
    row("1005 on the wire", 1005, 1002, "1002 ");
    row("1006 on the wire", 1006, 1002, "1002 ");
    row("1015 on the wire", 1015, 1002, "1002 ");
    row("1016", 1016, 1002, "1002 ");
    row("2999", 2999, 1002, "1002 ");
    row("5000", 5000, 1002, "1002 ");
    row("65535", 65535, 1002, "1002 ");
}

void TestFrameSocket::answersClose()
{
    QFETCH(QByteArray, payload);
    QFETCH(quint16, answered);
    QFETCH(QByteArray, logged);
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/echo"));
    peer.send(Opcode::Close, payload);
    QCOMPARE(peer.closeCode(), answered);
    QVERIFY(peer.gone()); // the server ends TCP first
    QVERIFY(peer.bytes.isEmpty());
    QVERIFY(server.logged(EntryKind::Info, "left echo: " + logged));
}

void TestFrameSocket::echoes_data()
{
    QTest::addColumn<QByteArray>("frames");
    QTest::addColumn<bool>("text");
    QTest::addColumn<QByteArray>("message");

    const QByteArray chinese = QStringLiteral("中文").toUtf8();
    QTest::newRow("empty text") << masked(Opcode::Text, {}) << true << QByteArray();
    QTest::newRow("125 bytes") << masked(Opcode::Text, QByteArray(125, 'a')) << true << QByteArray(125, 'a');
    QTest::newRow("126 bytes") << masked(Opcode::Text, QByteArray(126, 'a')) << true << QByteArray(126, 'a');
    QTest::newRow("65535 bytes") << masked(Opcode::Binary, QByteArray(65535, '\xFE')) << false
                                 << QByteArray(65535, '\xFE');
    QTest::newRow("65536 bytes") << masked(Opcode::Binary, QByteArray(65536, '\xFE')) << false
                                 << QByteArray(65536, '\xFE');
    QTest::newRow("a character in two fragments")
        << masked(Opcode::Text, chinese.left(1), false) + masked(Opcode::Continuation, chinese.mid(1)) << true
        << chinese;
    QTest::newRow("empty fragments") << masked(Opcode::Text, {}, false)
            + masked(Opcode::Continuation, {}, false) + masked(Opcode::Continuation, {})
                                     << true << QByteArray();
    QTest::newRow("a byte order mark")
        << masked(Opcode::Text, "\xEF\xBB\xBFx") << true << QByteArray("\xEF\xBB\xBFx");
    QTest::newRow("a NUL") << masked(Opcode::Text, QByteArray("a\0b", 3)) << true << QByteArray("a\0b", 3);
    QTest::newRow("the last code point")
        << masked(Opcode::Text, "\xF4\x8F\xBF\xBF") << true << QByteArray("\xF4\x8F\xBF\xBF");
    QTest::newRow("300,000 Chinese characters")
        << masked(Opcode::Text, QStringLiteral("中").repeated(300'000).toUtf8()) << true
        << QStringLiteral("中").repeated(300'000).toUtf8();
    QByteArray fragments = masked(Opcode::Binary, "0", false);
    for (int i = 0; i < 70'000; ++i)
        fragments += masked(Opcode::Continuation, "1", false);
    QTest::newRow("70,000 fragments") << fragments + masked(Opcode::Continuation, "2") << false
                                      << QByteArray("0" + QByteArray(70'000, '1') + "2");
}

void TestFrameSocket::echoes()
{
    QFETCH(QByteArray, frames);
    QFETCH(bool, text);
    QFETCH(QByteArray, message);
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/echo"));
    peer.write(frames);
    const RawPeer::Received received = peer.next();
    QCOMPARE(received.opcode, text ? Opcode::Text : Opcode::Binary);
    QVERIFY(received.payload == message);
    QVERIFY(!received.masked);
}

void TestFrameSocket::answersPings()
{
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/echo"));
    peer.write(masked(Opcode::Text, "a", false) + masked(Opcode::Ping, "between")
               + masked(Opcode::Pong, "nobody asked") + masked(Opcode::Continuation, "b"));
    RawPeer::Received received = peer.next();
    QCOMPARE(received.opcode, Opcode::Pong);
    QCOMPARE(received.payload, QByteArray("between"));
    received = peer.next();
    QCOMPARE(received.opcode, Opcode::Text);
    QCOMPARE(received.payload, QByteArray("ab"));
    QVERIFY(server.logged(EntryKind::Ping, "between"));
}

void TestFrameSocket::boundsPings()
{
    ServerOptions options = RunningServer::freePorts();
    options.limits.pingsPerSecond = 10;
    RunningServer server(options);
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/echo"));
    peer.write(masked(Opcode::Ping, "p").repeated(1'000));
    int pongs = 0;
    RawPeer::Received received = peer.next();
    for (; received.opcode == Opcode::Pong; received = peer.next())
        ++pongs;
    QCOMPARE(pongs, 10);
    QCOMPARE(received.opcode, Opcode::Close);
    QCOMPARE(decodeClosePayload(received.payload).code, CloseCode::PolicyViolation);
}

void TestFrameSocket::refusesBigMessages_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("frames");

    QTest::newRow("a gigabyte announced: decided at the header")
        << QByteArray("/echo") << QByteArray::fromHex("82ff000000004000000001020304");
    QTest::newRow("hello takes 4 KiB")
        << QByteArray("/hello") << masked(Opcode::Text, QByteArray(4'097, 'x'));
    QTest::newRow("counter takes 4 KiB")
        << QByteArray("/counter") << masked(Opcode::Text, QByteArray(4'097, 'x'));
    QTest::newRow("fragments count together") << QByteArray("/echo")
                                              << masked(Opcode::Binary, QByteArray(800'000, 'x'), false)
            + masked(Opcode::Continuation, QByteArray(300'000, 'x'));
}

void TestFrameSocket::refusesBigMessages()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, frames);
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open(path));
    peer.write(frames);
    RawPeer::Received received = peer.next();
    while (received.opcode == Opcode::Text) // the counter's first events
        received = peer.next();
    QCOMPARE(received.opcode, Opcode::Close);
    QCOMPARE(decodeClosePayload(received.payload).code, CloseCode::TooBig);
}

void TestFrameSocket::takesTheFirstFrameWithTheHandshake()
{
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/", masked(Opcode::Text, "Bob")));
    QCOMPARE(peer.next().payload, QByteArray("Hello Bob!"));
    QCOMPARE(peer.closeCode(), CloseCode::Normal);
}

void TestFrameSocket::takesFramesByteByByte()
{
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/echo"));
    const QByteArray frames =
        masked(Opcode::Text, QByteArray(200, 'x'), false) + masked(Opcode::Continuation, "y");
    for (const char byte : frames)
        peer.write(QByteArray(1, byte));
    QCOMPARE(peer.next().payload, QByteArray(200, 'x') + 'y');
}

void TestFrameSocket::boundsTheTimeOfAMessage()
{
    ServerOptions options = RunningServer::freePorts();
    options.limits.messageDeadline = std::chrono::milliseconds(200);
    RunningServer server(options);
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open("/echo"));
    peer.send(Opcode::Text, "beginning", false);
    QCOMPARE(peer.closeCode(), CloseCode::PolicyViolation);
}

void TestFrameSocket::standsBursts_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("bad frames") << QByteArray::fromHex("8f8001020304");
    QTest::newRow("Close frames") << masked(Opcode::Close, QByteArray::fromHex("03e8"));
    QTest::newRow("good texts") << masked(Opcode::Text, "Bob");
}

void TestFrameSocket::standsBursts()
{
    QFETCH(QByteArray, frame);
    RunningServer server;
    for (const QByteArray path : {"/hello", "/time", "/counter", "/echo", "/broadcast"}) {
        RawPeer peer(server.port(ServiceKind::Hello));
        QVERIFY(peer.open(path));
        peer.write(frame.repeated(3'000) + masked(Opcode::Close, {}));
        RawPeer::Received received = peer.next();
        while (received.opcode == Opcode::Text)
            received = peer.next();
        QCOMPARE(received.opcode, Opcode::Close);
        peer.socket.disconnectFromHost();
        QVERIFY(peer.gone());
        QVERIFY(peer.bytes.isEmpty());
    }
    RawPeer next(server.port(ServiceKind::Hello));
    QVERIFY(next.open("/", masked(Opcode::Text, "Ann")));
    QCOMPARE(next.next().payload, QByteArray("Hello Ann!"));
}

void TestFrameSocket::saysCloseOnce()
{
    RunningServer server;
    RawPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(peer.open());
    peer.send(Opcode::Text, "Bob");
    QCOMPARE(peer.next().payload, QByteArray("Hello Bob!"));
    QCOMPARE(peer.closeCode(), CloseCode::Normal);
    peer.send(Opcode::Text, "too late");
    peer.send(Opcode::Close, QByteArray::fromHex("03e8"));
    QVERIFY(peer.gone());
    QVERIFY(peer.bytes.isEmpty());
}

QTEST_GUILESS_MAIN(TestFrameSocket)
#include "tst_framesocket.moc"
