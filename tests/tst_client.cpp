#include "client.h"
#include "rawserver.h"
#include "testutils.h"

#include <QWebSocket>
#include <QWebSocketServer>

/// The client by its docstrings. The well-behaved server is Qt's own, the others are raw sockets.
class TestClient : public QObject
{
    Q_OBJECT

private slots:
    void connectsAndTalks();
    void saysHowItEnded_data();
    void saysHowItEnded();
    void closesWithItsOwnCode_data();
    void closesWithItsOwnCode();
    void sendsTheRequestThatWasAskedFor();
    void agreesOnASubprotocol();
    void saysWhyItCouldNotConnect_data();
    void saysWhyItCouldNotConnect();
    void refusesOptionsThatCannotBeSent_data();
    void refusesOptionsThatCannotBeSent();
    void givesUpOnASilentServer();
    void saysThatNothingListens();
    void canBeCancelled();
    void takesALongListInConnection();
    void takesFramesThatComeWithTheResponse();
    void judgesFrames_data();
    void judgesFrames();
    void carriesChineseTextOfAnyLength();
    void measuresPings();
    void givesUpOnADeadConnection();
    void cutsOffAServerThatDoesNotAnswerClose();
    void refusesWhatItCannotSend();
    void opensAgain();
    void diesQuietlyWhileOpen();
    void standsAHostileBurst();
};

namespace {

/// A Client with what it said, in the test's thread.
struct Subject
{
    Subject()
    {
        QObject::connect(&client, &Client::textReceived, &client,
                         [this](const QString &text) { texts.append(text); });
        QObject::connect(&client, &Client::failed, &client,
                         [this](const QString &text) { failures.append(text); });
        QObject::connect(&client, &Client::refused, &client,
                         [this](const QString &text) { refusals.append(text); });
        QObject::connect(&client, &Client::closed, &client,
                         [this](const CloseStatus &status) { closes.append(status); });
        QObject::connect(&client, &Client::stateChanged, &client,
                         [this](Client::State state) { states.append(state); });
    }

    bool open(const ClientOptions &options)
    {
        client.open(options);
        return QTest::qWaitFor([this] { return client.state() == Client::State::Connected; });
    }

    MessageLog log;
    Client client{&log};
    QStringList texts;
    QStringList failures;
    QStringList refusals;
    QList<CloseStatus> closes;
    QList<Client::State> states;
};

/// Qt's own server with one client.
struct QtServer
{
    QtServer()
    {
        QObject::connect(&server, &QWebSocketServer::newConnection, &server, [this] {
            peer.reset(server.nextPendingConnection());
            QObject::connect(peer.get(), &QWebSocket::textMessageReceived, &server,
                             [this](const QString &text) { texts.append(text); });
        });
        server.listen(QHostAddress::LocalHost);
    }

    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(server.serverPort())); }

    QWebSocketServer server{QStringLiteral("test"), QWebSocketServer::NonSecureMode};
    std::unique_ptr<QWebSocket> peer;
    QStringList texts;
};

ClientOptions to(const QUrl &url)
{
    ClientOptions options;
    options.url = url;
    return options;
}

}

void TestClient::connectsAndTalks()
{
    QtServer server;
    Subject subject;
    QSignalSpy connected(&subject.client, &Client::connected);
    QVERIFY(subject.open(to(server.url())));
    QCOMPARE(connected.size(), 1);
    QCOMPARE(connected.first().first().value<Client::Handshake>().peer,
             QStringLiteral("127.0.0.1:%1").arg(server.server.serverPort()));
    subject.client.sendText(QStringLiteral("你好"));
    QTRY_COMPARE(server.texts, QStringList{QStringLiteral("你好")});
    QSignalSpy binary(&subject.client, &Client::binaryReceived);
    server.peer->sendTextMessage(QStringLiteral("hi"));
    server.peer->sendBinaryMessage(QByteArray("\0\xFF", 2));
    QTRY_COMPARE(subject.texts, QStringList{QStringLiteral("hi")});
    QTRY_COMPARE(binary.size(), 1);
    QCOMPARE(binary.first().first().toByteArray(), QByteArray("\0\xFF", 2));
    subject.client.close();
    QTRY_COMPARE(subject.closes.size(), 1);
    QCOMPARE(subject.closes.first().code, CloseCode::Normal);
    QVERIFY(subject.closes.first().clean);
    QVERIFY(!subject.closes.first().byPeer);
    QCOMPARE(subject.states,
             (QList{Client::State::Connecting, Client::State::Connected, Client::State::Closing,
                    Client::State::Unconnected}));
}

