#include "commandline.h"

#include <QTest>

using namespace CommandLine;
using namespace Qt::StringLiterals;

class TestCommandLine : public QObject
{
    Q_OBJECT

    static Serve serveFor(const QStringList &arguments)
    {
        const Result result = parse(QStringList{u"serve"_s} + arguments);
        if (result.kind != Result::Kind::Serve)
            qFatal("%s", qPrintable(result.text));
        return result.serve;
    }

    static Connect connectFor(const QStringList &arguments)
    {
        const Result result = parse(QStringList{u"connect"_s} + arguments);
        if (result.kind != Result::Kind::Connect)
            qFatal("%s", qPrintable(result.text));
        return result.connect;
    }

    static QList<std::pair<ServiceKind, int>> portsOf(const Serve &serve)
    {
        QList<std::pair<ServiceKind, int>> ports;
        for (const ListenerOptions &listener : serve.options.listeners)
            ports.emplaceBack(listener.service, listener.port);
        return ports;
    }

private slots:
    void servesTheTutorialsPorts()
    {
        const Serve serve = serveFor({});
        QCOMPARE(serve.options.addresses, (QStringList{u"127.0.0.1"_s, u"::1"_s}));
        using Kind = ServiceKind;
        QCOMPARE(
            portsOf(serve),
            (QList<std::pair<Kind, int>>{{Kind::Hello, 8765}, {Kind::Time, 5678}, {Kind::Counter, 6789}}));
        QCOMPARE(serve.level, LogLevel::Info);
    }

