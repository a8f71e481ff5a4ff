#include "accessrules.h"

#include <QTest>

using namespace AccessRules;
using namespace Qt::StringLiterals;

class TestAccessRules : public QObject
{
    Q_OBJECT

    static RequestHead headWith(const HeaderFields &fields)
    {
        RequestHead head;
        head.fields = fields;
        return head;
    }

    static Place networkPlace()
    {
        Place place;
        place.loopback = false;
        place.names = {u"classroom"_s, u"classroom.local"_s, u"192.168.1.5"_s};
        place.allowedHosts = {u"lab.example.com"_s, u"中文.example"_s, u"with-port.example:8443"_s};
        place.allowedOrigins = {u"https://school.example"_s, u"http://school.example:8080"_s,
                                u"https://[2001:db8::1]:8443/"_s, u"HTTPS://Shout.Example/"_s};
        return place;
    }

private slots:
    void host_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status"); ///< 0: answered

        QTest::newRow("localhost") << "localhost"_ba << 0;
        QTest::newRow("localhost with a port") << "localhost:8765"_ba << 0;
        QTest::newRow("LOCALHOST") << "LOCALHOST:8765"_ba << 0;
        QTest::newRow("below localhost") << "app.localhost:8765"_ba << 0;
        QTest::newRow("localhost with a dot") << "localhost.:8765"_ba << 0;
        QTest::newRow("an empty port") << "localhost:"_ba << 0;
        QTest::newRow("IPv4") << "127.0.0.1:8765"_ba << 0;
        QTest::newRow("IPv4 of somebody else") << "203.0.113.9"_ba << 0;
        QTest::newRow("IPv6") << "[::1]"_ba << 0;
        QTest::newRow("IPv6 with a port") << "[2001:db8::5]:8765"_ba << 0;
        QTest::newRow("own name") << "classroom:8765"_ba << 0;
        QTest::newRow("own name, other case") << "ClassRoom.Local"_ba << 0;
        QTest::newRow("allowed name") << "lab.example.com"_ba << 0;
        QTest::newRow("allowed name with a port") << "lab.example.com:80"_ba << 0;
        QTest::newRow("allowed Chinese name, as browsers send it") << "xn--fiq228c.example"_ba << 0;
        QTest::newRow("allowed Chinese name in UTF-8") << "\xE4\xB8\xAD\xE6\x96\x87.example"_ba << 0;
        QTest::newRow("allowed with a port in the list") << "with-port.example"_ba << 0;

        QTest::newRow("a foreign name") << "evil.example"_ba << 421;
        QTest::newRow("a foreign name with a port") << "evil.example:8765"_ba << 421;
        QTest::newRow("localhost at the front") << "localhost.evil.example"_ba << 421;
        QTest::newRow("localhost without a dot before it") << "evillocalhost"_ba << 421;
        QTest::newRow("an address at the front") << "127.0.0.1.evil.example"_ba << 421;
        QTest::newRow("below an allowed name") << "x.lab.example.com"_ba << 421;
        QTest::newRow("part of an allowed name") << "example.com"_ba << 421;
        QTest::newRow("an underscore") << "evil_host"_ba << 421;

        QTest::newRow("empty") << ""_ba << 400;
        QTest::newRow("a port alone") << ":8765"_ba << 400;
        QTest::newRow("a scheme") << "http://localhost"_ba << 400;
        QTest::newRow("a user") << "evil@localhost"_ba << 400;
        QTest::newRow("a path") << "localhost/x"_ba << 400;
        QTest::newRow("a space") << "local host"_ba << 400;
        QTest::newRow("two names") << "localhost, evil.example"_ba << 400;
        QTest::newRow("a port of letters") << "localhost:http"_ba << 400;
        QTest::newRow("a port out of range") << "localhost:65536"_ba << 400;
        QTest::newRow("a port far out of range") << "localhost:99999999999"_ba << 400;
        QTest::newRow("two ports") << "localhost:1:2"_ba << 400;
        QTest::newRow("IPv6 without brackets") << "::1"_ba << 400;
        QTest::newRow("half a bracket") << "[::1"_ba << 400;
        QTest::newRow("something after the bracket") << "[::1]x"_ba << 400;
        QTest::newRow("IPv4 in brackets") << "[127.0.0.1]"_ba << 400;
        QTest::newRow("a name in brackets") << "[localhost]"_ba << 400;
        QTest::newRow("empty brackets") << "[]"_ba << 400;
        QTest::newRow("no UTF-8") << "\xff\xfe"_ba << 421;
        QTest::newRow("very long") << QByteArray(10'000, 'x') << 421;
    }