void TestClient::saysHowItEnded_data()
{
    QTest::addColumn<QByteArray>("last"); // what the server says before it hangs up
    QTest::addColumn<quint16>("code");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("clean");

    const auto row = [](const char *name, quint16 code, const char *reason) {
        QTest::newRow(name) << encodeFrame(Opcode::Close, encodeClosePayload(code, QString::fromUtf8(reason)))
                            << code << QString::fromUtf8(reason) << true;
    };
    row("1000", 1000, "");
    row("1000 with a reason", 1000, "再见");
    row("1001", 1001, "going");
    row("1012, which QWebSocket takes for 1002", 1012, "restart");
    row("4000", 4000, "mine");
    QTest::newRow("a Close without a code")
        << encodeFrame(Opcode::Close, {}) << CloseCode::NoStatus << QString() << true;
    QTest::newRow("no Close at all") << QByteArray() << CloseCode::Abnormal << QString() << false;
    QTest::newRow("half a frame") << QByteArray("\x81\x05"
                                                "ab")
                                  << CloseCode::Abnormal << QString() << false;
}

void TestClient::saysHowItEnded()
{
    QFETCH(QByteArray, last);
    QFETCH(quint16, code);
    QFETCH(QString, reason);
    QFETCH(bool, clean);
    RawServer server(good);
    Subject subject;
    QVERIFY(subject.open(to(server.url())));
    server.peer->write(last);
    server.peer->disconnectFromHost();
    QTRY_COMPARE(subject.closes.size(), 1);
    const CloseStatus &status = subject.closes.first();
    QCOMPARE(status.code, code);
    QCOMPARE(status.reason, reason);
    QCOMPARE(status.clean, clean);
    QCOMPARE(status.byPeer, clean);
    QCOMPARE(status.explanation.isEmpty(), clean);
    QCOMPARE(subject.client.state(), Client::State::Unconnected);
}

void TestClient::closesWithItsOwnCode_data()
{
    QTest::addColumn<quint16>("code");
    QTest::addColumn<QString>("reason");
    QTest::newRow("1000") << CloseCode::Normal << QString();
    QTest::newRow("3000") << quint16(3000) << QStringLiteral("下课了");
    QTest::newRow("4999") << quint16(4999) << QStringLiteral("bye");
    QTest::newRow("no code") << CloseCode::NoStatus << QString();
}

void TestClient::closesWithItsOwnCode()
{
    QFETCH(quint16, code);
    QFETCH(QString, reason);
    RunningServer server;
    Subject subject;
    QVERIFY(subject.open(to(server.url(ServiceKind::Counter))));
    subject.client.close(code, reason);
    QTRY_COMPARE(subject.closes.size(), 1);
    QCOMPARE(subject.closes.first().code, code);
    QVERIFY(subject.closes.first().clean);
    QVERIFY(server.logged(EntryKind::Info, "left counter: " + QByteArray::number(code)));
    if (!reason.isEmpty())
        QVERIFY(server.logged(EntryKind::Info, reason.toUtf8()));
}

void TestClient::sendsTheRequestThatWasAskedFor()
{
    RawServer server(good);
    Subject subject;
    ClientOptions options =
        to(QUrl(QStringLiteral("ws://bob:pass@localhost:%1/路?q=中#").arg(server.server.serverPort())));
    options.url.setFragment(QString());
    options.url.setHost(QStringLiteral("127.0.0.1"));
    options.headers = {{"X-Lesson", "1"}, {"Cookie", "a=b"}};
    options.origin = QStringLiteral("https://school.example");
    options.subprotocols = QStringList{QStringLiteral("one"), QStringLiteral("two")};
    QVERIFY(subject.open(options));
    const QByteArray host = "127.0.0.1:" + QByteArray::number(server.server.serverPort());
    QVERIFY2(server.request.startsWith("GET /%E8%B7%AF?q=%E4%B8%AD HTTP/1.1\r\nHost: " + host + "\r\n"),
             server.request.constData());
    for (const char *line : {"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                             "X-Lesson: 1", "Cookie: a=b", "Origin: https://school.example",
                             "Sec-WebSocket-Protocol: one, two", "Authorization: Basic Ym9iOnBhc3M="})
        QVERIFY2(server.request.contains("\r\n" + QByteArray(line) + "\r\n"), line);
}

