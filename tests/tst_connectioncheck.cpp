#include "connectioncheck.h"
#include "rawserver.h"
#include "testutils.h"

#include <QHostAddress>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using Mark = ConnectionReport::Mark;
using Step = ConnectionStep;
using namespace std::chrono_literals;

/// The connection check, step by step, against real sockets that do what is wrong.
class TestConnectionCheck : public QObject
{
    Q_OBJECT

private slots:
    void findsAllWell_data();
    void findsAllWell();
    void letsAServerTakeItsLeave();
    void tellsTheStepsAsTheyCome();
    void saysWhereItStops_data();
    void saysWhereItStops();
    void saysWhatWasSent_data();
    void saysWhatWasSent();
    void stopsAtAnUnknownName();
    void stopsAtAClosedPort();
    void stopsAtAFilteredPort();
    void stopsAtASilentServer();
    void stopsWhereNobodyAnswersTls();
    void stopsWhereNobodySpeaksTls();
    void needsAFrame();
    void boundsTheAnswer();
    void masksSecrets();
    void canBeCancelled();
    void canBeRepeated();
    void diesQuietly();
};

namespace {

/// A check in the test's thread.
struct Subject
{
    Subject()
    {
        QObject::connect(&check, &ConnectionCheck::progressed, &check,
                         [this](const ConnectionReport &report) { reports.append(report); });
        QObject::connect(&check, &ConnectionCheck::finished, &check,
                         [this](const ConnectionReport &report) { results.append(report); });
    }

    /// The report at the end.
    ConnectionReport run(const ClientOptions &options)
    {
        const qsizetype before = results.size();
        check.start(options);
        if (!QTest::qWaitFor([&] { return results.size() > before; }, 20'000))
            qFatal("the check does not end");
        return results.last();
    }

    ConnectionCheck check;
    QList<ConnectionReport> reports;
    QList<ConnectionReport> results;
};

ClientOptions to(const QUrl &url)
{
    ClientOptions options;
    options.url = url;
    return options;
}

/// Where \a report says that it stopped; FirstFrame when all steps passed.
Step stopOf(const ConnectionReport &report)
{
    for (int i = 0; i < connectionStepCount; ++i) {
        if (report.line(Step(i)).mark == Mark::Failed)
            return Step(i);
    }
    return Step::FirstFrame;
}

/// A port that lets nobody in, as behind a firewall: its queue is full.
struct FilteredPort
{
    FilteredPort()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(listener, 0) != 0
            || ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
            qFatal("no port to be had");
        port = ntohs(address.sin_port);
        // Those in the queue; the last one waits for good.
        for (int &waiting : queue) {
            waiting = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            ::connect(waiting, reinterpret_cast<sockaddr *>(&address), sizeof address);
        }
    }
    ~FilteredPort()
    {
        for (const int waiting : queue)
            ::close(waiting);
        ::close(listener);
    }

    int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    std::array<int, 4> queue;
    quint16 port = 0;
};

}

void TestConnectionCheck::findsAllWell_data()
{
    QTest::addColumn<ServiceKind>("service");
    QTest::addColumn<QString>("host");
    QTest::addColumn<Mark>("name");

    QTest::newRow("a silent service") << ServiceKind::Hello << u"127.0.0.1"_s << Mark::Skipped;
    QTest::newRow("one that speaks at once") << ServiceKind::Counter << u"127.0.0.1"_s << Mark::Skipped;
    QTest::newRow("by name") << ServiceKind::Counter << u"localhost"_s << Mark::Passed;
}

void TestConnectionCheck::findsAllWell()
{
    QFETCH(ServiceKind, service);
    QFETCH(QString, host);
    QFETCH(Mark, name);
    RunningServer server;
    Subject subject;
    const ConnectionReport report = subject.run(to(server.url(service, host)));
    QVERIFY2(report.good, qPrintable(report.toText()));
    QCOMPARE(report.line(Step::Name).mark, name);
    QCOMPARE(report.line(Step::Tls).mark, Mark::Skipped);
    for (const Step step : {Step::Tcp, Step::Upgrade, Step::FirstFrame}) {
        QCOMPARE(report.line(step).mark, Mark::Passed);
        QVERIFY(report.line(step).microseconds >= 0);
        QVERIFY(!report.line(step).detail.isEmpty());
    }
    QVERIFY(report.line(Step::Tcp).detail.endsWith(u":%1"_s.arg(server.port(service))));
    QVERIFY(report.answer.isEmpty());
    QVERIFY(report.toText().contains(u"All is well"));
    QVERIFY(server.logged(EntryKind::Info, ": 1000")); // it took its leave
}

void TestConnectionCheck::letsAServerTakeItsLeave()
{
    RawServer server(good + encodeFrame(Opcode::Text, "all I have to say")
                     + encodeFrame(Opcode::Close, encodeClosePayload(1000, {})));
    Subject subject;
    const ConnectionReport report = subject.run(to(server.url()));
    QVERIFY2(report.good, qPrintable(report.toText()));
    QCOMPARE(report.line(Step::FirstFrame).detail, u"a text of 17 B"_s);
    QVERIFY(report.verdict.contains(u"in good order"));
}

void TestConnectionCheck::tellsTheStepsAsTheyCome()
{
    RunningServer server;
    Subject subject;
    subject.run(to(server.url(ServiceKind::Hello, u"localhost"_s)));
    QList<Step> running;
    for (const ConnectionReport &report : std::as_const(subject.reports)) {
        for (int i = 0; i < connectionStepCount; ++i) {
            if (report.line(Step(i)).mark == Mark::Running
                && (running.isEmpty() || running.last() != Step(i)))
                running.append(Step(i));
        }
    }
    QCOMPARE(running, (QList{Step::Name, Step::Tcp, Step::Upgrade, Step::FirstFrame}));
    QCOMPARE(subject.results.size(), 1);
}

void TestConnectionCheck::saysWhereItStops_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<Step>("step");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("answer");

