#include "rawserver.h"
#include "reconnection.h"
#include "testutils.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// When a client comes back by itself, and when not; with real sockets.
class TestReconnection : public QObject
{
    Q_OBJECT

private slots:
    void growsItsPauses_data();
    void growsItsPauses();
    void comesBack_data();
    void comesBack();
    void staysAway_data();
    void staysAway();
    void staysAwayAfterAnEndOfItsOwn_data();
    void staysAwayAfterAnEndOfItsOwn();
    void staysAwayUnlessAsked();
    void findsAServerThatComesLate();
    void givesUp();
    void givesUpWithOneThatThrowsItOut();
    void doesNotGiveUpWhatNobodyWants();
    void forgoesALossThatCameFirst();
    void countsAnewAfterASteadyConnection();
    void canBeHurried();
    void canBeStopped();
    void canBeOpenedAnewWhileItWaits();
};

namespace {

/// A client that comes back, and what was heard of it.
struct Subject
{
    Subject()
    {
        again.enabled = true;
        again.attempts = 3;
        again.firstPause = 20ms;
        again.longestPause = 80ms;
        again.steady = 10s;
        QObject::connect(&client, &Client::connected, &client, [this] { ++connections; });
        QObject::connect(&reconnection, &Reconnection::waiting, &client,
                         [this](int number, int, std::chrono::milliseconds) { numbers.append(number); });
        QObject::connect(&reconnection, &Reconnection::over, &client,
                         [this](bool gaveUp) { overs.append(gaveUp); });
    }

    void open(const QUrl &url)
    {
        ClientOptions options;
        options.url = url;
        options.openDeadline = 2s;
        reconnection.open(options, again);
    }

    MessageLog log;
    Client client{&log};
    Reconnection reconnection{&client};
    ReconnectOptions again;
    int connections = 0;
    QList<int> numbers; ///< of the attempts that were waited for
    QList<bool> overs;
};

/// A port that was free a moment ago.
quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

}

void TestReconnection::growsItsPauses_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<double>("random");
    QTest::addColumn<int>("milliseconds");

    QTest::newRow("the first") << 1 << 0.5 << 1'000;
    QTest::newRow("the first, early") << 1 << 0.0 << 800;
    QTest::newRow("the first, late") << 1 << 1.0 << 1'200;
    QTest::newRow("the second") << 2 << 0.5 << 2'000;
    QTest::newRow("the fifth") << 5 << 0.5 << 16'000;
    QTest::newRow("the sixth, at the bound") << 6 << 0.5 << 30'000;
    QTest::newRow("the tenth") << 10 << 1.0 << 36'000;
    QTest::newRow("the millionth") << 1'000'000 << 0.5 << 30'000;
    QTest::newRow("none") << 0 << 0.5 << 1'000;
}

void TestReconnection::growsItsPauses()
{
    QFETCH(int, number);
    QFETCH(double, random);
    QFETCH(int, milliseconds);
    QCOMPARE(Reconnection::pause(number, {}, random).count(), milliseconds);
}

void TestReconnection::comesBack_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::newRow("after a loss") << QByteArray();
    QTest::newRow("after 1001") << encodeFrame(Opcode::Close, encodeClosePayload(1001, {}));
    QTest::newRow("after 1012") << encodeFrame(Opcode::Close, encodeClosePayload(1012, {}));
    QTest::newRow("after 1000 by the server") << encodeFrame(Opcode::Close, encodeClosePayload(1000, {}));
    QTest::newRow("after a broken frame") << QByteArray("\xFF\xFF");
}

void TestReconnection::comesBack()
{
    QFETCH(QByteArray, last);
    RawServer server(good);
    Subject subject;
    subject.open(server.url());
    QTRY_COMPARE(subject.connections, 1);
    server.request.clear();
    server.bytes.clear();
    server.peer->write(last);
    server.peer->disconnectFromHost();
    QTRY_COMPARE(subject.connections, 2);
    QCOMPARE(subject.numbers, QList{1});
    QVERIFY(subject.overs.isEmpty());
}

void TestReconnection::staysAway_data()
{
    QTest::addColumn<QByteArray>("response");
    const auto row = [](const char *status) {
        QTest::newRow(status) << "HTTP/1.1 " + QByteArray(status) + "\r\nContent-Length: 0\r\n\r\n";
    };
    row("400 Bad Request");
    row("401 Unauthorized");
    row("403 Forbidden");
    row("404 Not Found");
    row("429 Too Many Requests");
    row("302 Found");
    row("200 OK");
    QTest::newRow("1008") << good + encodeFrame(Opcode::Close, encodeClosePayload(1008, u"no"_s));
    QTest::newRow("no HTTP") << QByteArray("220 mail.example\r\n");
    QTest::newRow("a wrong accept") << QByteArray(good).replace("ACCEPT", "x");
}

void TestReconnection::staysAway()
{
    QFETCH(QByteArray, response);
    RawServer server(response);
    Subject subject;
    subject.open(server.url());
    QTRY_VERIFY(server.peer);
    QTRY_VERIFY(!server.request.isEmpty());
    server.peer->disconnectFromHost();
    QTRY_COMPARE(subject.overs, QList{false});
    QVERIFY(subject.numbers.isEmpty());
}

void TestReconnection::staysAwayAfterAnEndOfItsOwn_data()
{
    QTest::addColumn<bool>("abort");
    QTest::newRow("close") << false;
    QTest::newRow("abort") << true;
}