void TestClient::agreesOnASubprotocol()
{
    RawServer server(QByteArray(good).replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: two\r\n\r\n"));
    Subject subject;
    QSignalSpy connected(&subject.client, &Client::connected);
    ClientOptions options = to(server.url());
    options.subprotocols = QStringList{QStringLiteral("one"), QStringLiteral("two")};
    QVERIFY(subject.open(options));
    QCOMPARE(connected.first().first().value<Client::Handshake>().subprotocol, QStringLiteral("two"));
}

void TestClient::saysWhyItCouldNotConnect_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<QString>("word");

    const auto status = [](const char *line) {
        return QByteArray("HTTP/1.1 ") + line + "\r\nContent-Length: 0\r\n\r\n";
    };
    const auto with = [](const char *from, const char *to) { return QByteArray(good).replace(from, to); };
    QTest::newRow("a page") << status("200 OK") << QStringLiteral("web server");
    QTest::newRow("404") << status("404 Not Found") << QStringLiteral("/lesson");
    QTest::newRow("401") << status("401 Unauthorized") << QStringLiteral("password");
    QTest::newRow("403") << status("403 Forbidden") << QStringLiteral("Origin");
    QTest::newRow("a redirect") << QByteArray("HTTP/1.1 302 Found\r\nLocation: wss://there.example/\r\n\r\n")
                                << QStringLiteral("wss://there.example/");
    QTest::newRow("502") << status("502 Bad Gateway") << QStringLiteral("502");
    QTest::newRow("a status nobody knows") << status("799 Odd") << QStringLiteral("799 (Odd)");
    QTest::newRow("no HTTP") << QByteArray("220 mail.example ESMTP\r\n\r\n") << QStringLiteral("HTTP");
    QTest::newRow("a head without end")
        << QByteArray("HTTP/1.1 101 x\r\nX: ") + QByteArray(100'000, 'x') << QStringLiteral("HTTP");
    QTest::newRow("a wrong accept") << with("ACCEPT", "x") << QStringLiteral("Sec-WebSocket-Accept");
    QTest::newRow("no upgrade") << with("Upgrade: websocket\r\n", "") << QStringLiteral("not to WebSocket");
    QTest::newRow("no connection") << with("Connection: Upgrade\r\n", "")
                                   << QStringLiteral("not to WebSocket");
    QTest::newRow("a subprotocol nobody offered")
        << with("\r\n\r\n", "\r\nSec-WebSocket-Protocol: x\r\n\r\n") << QStringLiteral("subprotocol");
    QTest::newRow("an extension nobody offered")
        << with("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
        << QStringLiteral("extension");
}

void TestClient::saysWhyItCouldNotConnect()
{
    QFETCH(QByteArray, response);
    QFETCH(QString, word);
    RawServer server(response);
    Subject subject;
    subject.client.open(to(server.url(QStringLiteral("/lesson"))));
    QTRY_COMPARE(subject.failures.size(), 1);
    QVERIFY2(subject.failures.first().contains(word), qPrintable(subject.failures.first()));
    QCOMPARE(subject.client.state(), Client::State::Unconnected);
    QTRY_COMPARE(server.peer->state(), QAbstractSocket::UnconnectedState); // nothing is left open
    QVERIFY(subject.closes.isEmpty());
}

void TestClient::refusesOptionsThatCannotBeSent_data()
{
    QTest::addColumn<ClientOptions>("options");
    const QUrl url(QStringLiteral("ws://127.0.0.1:1/"));
    ClientOptions options = to(QUrl(QStringLiteral("http://127.0.0.1/")));
    QTest::newRow("http") << options;
    options = to(url);
    options.headers = {{"X", "a\r\nY: b"}};
    QTest::newRow("a line break in a header") << options;
    options.headers = {{"X Y", "a"}};
    QTest::newRow("a space in a header's name") << options;
    options = to(url);
    options.origin = QStringLiteral("a\nb");
    QTest::newRow("a line break in the Origin") << options;
    options = to(url);
    options.subprotocols = QStringList{QStringLiteral("a b")};
    QTest::newRow("a space in a subprotocol") << options;
}

void TestClient::refusesOptionsThatCannotBeSent()
{
    QFETCH(ClientOptions, options);
    Subject subject;
    subject.client.open(options);
    QTRY_COMPARE(subject.failures.size(), 1);
    QVERIFY2(!subject.failures.first().contains(QStringLiteral("listens")),
             qPrintable(subject.failures.first()));
}

void TestClient::givesUpOnASilentServer()
{
    RawServer server;
    Subject subject;
    ClientOptions options = to(server.url());
    options.openDeadline = std::chrono::milliseconds(200);
    subject.client.open(options);
    QTRY_COMPARE(subject.failures.size(), 1);
    QVERIFY2(subject.failures.first().contains(QStringLiteral("did not answer")),
             qPrintable(subject.failures.first()));
    QTRY_COMPARE(server.peer->state(), QAbstractSocket::UnconnectedState);
}

void TestClient::saysThatNothingListens()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    Subject subject;
    subject.client.open(to(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port))));
    QTRY_COMPARE(subject.failures.size(), 1);
    QVERIFY2(subject.failures.first().contains(QStringLiteral("Nothing listens on 127.0.0.1:%1").arg(port)),
             qPrintable(subject.failures.first()));
}