    const auto row = [](const char *name, const QByteArray &response, Step step, const QString &verdict,
                        const QString &answer) {
        QTest::newRow(name) << response << step << verdict << answer;
    };
    const auto page = [](const char *status, const QByteArray &body, const QByteArray &fields = {}) {
        return "HTTP/1.1 " + QByteArray(status) + "\r\n" + fields
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    };
    const auto with = [](const char *from, const char *to) { return QByteArray(good).replace(from, to); };
    const QByteArray nginx = "Server: nginx/1.22.1\r\n";

    row("404", page("404 Not Found", "no such place"), Step::Upgrade, u"the path \"/lesson\""_s,
        u"HTTP/1.1 404 Not Found\nContent-Length: 13\n\nno such place"_s);
    row("a web page", page("200 OK", "<b>Hello</b>"), Step::Upgrade, u"web server"_s, u"<b>Hello</b>"_s);
    row("a redirect", page("302 Found", {}, "Location: wss://there.example/\r\n"), Step::Upgrade,
        u"points to \"wss://there.example/\""_s, u"Location: wss://there.example/"_s);
    row("a body that never ends", "HTTP/1.1 500 Oops\r\nContent-Length: 9999\r\n\r\nhalf of it",
        Step::Upgrade, u"500 (Oops)"_s, u"half of it"_s);
    row("a chunked body", "HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfull\r\n0\r\n\r\n",
        Step::Upgrade, u"500 (Oops)"_s, u"full"_s);
    row("nginx in front of Python's websockets, without Upgrade",
        page("426 Upgrade Required", "invalid Connection header: close.", nginx + "Upgrade: websocket\r\n"),
        Step::Upgrade, u"something in between (nginx) does not pass on the headers Upgrade"_s,
        u"invalid Connection header"_s);
    row("nginx with HTTP/1.0 to Python's websockets",
        page("400 Bad Request",
             "Failed to open a WebSocket connection: did not receive a valid HTTP request.", nginx),
        Step::Upgrade, u"(nginx) does not pass on"_s, u"valid HTTP request"_s);
    row("nginx in front of Go's gorilla, without Upgrade",
        page("400 Bad Request", "Bad Request\n", nginx + "Sec-WebSocket-Version: 13\r\n"), Step::Upgrade,
        u"(nginx) does not pass on"_s, u"Sec-WebSocket-Version: 13"_s);
    row("a proxy that hides its name", page("400 Bad Request", "Can \"Upgrade\" only to \"WebSocket\"."),
        Step::Upgrade, u"(a proxy) does not pass on"_s, u"Can"_s);
    row("nginx in front of a web server", page("200 OK", "<html>", nginx), Step::Upgrade,
        u"If nginx is to lead to a WebSocket there"_s, u"<html>"_s);
    row("another version of WebSocket", page("426 Upgrade Required", "", "Sec-WebSocket-Version: 8\r\n"),
        Step::Upgrade, u"another protocol or version"_s, u"Sec-WebSocket-Version: 8"_s);
    row("400 for another reason", page("400 Bad Request", "no room named lesson", nginx), Step::Upgrade,
        u"instead of opening a WebSocket"_s, u"no room"_s);
    row("502", page("502 Bad Gateway", "", nginx), Step::Upgrade, u"the one behind it"_s, u"502"_s);
    row("a mail server", "220 mail.example ESMTP\r\n", Step::Upgrade, u"does not speak HTTP"_s,
        u"220 mail.example ESMTP"_s);
    row("a wrong Sec-WebSocket-Accept", with("ACCEPT", "x"), Step::Upgrade, u"does not fit our key"_s,
        u"Sec-WebSocket-Accept: x"_s);
    row("101 to another protocol", with("Upgrade: websocket", "Upgrade: h2c"), Step::Upgrade,
        u"not to WebSocket"_s, u"h2c"_s);
    row("101 and then a Close with 1008",
        good + encodeFrame(Opcode::Close, encodeClosePayload(1008, u"token missing"_s)), Step::FirstFrame,
        u"1008 (policy violation): token missing. In most cases it misses a token"_s, {});
    row("101 and then a Close with 1011", good + encodeFrame(Opcode::Close, encodeClosePayload(1011, {})),
        Step::FirstFrame, u"closed it at once with 1011"_s, {});
    row("101 and then no WebSocket", good + "220 mail.example", Step::FirstFrame,
        u"this side had to close it with 1002 (protocol error): The other side broke the rules"_s, {});
    row("101 and then a masked frame", good + encodeMaskedFrame(Opcode::Text, "x", {1, 2, 3, 4}),
        Step::FirstFrame, u"this side had to close it with 1002 (protocol error): The other side broke"_s,
        {});
    row("101 and then more pings than are allowed", good + encodeFrame(Opcode::Ping, "x").repeated(60),
        Step::FirstFrame, u"this side had to close it with 1008"_s, {});
    row("101, nothing said, and then a Close with 1000",
        good + encodeFrame(Opcode::Close, encodeClosePayload(1000, {})), Step::FirstFrame, u"with 1000"_s,
        {});
    row("101, a greeting and then a Close with 1008",
        good + encodeFrame(Opcode::Text, "hi") + encodeFrame(Opcode::Close, encodeClosePayload(1008, {})),
        Step::FirstFrame, u"1008"_s, {});
}