    void host()
    {
        QFETCH(const QByteArray, host);
        QFETCH(const int, status);

        for (const bool loopback : {true, false}) {
            Place place = networkPlace();
            place.loopback = loopback;
            const auto refusal = refuseHost(headWith({{"Host", host}}), place);
            QCOMPARE(refusal ? refusal->status : 0, status);
            if (refusal) {
                QVERIFY(refusal->sentence.english().endsWith('.'));
                QVERIFY(refusal->sentence.english().size() < 500);
            }
        }
    }

    void oneHost()
    {
        QCOMPARE(refuseHost(headWith({}), networkPlace())->status, 400);
        const HeaderFields two{{"Host", "localhost"}, {"host", "localhost"}};
        QCOMPARE(refuseHost(headWith(two), networkPlace())->status, 400);
    }

    void origin_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<bool>("allowed"); ///< on a listener that is open to the network

        const QByteArray here = "classroom:8765";
        QTest::newRow("same host and port") << here << "http://classroom:8765"_ba << true;
        QTest::newRow("same host, other port") << here << "http://classroom:5678"_ba << true;
        QTest::newRow("same host, default port") << here << "https://classroom"_ba << true;
        QTest::newRow("same host, other case") << here << "http://CLASSROOM"_ba << true;
        QTest::newRow("same IPv4") << "192.168.1.5:1"_ba
                                   << "http://192.168.1.5:2"_ba << true;
        QTest::newRow("same IPv6") << "[2001:db8::5]:1"_ba
                                   << "http://[2001:DB8:0::5]:2"_ba << true;
        QTest::newRow("listed") << here << "https://school.example"_ba << true;
        QTest::newRow("listed, port written out") << here << "https://school.example:443"_ba << true;
        QTest::newRow("listed, with its port") << here << "http://school.example:8080"_ba << true;
        QTest::newRow("listed IPv6") << here << "https://[2001:db8::1]:8443"_ba << true;
        QTest::newRow("listed in capital letters") << here << "https://shout.example"_ba << true;

