#include "certificate.h"
#include "wslabprogram.h"

#include <QDir>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

namespace {

/// Whether \a terminal shows nothing of what is typed.
bool isSilent(int terminal)
{
    termios now{};
    return ::tcgetattr(terminal, &now) == 0 && !(now.c_lflag & ECHO);
}

}

/// What all commands have in common, and `wslab serve`, `certificate` and `lab`.
class TestWslab : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("LC_ALL", "C.UTF-8");
        qunsetenv("LANGUAGE");
    }

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
        // The code that the client wants compared is one that the server shows.
        static const QRegularExpression code(u"short code is ([0-9A-F ]{19}):"_s);
        const QString told = code.match(QString::fromUtf8(distrusting.err)).captured(1);
        QVERIFY2(!told.isEmpty(), distrusting.err.constData());
        QVERIFY2(serve.complains(told.toUtf8()), serve.err.constData());
        // What to do next is said, and works.
        static const QRegularExpression pin(u"--pin ([0-9a-f]{64})\\b"_s);
        const QString offered = pin.match(QString::fromUtf8(distrusting.err)).captured(1);
        QVERIFY2(!offered.isEmpty(), distrusting.err.constData());
        QVERIFY2(distrusting.err.contains("--ca FILE"), distrusting.err.constData());
        Program doubtful({u"check"_s, address});
        QVERIFY(doubtful.run());
        QCOMPARE(doubtful.exitCode(), 1);
        QVERIFY2(doubtful.out.contains("--pin " + offered.toUtf8()), doubtful.out.constData());
        Program sure({u"check"_s, address, u"--pin"_s, offered});
        QVERIFY(sure.run());
        QVERIFY2(sure.exitCode() == 0, sure.out.constData());
        // Another identity than the one that was pinned is not to be waved through.
        Program deceived({u"connect"_s, address, u"--pin"_s, QString(64, u'0')});
        QVERIFY(deceived.run());
        QCOMPARE(deceived.exitCode(), 1);
        QVERIFY2(!deceived.err.contains("--pin"), deceived.err.constData());
        // The digits to be pinned are those that show tells.
        Program show({u"certificate"_s, u"show"_s, address});
        QVERIFY(show.run());
        QCOMPARE(show.exitCode(), 0);
        const qsizetype at = show.out.indexOf("SHA-256 of the key: ") + 20;
        const QString shown = QString::fromLatin1(show.out.sliced(at, 95));
        Program pinning({u"connect"_s, address, u"--pin"_s, shown});
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
