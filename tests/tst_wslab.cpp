// The terminal program as a person runs it: the real one, in a process of its own.

#include "certificate.h"
#include "client.h"
#include "entrynames.h"
#include "recording.h"
#include "testutils.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QWebSocket>
#include <QWebSocketServer>

#include <csignal>
#include <fcntl.h>
#include <memory>
#include <pty.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15'000; // milliseconds

/// `wslab` with some arguments, its output gathered.
class Program : public QProcess
{
public:
    explicit Program(const QStringList &arguments)
    {
        setProgram(QStringLiteral(WSLAB_PROGRAM));
        setArguments(arguments);
        connect(this, &QProcess::readyReadStandardOutput, this, [this] { out += readAllStandardOutput(); });
        connect(this, &QProcess::readyReadStandardError, this, [this] { err += readAllStandardError(); });
    }

    ~Program() override
    {
        if (state() != NotRunning) {
            kill();
            static_cast<void>(QTest::qWaitFor([this] { return state() == NotRunning; }));
        }
    }

    /// Runs with \a input to its end; true when it ends by itself.
    bool run(const QByteArray &input = {})
    {
        start();
        write(input);
        closeWriteChannel();
        return ends();
    }

    bool ends()
    {
        return QTest::qWaitFor([this] { return state() == NotRunning; }, patience)
            && exitStatus() == NormalExit;
    }

    QByteArrayList lines() const { return out.split('\n').first(qMax<qsizetype>(0, out.count('\n'))); }
    bool prints(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return out.contains(text); }, patience);
    }

    QByteArray out;
    QByteArray err;
};

/// `wslab serve` on free ports of 127.0.0.1.
class ServeProgram : public Program
{
public:
    explicit ServeProgram(const QStringList &more = {})
        : Program(QStringList{u"serve"_s, u"--address"_s, u"127.0.0.1"_s, u"--hello"_s, u"0"_s, u"--time"_s,
                              u"0"_s, u"--counter"_s, u"0"_s}
                  + more)
    {
        start();
        ready = QTest::qWaitFor([this] { return out.count('\n') == 3; }, patience);
    }

    QUrl url(const QByteArray &service) const
    {
        for (const QByteArray &line : lines()) {
            if (line.startsWith(service))
                return QUrl(QString::fromUtf8(line.sliced(9)));
        }
        return {};
    }

    bool ready = false;
};

/// Whether \a terminal shows nothing of what is typed.
bool isSilent(int terminal)
{
    termios now{};
    return ::tcgetattr(terminal, &now) == 0 && !(now.c_lflag & ECHO);
}

/// A WebSocket server of Qt's that the test makes speak.
class SpeakingServer
{
public:
    SpeakingServer()
        : server(u"test"_s, QWebSocketServer::NonSecureMode)
    {
        server.listen(QHostAddress::LocalHost);
    }

    QString url() const { return server.serverUrl().toString(); }

    /// The client once it has come, with its texts gathered.
    QWebSocket *client()
    {
        if (!socket && QTest::qWaitFor([this] { return server.hasPendingConnections(); }, patience)) {
            socket.reset(server.nextPendingConnection());
            QObject::connect(socket.get(), &QWebSocket::textMessageReceived, socket.get(),
                             [this](const QString &text) { texts += text; });
            QObject::connect(socket.get(), &QWebSocket::binaryMessageReceived, socket.get(),
                             [this](const QByteArray &bytes) { binaries += bytes; });
        }
        return socket.get();
    }

    QWebSocketServer server;
    std::unique_ptr<QWebSocket> socket;
    QStringList texts;
    QByteArrayList binaries;
};

}

class TestWslab : public QObject
{
    Q_OBJECT

    QString echoUrl() const
    {
        return m_server->url(ServiceKind::Counter, u"127.0.0.1"_s, u"/echo"_s).toString();
    }

    std::unique_ptr<RunningServer> m_server; ///< with room for large messages

private slots:
    void initTestCase()
    {
        qputenv("LC_ALL", "C.UTF-8");
        qunsetenv("LANGUAGE");
        ServerOptions options = RunningServer::freePorts();
        options.limits.messageBytes = 64 * 1024 * 1024;
        options.limits.unsentCutBytes = 64 * 1024 * 1024;
        m_server = std::make_unique<RunningServer>(options);
        QVERIFY2(!m_server->listeners.isEmpty(), qPrintable(m_server->failure));
    }

    void cleanupTestCase() { m_server.reset(); }

    void helpAndVersion_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("printed");