        QTest::newRow("a foreign site") << here << "https://evil.example"_ba << false;
        QTest::newRow("listed with another scheme") << here << "http://school.example"_ba << false;
        QTest::newRow("listed with another port") << here << "https://school.example:8443"_ba << false;
        QTest::newRow("below a listed one") << here << "https://x.school.example"_ba << false;
        QTest::newRow("a listed one at the front")
            << here << "https://school.example.evil.example"_ba << false;
        QTest::newRow("own name at the front") << here << "http://classroom.evil.example"_ba << false;
        QTest::newRow("own name as the user") << here << "http://classroom@evil.example"_ba << false;
        QTest::newRow("another name of this machine") << here << "http://localhost:8765"_ba << false;
        QTest::newRow("null") << here << "null"_ba << false;
        QTest::newRow("empty") << here << ""_ba << false;
        QTest::newRow("no scheme") << here << "classroom"_ba << false;
        QTest::newRow("a file") << here << "file://classroom"_ba << false;
        QTest::newRow("an extension") << here << "chrome-extension://classroom"_ba << false;
        QTest::newRow("two in one") << here << "http://classroom https://evil.example"_ba << false;
        QTest::newRow("no host") << here << "http://"_ba << false;
        QTest::newRow("only a port") << here << "http://:80"_ba << false;
        QTest::newRow("no UTF-8") << here << "http://\xff"_ba << false;
        QTest::newRow("no host on either side") << ""_ba
                                                << "http://"_ba << false;
    }

    void origin()
    {
        QFETCH(const QByteArray, host);
        QFETCH(const QByteArray, origin);
        QFETCH(const bool, allowed);

        const RequestHead head = headWith({{"Host", host}, {"Origin", origin}});
        Place place = networkPlace();
        const auto refusal = refuseOrigin(head, place);
        QCOMPARE(!refusal, allowed);
        if (refusal) {
            QCOMPARE(refusal->status, 403);
            QVERIFY(refusal->sentence.english().endsWith('.'));
        }
        place.loopback = true;
        QVERIFY(!refuseOrigin(head, place));
    }

    void originOfFiles()
    {
        Place place = networkPlace();
        const RequestHead head = headWith({{"Host", "classroom"}, {"Origin", "null"}});
        QVERIFY(refuseOrigin(head, place));
        place.allowedOrigins += u"null"_s;
        QVERIFY(!refuseOrigin(head, place));
    }

    void noOriginAndTwo()
    {
        QVERIFY(!refuseOrigin(headWith({{"Host", "classroom"}}), networkPlace()));
        const HeaderFields two{
            {"Host", "classroom"}, {"Origin", "http://classroom"}, {"Origin", "https://evil.example"}};
        QCOMPARE(refuseOrigin(headWith(two), networkPlace())->status, 403);
    }

    void refusalNamesTheOrigin()
    {
        const auto refusal = refuseOrigin(
            headWith({{"Host", "classroom"}, {"Origin", "https://evil.example"}}), networkPlace());
        QVERIFY(refusal->sentence.english().contains("https://evil.example"));
        const QByteArray longName = "https://" + QByteArray(10'000, 'x');
        const auto bounded =
            refuseOrigin(headWith({{"Host", "classroom"}, {"Origin", longName}}), networkPlace());
        QVERIFY(bounded->sentence.english().size() < 500);
    }

    void peer_data()
    {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QList<QByteArray>>("forwarded");
        QTest::addColumn<QString>("expected");

        using Lines = QList<QByteArray>;
        const QString proxy = u"10.0.0.1"_s; // 10.0.0.1, 10.0.0.2 and ::1 are trusted
        QTest::newRow("no header") << proxy << Lines{} << proxy;
        QTest::newRow("one address") << proxy << Lines{"203.0.113.7"} << u"203.0.113.7"_s;
        QTest::newRow("spaces") << proxy << Lines{" 203.0.113.7 ,\t10.0.0.2 "} << u"203.0.113.7"_s;
        QTest::newRow("a peer that is not trusted")
            << u"203.0.113.1"_s << Lines{"1.2.3.4"} << u"203.0.113.1"_s;
        QTest::newRow("forged on the left") << proxy << Lines{"1.2.3.4, 203.0.113.7"} << u"203.0.113.7"_s;
        QTest::newRow("forged in a line before")
            << proxy << Lines{"1.2.3.4", "203.0.113.7"} << u"203.0.113.7"_s;
        QTest::newRow("two proxies") << proxy << Lines{"1.2.3.4, 203.0.113.7, 10.0.0.2"} << u"203.0.113.7"_s;
        QTest::newRow("two proxies in two lines")
            << proxy << Lines{"203.0.113.7", "10.0.0.2"} << u"203.0.113.7"_s;
        QTest::newRow("all trusted") << proxy << Lines{"::1, 10.0.0.2"} << u"::1"_s;
        QTest::newRow("no address at the right") << proxy << Lines{"203.0.113.7, unknown"} << proxy;
        QTest::newRow("no address further left")
            << proxy << Lines{"1.2.3.4, _hidden, 10.0.0.2"} << u"10.0.0.2"_s;
        QTest::newRow("an empty item") << proxy << Lines{"203.0.113.7,"} << proxy;
        QTest::newRow("an empty line") << proxy << Lines{"203.0.113.7", ""} << proxy;
        QTest::newRow("with a port") << proxy << Lines{"203.0.113.7:80"} << proxy;
        QTest::newRow("IPv6") << proxy << Lines{"2001:DB8:0::7"} << u"2001:db8::7"_s;
        QTest::newRow("IPv6 proxy") << u"::1"_s << Lines{"203.0.113.7"} << u"203.0.113.7"_s;
        QTest::newRow("mapped peer") << u"::ffff:10.0.0.1"_s << Lines{"203.0.113.7"} << u"203.0.113.7"_s;
        QTest::newRow("mapped address") << proxy << Lines{"::ffff:203.0.113.7"} << u"203.0.113.7"_s;
        QTest::newRow("an interface's name") << proxy << Lines{"fe80::1%\x1b[31m"} << proxy;
        QTest::newRow("markup") << proxy << Lines{"<b>1.2.3.4</b>"} << proxy;
        QTest::newRow("no UTF-8") << proxy << Lines{"\xff"} << proxy;
    }

    void peer()
    {
        QFETCH(const QString, peer);
        QFETCH(const QList<QByteArray>, forwarded);
        QFETCH(const QString, expected);

        HeaderFields fields{{"Host", "localhost"}};
        for (const QByteArray &line : forwarded)
            fields.emplaceBack("x-forwarded-FOR", line);
        const QStringList trusted{u"10.0.0.1"_s, u"10.0.0.2"_s, u"::1"_s, u"nonsense"_s};
        QCOMPARE(peerAddress(peer, fields, trusted), expected);
        QCOMPARE(peerAddress(peer, fields, {}), peer);
    }
};

QTEST_GUILESS_MAIN(TestAccessRules)
#include "tst_accessrules.moc"
