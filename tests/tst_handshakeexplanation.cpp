#include "handshakeexplanation.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// A handshake, line by line; the key and its answer are those of RFC 6455 section 1.3.
class TestHandshakeExplanation : public QObject
{
    Q_OBJECT

private slots:
    void explainsEachLine();
    void judgesTheStatus_data();
    void judgesTheStatus();
    void calculates();
    void saysWhatDoesNotFit();
    void calculatesNothingWithoutAKey();
};

namespace {

LogEntry head(EntryKind kind, const QByteArray &bytes)
{
    LogEntry entry;
    entry.kind = kind;
    entry.payload = bytes;
    return entry;
}

LogEntry request()
{
    return head(EntryKind::Request,
                "GET /chat HTTP/1.1\r\nHost: example.com\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                "X-Own: \x1b[31m\r\n\r\n");
}

LogEntry response(const QByteArray &accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
{
    return head(EntryKind::Response,
                "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: " + accept + "\r\n\r\n");
}

}

void TestHandshakeExplanation::explainsEachLine()
{
    const auto lines = HandshakeExplanation::lines(request());
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0].text, u"GET /chat HTTP/1.1"_s);
    QVERIFY(lines[0].meaning.contains(u"HTTP"_s));
    QVERIFY(lines[1].meaning.contains(u"name and port"_s));
    QVERIFY(lines[2].meaning.contains(u"16 random bytes"_s));
    QCOMPARE(lines[3].text, u"X-Own: ␛[31m"_s);
    QCOMPARE(lines[3].meaning, QString());
    QVERIFY(lines[4].meaning.contains(u"empty line"_s));
}

void TestHandshakeExplanation::judgesTheStatus_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("agrees");
    QTest::newRow("101") << QByteArray("HTTP/1.1 101 Switching Protocols") << true;
    QTest::newRow("403") << QByteArray("HTTP/1.1 403 Forbidden") << false;
    QTest::newRow("no status") << QByteArray("HTTP/1.1") << false;
}

void TestHandshakeExplanation::judgesTheStatus()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, agrees);
    const auto lines = HandshakeExplanation::lines(head(EntryKind::Response, line + "\r\n\r\n"));
    QCOMPARE(lines.first().meaning.contains(u"agrees"_s), agrees);
    QCOMPARE(lines.first().meaning.contains(u"refuses"_s), !agrees);
}

void TestHandshakeExplanation::calculates()
{
    const auto steps = HandshakeExplanation::acceptSteps(request(), response());
    QCOMPARE(steps.size(), 5);
    QCOMPARE(steps[0].text, u"dGhlIHNhbXBsZSBub25jZQ=="_s);
    QCOMPARE(steps[1].text, u"dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11"_s);
    QCOMPARE(steps[2].text, u"B3 7A 4F 2C C0 62 4F 16 90 F6 46 06 CF 38 59 45 B2 BE C4 EA"_s);
    QCOMPARE(steps[3].text, u"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="_s);
    QVERIFY(steps[4].meaning.startsWith(u"✓"_s));
    QCOMPARE(HandshakeExplanation::acceptSteps(request(), {}).size(), 4);
}

void TestHandshakeExplanation::saysWhatDoesNotFit()
{
    const auto steps = HandshakeExplanation::acceptSteps(request(), response("somethingElse"));
    QCOMPARE(steps.last().text, u"somethingElse"_s);
    QVERIFY(steps.last().meaning.startsWith(u"✗"_s));
}

void TestHandshakeExplanation::calculatesNothingWithoutAKey()
{
    QVERIFY(HandshakeExplanation::acceptSteps({}, response()).isEmpty());
    QVERIFY(HandshakeExplanation::acceptSteps(response(), request()).isEmpty());
    QVERIFY(
        HandshakeExplanation::acceptSteps(head(EntryKind::Request, "GET / HTTP/1.1\r\n\r\n"), {}).isEmpty());
}

QTEST_APPLESS_MAIN(TestHandshakeExplanation)
#include "tst_handshakeexplanation.moc"