void TestConnectionCheck::saysWhereItStops()
{
    QFETCH(QByteArray, response);
    QFETCH(Step, step);
    QFETCH(QString, verdict);
    QFETCH(QString, answer);
    RawServer server(response);
    Subject subject;
    ClientOptions options = to(server.url(u"/lesson"_s));
    options.openDeadline = 3s;
    const ConnectionReport report = subject.run(options);
    QVERIFY(!report.good);
    QCOMPARE(stopOf(report), step);
    QCOMPARE(report.line(Step::Tcp).mark, Mark::Passed);
    QVERIFY2(report.verdict.contains(verdict), qPrintable(report.verdict));
    QVERIFY2(
        report.verdict.startsWith(u"It stops at the step “%1”. "_s.arg(ConnectionReport::stepName(step))),
        qPrintable(report.verdict));
    QVERIFY2(report.answer.contains(answer), qPrintable(report.answer));
    QCOMPARE(report.answer.isEmpty(), answer.isEmpty());
    QTRY_COMPARE(server.peer->state(), QAbstractSocket::UnconnectedState); // nothing is left open
}

void TestConnectionCheck::saysWhatWasSent_data()
{
    QTest::addColumn<ClientOptions>("options");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QString>("verdict");

    ClientOptions options;
    QTest::newRow("403, no Origin") << options << QByteArray("403 Forbidden") << u"No Origin was sent"_s;
    QTest::newRow("401, no password")
        << options << QByteArray("401 Unauthorized") << u"it wants a user name and a password"_s;
    options.origin = u"https://school.example"_s;
    QTest::newRow("403, an Origin") << options << QByteArray("403 Forbidden")
                                    << u"The Origin \"https://school.example\" was sent"_s;
    options.headers = {{"authorization", "Bearer 1234"}};
    QTest::newRow("401, a token") << options << QByteArray("401 Unauthorized")
                                  << u"does not accept the user name and password, or the token"_s;
}