void TestReconnection::staysAwayAfterAnEndOfItsOwn()
{
    QFETCH(bool, abort);
    RunningServer server;
    Subject subject;
    subject.open(server.url(ServiceKind::Counter));
    QTRY_COMPARE(subject.connections, 1);
    abort ? subject.client.abort() : subject.client.close();
    QTRY_COMPARE(subject.overs, QList{false});
    QVERIFY(subject.numbers.isEmpty());
    subject.open(server.url(ServiceKind::Counter)); // and that counts for this one only
    QTRY_COMPARE(subject.connections, 2);
    QVERIFY(server.stop());
    QTRY_COMPARE(subject.numbers.value(0), 1);
}

void TestReconnection::staysAwayUnlessAsked()
{
    Subject subject;
    subject.again = {};
    subject.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(closedPort())));
    QTRY_COMPARE(subject.overs, QList{false});
    QVERIFY(subject.numbers.isEmpty());
}

void TestReconnection::findsAServerThatComesLate()
{
    Subject subject;
    subject.again.attempts = 20;
    const quint16 port = closedPort();
    subject.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(port)));
    QTRY_VERIFY(subject.numbers.size() >= 2);
    RawServer server(good);
    server.server.close();
    QVERIFY(server.server.listen(QHostAddress::LocalHost, port));
    QTRY_COMPARE(subject.connections, 1);
}

void TestReconnection::givesUp()
{
    Subject subject;
    subject.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(closedPort())));
    QTRY_COMPARE(subject.overs, QList{true});
    QCOMPARE(subject.numbers, (QList{1, 2, 3}));
    subject.reconnection.tryNow(); // too late
    QCOMPARE(subject.client.state(), Client::State::Unconnected);
}

void TestReconnection::givesUpWithOneThatThrowsItOut()
{
    QTcpServer server; // each time: in, and out
    int visits = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *peer = server.nextPendingConnection();
        connect(peer, &QIODevice::readyRead, this, [peer, &visits] {
            RequestHead head;
            Refusal refusal;
            if (parseRequestHead(peer->readAll(), Limits(), &head, &refusal) != HeadStatus::Valid)
                return;
            ++visits;
            peer->write(
                QByteArray(good).replace("ACCEPT", acceptKey(headerValue(head.fields, "Sec-WebSocket-Key"))));
            peer->disconnectFromHost();
        });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Subject subject;
    subject.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(server.serverPort())));
    QTRY_COMPARE(subject.overs, QList{true});
    QCOMPARE(visits, 4);
}

void TestReconnection::doesNotGiveUpWhatNobodyWants()
{
    RawServer server(good);
    Subject subject;
    subject.open(server.url());
    QTRY_COMPARE(subject.connections, 1);
    server.request.clear();
    server.peer->disconnectFromHost();
    QTRY_COMPARE(subject.connections, 2);
    subject.client.abort();
    QTRY_COMPARE(subject.overs, QList{false});
}

void TestReconnection::forgoesALossThatCameFirst()
{
    RawServer server(good);
    Subject subject;
    subject.again.firstPause = 1h;
    subject.open(server.url());
    QTRY_COMPARE(subject.connections, 1);
    server.peer->disconnectFromHost();
    QTRY_COMPARE(subject.client.state(), Client::State::Unconnected);
    subject.reconnection.forgo();
    QTRY_COMPARE(subject.overs, QList{false});
}

void TestReconnection::countsAnewAfterASteadyConnection()
{
    RawServer server(good);
    Subject subject;
    subject.again.steady = 0ms;
    subject.open(server.url());
    for (int i = 1; i <= 5; ++i) {
        QTRY_COMPARE(subject.connections, i);
        server.request.clear();
        server.peer->disconnectFromHost();
    }
    QTRY_COMPARE(subject.connections, 6);
    QCOMPARE(subject.numbers, (QList{1, 1, 1, 1, 1}));
}

void TestReconnection::canBeHurried()
{
    RawServer server(good);
    Subject subject;
    subject.again.firstPause = 1h;
    subject.again.longestPause = 1h;
    subject.open(server.url());
    QTRY_COMPARE(subject.connections, 1);
    server.request.clear();
    server.peer->disconnectFromHost();
    QTRY_COMPARE(subject.numbers, QList{1});
    subject.reconnection.tryNow();
    QTRY_COMPARE(subject.connections, 2);
    subject.reconnection.tryNow(); // nothing to hurry
    QCOMPARE(subject.client.state(), Client::State::Connected);
}

void TestReconnection::canBeStopped()
{
    Subject subject;
    subject.again.firstPause = 1h;
    subject.again.longestPause = 1h;
    subject.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(closedPort())));
    QTRY_COMPARE(subject.numbers, QList{1});
    subject.reconnection.stop();
    QCOMPARE(subject.overs, QList{true});
    subject.reconnection.stop();
    QCOMPARE(subject.overs.size(), 1);
}

void TestReconnection::canBeOpenedAnewWhileItWaits()
{
    RunningServer server;
    Subject subject;
    subject.again.firstPause = 1h;
    subject.again.longestPause = 1h;
    subject.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(closedPort())));
    QTRY_COMPARE(subject.numbers, QList{1});
    subject.open(server.url(ServiceKind::Counter));
    QTRY_COMPARE(subject.connections, 1);
}

QTEST_GUILESS_MAIN(TestReconnection)
#include "tst_reconnection.moc"
