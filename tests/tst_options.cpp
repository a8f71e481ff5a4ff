#include "options.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestOptions : public QObject
{
    Q_OBJECT

private slots:
    void namesServices()
    {
        for (int i = 0; i < serviceKindCount; ++i)
            QCOMPARE(serviceByName(serviceName(ServiceKind(i))), ServiceKind(i));
        QCOMPARE(serviceName(ServiceKind::Broadcast), u"broadcast"_s);
        QVERIFY(!serviceByName(u"Echo"));
        QVERIFY(!serviceByName(u""));
        QVERIFY(!serviceByName(u"echo "));
    }

    void findsTheServiceOfAPath_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<ServiceKind>("expected"); ///< Hello is the fallback

        QTest::newRow("root") << u"/"_s << ServiceKind::Hello;
        QTest::newRow("empty") << u""_s << ServiceKind::Hello;
        QTest::newRow("name") << u"/counter"_s << ServiceKind::Counter;
        QTest::newRow("behind a prefix") << u"/demo/echo"_s << ServiceKind::Echo;
        QTest::newRow("slash at the end") << u"/echo/"_s << ServiceKind::Hello;
        QTest::newRow("name in the middle") << u"/echo/x"_s << ServiceKind::Hello;
        QTest::newRow("part of a name") << u"/echoes"_s << ServiceKind::Hello;
        QTest::newRow("capital letters") << u"/Time"_s << ServiceKind::Hello;
        QTest::newRow("a proxy's path") << u"/websocket/"_s << ServiceKind::Hello;
    }

    void findsTheServiceOfAPath()
    {
        QFETCH(const QString, path);
        QFETCH(const ServiceKind, expected);
        QCOMPARE(serviceForPath(path, ServiceKind::Hello), expected);
    }

    void understandsAddresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("url");

        QTest::newRow("whole") << u"ws://localhost:8765/"_s << "ws://localhost:8765/"_ba;
        QTest::newRow("no path") << u"ws://localhost:8765"_s << "ws://localhost:8765/"_ba;
        QTest::newRow("host and port") << u"localhost:6789"_s << "ws://localhost:6789/"_ba;
        QTest::newRow("host, port and path") << u"localhost:6789/a?b=c"_s << "ws://localhost:6789/a?b=c"_ba;
        QTest::newRow("host alone") << u"localhost"_s << "ws://localhost/"_ba;
        QTest::newRow("IPv4") << u"127.0.0.1:8765"_s << "ws://127.0.0.1:8765/"_ba;
        QTest::newRow("IPv6 and port") << u"[::1]:8765"_s << "ws://[::1]:8765/"_ba;
        QTest::newRow("IPv6 alone") << u"[::1]"_s << "ws://[::1]/"_ba;
        QTest::newRow("IPv6 with ws") << u"ws://[::1]:8765/x"_s << "ws://[::1]:8765/x"_ba;
        QTest::newRow("wss") << u"wss://example.com/chat"_s << "wss://example.com/chat"_ba;
        QTest::newRow("http") << u"http://localhost:8765/"_s << "ws://localhost:8765/"_ba;
        QTest::newRow("https") << u"https://localhost:8765/"_s << "wss://localhost:8765/"_ba;
        QTest::newRow("capital letters") << u"WSS://Example.COM/Chat"_s << "wss://example.com/Chat"_ba;
        QTest::newRow("spaces around it") << u" \tws://localhost:8765/\n"_s << "ws://localhost:8765/"_ba;
        QTest::newRow("Chinese host") << u"中文.example"_s << "ws://xn--fiq228c.example/"_ba;
        QTest::newRow("Chinese path")
            << u"ws://localhost/中 文"_s << "ws://localhost/%E4%B8%AD%20%E6%96%87"_ba;
        QTest::newRow("query without a path") << u"ws://localhost?x=1"_s << "ws://localhost/?x=1"_ba;
        QTest::newRow("an address in the query")
            << u"localhost:1/?u=http://x/"_s << "ws://localhost:1/?u=http://x/"_ba;
        QTest::newRow("user and password")
            << u"ws://me:secret@localhost:1/"_s << "ws://me:secret@localhost:1/"_ba;
        QTest::newRow("user without ws") << u"me:secret@localhost:1"_s << "ws://me:secret@localhost:1/"_ba;
        QTest::newRow("the largest port") << u"localhost:65535"_s << "ws://localhost:65535/"_ba;
        QTest::newRow("the smallest port") << u"localhost:1"_s << "ws://localhost:1/"_ba;
        QTest::newRow("an escaped #") << u"ws://localhost/%23"_s << "ws://localhost/%23"_ba;
        QTest::newRow("colons in the path") << u"localhost/a:b:c"_s << "ws://localhost/a:b:c"_ba;
    }

    void understandsAddresses()
    {
        QFETCH(const QString, typed);
        QFETCH(const QByteArray, url);

        QString error;
        const auto understood = webSocketUrl(typed, &error);
        QVERIFY2(understood, qPrintable(error));
        QCOMPARE(understood->toEncoded(), url);
        QVERIFY(error.isEmpty());
    }

    void refusesAddresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("told"); ///< a part of the sentence

        QTest::newRow("nothing") << u""_s << u"no address"_s;
        QTest::newRow("spaces") << u"  "_s << u"no address"_s;
        QTest::newRow("another scheme") << u"ftp://localhost/"_s << u"ftp://localhost/ does not begin"_s;
        QTest::newRow("a file") << u"file:///etc/passwd"_s << u"does not begin"_s;
        QTest::newRow("no scheme before ://") << u"://localhost"_s << u"does not begin"_s;
        QTest::newRow("no host") << u"ws://"_s << u"no host"_s;
        QTest::newRow("a path alone") << u"/counter"_s << u"no host"_s;
        QTest::newRow("a port alone") << u":8765"_s << u"understood"_s;
        QTest::newRow("port 0") << u"localhost:0"_s << u"1 to 65535"_s;
        QTest::newRow("port 65536") << u"localhost:65536"_s << u"1 to 65535"_s;
        QTest::newRow("port -1") << u"localhost:-1"_s << u"1 to 65535"_s;
        QTest::newRow("port +1") << u"localhost:+1"_s << u"1 to 65535"_s;
        QTest::newRow("port of letters") << u"localhost:http"_s << u"1 to 65535"_s;
        QTest::newRow("no port after the colon") << u"localhost:/x"_s << u"1 to 65535"_s;
        QTest::newRow("a very long port") << u"localhost:99999999999999999999"_s << u"1 to 65535"_s;
        QTest::newRow("IPv6 port out of range") << u"[::1]:70000"_s << u"1 to 65535"_s;
        QTest::newRow("IPv6 without brackets") << u"::1"_s << u"brackets"_s;
        QTest::newRow("half a bracket") << u"[::1"_s << u"understood"_s;
        QTest::newRow("no IPv6 in brackets") << u"[localhost]"_s << u"understood"_s;
        QTest::newRow("a fragment") << u"ws://localhost/#top"_s << u"# part"_s;
        QTest::newRow("an empty fragment") << u"ws://localhost/#"_s << u"# part"_s;
        QTest::newRow("a space in the host") << u"local host"_s << u"understood"_s;
        QTest::newRow("an escape sequence") << u"ftp://\u001b[31m"_s << u"ftp://␛[31m"_s;
    }

    void refusesAddresses()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, told);

        QString error;
        const auto understood = webSocketUrl(typed, &error);
        QVERIFY2(!understood, understood ? understood->toEncoded().constData() : "");
        QVERIFY2(error.contains(told), qPrintable(error));
        QVERIFY(error.endsWith(u'.'));
        QVERIFY(!webSocketUrl(typed, nullptr));
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