void TestConnectionCheck::saysWhatWasSent()
{
    QFETCH(ClientOptions, options);
    QFETCH(QByteArray, status);
    QFETCH(QString, verdict);
    RawServer server("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
    options.url = server.url();
    Subject subject;
    const ConnectionReport report = subject.run(options);
    QVERIFY2(report.verdict.contains(verdict), qPrintable(report.verdict));
    QVERIFY2(!report.toText().contains(u"1234"), qPrintable(report.toText()));
}

void TestConnectionCheck::stopsAtAnUnknownName()
{
    Subject subject;
    const ConnectionReport report = subject.run(to(QUrl(u"ws://no-such-host.invalid/"_s)));
    QCOMPARE(stopOf(report), Step::Name);
    QVERIFY2(report.verdict.contains(u"There is no host named \"no-such-host.invalid\""),
             qPrintable(report.verdict));
    QCOMPARE(report.line(Step::Tcp).mark, Mark::Waiting);
}

void TestConnectionCheck::stopsAtAClosedPort()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const quint16 port = gone.serverPort();
    gone.close();
    Subject subject;
    const ConnectionReport report = subject.run(to(QUrl(u"ws://localhost:%1/"_s.arg(port))));
    QCOMPARE(stopOf(report), Step::Tcp);
    QVERIFY2(report.verdict.contains(u"Nothing listens on localhost:%1"_s.arg(port)),
             qPrintable(report.verdict));
    QCOMPARE(report.line(Step::Name).mark, Mark::Passed);
}