void TestClient::canBeCancelled()
{
    RawServer server;
    Subject subject;
    subject.client.open(to(server.url()));
    QTRY_VERIFY(!server.request.isEmpty());
    subject.client.close();
    QCOMPARE(subject.failures.size(), 1);
    QVERIFY(subject.failures.first().contains(QStringLiteral("cancelled")));
    const LogEntry told = subject.log.entriesSince(0).last();
    QCOMPARE(QString::fromUtf8(told.payload), subject.failures.first());
    QCOMPARE(told.kind, EntryKind::Info); // one's own wish is no error
    QCOMPARE(subject.states, (QList{Client::State::Connecting, Client::State::Unconnected}));
}

void TestClient::takesALongListInConnection()
{
    RawServer server(QByteArray(good).replace("Connection: Upgrade", "connection: keep-alive, upgrade"));
    Subject subject;
    QVERIFY(subject.open(to(server.url())));
}

void TestClient::takesFramesThatComeWithTheResponse()
{
    RawServer server(good + encodeFrame(Opcode::Text, "early"));
    Subject subject;
    subject.client.open(to(server.url()));
    QTRY_COMPARE(subject.texts, QStringList{QStringLiteral("early")});
}

void TestClient::judgesFrames_data()
{
    QTest::addColumn<QByteArray>("frames");
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<quint16>("code"); // of our Close; 0: none
    const QByteArray chinese = QStringLiteral("中文").toUtf8();
    QTest::newRow("a character in two fragments") << encodeFrame(Opcode::Text, chinese.left(2), false)
            + encodeFrame(Opcode::Continuation, chinese.mid(2))
                                                  << QStringList{QStringLiteral("中文")} << quint16(0);
    QTest::newRow("a masked frame") << encodeMaskedFrame(Opcode::Text, "x", {1, 2, 3, 4}) << QStringList()
                                    << CloseCode::ProtocolError;
    QTest::newRow("text that is not UTF-8")
        << encodeFrame(Opcode::Text, "\xFF") << QStringList() << CloseCode::InvalidPayload;
    QTest::newRow("more than is allowed")
        << encodeFrame(Opcode::Binary, QByteArray(2'000, 'x')) << QStringList() << CloseCode::TooBig;
}

void TestClient::judgesFrames()
{
    QFETCH(QByteArray, frames);
    QFETCH(QStringList, texts);
    QFETCH(quint16, code);
    RawServer server(good);
    Subject subject;
    ClientOptions options = to(server.url());
    options.messageBytes = 1'000;
    QVERIFY(subject.open(options));
    server.peer->write(frames);
    if (code == 0) {
        QTRY_COMPARE(subject.texts, texts);
        return;
    }
    FrameHeader header;
    QByteArray error;
    QTRY_COMPARE(decodeFrameHeader(server.bytes, &header, &error), FrameStatus::Valid);
    QVERIFY(header.masked);
    QTRY_VERIFY(server.bytes.size() >= header.size + qsizetype(header.length));
    QByteArray payload = server.bytes.mid(header.size, qsizetype(header.length));
    applyMask(payload.data(), payload.size(), header.mask);
    QCOMPARE(header.opcode, Opcode::Close);
    QCOMPARE(decodeClosePayload(payload).code, code);
    server.peer->disconnectFromHost();
    QTRY_COMPARE(subject.closes.size(), 1);
    QCOMPARE(subject.closes.first().code, code);
    QVERIFY(!subject.closes.first().clean);
}

void TestClient::carriesChineseTextOfAnyLength()
{
    const QString text = QStringLiteral("中").repeated(300'000);
    {
        RunningServer server;
        Subject subject;
        QVERIFY(subject.open(
            to(server.url(ServiceKind::Hello, QStringLiteral("127.0.0.1"), QStringLiteral("/echo")))));
        subject.client.sendText(text);
        QTRY_COMPARE(subject.texts.size(), 1);
        QVERIFY(subject.texts.first() == text);
    }
    // Qt's own server cuts its frames at 512 KiB, inside a character.
    QtServer server;
    Subject subject;
    QVERIFY(subject.open(to(server.url())));
    subject.client.sendText(text);
    QTRY_COMPARE(server.texts.size(), 1);
    QVERIFY(server.texts.first() == text);
    server.peer->sendTextMessage(text);
    QTRY_COMPARE(subject.texts.size(), 1);
    QVERIFY(subject.texts.first() == text);
}

void TestClient::measuresPings()
{
    QtServer server;
    Subject subject;
    QVERIFY(subject.open(to(server.url())));
    QSignalSpy pong(&subject.client, &Client::pongReceived);
    subject.client.ping("a");
    subject.client.ping("b");
    QTRY_COMPARE(pong.size(), 2);
    QVERIFY(pong[0][0].toLongLong() >= 0);
    QCOMPARE(pong[0][1].toByteArray(), QByteArray("a"));
    QCOMPARE(pong[1][1].toByteArray(), QByteArray("b"));
    QSignalSpy ping(&subject.client, &Client::pingReceived);
    server.peer->ping("from there");
    QTRY_COMPARE(ping.size(), 1);
    QCOMPARE(ping.first().first().toByteArray(), QByteArray("from there"));

    RawServer raw(good + encodeFrame(Opcode::Pong, "nobody asked"));
    Subject other;
    QSignalSpy unasked(&other.client, &Client::pongReceived);
    other.client.open(to(raw.url()));
    QTRY_COMPARE(unasked.size(), 1);
    QCOMPARE(unasked[0][0].toLongLong(), -1);
}

void TestClient::givesUpOnADeadConnection()
{
    RawServer server(good);
    Subject subject;
    ClientOptions options = to(server.url());
    options.pingInterval = std::chrono::milliseconds(50);
    options.pongDeadline = std::chrono::milliseconds(100);
    options.closeDeadline = std::chrono::milliseconds(100);
    QVERIFY(subject.open(options));
    QTRY_COMPARE(subject.closes.size(), 1);
    QCOMPARE(subject.closes.first().code, CloseCode::InternalError);
    QVERIFY(!subject.closes.first().clean);
}

void TestClient::cutsOffAServerThatDoesNotAnswerClose()
{
    RawServer server(good);
    Subject subject;
    ClientOptions options = to(server.url());
    options.closeDeadline = std::chrono::milliseconds(200);
    QVERIFY(subject.open(options));
    subject.client.close();
    QCOMPARE(subject.client.state(), Client::State::Closing);
    QTRY_COMPARE(subject.closes.size(), 1);
    QCOMPARE(subject.closes.first().code, CloseCode::Abnormal);
    QVERIFY(subject.closes.first().explanation.contains(QStringLiteral("did not answer")));
}

void TestClient::refusesWhatItCannotSend()
{
    Subject subject;
    subject.client.sendText(QStringLiteral("x"));
    QCOMPARE(subject.refusals.size(), 1);

    RawServer server(good);
    ClientOptions options = to(server.url());
    options.unsentBytes = 1'000;
    QVERIFY(subject.open(options));
    subject.client.open(options);
    QCOMPARE(subject.refusals.size(), 2);
    subject.client.sendBinary(QByteArray(1'001, 'x'));
    QCOMPARE(subject.refusals.size(), 3);
    QCOMPARE(subject.client.state(), Client::State::Connected);
}

void TestClient::opensAgain()
{
    QtServer server;
    Subject subject;
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(subject.open(to(server.url())));
        subject.client.close();
        QTRY_COMPARE(subject.closes.size(), i);
    }
    QVERIFY(subject.open(to(server.url())));
    subject.client.abort();
    QTRY_COMPARE(subject.closes.size(), 4);
    QCOMPARE(subject.closes.last().code, CloseCode::Abnormal);
}

void TestClient::diesQuietlyWhileOpen()
{
    QtServer server;
    {
        Subject subject;
        QVERIFY(subject.open(to(server.url())));
        QTRY_VERIFY(server.peer);
    }
    QTRY_COMPARE(server.peer->state(), QAbstractSocket::UnconnectedState);
}

void TestClient::standsAHostileBurst()
{
    for (const QByteArray &frame :
         {QByteArray::fromHex("8f00"), encodeFrame(Opcode::Close, QByteArray::fromHex("03e8")),
          encodeFrame(Opcode::Ping, "p")}) {
        RawServer server(good + frame.repeated(3'000));
        Subject subject;
        subject.client.open(to(server.url()));
        QTRY_COMPARE(subject.closes.size(), 1);
        QTRY_COMPARE(server.peer->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(server.bytes.count(QByteArray(1, char(0x88))) >= 1, true);
    }
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