        QTest::newRow("help") << QStringList{u"--help"_s} << "wslab COMMAND"_ba;
        QTest::newRow("version") << QStringList{u"--version"_s} << "wslab "_ba;
        QTest::newRow("help on serve") << QStringList{u"serve"_s, u"--help"_s} << "--trust-proxy"_ba;
        QTest::newRow("help on connect") << QStringList{u"connect"_s, u"--help"_s} << "--wait SECONDS"_ba;
    }

    void helpAndVersion()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, printed);

        Program program(arguments);
        QVERIFY(program.run());
        QCOMPARE(program.exitCode(), 0);
        QVERIFY2(program.out.contains(printed), program.out.constData());
        QCOMPARE(program.err, QByteArray());
    }

    void wrongCommandLines_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("complaint");

        QTest::newRow("nothing") << QStringList{} << "wslab serve"_ba;
        QTest::newRow("unknown command") << QStringList{u"dance"_s} << "\"dance\""_ba;
        QTest::newRow("unknown option") << QStringList{u"serve"_s, u"--prot"_s} << "\"--prot\""_ba;
        QTest::newRow("bad port") << QStringList{u"serve"_s, u"--hello"_s, u"99999"_s} << "\"99999\""_ba;
        QTest::newRow("bad address") << QStringList{u"connect"_s, u"ws://localhost:0/"_s} << "65535"_ba;
        QTest::newRow("forged header")
            << QStringList{u"connect"_s, u"localhost"_s, u"--header"_s, u"A: b\r\nC: d"_s} << "line end"_ba;
    }

    void wrongCommandLines()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, complaint);

        Program program(arguments);
        QVERIFY(program.run());
        QCOMPARE(program.exitCode(), 2);
        QCOMPARE(program.out, QByteArray());
        QVERIFY2(program.err.contains(complaint), program.err.constData());
        QCOMPARE(program.err.count('\n'), 1);
    }

    void servePrintsItsPorts()
    {
        ServeProgram program;
        QVERIFY2(program.ready, program.err.constData());
        const QByteArrayList services{"hello", "time", "counter"};
        for (qsizetype i = 0; i < services.size(); ++i) {
            const QRegularExpression line(u'^' + QString::fromLatin1(services[i].leftJustified(8))
                                          + u" ws://127\\.0\\.0\\.1:[1-9]\\d*/$"_s);
            QVERIFY2(line.match(QString::fromUtf8(program.lines()[i])).hasMatch(), program.out.constData());
        }
        RawPeer peer(quint16(program.url("time").port()));
        QVERIFY(peer.open());
        QVERIFY(peer.next().payload.contains("websocket"));
        peer.socket.abort();
        program.terminate();
        QVERIFY(program.ends());
        QCOMPARE(program.out.count('\n'), 3);
    }

    void serveLogs_data()
    {
        QTest::addColumn<QString>("level");
        QTest::addColumn<bool>("joins");
        QTest::addColumn<bool>("texts");

        QTest::newRow("error") << u"error"_s << false << false;
        QTest::newRow("info") << u"info"_s << true << false;
        QTest::newRow("debug") << u"debug"_s << true << true;
    }

    void serveLogs()
    {
        QFETCH(const QString, level);
        QFETCH(const bool, joins);
        QFETCH(const bool, texts);

        ServeProgram program({u"--log-level"_s, level});
        RawPeer peer(quint16(program.url("counter").port()));
        QVERIFY(peer.open());
        peer.send(Opcode::Text, "no action \x1b[31m");
        QVERIFY(QTest::qWaitFor([&] { return program.err.contains(" error "); }, patience));
        peer.socket.abort();
        program.terminate();
        QVERIFY(program.ends());
        QCOMPARE(program.err.contains("joined counter"), joins);
        QCOMPARE(program.err.contains("< text   [FIN text masked 15] no action \xE2\x90\x9B[31m\n"), texts);
        QCOMPARE(program.err.contains("< request GET / HTTP/1.1\n    Host: localhost\n"), texts);
        QCOMPARE(program.err.contains("> response HTTP/1.1 101 Switching Protocols\n    "), texts);
        QVERIFY(!program.err.contains('\x1b'));
    }

    void serveSaysThatAPortIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Program program({u"serve"_s, u"--address"_s, u"127.0.0.1"_s, u"--hello"_s, u"0"_s, u"--time"_s,
                         u"0"_s, u"--counter"_s, QString::number(other.serverPort())});
        QVERIFY(program.run());
        QCOMPARE(program.exitCode(), 1);
        QCOMPARE(program.out, QByteArray());
        QCOMPARE(program.err.count('\n'), 1);
        QVERIFY2(program.err.contains("127.0.0.1")
                     && program.err.contains(QByteArray::number(other.serverPort())),
                 program.err.constData());
    }

    void serveSaysGoodbye_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void serveSaysGoodbye()
    {
        QFETCH(const int, signal);

        ServeProgram program;
        RawPeer one(quint16(program.url("counter").port()));
        RawPeer other(quint16(program.url("hello").port()));
        QVERIFY(one.open());
        QVERIFY(other.open());
        QCOMPARE(one.next().opcode, Opcode::Text);
        QCOMPARE(one.next().opcode, Opcode::Text);
        ::kill(pid_t(program.processId()), signal);
        for (RawPeer *peer : {&one, &other}) {
            QCOMPARE(peer->closeCode(), 1001);
            peer->send(Opcode::Close, encodeClosePayload(1001, {}));
            QVERIFY(peer->gone());
        }
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 0);
    }

    void serveEndsAtOnceAtTheSecondSignal()
    {
        ServeProgram program;
        RawPeer peer(quint16(program.url("hello").port()));
        QVERIFY(peer.open());
        ::kill(pid_t(program.processId()), SIGINT);
        QCOMPARE(peer.closeCode(), 1001); // which is not answered: the program waits
        ::kill(pid_t(program.processId()), SIGINT);
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 130);
    }

    void connectGreets()
    {
        Program program({u"connect"_s, m_server->url(ServiceKind::Hello).toString()});
        QVERIFY(program.run(u"世界\n"_s.toUtf8()));
        QCOMPARE(program.out,
                 "Connected to " + program.arguments()[1].toUtf8()
                     + u".\n> 世界\n< Hello 世界!\nConnection closed: 1000 (OK).\n"_s.toUtf8());
        QCOMPARE(program.err, QByteArray());
        QCOMPARE(program.exitCode(), 0);
    }

    void connectFilters_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArrayList>("texts");

        QTest::newRow("lines") << "one\ntwo\n"_ba << QByteArrayList{"one", "two"};
        QTest::newRow("no line end at the end") << "one\ntwo"_ba << QByteArrayList{"one", "two"};
        QTest::newRow("CR LF") << "one\r\ntwo\r\n"_ba << QByteArrayList{"one", "two"};
        QTest::newRow("an empty line") << "\none\n"_ba << QByteArrayList{"", "one"};
        QTest::newRow("nothing") << ""_ba << QByteArrayList{};
        QTest::newRow("escapes stay as they are") << "\x1b[31m\n"_ba << QByteArrayList{"\x1b[31m"};
        QTest::newRow("three megabytes") << u"中"_s.repeated(1'000'000).toUtf8() + "\nend\n"
                                         << QByteArrayList{u"中"_s.repeated(1'000'000).toUtf8(), "end"};
    }

    void connectFilters()
    {
        QFETCH(const QByteArray, input);
        QFETCH(const QByteArrayList, texts);

        Program program({u"connect"_s, echoUrl(), u"--wait"_s, u"0.5"_s});
        QVERIFY(program.run(input));
        QCOMPARE(program.exitCode(), 0);
        QByteArrayList sent;
        QByteArrayList received;
        for (const QByteArray &line : program.lines()) {
            if (line.startsWith("> "))
                sent += line.sliced(2);
            if (line.startsWith("< "))
                received += line.sliced(2);
        }
        QVERIFY(sent == texts); // not QCOMPARE, which would print megabytes
        QVERIFY(received == texts);
    }

    void connectReadsFiles_data()
    {
        QTest::addColumn<QByteArray>("contents");
        QTest::newRow("a file") << "one\ntwo\n"_ba;
        QTest::newRow("an empty file") << ""_ba;
    }

    void connectReadsFiles()
    {
        QFETCH(const QByteArray, contents);

        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(contents);
        file.close();
        Program program({u"connect"_s, echoUrl(), u"--wait"_s, u"0"_s});
        program.setStandardInputFile(file.fileName());
        program.start();
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(program.out.count("\n> "), contents.count('\n'));
        QVERIFY(program.out.endsWith("\nConnection closed: 1000 (OK).\n"));
    }

    void connectReadsNothing()
    {
        Program program({u"connect"_s, echoUrl(), u"--wait"_s, u"0"_s});
        program.setStandardInputFile(QProcess::nullDevice());
        program.start();
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 0);
    }

    void connectTellsOfBytesThatAreNoText()
    {
        Program program({u"connect"_s, echoUrl(), u"--wait"_s, u"0.5"_s});
        QVERIFY(program.run("good\nb\xff"
                            "d\nalso good\n"));
        QCOMPARE(program.exitCode(), 1);
        QVERIFY2(program.err.contains("Line 2 "), program.err.constData());
        QCOMPARE(program.out.count("\n< "), 2);
        QVERIFY(program.out.contains("\n< also good\n"));
    }

    // More than pipes, sockets and the log hold, and nobody reads it for a while.
    void connectLosesNothingWhenReadSlowly()
    {
        QTemporaryFile input;
        QTemporaryFile output;
        QVERIFY(input.open() && output.open());
        QByteArray lines;
        for (int i = 0; i < 20'000; ++i)
            lines += QByteArray::number(i).leftJustified(500, '.') + '\n';
        input.write(lines);
        input.close();
        QProcess shell;
        shell.start(u"sh"_s,
                    {u"-c"_s,
                     u"\"$0\" connect \"$1\" --wait 3 < \"$2\" | (sleep 1; grep '^<' | cut -c3-) > \"$3\""_s,
                     QStringLiteral(WSLAB_PROGRAM), echoUrl(), input.fileName(), output.fileName()});
        QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 4 * patience);
        QVERIFY(output.readAll() == lines);
    }

    void connectEndsQuietlyWithItsReader()
    {
        QProcess shell;
        shell.start(u"sh"_s,
                    {u"-c"_s, u"yes | \"$0\" connect \"$1\" | head -n 1"_s, QStringLiteral(WSLAB_PROGRAM),
                     echoUrl()});
        QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, patience);
        QVERIFY(shell.readAllStandardOutput().startsWith("Connected to "));
        const QByteArray complaints = shell.readAllStandardError();
        QVERIFY2(!complaints.contains("wslab"), complaints.constData());
    }

    void connectTellsThatOutputIsFull()
    {
        Program program({u"connect"_s, echoUrl()});
        program.setStandardOutputFile(u"/dev/full"_s);
        QVERIFY(program.run("x\n"));
        QCOMPARE(program.exitCode(), 1);
        QVERIFY2(program.err.contains("Standard output"), program.err.constData());
    }

    // What a peer says cannot look like a line of ours.
    void connectPrintsOneLineForAMessage()
    {
        SpeakingServer server;
        Program program({u"connect"_s, server.url()});
        program.start();
        QVERIFY(server.client());
        server.client()->sendTextMessage(u"a\nConnection closed: 1000 (OK).\r\nb\rc"_s);
        server.client()->sendBinaryMessage("Hello");
        QVERIFY(program.prints("(binary"));
        QCOMPARE(program.lines().sliced(1),
                 (QByteArrayList{u"< a⏎Connection closed: 1000 (OK).⏎b⏎c"_s.toUtf8(),
                                 "< (binary, 5 B) 48 65 6C 6C 6F"}));
    }

    void connectTellsHowItEnded_data()
    {
        QTest::addColumn<QByteArray>("frame"); ///< what the server sends before it ends
        QTest::addColumn<QByteArray>("told");
        QTest::addColumn<int>("exitCode");

        QTest::newRow("1000") << encodeFrame(Opcode::Close, encodeClosePayload(1000, {})) << "1000 (OK)."_ba
                              << 0;
        QTest::newRow("with a reason") << encodeFrame(Opcode::Close, encodeClosePayload(1001, u"bye\n"_s))
                                       << u"1001 (going away) bye⏎."_s.toUtf8() << 0;
        QTest::newRow("private") << encodeFrame(Opcode::Close, encodeClosePayload(4001, {}))
                                 << "4001 (private use)."_ba << 0;
        QTest::newRow("no code") << encodeFrame(Opcode::Close, {}) << "1005 (no status code)."_ba << 0;
        QTest::newRow("cut") << QByteArray() << "1006 (abnormal closure)."_ba << 1;
        QTest::newRow("masked frame")
            << encodeMaskedFrame(Opcode::Text, "x", {1, 2, 3, 4}) << "1002 (protocol error)"_ba << 1;
    }

    void connectTellsHowItEnded()
    {
        QFETCH(const QByteArray, frame);
        QFETCH(const QByteArray, told);
        QFETCH(const int, exitCode);

        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        Program program({u"connect"_s, u"127.0.0.1:%1"_s.arg(server.serverPort())});
        program.start();
        QVERIFY(QTest::qWaitFor([&] { return server.hasPendingConnections(); }, patience));
        const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        QByteArray request;
        QVERIFY(QTest::qWaitFor([&] {
            request += socket->readAll();
            return request.contains("\r\n\r\n");
        }));
        RequestHead head;
        Refusal refusal;
        QCOMPARE(parseRequestHead(request, {}, &head, &refusal), HeadStatus::Valid);
        socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Accept: "
                      + acceptKey(headerValue(head.fields, "Sec-WebSocket-Key")) + "\r\n\r\n");
        QVERIFY(program.prints("Connected to"));
        socket->write(frame);
        socket->disconnectFromHost();
        QVERIFY(program.ends());
        QVERIFY2(program.lines().last().startsWith("Connection closed: " + told), program.out.constData());
        QCOMPARE(program.exitCode(), exitCode);
    }

    void connectSaysThatNobodyListens()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        server.close();
        Program program({u"connect"_s, u"127.0.0.1:%1"_s.arg(port)});
        QVERIFY(program.run());
        QCOMPARE(program.exitCode(), 1);
        QCOMPARE(program.out, QByteArray());
        QVERIFY2(program.err.contains(QByteArray::number(port)), program.err.constData());
    }

    void connectClosesWhenInterrupted_data() { serveSaysGoodbye_data(); }

    void connectClosesWhenInterrupted()
    {
        QFETCH(const int, signal);

        SpeakingServer server;
        Program program({u"connect"_s, server.url()});
        program.start();
        QVERIFY(server.client());
        QVERIFY(program.prints("Connected to"));
        QSignalSpy gone(server.client(), &QWebSocket::disconnected);
        ::kill(pid_t(program.processId()), signal);
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(program.lines().last(), "Connection closed: 1000 (OK)."_ba);
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(server.client()->closeCode(), QWebSocketProtocol::CloseCodeNormal);
    }

    void connectWaits_data()
    {
        QTest::addColumn<QString>("seconds");
        QTest::addColumn<bool>("heard"); ///< what comes half a second after the end of the input

        QTest::newRow("long enough") << u"30"_s << true;
        QTest::newRow("not at all") << u"0"_s << false;
    }

    void connectWaits()
    {
        QFETCH(const QString, seconds);
        QFETCH(const bool, heard);

        SpeakingServer server;
        Program program({u"connect"_s, server.url(), u"--wait"_s, seconds});
        program.start();
        QVERIFY(server.client());
        program.write("x\n");
        program.closeWriteChannel();
        QTRY_COMPARE(server.texts, QStringList{u"x"_s});
        QTimer::singleShot(500, server.client(), [&server] {
            server.client()->sendTextMessage(u"late"_s);
            server.client()->close();
        });
        QVERIFY(program.ends());
        QCOMPARE(program.out.contains("< late"), heard);
        QCOMPARE(program.exitCode(), 0);
    }

    void serveAndConnectOverTls()
    {
        QTemporaryDir folder;
        const QString own = folder.filePath(u"localhost.pem"_s);
        const QString authority = folder.filePath(u"authority.pem"_s);
        Program create({u"certificate"_s, u"create"_s, u"--folder"_s, folder.path()});
        QVERIFY(create.run());
        QCOMPARE(create.exitCode(), 0);
        Program check({u"certificate"_s, u"check"_s, own, u"--ca"_s, authority});
        QVERIFY(check.run());
        QVERIFY2(check.exitCode() == 0, check.out.constData());

        ServeProgram serve({u"--tls"_s, own});
        QVERIFY(serve.ready);
        QString address = serve.url("hello").toString();
        QVERIFY(address.startsWith(u"wss://"_s));
        Program trusting({u"connect"_s, address, u"--ca"_s, authority});
        QVERIFY(trusting.run("Bob\n"));
        QVERIFY2(trusting.out.endsWith("< Hello Bob!\nConnection closed: 1000 (OK).\n"),
                 trusting.err.constData());
        QCOMPARE(trusting.exitCode(), 0);
        Program distrusting({u"connect"_s, address});
        QVERIFY(distrusting.run("Bob\n"));
        QCOMPARE(distrusting.exitCode(), 1);
        QVERIFY2(distrusting.err.contains("not trusted"), distrusting.err.constData());
        // The digits to be pinned are those that show tells.
        Program show({u"certificate"_s, u"show"_s, address});
        QVERIFY(show.run());
        QCOMPARE(show.exitCode(), 0);
        const qsizetype at = show.out.indexOf("SHA-256 of the key: ") + 20;
        const QString pin = QString::fromLatin1(show.out.sliced(at, 95));
        Program pinning({u"connect"_s, address, u"--pin"_s, pin});
        QVERIFY(pinning.run("Bob\n"));
        QVERIFY2(pinning.exitCode() == 0, pinning.err.constData());
        Program insecure({u"connect"_s, address, u"--insecure"_s});
        QVERIFY(insecure.run("Bob\n"));
        QCOMPARE(insecure.exitCode(), 0);
    }

    void certificateSaysWhatIsWrong()
    {
        Program missing({u"serve"_s, u"--tls"_s, u"/nowhere.pem"_s});
        QVERIFY(missing.run());
        QCOMPARE(missing.exitCode(), 1);
        QVERIFY2(missing.err.contains("/nowhere.pem"), missing.err.constData());
        Program nothing({u"certificate"_s, u"show"_s, QStringLiteral(WSLAB_PROGRAM)});
        QVERIFY(nothing.run());
        QCOMPARE(nothing.exitCode(), 1);
        QVERIFY(!nothing.err.isEmpty());
    }

    void labOpensWhatIsBroken()
    {
        QTemporaryDir folder;
        const QString authority = folder.filePath(u"lab.pem"_s);
        Program lab({u"lab"_s, u"--save-ca"_s, authority});
        lab.start();
        QVERIFY2(lab.prints("client-cert-missing"), lab.err.constData());
        const QByteArrayList lines = lab.lines();
        QCOMPARE(lines.size(), 17);
        QFile file(authority);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray saved = file.readAll();
        QVERIFY(saved.startsWith("-----BEGIN CERTIFICATE-----"));
        QVERIFY(!saved.contains("KEY"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"lab.pem"_s});
        static const QRegularExpression form(
            u"^([a-z0-9-]+) +(wss://(127\\.0\\.0\\.1|localhost):\\d+/)  \\S.*\\.$"_s);
        for (const QByteArray &line : lines)
            QVERIFY2(form.match(QString::fromUtf8(line)).hasMatch(), line.constData());
        const auto address = [&](qsizetype i) { return form.match(QString::fromUtf8(lines[i])).captured(2); };
        Program good({u"connect"_s, address(0), u"--ca"_s, authority});
        QVERIFY(good.run("hello\n"));
        QVERIFY2(good.out.contains("< hello\n"), good.err.constData());
        Program expired({u"connect"_s, address(1), u"--ca"_s, authority});
        QVERIFY(expired.run("hello\n"));
        QCOMPARE(expired.exitCode(), 1);
        QVERIFY(!expired.out.contains("hello"));
        QTRY_VERIFY2(lab.err.contains("expired: No secure connection"), lab.err.constData());
        ::kill(pid_t(lab.processId()), SIGINT);
        QVERIFY(lab.ends());
        QCOMPARE(lab.exitCode(), 0);
        QVERIFY(lab.err.contains("closed"));
    }

    void labExplains()
    {
        Program lab({u"lab"_s, u"--explain"_s});
        lab.start();
        QVERIFY2(lab.prints("opening handshake was canceled"), lab.err.constData());
        QCOMPARE(lab.lines().size(), 17 * 5);
        QVERIFY(lab.out.contains("\n    curl:     refuses: certificate has expired\n"));
    }

    void labSaysWhatIsWrong()
    {
        Program unwritable({u"lab"_s, u"--save-ca"_s, u"/nowhere/lab.pem"_s});
        QVERIFY(unwritable.run());
        QCOMPARE(unwritable.exitCode(), 1);
        QVERIFY(unwritable.out.isEmpty());
        QVERIFY2(unwritable.err.contains("/nowhere/lab.pem cannot be written"), unwritable.err.constData());
        Program crowded({u"lab"_s, u"--port"_s, u"65530"_s});
        QVERIFY(crowded.run());
        QCOMPARE(crowded.exitCode(), 1);
        QVERIFY2(crowded.err.contains("65519 or below"), crowded.err.constData());
    }

    void serveLooksAtItsCertificate_data()
    {
        QTest::addColumn<int>("endsIn"); // hours
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("starts");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("ended") << -24 << u"localhost"_s << false << QByteArray("It ended on");
        QTest::newRow("near its end") << 100 << u"localhost"_s << true << QByteArray("It is valid until");
        QTest::newRow("for another name")
            << 2000 << u"school.test"_s << true << QByteArray("clients that connect to localhost refuse it");
    }

    void serveLooksAtItsCertificate()
    {
        QFETCH(int, endsIn);
        QFETCH(QString, name);
        QFETCH(bool, starts);
        QFETCH(QByteArray, words);
        CertificateSpec spec;
        spec.commonName = name;
        spec.dnsNames = QStringList{name};
        spec.startsIn = std::chrono::hours(-48);
        spec.endsIn = std::chrono::hours(endsIn);
        QString error;
        const auto identity = makeIdentity(spec, nullptr, &error);
        QVERIFY2(identity, qPrintable(error));
        QTemporaryDir folder;
        QFile file(folder.filePath(u"own.pem"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(identity->combined());
        file.close();
        if (starts) {
            ServeProgram serve({u"--tls"_s, file.fileName()});
            QVERIFY(serve.ready);
            QTRY_VERIFY2(serve.err.contains(words), serve.err.constData());
            return;
        }
        Program serve({u"serve"_s, u"--tls"_s, file.fileName()});
        QVERIFY(serve.run());
        QCOMPARE(serve.exitCode(), 1);
        QVERIFY2(serve.err.contains(words), serve.err.constData());
        QVERIFY2(serve.err.contains("own.pem"), serve.err.constData());
    }

    // The passphrase comes from a file, or a person types it unseen; never from the command line.
    void opensEncryptedKeys()
    {
        CertificateSpec spec;
        spec.commonName = u"localhost"_s;
        spec.dnsNames = QStringList{u"localhost"_s};
        spec.addresses = QStringList{u"127.0.0.1"_s};
        QString error;
        const auto identity = makeIdentity(spec, nullptr, &error);
        QVERIFY2(identity, qPrintable(error));
        QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &bytes) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("%s", qPrintable(file.errorString()));
            return file.fileName();
        };
        const QString own = write(u"own.p12"_s, toPkcs12(*identity, "geheim", &error));
        const QString right = write(u"right"_s, "geheim\n");
        const QString wrong = write(u"wrong"_s, "falsch\n");

        Program silent({u"serve"_s, u"--tls"_s, own});
        QVERIFY(silent.run());
        QCOMPARE(silent.exitCode(), 1);
        QVERIFY2(silent.err.contains("give its passphrase with --passphrase-file"), silent.err.constData());
        Program mistaken({u"serve"_s, u"--tls"_s, own, u"--passphrase-file"_s, wrong});
        QVERIFY(mistaken.run());
        QCOMPARE(mistaken.exitCode(), 1);
        QVERIFY2(mistaken.err.contains("passphrase is wrong"), mistaken.err.constData());
        ServeProgram serve({u"--tls"_s, own, u"--passphrase-file"_s, right});
        QVERIFY(serve.ready);

        // As a person at a terminal.
        int master = -1;
        int slave = -1;
        QCOMPARE(::openpty(&master, &slave, nullptr, nullptr, nullptr), 0);
        QProcess check;
        check.setChildProcessModifier([slave] { ::dup2(slave, STDIN_FILENO); });
        check.start(QStringLiteral(WSLAB_PROGRAM), {u"certificate"_s, u"check"_s, own});
        QByteArray asked;
        QVERIFY(QTest::qWaitFor(
            [&] {
                asked += check.readAllStandardError();
                return asked.contains("Passphrase of the key");
            },
            patience));
        QVERIFY(QTest::qWaitFor([&] { return isSilent(slave); }, patience));
        QCOMPARE(::write(master,
                         "geheix\x7F"
                         "m\r",
                         9),
                 ssize_t(9));
        QVERIFY(QTest::qWaitFor([&] { return check.state() == QProcess::NotRunning; }, patience));
        QVERIFY(!isSilent(slave)); // as it was before
        const QByteArray said = check.readAllStandardOutput();
        QVERIFY2(said.contains("It vouches for itself"), said.constData());
        QVERIFY(!said.contains("geheim"));
        ::close(master);
        ::close(slave);
    }

    // What was under way when we closed is still printed.
    void connectHearsTheServerOut()
    {
        Program program({u"connect"_s, echoUrl(), u"--wait"_s, u"0"_s});
        QVERIFY(program.run("one\ntwo\n"));
        QCOMPARE(program.exitCode(), 0);
        QVERIFY2(program.out.endsWith("< two\nConnection closed: 1000 (OK).\n"), program.out.constData());
        QCOMPARE(program.out.count("\n< "), 2);
    }

    void connectSendsWhatItIsTold()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        Program program({u"connect"_s, u"127.0.0.1:%1/a?b"_s.arg(server.serverPort()), u"--header"_s,
                         u"X-One: 1"_s, u"--header"_s, u"X-Two: 二"_s, u"--origin"_s, u"http://example.com"_s,
                         u"--subprotocol"_s, u"chat.v2"_s, u"--subprotocol"_s, u"chat"_s});
        program.start();
        QVERIFY(QTest::qWaitFor([&] { return server.hasPendingConnections(); }, patience));
        const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        QByteArray request;
        QVERIFY(QTest::qWaitFor([&] {
            request += socket->readAll();
            return request.contains("\r\n\r\n");
        }));
        QVERIFY2(request.startsWith("GET /a?b HTTP/1.1\r\n"), request.constData());
        for (const QByteArray &field :
             {"X-One: 1"_ba, u"X-Two: 二"_s.toUtf8(), "Origin: http://example.com"_ba,
              "Sec-WebSocket-Protocol: chat.v2, chat"_ba})
            QVERIFY2(request.contains("\r\n" + field + "\r\n"), request.constData());
    }

    void connectPrintsJson()
    {
        SpeakingServer server;
        Program program({u"connect"_s, u"--json"_s, u"--wait"_s, u"5"_s, server.url()});
        program.start();
        program.write("one\n");
        QVERIFY(server.client());
        QTRY_COMPARE_WITH_TIMEOUT(server.texts, QStringList{u"one"_s}, patience);
        const QByteArray big(200'000, 'x'); // more than a log keeps
        server.client()->sendTextMessage(u"line\nend"_s);
        server.client()->sendBinaryMessage("\x01\xff"_ba);
        server.client()->sendTextMessage(QString::fromLatin1(big));
        QVERIFY(program.prints(big));
        program.closeWriteChannel();
        server.client()->close();
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(program.err, ""_ba);

        QStringList seen;
        for (const QByteArray &line : program.lines()) {
            QString error;
            const auto entry = Recording::parseLine(line, &error);
            QVERIFY2(entry, qPrintable(error));
            QCOMPARE(entry->sequence, seen.size() + 1);
            const QString payload = entry->kind == EntryKind::Binary
                ? QString::fromLatin1(entry->payload.toHex())
                : QString::fromUtf8(entry->payload.left(20));
            seen += kindName(entry->kind) + u' ' + directionName(entry->direction) + u' ' + payload;
        }
        const QString all = seen.join(u'|');
        QVERIFY2(
            all.contains(u"text sent one|text received line\nend|binary received 01ff|text received xxxx"_s),
            qPrintable(all));
        QVERIFY2(all.contains(u"|close received"_s), qPrintable(all));
        QVERIFY2(seen.first().startsWith(u"info  Connecting"_s), qPrintable(all));
        QVERIFY2(seen.last().startsWith(u"info  Closed: 1000"_s), qPrintable(all));
    }

    void connectPings()
    {
        SpeakingServer server;
        Program program({u"connect"_s, u"--json"_s, u"--ping-interval"_s, u"0.05"_s, server.url()});
        program.start();
        QVERIFY(server.client());
        QVERIFY(program.prints("\"kind\":\"pong\",\"direction\":\"received\""));
        QVERIFY(program.out.contains("\"kind\":\"ping\",\"direction\":\"sent\""));
    }

    void connectRecords()
    {
        const QTemporaryDir folder;
        const QString name = folder.filePath(u"a recording.jsonl"_s);
        ServeProgram server;
        QVERIFY(server.ready);
        const QStringList arguments{
            u"connect"_s,     server.url("counter").resolved(QUrl(u"/echo"_s)).toString(),
            u"--record"_s,    name,
            u"--log-level"_s, u"info"_s};
        Program program(arguments);
        QVERIFY(program.run("Hello\n"));
        QCOMPARE(program.exitCode(), 0);
        QVERIFY2(program.out.contains("> Hello\n< Hello\n"), program.out);
        QVERIFY2(!program.err.contains("Hello"), program.err); // the level is that of the log, as ever

        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const QByteArray recorded = file.readAll();
        file.seek(0);
        RecordingReader reader(&file);
        QList<EntryKind> kinds;
        while (const auto entry = reader.next())
            kinds += entry->kind;
        QCOMPARE(reader.error(), QString());
        using enum EntryKind;
        QCOMPARE(kinds, (QList<EntryKind>{Info, Request, Response, Info, Text, Text, Close, Close, Info}));

        Program again(arguments);
        QVERIFY(again.run("Other\n"));
        QCOMPARE(again.exitCode(), 1);
        QVERIFY2(again.err.contains("exists already and is not overwritten"), again.err);
        QCOMPARE(again.out, ""_ba);
        file.seek(0);
        QCOMPARE(file.readAll(), recorded);
    }

    void connectSaysThatItCannotRecord_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("no such folder") << u"/no/such/folder/x.jsonl"_s << "cannot be begun: No such file"_ba;
        QTest::newRow("a folder") << u"/tmp"_s << "cannot be begun: Is a directory"_ba;
        QTest::newRow("a full device") << u"/dev/full"_s << "cannot be written: No space left on device"_ba;
    }

    void connectSaysThatItCannotRecord()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, sentence);
        ServeProgram server;
        QVERIFY(server.ready);
        Program program({u"connect"_s, server.url("hello").toString(), u"--record"_s, file});
        QVERIFY(program.run("Bob\n"));
        QCOMPARE(program.exitCode(), 1);
        QVERIFY2(program.err.contains(sentence), program.err);
        QCOMPARE(program.err.count('\n'), 1);
        QVERIFY(!program.out.contains("Hello"));
    }

    void whatIsShownIsRecorded_data()
    {
        QTest::addColumn<bool>("killed");
        QTest::newRow("the disk is full") << false;
        QTest::newRow("killed") << true;
    }

    void whatIsShownIsRecorded()
    {
        QFETCH(bool, killed);
        const QTemporaryDir folder;
        const QString name = folder.filePath(u"recording.jsonl"_s);
        SpeakingServer server;
        Program program({u"connect"_s, server.url(), u"--record"_s, name});
        if (!killed)
            program.setChildProcessModifier([] { // a file can have so many bytes and no more
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit most{100'000, 100'000};
                ::setrlimit(RLIMIT_FSIZE, &most);
            });
        program.start();
        QVERIFY(server.client());
        for (int i = 0; i < 5'000; ++i)
            server.client()->sendTextMessage(u"message %1"_s.arg(i));
        if (killed) {
            QVERIFY(program.prints("< message 100\n"));
            program.kill();
            QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, patience);
        } else {
            QVERIFY(program.ends());
            QCOMPARE(program.exitCode(), 1);
            QVERIFY2(program.err.contains("cannot be written: File too large"), program.err);
        }

        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        RecordingReader reader(&file);
        QByteArrayList recorded;
        while (const auto entry = reader.next()) {
            if (entry->direction == Direction::Received && entry->kind == EntryKind::Text)
                recorded += "< " + entry->payload;
        }
        if (!killed)
            QCOMPARE(reader.error(), QString()); // the line that did not fit is taken away again
        QByteArrayList shown = program.lines();
        shown.removeIf([](const QByteArray &line) { return !line.startsWith("< "); });
        QVERIFY(shown.size() > 100);
        QVERIFY(shown.size() <= recorded.size());
        QCOMPARE(shown, recorded.first(shown.size()));
    }

    void echoAnswersEverything()
    {
        SpeakingServer server;
        Program program({u"connect"_s, server.url(), u"--echo"_s});
        program.setStandardInputFile(QProcess::nullDevice()); // which it does not read
        program.start();
        QVERIFY(server.client());
        server.client()->sendTextMessage(u"文"_s);
        server.client()->sendTextMessage(QString());
        server.client()->sendBinaryMessage("\x01\xff");
        server.client()->sendTextMessage(QString(300'000, u'长'));
        QTRY_COMPARE(server.texts.size(), 3);
        QTRY_COMPARE(server.binaries.size(), 1);
        QCOMPARE(server.texts[0], u"文"_s);
        QCOMPARE(server.texts[1], QString());
        QVERIFY(server.texts[2] == QString(300'000, u'长'));
        QCOMPARE(server.binaries[0], "\x01\xff"_ba);
        server.client()->close();
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(program.out.contains(u"\n< 文\n> 文\n"_s.toUtf8()));
    }

    // On a terminal: a prompt, and what arrives goes above the line that is half typed.
    void terminal()
    {
        int master = -1;
        int slave = -1;
        QCOMPARE(::openpty(&master, &slave, nullptr, nullptr, nullptr), 0);
        QVERIFY(::fcntl(master, F_SETFL, O_NONBLOCK) == 0);
        SpeakingServer server;
        Program program({u"connect"_s, server.url()});
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TERM"_s, u"xterm"_s);
        environment.remove(u"NO_COLOR"_s);
        program.setProcessEnvironment(environment);
        program.setChildProcessModifier([slave] {
            for (int descriptor = 0; descriptor <= 2; ++descriptor)
                ::dup2(slave, descriptor);
        });
        program.start();

        QByteArray screen;
        const auto shows = [&](const QByteArray &text) {
            return QTest::qWaitFor(
                [&] {
                    char bytes[4096];
                    const ssize_t count = ::read(master, bytes, sizeof bytes);
                    screen.append(bytes, qMax<ssize_t>(0, count));
                    return screen.contains(text);
                },
                patience);
        };
        const auto types = [master](const QByteArray &text) {
            return ::write(master, text.constData(), size_t(text.size())) == text.size();
        };
        QVERIFY(server.client());
        QVERIFY2(shows(".\033[0m\r\n> "), screen.constData());
        QVERIFY(types("hello\n"));
        QTRY_COMPARE(server.texts, QStringList{u"hello"_s});
        QVERIFY2(shows("hello\r\n> "), screen.constData()); // the terminal's echo, and a new prompt
        QVERIFY(!screen.contains("> hello"_ba + "\r\n> hello"));

        QVERIFY(types("half"));
        server.client()->sendTextMessage(u"in\x1b[2Jbetween\n"_s);
        QVERIFY2(shows(u"\r\033[36m< in␛[2Jbetween⏎\033[0m\0338\033[1B"_s.toUtf8()), screen.constData());
        QVERIFY(types(" typed\n"));
        QTRY_COMPARE(server.texts.last(), u"half typed"_s);

        QVERIFY(types("\x04")); // the end of the input
        QVERIFY2(shows("Connection closed: 1000 (OK)."), screen.constData());
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 0);
        ::close(master);
        ::close(slave);
    }

    void needsNoDisplay()
    {
        QProcess ldd;
        ldd.start(u"ldd"_s, {QStringLiteral(WSLAB_PROGRAM)});
        QTRY_COMPARE_WITH_TIMEOUT(ldd.state(), QProcess::NotRunning, patience);
        const QByteArray libraries = ldd.readAllStandardOutput();
        QVERIFY(libraries.contains("Qt6Core"));
        QVERIFY2(!libraries.contains("Gui") && !libraries.contains("Widgets") && !libraries.contains("libX"),
                 libraries.constData());
    }
};

QTEST_GUILESS_MAIN(TestWslab)
#include "tst_wslab.moc"