void TestConnectionCheck::stopsAtAFilteredPort()
{
    const FilteredPort filtered;
    Subject subject;
    ClientOptions options = to(QUrl(u"ws://127.0.0.1:%1/"_s.arg(filtered.port)));
    options.openDeadline = 700ms;
    const ConnectionReport report = subject.run(options);
    QCOMPARE(stopOf(report), Step::Tcp);
    QVERIFY2(report.verdict.contains(u"did not answer within 0.7 s"), qPrintable(report.verdict));
    QVERIFY2(report.verdict.contains(u"firewall"), qPrintable(report.verdict));
    QVERIFY(report.line(Step::Tcp).microseconds >= 600'000);
}

void TestConnectionCheck::stopsAtASilentServer()
{
    RawServer server;
    Subject subject;
    ClientOptions options = to(server.url());
    options.openDeadline = 300ms;
    const ConnectionReport report = subject.run(options);
    QCOMPARE(stopOf(report), Step::Upgrade);
    QVERIFY2(report.verdict.contains(u"took the connection but did not answer within 0.3 s"),
             qPrintable(report.verdict));
}

void TestConnectionCheck::stopsWhereNobodyAnswersTls()
{
    QTcpServer silent; // takes the connection, and that is all
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Subject subject;
    ClientOptions options = to(QUrl(u"wss://127.0.0.1:%1/"_s.arg(silent.serverPort())));
    options.openDeadline = 300ms;
    const ConnectionReport report = subject.run(options);
    QCOMPARE(stopOf(report), Step::Tls);
    QVERIFY2(report.verdict.contains(u"did not answer with TLS within 0.3 s"), qPrintable(report.verdict));
    QCOMPARE(report.line(Step::Tcp).mark, Mark::Passed);
}

void TestConnectionCheck::stopsWhereNobodySpeaksTls()
{
    RunningServer server;
    QUrl url = server.url(ServiceKind::Hello);
    url.setScheme(u"wss"_s);
    Subject subject;
    const ConnectionReport report = subject.run(to(url));
    QCOMPARE(stopOf(report), Step::Tls);
    QVERIFY2(report.verdict.contains(u"connect with ws instead of wss"), qPrintable(report.verdict));
}

void TestConnectionCheck::needsAFrame()
{
    RawServer server(good); // opens, and then answers no ping
    Subject subject;
    ClientOptions options = to(server.url());
    options.openDeadline = 300ms;
    const ConnectionReport report = subject.run(options);
    QCOMPARE(stopOf(report), Step::FirstFrame);
    QCOMPARE(report.line(Step::Upgrade).mark, Mark::Passed);
    QVERIFY2(report.verdict.contains(u"not even the answer to a ping"), qPrintable(report.verdict));
}

void TestConnectionCheck::boundsTheAnswer()
{
    RawServer server("HTTP/1.1 500 x\r\n\r\n" + QByteArray(1'000'000, 'x'));
    Subject subject;
    const ConnectionReport report = subject.run(to(server.url()));
    QVERIFY(report.answer.size() > 4'000);
    QVERIFY(report.answer.size() < 10'000);
}

void TestConnectionCheck::masksSecrets()
{
    RawServer server("HTTP/1.1 500 x\r\nset-cookie: id=1234\r\nContent-Length: 0\r\n\r\n");
    Subject subject;
    const ConnectionReport report = subject.run(to(server.url()));
    QVERIFY2(report.answer.contains(u"set-cookie: "), qPrintable(report.answer));
    QVERIFY2(!report.toText().contains(u"1234"), qPrintable(report.toText()));
}

void TestConnectionCheck::canBeCancelled()
{
    RawServer server;
    Subject subject;
    subject.check.start(to(server.url()));
    QTRY_VERIFY(!server.request.isEmpty());
    subject.check.cancel();
    QTRY_COMPARE(subject.results.size(), 1);
    QCOMPARE(stopOf(subject.results.first()), Step::Upgrade);
    QVERIFY(subject.results.first().verdict.contains(u"cancelled"));
    QTRY_COMPARE(server.peer->state(), QAbstractSocket::UnconnectedState);
}

void TestConnectionCheck::canBeRepeated()
{
    RunningServer server;
    Subject subject;
    QVERIFY(!subject.run(to(QUrl(u"ws://127.0.0.1:1/"_s))).good);
    const ConnectionReport report = subject.run(to(server.url(ServiceKind::Counter)));
    QVERIFY2(report.good, qPrintable(report.toText()));
    QVERIFY(subject.run(to(server.url(ServiceKind::Counter))).good);
}

void TestConnectionCheck::diesQuietly()
{
    RawServer server;
    {
        Subject subject;
        subject.check.start(to(server.url()));
        QTRY_VERIFY(!server.request.isEmpty());
    }
    QTRY_COMPARE(server.peer->state(), QAbstractSocket::UnconnectedState);
    Subject looking; // while a name is looked up
    looking.check.start(to(QUrl(u"ws://localhost:1/"_s)));
}

QTEST_GUILESS_MAIN(TestConnectionCheck)
#include "tst_connectioncheck.moc"