    void readsServe()
    {
        const Serve serve = serveFor({u"--address"_s,
                                      u"0.0.0.0"_s,
                                      u"--address=::"_s,
                                      u"--counter"_s,
                                      u"0"_s,
                                      u"--hello=9000"_s,
                                      u"--time"_s,
                                      u"off"_s,
                                      u"--allow-origin"_s,
                                      u"null"_s,
                                      u"--allow-origin"_s,
                                      u"https://example.com:8443/"_s,
                                      u"--allow-host"_s,
                                      u"中文.example"_s,
                                      u"--trust-proxy"_s,
                                      u"10.0.0.1"_s,
                                      u"--log-level"_s,
                                      u"debug"_s,
                                      u"--max-connections"_s,
                                      u"10000"_s});
        QCOMPARE(serve.options.addresses, (QStringList{u"0.0.0.0"_s, u"::"_s}));
        using Kind = ServiceKind;
        QCOMPARE(portsOf(serve), (QList<std::pair<Kind, int>>{{Kind::Hello, 9000}, {Kind::Counter, 0}}));
        QCOMPARE(serve.options.allowedOrigins, (QStringList{u"null"_s, u"https://example.com:8443"_s}));
        QCOMPARE(serve.options.allowedHosts, QStringList{u"中文.example"_s});
        QCOMPARE(serve.options.trustedProxies, QStringList{u"10.0.0.1"_s});
        QCOMPARE(serve.level, LogLevel::Debug);
        QCOMPARE(serve.options.limits.connections, 10'000);
    }

    void takesTheLastPort()
    {
        const Serve serve = serveFor({u"--time"_s, u"off"_s, u"--time"_s, u"1"_s, u"--time"_s, u"2"_s});
        QCOMPARE(portsOf(serve)[1], (std::pair<ServiceKind, int>(ServiceKind::Time, 2)));
        QCOMPARE(serve.options.listeners.size(), 3);
    }

    void letsFreePortsBeShared()
    {
        const Serve serve = serveFor({u"--hello"_s, u"0"_s, u"--time"_s, u"0"_s, u"--counter"_s, u"0"_s});
        QCOMPARE(serve.options.listeners.size(), 3);
    }

    void connectsByDefault()
    {
        const Connect connect = connectFor({u"localhost:6789"_s});
        QCOMPARE(connect.options.url, QUrl(u"ws://localhost:6789/"_s));
        QCOMPARE(connect.address, u"ws://localhost:6789/"_s);
        QCOMPARE(connectFor({u"ws://localhost:6789"_s}).address, u"ws://localhost:6789"_s);
        QCOMPARE(connectFor({u"ws://a:b@localhost:6789"_s}).address, u"ws://localhost:6789/"_s);
        QCOMPARE(connect.wait.count(), 1000);
        QVERIFY(!connect.echo);
        QVERIFY(!connect.json);
        QVERIFY(connect.recordFile.isEmpty());
        QCOMPARE(connect.level, LogLevel::Error);
        QCOMPARE(connect.options.proxy.kind, ProxyOptions::Kind::None);
    }

    void readsConnect()
    {
        const Connect connect = connectFor({u"--header"_s,
                                            u"Authorization: Bearer a:b"_s,
                                            u"--subprotocol"_s,
                                            u"chat.v2"_s,
                                            u"--header=X-名:1"_s.replace(u"名"_s, u"N"_s),
                                            u"ws://[::1]:8765"_s,
                                            u"--subprotocol"_s,
                                            u"chat"_s,
                                            u"--origin"_s,
                                            u"http://example.com"_s,
                                            u"--wait"_s,
                                            u"0.25"_s,
                                            u"--echo"_s,
                                            u"--log-level"_s,
                                            u"info"_s,
                                            u"--proxy"_s,
                                            u"socks5://me:pa%3Ass@proxy:1080"_s,
                                            u"--open-timeout"_s,
                                            u"3"_s,
                                            u"--json"_s,
                                            u"--record"_s,
                                            u"a.jsonl"_s,
                                            u"--ping-interval=0"_s,
                                            u"--pong-timeout"_s,
                                            u"7"_s,
                                            u"--close-timeout"_s,
                                            u"0.5"_s});
        const ClientOptions &options = connect.options;
        QCOMPARE(options.url, QUrl(u"ws://[::1]:8765/"_s));
        QCOMPARE(options.headers,
                 (QList<std::pair<QByteArray, QByteArray>>{{"Authorization", "Bearer a:b"}, {"X-N", "1"}}));
        QCOMPARE(options.subprotocols, (QStringList{u"chat.v2"_s, u"chat"_s}));
        QCOMPARE(options.origin, u"http://example.com"_s);
        QCOMPARE(connect.wait.count(), 250);
        QVERIFY(connect.echo);
        QVERIFY(connect.json);
        QCOMPARE(connect.recordFile, u"a.jsonl"_s);
        QCOMPARE(connect.level, LogLevel::Info);
        QCOMPARE(options.proxy.kind, ProxyOptions::Kind::Socks5);
        QCOMPARE(options.proxy.host, u"proxy"_s);
        QCOMPARE(options.proxy.port, 1080);
        QCOMPARE(options.proxy.user, u"me"_s);
        QCOMPARE(options.proxy.password, u"pa:ss"_s);
        QCOMPARE(options.openDeadline.count(), 3000);
        QCOMPARE(options.pingInterval.count(), 0);
        QCOMPARE(options.pongDeadline.count(), 7000);
        QCOMPARE(options.closeDeadline.count(), 500);
    }

    void readsProxies()
    {
        using Kind = ProxyOptions::Kind;
        const auto kindOf = [](const QString &proxy) {
            return connectFor({u"localhost"_s, u"--proxy"_s, proxy}).options.proxy.kind;
        };
        QCOMPARE(kindOf(u"none"_s), Kind::None);
        QCOMPARE(kindOf(u"system"_s), Kind::System);
        QCOMPARE(kindOf(u"http://proxy:3128"_s), Kind::Http);
        QCOMPARE(kindOf(u"socks5://[::1]:1080"_s), Kind::Socks5);
    }

    void takesAnAddressAfterTheDashes()
    {
        QCOMPARE(connectFor({u"--echo"_s, u"--"_s, u"localhost"_s}).options.url, QUrl(u"ws://localhost/"_s));
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("told"); ///< a part of the sentence

        const auto row = [](const char *name, const QStringList &arguments, const QString &told) {
            QTest::newRow(name) << arguments << told;
        };
        row("nothing", {}, u"wslab serve"_s);
        row("unknown command", {u"server"_s}, u"\"server\" is no command"_s);
        row("unknown option", {u"serve"_s, u"--colour"_s}, u"\"--colour\" is no option of wslab serve"_s);
        row("misspelled option", {u"serve"_s, u"--adress"_s, u"::1"_s}, u"did you mean --address?"_s);
        row("one dash", {u"serve"_s, u"-x"_s}, u"\"-x\" is no option"_s);
        row("an option of the other command", {u"serve"_s, u"--echo"_s},
            u"\"--echo\" is no option of wslab serve"_s);
        row("a word too many", {u"serve"_s, u"8765"_s}, u"\"8765\" is one word too many"_s);
        row("an option without its value", {u"serve"_s, u"--hello"_s}, u"--hello needs a value"_s);
        row("an option for a value", {u"serve"_s, u"--hello"_s, u"--time"_s}, u"--hello needs a value"_s);
        row("port 65536", {u"serve"_s, u"--hello"_s, u"65536"_s}, u"\"65536\" is no port"_s);
        row("port -1", {u"serve"_s, u"--hello"_s, u"-1"_s}, u"\"-1\" is no port"_s);
        row("port of letters", {u"serve"_s, u"--time"_s, u"on"_s}, u"\"on\" is no port"_s);
        row("empty port", {u"serve"_s, u"--time="_s}, u"\"\" is no port"_s);
        row("all off", {u"serve"_s, u"--hello=off"_s, u"--time=off"_s, u"--counter=off"_s},
            u"Every service is off"_s);
        row("one port twice", {u"serve"_s, u"--hello=5678"_s},
            u"Port 5678 is given to both hello and time"_s);
        row("a URL as address", {u"serve"_s, u"--address"_s, u"ws://::1"_s}, u"is no host"_s);
        row("an empty address", {u"serve"_s, u"--address="_s}, u"\"\" is no host"_s);
        row("an origin without a scheme", {u"serve"_s, u"--allow-origin"_s, u"example.com"_s},
            u"is no origin"_s);
        row("an origin with a path", {u"serve"_s, u"--allow-origin"_s, u"http://a/b"_s}, u"is no origin"_s);
        row("an unknown level", {u"serve"_s, u"--log-level"_s, u"all"_s}, u"\"all\" is no log level"_s);

        const QString at = u"localhost"_s;
        row("a pin that is no hash", {u"connect"_s, u"localhost"_s, u"--pin"_s, u"abc"_s},
            u"\"abc\" is no SHA-256"_s);
        row("no connections", {u"serve"_s, u"--max-connections"_s, u"0"_s},
            u"\"0\" is no number of connections"_s);
        row("a recording without a name", {u"connect"_s, u"--record="_s, u"localhost"_s},
            u"no file's name"_s);
        row("a value for --json", {u"connect"_s, u"--json=1"_s, u"localhost"_s}, u"takes no value"_s);
        row("a size of letters", {u"serve"_s, u"--max-size"_s, u"big"_s}, u"\"big\" is no size"_s);
        row("no action", {u"certificate"_s}, u"create, show or check"_s);
        row("an unknown action", {u"certificate"_s, u"burn"_s}, u"create, show or check"_s);
        row("a lab's port of letters", {u"lab"_s, u"--port"_s, u"many"_s}, u"is no port"_s);
        row("a lab's port above all", {u"lab"_s, u"--port"_s, u"65536"_s}, u"is no port"_s);
        row("a word for the lab", {u"lab"_s, u"expired"_s}, u"only options"_s);
        row("no file to show", {u"certificate"_s, u"show"_s}, u"a file"_s);
        row("no address", {u"connect"_s}, u"no address to connect to"_s);
        row("two addresses", {u"connect"_s, at, u"b"_s}, u"\"b\" is one word too many"_s);
        row("a bad address", {u"connect"_s, u"ftp://x"_s}, u"ws:// or wss://"_s);
        row("a fragment", {u"connect"_s, u"localhost/#a"_s}, u"# part"_s);
        row("a value for a switch", {u"connect"_s, at, u"--echo=yes"_s}, u"takes no value"_s);
        row("a time of letters", {u"connect"_s, at, u"--wait"_s, u"soon"_s}, u"\"soon\" is no time"_s);
        row("a negative time", {u"connect"_s, at, u"--wait"_s, u"-1"_s}, u"\"-1\" is no time"_s);
        row("no number", {u"connect"_s, at, u"--wait"_s, u"nan"_s}, u"\"nan\" is no time"_s);
        row("an endless time", {u"connect"_s, at, u"--wait"_s, u"inf"_s}, u"\"inf\" is no time"_s);
        row("a header without a colon", {u"connect"_s, at, u"--header"_s, u"X"_s}, u"\"X\" is no header"_s);
        row("a header without a name", {u"connect"_s, at, u"--header"_s, u": x"_s}, u"is no header"_s);
        row("a header with a line end", {u"connect"_s, at, u"--header"_s, u"X: a\r\nY: b"_s},
            u"X: a⏎Y: b\" has a line end"_s);
        row("a header with LF", {u"connect"_s, at, u"--header"_s, u"X: a\n"_s}, u"has a line end"_s);
        row("a header with an escape", {u"connect"_s, at, u"--header"_s, u"X: \u001b"_s},
            u"control characters"_s);
        row("Host", {u"connect"_s, at, u"--header"_s, u"HOST: x"_s}, u"opening handshake"_s);
        row("the key", {u"connect"_s, at, u"--header"_s, u"Sec-WebSocket-Key: x"_s}, u"opening handshake"_s);
        row("Origin", {u"connect"_s, at, u"--header"_s, u"Origin: x"_s}, u"--origin"_s);
        row("subprotocol as header", {u"connect"_s, at, u"--header"_s, u"sec-websocket-protocol: x"_s},
            u"--subprotocol"_s);
        row("two subprotocols in one", {u"connect"_s, at, u"--subprotocol"_s, u"a,b"_s},
            u"\"a,b\" is no subprotocol"_s);
        row("a subprotocol twice", {u"connect"_s, at, u"--subprotocol=a"_s, u"--subprotocol=a"_s},
            u"given twice"_s);
        row("a proxy without a port", {u"connect"_s, at, u"--proxy"_s, u"http://proxy"_s}, u"is no proxy"_s);
        row("a proxy of another kind", {u"connect"_s, at, u"--proxy"_s, u"ftp://proxy:1"_s},
            u"is no proxy"_s);
        row("an escape in a word", {u"\u001b[31m"_s}, u"\"␛[31m\" is no command"_s);
    }

    void refuses()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, told);

