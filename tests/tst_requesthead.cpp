#include "requesthead.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray goodKey = "dGhlIHNhbXBsZSBub25jZQ==";

QByteArray handshake(const QByteArray &replaced = {}, const QByteArray &by = {})
{
    QByteArray head = "GET /counter?x=1 HTTP/1.1\r\n"
                      "Host: localhost:6789\r\n"
                      "Upgrade: websocket\r\n"
                      "Connection: Upgrade\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                      "Sec-WebSocket-Version: 13\r\n"
                      "\r\n"_ba;
    if (!replaced.isEmpty())
        head.replace(replaced, by);
    return head;
}

}

class TestRequestHead : public QObject
{
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("path");
        QTest::addColumn<HeaderFields>("fields");

        const HeaderFields host{{"Host", "a"}};
        QTest::newRow("the shortest") << "GET / HTTP/1.1\r\n\r\n"_ba
                                      << "GET"_ba
                                      << "/"_ba << u"/"_s << HeaderFields{};
        QTest::newRow("a query") << "GET /a/b?c=/d HTTP/1.1\r\nHost: a\r\n\r\n"_ba
                                 << "GET"_ba
                                 << "/a/b?c=/d"_ba << u"/a/b"_s << host;
        QTest::newRow("an encoded path") << "GET /%E4%B8%AD%20x HTTP/1.1\r\nHost: a\r\n\r\n"_ba
                                         << "GET"_ba
                                         << "/%E4%B8%AD%20x"_ba << u"/中 x"_s << host;
        QTest::newRow("a path in UTF-8") << "GET /\xE4\xB8\xAD HTTP/1.1\r\nHost: a\r\n\r\n"_ba
                                         << "GET"_ba
                                         << "/\xE4\xB8\xAD"_ba << u"/中"_s << host;
        QTest::newRow("an encoded question mark") << "GET /a%3Fb HTTP/1.1\r\nHost: a\r\n\r\n"_ba
                                                  << "GET"_ba
                                                  << "/a%3Fb"_ba << u"/a?b"_s << host;
        QTest::newRow("a broken encoding") << "GET /%zz%ff HTTP/1.1\r\nHost: a\r\n\r\n"_ba
                                           << "GET"_ba
                                           << "/%zz%ff"_ba << QString() << host;
        QTest::newRow("absolute form") << "GET http://a:1/b/c?d HTTP/1.1\r\nHost: a\r\n\r\n"_ba
                                       << "GET"_ba
                                       << "http://a:1/b/c?d"_ba << u"/b/c"_s << host;
        QTest::newRow("absolute form without a path") << "GET WS://a?d HTTP/1.1\r\nHost: a\r\n\r\n"_ba
                                                      << "GET"_ba
                                                      << "WS://a?d"_ba << u"/"_s << host;
        QTest::newRow("absolute form, host alone") << "GET https://a HTTP/1.1\r\nHost: a\r\n\r\n"_ba
                                                   << "GET"_ba
                                                   << "https://a"_ba << u"/"_s << host;
        QTest::newRow("spaces and tabs around a value") << "HEAD / HTTP/1.1\r\nHost: \t a \t\r\n\r\n"_ba
                                                        << "HEAD"_ba
                                                        << "/"_ba << u"/"_s << host;
        QTest::newRow("an empty value") << "GET / HTTP/1.1\r\nX:\r\n\r\n"_ba
                                        << "GET"_ba
                                        << "/"_ba << u"/"_s << HeaderFields{{"X", ""}};
        QTest::newRow("colons in a value") << "GET / HTTP/1.1\r\nX:a:b:\r\n\r\n"_ba
                                           << "GET"_ba
                                           << "/"_ba << u"/"_s << HeaderFields{{"X", "a:b:"}};
        QTest::newRow("a field twice") << "GET / HTTP/1.1\r\nX: 1\r\nx: 2\r\n\r\n"_ba
                                       << "GET"_ba
                                       << "/"_ba << u"/"_s << HeaderFields{{"X", "1"}, {"x", "2"}};
        QTest::newRow("HTTP/1.0") << "GET / HTTP/1.0\r\n\r\n"_ba
                                  << "GET"_ba
                                  << "/"_ba << u"/"_s << HeaderFields{};
        QTest::newRow("an unknown method") << "BREW / HTTP/1.1\r\n\r\n"_ba
                                           << "BREW"_ba
                                           << "/"_ba << u"/"_s << HeaderFields{};
    }

    void reads()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, target);
        QFETCH(const QString, path);
        QFETCH(const HeaderFields, fields);

        RequestHead head;
        Refusal refusal;
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QCOMPARE(parseRequestHead(bytes.first(size), {}, &head, &refusal), HeadStatus::Incomplete);
        QCOMPARE(parseRequestHead(bytes + "\x81\x00\r\n\r\n", {}, &head, &refusal), HeadStatus::Valid);
        QCOMPARE(head.method, method);
        QCOMPARE(head.target, target);
        if (!path.isEmpty())
            QCOMPARE(head.path, path);
        QCOMPARE(head.fields, fields);
        QCOMPARE(head.size, bytes.size());
        QCOMPARE(head.minorVersion, bytes.contains("HTTP/1.0") ? 0 : 1);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");

        const auto withField = [](const QByteArray &field) {
            return "GET / HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n";
        };
        QTest::newRow("an empty line first") << "\r\n\r\n"_ba << 400;
        QTest::newRow("no version") << "GET /\r\n\r\n"_ba << 400;
        QTest::newRow("no target") << "GET HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("an empty target") << "GET  HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("two spaces") << "GET  / HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("a space in the target") << "GET /a b HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("a tab in the target") << "GET /a\tb HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("a fragment") << "GET /a#b HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("a target without a slash") << "GET a HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("an asterisk") << "OPTIONS * HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("a tunnel") << "CONNECT a:443 HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("another scheme") << "GET ftp://a/ HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("a scheme without a host") << "GET http:///a HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("a method with a colon") << "G:T / HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("no method") << " / HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("http in small letters") << "GET / http/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("version 1") << "GET / HTTP/1\r\n\r\n"_ba << 400;
        QTest::newRow("version 11.1") << "GET / HTTP/11.1\r\n\r\n"_ba << 400;
        QTest::newRow("version 2") << "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"_ba << 505;
        QTest::newRow("version 0.9") << "GET / HTTP/0.9\r\n\r\n"_ba << 505;
        QTest::newRow("SSH") << "SSH-2.0-OpenSSH_9.2\r\n"_ba << 400;
        QTest::newRow("TLS") << QByteArray::fromHex("1603010200010001fc0303") << 400;
        QTest::newRow("bare line feeds") << "GET / HTTP/1.1\nHost: a\n\n"_ba << 400;
        QTest::newRow("a bare line feed in a field") << withField("X: a\nY: b") << 400;
        QTest::newRow("a bare carriage return") << withField("X: a\rb") << 400;
        QTest::newRow("a carriage return too many at the end") << withField("X: a\r") << 400;
        QTest::newRow("NUL in a value") << withField("X: a"_ba + '\0' + "b") << 400;
        QTest::newRow("NUL in the target") << "GET /"_ba + '\0' + " HTTP/1.1\r\n\r\n" << 400;
        QTest::newRow("an escape in a value") << withField("X: \x1b[31m") << 400;
        QTest::newRow("DEL in a value") << withField("X: \x7f") << 400;
        QTest::newRow("a folded field") << withField("X: a\r\n b") << 400;
        QTest::newRow("a field folded with a tab") << withField("X: a\r\n\tb") << 400;
        QTest::newRow("a space before the colon") << withField("X : a") << 400;
        QTest::newRow("a space in a name") << withField("X Y: a") << 400;
        QTest::newRow("no name") << withField(": a") << 400;
        QTest::newRow("no colon") << withField("X") << 400;
        QTest::newRow("a name with an umlaut") << withField("\xC3\x84: a") << 400;
    }

    void refuses()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);

        RequestHead head;
        Refusal refusal;
        QCOMPARE(parseRequestHead(bytes, {}, &head, &refusal), HeadStatus::Invalid);
        QCOMPARE(refusal.status, status);
        QVERIFY(refusal.sentence.english().endsWith('.'));
        // Fed byte by byte it may become known early, but is never taken.
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(parseRequestHead(bytes.first(size), {}, &head, &refusal) != HeadStatus::Valid);
    }

    void boundsTheHead_data()
    {
        QTest::addColumn<qsizetype>("size"); ///< of the whole head
        QTest::addColumn<HeadStatus>("status");

        const qsizetype most = Limits().headBytes;
        QTest::newRow("one byte less") << most - 1 << HeadStatus::Valid;
        QTest::newRow("just as long") << most << HeadStatus::Valid;
        QTest::newRow("one byte more") << most + 1 << HeadStatus::Invalid;
        QTest::newRow("a hundred times") << most * 100 << HeadStatus::Invalid;
    }

    void boundsTheHead()
    {
        QFETCH(const qsizetype, size);
        QFETCH(const HeadStatus, status);

        const QByteArray start = "GET / HTTP/1.1\r\nX: ";
        const QByteArray bytes = start + QByteArray(size - start.size() - 4, 'x') + "\r\n\r\n";
        QCOMPARE(bytes.size(), size);
        RequestHead head;
        Refusal refusal;
        QCOMPARE(parseRequestHead(bytes, {}, &head, &refusal), status);
        if (status == HeadStatus::Invalid)
            QCOMPARE(refusal.status, 431);
    }

    void saysTooLongAsSoonAsItIsKnown()
    {
        RequestHead head;
        Refusal refusal;
        const qsizetype most = Limits().headBytes;
        QCOMPARE(parseRequestHead(QByteArray(most - 1, 'x'), {}, &head, &refusal), HeadStatus::Incomplete);
        QCOMPARE(parseRequestHead(QByteArray(most, 'x'), {}, &head, &refusal), HeadStatus::Invalid);
        QCOMPARE(refusal.status, 431);
        QVERIFY(refusal.sentence.english().contains("16384"));
    }

    void boundsTheFields()
    {
        RequestHead head;
        Refusal refusal;
        const QByteArray start = "GET / HTTP/1.1\r\n" + QByteArray("X: a\r\n").repeated(Limits().headFields);
        QCOMPARE(parseRequestHead(start + "\r\n", {}, &head, &refusal), HeadStatus::Valid);
        QCOMPARE(head.fields.size(), Limits().headFields);
        QCOMPARE(parseRequestHead(start + "X: a\r\n\r\n", {}, &head, &refusal), HeadStatus::Invalid);
        QCOMPARE(refusal.status, 431);
        QVERIFY(refusal.sentence.english().contains("64"));
    }

    // What costs most is a head of one-byte pieces; a quadratic parser would need minutes.
    void isLinear_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("empty lines") << "\r\n"_ba;
        QTest::newRow("fields") << "a:\r\n"_ba;
        QTest::newRow("almost ends") << "\r\n\ra"_ba;
        QTest::newRow("spaces") << " "_ba;
    }

    void isLinear()
    {
        QFETCH(const QByteArray, piece);

        Limits limits;
        limits.headBytes = 16 * 1024 * 1024;
        limits.headFields = 16 * 1024 * 1024;
        const QByteArray bytes =
            "GET / HTTP/1.1\r\n" + piece.repeated((limits.headBytes - 20) / piece.size()) + "\r\n\r\n";
        RequestHead head;
        Refusal refusal;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(parseRequestHead(bytes, limits, &head, &refusal) != HeadStatus::Incomplete);
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    }

    void findsFields()
    {
        const HeaderFields fields{{"Connection", "keep-alive"}, {"X", "1"}, {"connection", "x , UPGRADE,"}};
        QCOMPARE(headerValue(fields, "CONNECTION"), "keep-alive"_ba);
        QCOMPARE(headerValue(fields, "Y"), QByteArray());
        QCOMPARE(headerValues(fields, "connection"), (QList<QByteArray>{"keep-alive", "x , UPGRADE,"}));
        QVERIFY(headerHasToken(fields, "Connection", "upgrade"));
        QVERIFY(headerHasToken(fields, "Connection", "X"));
        QVERIFY(!headerHasToken(fields, "Connection", "keep"));
        QVERIFY(!headerHasToken(fields, "Upgrade", "websocket"));
    }

    void judgesHandshakes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status"); ///< 0: accepted

        QTest::newRow("good") << handshake() << 0;
        QTest::newRow("any case") << handshake()
                                         .toLower()
                                         .replace("get", "GET")
                                         .replace("http", "HTTP")
                                         .replace(goodKey.toLower(), goodKey)
                                  << 0;
        QTest::newRow("Firefox") << handshake("Connection: Upgrade", "Connection: keep-alive, Upgrade") << 0;
        QTest::newRow("two Connection fields")
            << handshake("Connection: Upgrade", "Connection: keep-alive\r\nConnection: Upgrade") << 0;
        QTest::newRow("several protocols") << handshake("websocket\r\n", "h2c, WebSocket\r\n") << 0;
        QTest::newRow("HTTP/1.0") << handshake("HTTP/1.1", "HTTP/1.0") << 400;
        QTest::newRow("POST") << handshake("GET", "POST") << 405;
        QTest::newRow("HEAD") << handshake("GET", "HEAD") << 405;
        QTest::newRow("no Host") << handshake("Host: localhost:6789\r\n", "") << 400;
        QTest::newRow("two Hosts") << handshake("Host: localhost:6789\r\n", "Host: a\r\nHost: b\r\n") << 400;
        QTest::newRow("an empty Host") << handshake("localhost:6789", "") << 400;
        QTest::newRow("no Upgrade") << handshake("Upgrade: websocket\r\n", "") << 400;
        QTest::newRow("another Upgrade") << handshake("websocket\r\n", "h2c\r\n") << 400;
        QTest::newRow("no Connection") << handshake("Connection: Upgrade\r\n", "") << 400;
        QTest::newRow("Connection: close") << handshake("Connection: Upgrade", "Connection: close") << 400;
        QTest::newRow("no key") << handshake("Sec-WebSocket-Key: " + goodKey + "\r\n", "") << 400;
        QTest::newRow("an empty key") << handshake(goodKey, "") << 400;
        QTest::newRow("a key of 15 bytes") << handshake(goodKey, QByteArray(15, 'x').toBase64()) << 400;
        QTest::newRow("a key of 17 bytes") << handshake(goodKey, QByteArray(17, 'x').toBase64()) << 400;
        QTest::newRow("a key that is not base64") << handshake(goodKey, "dGhlIHNhbXBsZSBub25j!Q==") << 400;
        QTest::newRow("two keys") << handshake("Upgrade: w",
                                               "Sec-WebSocket-Key: " + goodKey + "\r\nUpgrade: w")
                                  << 400;
        QTest::newRow("version 8") << handshake("13", "8") << 426;
        QTest::newRow("version 013") << handshake("13", "013") << 426;
        QTest::newRow("no version") << handshake("Sec-WebSocket-Version: 13\r\n", "") << 400;
        QTest::newRow("a body") << handshake("Sec-WebSocket-Version: 13\r\n",
                                             "Sec-WebSocket-Version: 13\r\nContent-Length: 5\r\n")
                                << 400;
        QTest::newRow("a body in chunks") << handshake(
            "Sec-WebSocket-Version: 13\r\n", "Sec-WebSocket-Version: 13\r\nTransfer-Encoding: chunked\r\n")
                                          << 400;
    }

    void judgesHandshakes()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);

        RequestHead head;
        Refusal refusal;
        QCOMPARE(parseRequestHead(bytes, {}, &head, &refusal), HeadStatus::Valid);
        const auto refused = refuseHandshake(head);
        QCOMPARE(refused ? refused->status : 0, status);
        if (refused)
            QVERIFY(refused->sentence.english().endsWith('.'));
    }

    void tellsHandshakesFromPages()
    {
        const auto asks = [](const QByteArray &bytes) {
            RequestHead head;
            Refusal refusal;
            return parseRequestHead(bytes, {}, &head, &refusal) == HeadStatus::Valid
                && asksForWebSocket(head);
        };
        QVERIFY(asks(handshake()));
        QVERIFY(asks(handshake("GET", "POST")));
        QVERIFY(asks(handshake("Upgrade: websocket\r\n", "")));
        QVERIFY(asks(handshake("Sec-WebSocket-Key: " + goodKey + "\r\n", "")));
        QVERIFY(!asks("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        QVERIFY(!asks("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"));
    }

    // RFC 6455 section 1.3.
    void answersTheKey() { QCOMPARE(acceptKey(goodKey), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="_ba); }

    void readsResponses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status"); ///< 0: Invalid
        QTest::addColumn<QByteArray>("reason");

        QTest::newRow("101") << "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"_ba << 101
                             << "Switching Protocols"_ba;
        QTest::newRow("no reason") << "HTTP/1.1 404 \r\n\r\n"_ba << 404 << ""_ba;
        QTest::newRow("no space either") << "HTTP/1.1 404\r\n\r\n"_ba << 404 << ""_ba;
        QTest::newRow("HTTP/1.0") << "HTTP/1.0 200 OK\r\n\r\n"_ba << 200 << "OK"_ba;
        QTest::newRow("HTTP/2") << "HTTP/2.0 200 OK\r\n\r\n"_ba << 0 << ""_ba;
        QTest::newRow("four digits") << "HTTP/1.1 2000 OK\r\n\r\n"_ba << 0 << ""_ba;
        QTest::newRow("letters") << "HTTP/1.1 2x0 OK\r\n\r\n"_ba << 0 << ""_ba;
        QTest::newRow("status 000") << "HTTP/1.1 000 OK\r\n\r\n"_ba << 0 << ""_ba;
        QTest::newRow("another protocol") << "SSH-2.0-OpenSSH_9.2\r\n\r\n"_ba << 0 << ""_ba;
        QTest::newRow("an empty line") << "\r\n\r\n"_ba << 0 << ""_ba;
        QTest::newRow("a folded field") << "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n"_ba << 0 << ""_ba;
        QTest::newRow("bare line feeds") << "HTTP/1.1 200 OK\n\n"_ba << 0 << ""_ba;
        QTest::newRow("too long") << "HTTP/1.1 200 OK\r\nX: "_ba + QByteArray(20'000, 'x') + "\r\n\r\n"
                                  << 0 << ""_ba;
        QTest::newRow("too many fields") << "HTTP/1.1 200 OK\r\n"_ba + QByteArray("X: a\r\n").repeated(65)
                + "\r\n" << 0 << ""_ba;
    }

    void readsResponses()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);
        QFETCH(const QByteArray, reason);

        ResponseHead head;
        if (status == 0) {
            QCOMPARE(parseResponseHead(bytes, {}, &head), HeadStatus::Invalid);
            return;
        }
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QCOMPARE(parseResponseHead(bytes.first(size), {}, &head), HeadStatus::Incomplete);
        QCOMPARE(parseResponseHead(bytes + "rest", {}, &head), HeadStatus::Valid);
        QCOMPARE(head.status, status);
        QCOMPARE(head.reason, reason);
        QCOMPARE(head.size, bytes.size());
    }
};

QTEST_GUILESS_MAIN(TestRequestHead)
#include "tst_requesthead.moc"
