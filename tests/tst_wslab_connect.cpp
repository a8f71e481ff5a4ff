#include "entrynames.h"
#include "rawserver.h"
#include "recording.h"
#include "wslabprogram.h"

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
#include <unistd.h>

namespace {

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

/// `wslab connect` as a person runs it, against real servers.
class TestWslabConnect : public QObject
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

    void greets()
    {
        Program program({u"connect"_s, m_server->url(ServiceKind::Hello).toString()});
        QVERIFY(program.run(u"世界\n"_s.toUtf8()));
        QCOMPARE(program.out,
                 "Connected to " + program.arguments()[1].toUtf8()
                     + u".\n> 世界\n< Hello 世界!\nConnection closed: 1000 (OK).\n"_s.toUtf8());
        QCOMPARE(program.err, QByteArray());
        QCOMPARE(program.exitCode(), 0);
    }

    void filters_data()
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

    void filters()
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

    void readsFiles_data()
    {
        QTest::addColumn<QByteArray>("contents");
        QTest::newRow("a file") << "one\ntwo\n"_ba;
        QTest::newRow("an empty file") << ""_ba;
    }

    void readsFiles()
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

    void readsNothing()
    {
        Program program({u"connect"_s, echoUrl(), u"--wait"_s, u"0"_s});
        program.setStandardInputFile(QProcess::nullDevice());
        program.start();
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 0);
    }

    void tellsOfBytesThatAreNoText()
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
    void losesNothingWhenReadSlowly()
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

    void endsQuietlyWithItsReader()
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

    void tellsThatOutputIsFull()
    {
        Program program({u"connect"_s, echoUrl()});
        program.setStandardOutputFile(u"/dev/full"_s);
        QVERIFY(program.run("x\n"));
        QCOMPARE(program.exitCode(), 1);
        QVERIFY2(program.err.contains("Standard output"), program.err.constData());
    }

    // What a peer says cannot look like a line of ours.
    void printsOneLineForAMessage()
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

    void tellsHowItEnded_data()
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
            << encodeMaskedFrame(Opcode::Text, "x", {1, 2, 3, 4})
            << "1002 (protocol error), by this side. The other side broke the rules of RFC 6455: "
               "server frames must not be masked."_ba
            << 1;
        QTest::newRow("1002 of the server's own")
            << encodeFrame(Opcode::Close, encodeClosePayload(1002, u"no"_s)) << "1002 (protocol error) no."_ba
            << 0;
    }

    void tellsHowItEnded()
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

    void saysThatNobodyListens()
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

    void closesWhenInterrupted_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void closesWhenInterrupted()
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

    void waits_data()
    {
        QTest::addColumn<QString>("seconds");
        QTest::addColumn<bool>("heard"); ///< what comes half a second after the end of the input

        QTest::newRow("long enough") << u"30"_s << true;
        QTest::newRow("not at all") << u"0"_s << false;
    }

    void waits()
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

    // What was under way when we closed is still printed.
    void hearsTheServerOut()
    {
        Program program({u"connect"_s, echoUrl(), u"--wait"_s, u"0"_s});
        QVERIFY(program.run("one\ntwo\n"));
        QCOMPARE(program.exitCode(), 0);
        QVERIFY2(program.out.endsWith("< two\nConnection closed: 1000 (OK).\n"), program.out.constData());
        QCOMPARE(program.out.count("\n< "), 2);
    }

    // Lines may come faster than they can be sent, up to the end.
    void printsNothingAfterTheEnd_data()
    {
        QTest::addColumn<QByteArray>("last");
        QTest::newRow("cut off") << QByteArray();
        QTest::newRow("a Close") << QByteArray::fromHex("880203e8");
        QTest::newRow("a bad frame") << QByteArray::fromHex("8300");
    }

    void printsNothingAfterTheEnd()
    {
        QFETCH(const QByteArray, last);
        for (int round = 0; round < 5; ++round) {
            RawServer server(good);
            Program program({u"connect"_s, server.url().toString()});
            program.start();
            program.write(QByteArray("a line\n").repeated(200'000));
            QVERIFY(QTest::qWaitFor([&] { return !server.bytes.isEmpty(); }, patience));
            if (last.isEmpty())
                server.peer->abort();
            else
                server.peer->write(last);
            QVERIFY(program.ends());
            const qsizetype end = program.out.indexOf("\nConnection closed: ");
            QVERIFY(end >= 0);
            QCOMPARE(program.out.mid(end + 1).count('\n'), 1);
        }
    }

    void comesBackToAServerThatCameBack()
    {
        auto server = std::make_unique<ServeProgram>();
        QVERIFY(server->ready);
        const QUrl address = server->url("counter");
        Program program({u"connect"_s, u"--reconnect"_s, address.resolved(QUrl(u"/echo"_s)).toString()});
        program.start();
        program.write("one\n");
        QVERIFY(program.prints("< one\n"));
        server->kill();
        QVERIFY(program.prints("Connection closed: 1006 "));
        QVERIFY(program.complains("Trying again in "));
        program.write("two\n"); // nobody is there yet
        server = std::make_unique<ServeProgram>(QStringList{u"--counter"_s, QString::number(address.port())});
        QVERIFY2(server->ready, server->err.constData());
        QVERIFY(program.prints("< two\n"));
        QCOMPARE(program.out.count("Connected to "), 2);
        QVERIFY(program.out.indexOf("> two\n") > program.out.lastIndexOf("Connected to "));
        const QRegularExpression countdown(u"^wslab: Trying again in [01]\\.\\d s, attempt 1 of 10\\.\n"_s);
        QVERIFY2(countdown.match(QString::fromUtf8(program.err)).hasMatch(), program.err.constData());

        const qsizetype before = program.err.count("Trying again");
        program.closeWriteChannel(); // an end of its own
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(program.err.count("Trying again"), before);
    }

    void doesNotComeBackWhereItIsNotWanted_data()
    {
        QTest::addColumn<QByteArray>("response");
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("403") << "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"_ba
                             << "403"_ba << 1;
        QTest::newRow("1008") << good + QByteArray::fromHex("880203f0") << "1008 (policy violation)"_ba << 0;
    }

    void doesNotComeBackWhereItIsNotWanted()
    {
        QFETCH(const QByteArray, response);
        QFETCH(const QByteArray, said);
        QFETCH(const int, exitCode);
        RawServer server(response);
        Program program({u"connect"_s, u"--reconnect"_s, server.url().toString()});
        program.start();
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), exitCode);
        QVERIFY2((program.out + program.err).contains(said), (program.out + program.err).constData());
        QVERIFY2(!program.err.contains("Trying again"), program.err.constData());
    }

    void stopsComingBackWhenInterrupted()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const quint16 port = gone.serverPort();
        gone.close();
        Program program({u"connect"_s, u"--reconnect"_s, u"127.0.0.1:%1"_s.arg(port)});
        program.start();
        QVERIFY(program.complains("attempt 2 of 10."));
        QCOMPARE(program.err.count('\n'), 4); // each attempt: why it failed, and when the next one is
        ::kill(pid_t(program.processId()), SIGINT);
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 1);
        QVERIFY(!program.err.contains("attempt 3"));
    }

    void sendsWhatItIsTold()
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

    void printsJson()
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

    void pings()
    {
        SpeakingServer server;
        Program program({u"connect"_s, u"--json"_s, u"--ping-interval"_s, u"0.05"_s, server.url()});
        program.start();
        QVERIFY(server.client());
        QVERIFY(program.prints("\"kind\":\"pong\",\"direction\":\"received\""));
        QVERIFY(program.out.contains("\"kind\":\"ping\",\"direction\":\"sent\""));
    }

    void records()
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

    void saysThatItCannotRecord_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("no such folder") << u"/no/such/folder/x.jsonl"_s << "cannot be begun: No such file"_ba;
        QTest::newRow("a folder") << u"/tmp"_s << "cannot be begun: Is a directory"_ba;
        QTest::newRow("a full device") << u"/dev/full"_s << "cannot be written: No space left on device"_ba;
    }

    void saysThatItCannotRecord()
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

        QVERIFY(types("half \x1b[D again\n")); // an arrow key
        QVERIFY2(
            shows("wslab: Line 3 of the input is not sent: keys like the arrows have left escape sequences "
                  "in it. Type it anew; Backspace corrects.\r\n> "),
            screen.constData());
        QVERIFY(types("anew\n"));
        QTRY_COMPARE(server.texts.last(), u"anew"_s);
        QCOMPARE(server.texts.size(), 3);

        QVERIFY(types("\x04")); // the end of the input
        QVERIFY2(shows("Connection closed: 1000 (OK)."), screen.constData());
        QVERIFY(program.ends());
        QCOMPARE(program.exitCode(), 1); // a line was not sent
        ::close(master);
        ::close(slave);
    }
};

QTEST_GUILESS_MAIN(TestWslabConnect)
#include "tst_wslab_connect.moc"