        const Result result = parse(arguments);
        QCOMPARE(result.kind, Result::Kind::Wrong);
        QVERIFY2(result.text.contains(told), qPrintable(result.text));
        QVERIFY(!result.text.contains(u'\n'));
        QVERIFY(result.text.endsWith(u'.') || result.text.endsWith(u'?') || result.text.endsWith(u'/'));
    }

    void helps_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("told");

        QTest::newRow("program") << QStringList{u"--help"_s}
                                 << QStringList{u"serve"_s, u"connect URI"_s, u"--version"_s};
        QTest::newRow("program, short") << QStringList{u"-h"_s} << QStringList{u"Usage: wslab"_s};
        QTest::newRow("serve") << QStringList{u"serve"_s, u"--help"_s}
                               << QStringList{u"--address ADDR"_s, u"--hello PORT|off"_s, u"--allow-host"_s,
                                              u"--trust-proxy"_s,  u"--log-level"_s,      u"Examples:"_s};
        QTest::newRow("connect") << QStringList{u"connect"_s, u"localhost"_s, u"-h"_s}
                                 << QStringList{u"--header"_s, u"--wait SECONDS"_s, u"--echo"_s,
                                                u"Examples:"_s};
        QTest::newRow("lab") << QStringList{u"lab"_s, u"--help"_s}
                             << QStringList{u"--port PORT"_s, u"--save-ca FILE"_s, u"--explain"_s,
                                            u"Examples:"_s};
    }

    void helps()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QStringList, told);

        const Result result = parse(arguments);
        QCOMPARE(result.kind, Result::Kind::Print);
        QVERIFY(result.text.endsWith(u'\n'));
        for (const QString &part : told)
            QVERIFY2(result.text.contains(part), qPrintable(part));
        for (const QString &line : result.text.split(u'\n')) {
            QVERIFY2(line.size() <= 80, qPrintable(line));
            QVERIFY2(!line.endsWith(u' '), qPrintable(line));
        }
    }

    void readsTheLab()
    {
        const Result defaults = parse({u"lab"_s});
        QCOMPARE(defaults.kind, Result::Kind::Lab);
        QCOMPARE(defaults.lab.firstPort, quint16(0));
        QVERIFY(defaults.lab.authorityFile.isEmpty() && !defaults.lab.explain);
        const Result all = parse({u"lab"_s, u"--port=9000"_s, u"--save-ca"_s, u"lab.pem"_s, u"--explain"_s,
                                  u"--log-level"_s, u"error"_s});
        QCOMPARE(all.kind, Result::Kind::Lab);
        QCOMPARE(all.lab.firstPort, quint16(9000));
        QCOMPARE(all.lab.authorityFile, u"lab.pem"_s);
        QVERIFY(all.lab.explain);
        QCOMPARE(all.lab.level, LogLevel::Error);
    }

    void tellsItsVersion()
    {
        const Result result = parse({u"--version"_s});
        QCOMPARE(result.kind, Result::Kind::Print);
        static const QRegularExpression version(u"^wslab \\d+\\.\\d+\\.\\d+\\n$"_s);
        QVERIFY2(version.match(result.text).hasMatch(), qPrintable(result.text));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
