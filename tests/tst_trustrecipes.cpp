#include "localauthority.h"
#include "testutils.h"
#include "trustrecipes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

/// The lines that people copy do what they say: they are run, as they are, against a real server; and
/// against one with another key they fail.
class TestTrustRecipes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void work_data();
    void work();
    void workWithoutAnAuthority_data();
    void workWithoutAnAuthority();
    void fillsAKeystoreForJava();
    void namesTheKeys();
    void withoutACertificate();

private:
    struct Outcome
    {
        int status = -1;
        QByteArray output;
        QByteArray errors;
    };
    Identity issued(const QString &folder);
    QString text(const TrustRecipes::Server &server, const QString &program) const;
    Outcome run(const QString &program, const QStringList &arguments);
    Outcome runLine(const QString &line) { return run(u"/bin/sh"_s, {u"-c"_s, line}); }

    QTemporaryDir m_folder;
    QString m_authorityFile;
};

namespace {

ServerOptions withTls(const Identity &identity)
{
    ServerOptions options = RunningServer::freePorts();
    options.tls = ServerTls{identity.certificate + identity.chain, identity.key, {}};
    return options;
}

QUrl address(const RunningServer &running, const QString &host)
{
    QUrl url(u"wss://localhost/"_s);
    url.setHost(host);
    url.setPort(running.port(ServiceKind::Hello));
    return url;
}

/// What a program that asks politely gets from hello.
constexpr auto greeting = "Hello World!";

void write(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

}

void TestTrustRecipes::initTestCase()
{
    // A name that every quoting has to get right.
    m_authorityFile = LocalAuthority(m_folder.filePath(u"it's \"the\" 课堂 $HOME"_s)).authorityFile();
    issued(QFileInfo(m_authorityFile).path());
    QVERIFY(QFile::exists(m_authorityFile));
}

Identity TestTrustRecipes::issued(const QString &folder)
{
    QString error;
    const auto identity =
        LocalAuthority(folder).serverIdentity({u"localhost"_s}, {u"127.0.0.1"_s, u"::1"_s}, &error);
    if (!identity)
        qFatal("%s", qPrintable(error));
    return *identity;
}

QString TestTrustRecipes::text(const TrustRecipes::Server &server, const QString &program) const
{
    for (const TrustRecipe &recipe : TrustRecipes::forServer(server)) {
        if (recipe.program == program)
            return recipe.text;
    }
    return {};
}

TestTrustRecipes::Outcome TestTrustRecipes::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s,
                       QFileInfo(QStringLiteral(WSLAB_PROGRAM)).path() + u':' + environment.value(u"PATH"_s));
    environment.insert(u"HOME"_s, m_folder.path());
    environment.insert(u"NODE_PATH"_s, m_folder.path());
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write("World\n"); // for those that read what to send
    process.closeWriteChannel();
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 20'000)) {
        process.kill();
        return {};
    }
    Outcome outcome{process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    if (process.exitStatus() != QProcess::NormalExit || process.error() == QProcess::FailedToStart)
        outcome.status = -1;
    return outcome;
}

void TestTrustRecipes::work_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("file"); // the text is the content of this one, if any
    QTest::addColumn<QStringList>("command"); // that runs it
    QTest::addColumn<QByteArray>("told"); // by whoever trusts the server
    QTest::addColumn<QString>("host");

    for (const QString &host : {u"localhost"_s, u"127.0.0.1"_s, u"::1"_s}) {
        const auto row = [&](const char *name) -> QTestData & {
            return QTest::addRow("%s at %s", name, qPrintable(host));
        };
        const QStringList shell{u"/bin/sh"_s, u"-e"_s, u"script"_s};
        row("Python") << u"Python"_s << u"hello.py"_s
                      << QStringList{QStringLiteral(WSLAB_PYTHON), u"hello.py"_s} << QByteArray(greeting)
                      << host;
        row("curl") << u"curl"_s << u"script"_s << shell << QByteArray("<html") << host;
        row("openssl") << u"openssl"_s << u"script"_s << shell << QByteArray("Verify return code: 0 (ok)")
                       << host;
        row("wslab") << u"wslab"_s << u"script"_s << shell << QByteArray(greeting) << host;
        if (!QStandardPaths::findExecutable(u"node"_s).isEmpty()) {
            row("Node.js") << u"Node.js"_s << u"hello.js"_s << QStringList{u"node"_s, u"hello.js"_s}
                           << QByteArray("<html") << host;
            row("Node.js by its environment")
                << u"Node.js, any program"_s << u"script"_s << shell << QByteArray("status 200") << host;
        }
    }
}

void TestTrustRecipes::work()
{
    QFETCH(QString, program);
    QFETCH(QString, file);
    QFETCH(QStringList, command);
    QFETCH(QByteArray, told);
    QFETCH(QString, host);
    const Identity identity = issued(QFileInfo(m_authorityFile).path());
    const QTemporaryDir elsewhere;
    const Identity stranger = issued(elsewhere.path()); // the same names, another authority

    for (const bool trusted : {true, false}) {
        RunningServer running(withTls(trusted ? identity : stranger));
        const TrustRecipes::Server server{identity.certificate + identity.chain, m_authorityFile,
                                          address(running, host)};
        // Node's own way to a page stands for the packages that are not on every machine.
        write(m_folder.filePath(u"client.js"_s),
              "require('https').get('" + server.url.toString().replace("wss"_L1, "https"_L1).toUtf8()
                  + "', answer => { console.log('status', answer.statusCode); answer.resume(); });\n");
        write(m_folder.filePath(u"ws.js"_s),
              "module.exports = class extends require('events') {\n"
              "    constructor(url, options) {\n"
              "        super();\n"
              "        require('https').get(url.replace('wss', 'https'), options, answer => {\n"
              "            this.emit('open');\n"
              "            answer.on('data', data => this.emit('message', data));\n"
              "        });\n"
              "    }\n"
              "    send() {}\n"
              "    close() {}\n"
              "};\n");
        const QString recipe = text(server, program);
        QVERIFY(!recipe.isEmpty());
        write(m_folder.filePath(file), recipe.toUtf8());
        const Outcome outcome = run(command.first(), command.mid(1));
        QCOMPARE(outcome.status == 0 && outcome.output.contains(told), trusted);
        // Every line of a shell's recipe works, not only the first.
        if (!trusted || command.first() != "/bin/sh"_L1)
            continue;
        for (const QString &line : recipe.split(u'\n')) {
            const Outcome each = runLine(line);
            QVERIFY2(each.status == 0 && !each.output.isEmpty(), (each.output + each.errors).constData());
        }
    }
}

void TestTrustRecipes::workWithoutAnAuthority_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("curl") << u"curl"_s << QByteArray("<html");
    QTest::newRow("wslab") << u"wslab"_s << QByteArray(greeting);
}

void TestTrustRecipes::workWithoutAnAuthority()
{
    QFETCH(QString, program);
    QFETCH(QByteArray, told);
    const auto make = [] {
        CertificateSpec spec;
        spec.commonName = u"localhost"_s;
        spec.dnsNames = QStringList{u"localhost"_s};
        QString error;
        return *makeIdentity(spec, nullptr, &error);
    };
    const Identity identity = make();
    for (const bool known : {true, false}) {
        RunningServer running(withTls(known ? identity : make()));
        const Outcome outcome =
            runLine(text({identity.certificate, {}, address(running, u"localhost"_s)}, program));
        QCOMPARE(outcome.status == 0 && outcome.output.contains(told), known);
    }
}

void TestTrustRecipes::fillsAKeystoreForJava()
{
    if (QStandardPaths::findExecutable(u"keytool"_s).isEmpty())
        QSKIP("There is no Java here, and nothing else needs it.");
    const Identity identity = issued(QFileInfo(m_authorityFile).path());
    const QString recipe =
        text({identity.certificate, m_authorityFile, QUrl(u"wss://localhost/"_s)}, u"Java"_s);
    const Outcome outcome = runLine(recipe.section(u'\n', 0, 0));
    QVERIFY2(outcome.status == 0, (outcome.output + outcome.errors).constData());
    const Outcome listed = runLine(u"keytool -list -keystore websocket-lab.p12 -storepass changeit -rfc"_s);
    QVERIFY(QByteArray(listed.output).replace("\r", "").contains(identity.chain.trimmed()));
}

void TestTrustRecipes::namesTheKeys()
{
    const Identity identity = issued(QFileInfo(m_authorityFile).path());
    RunningServer running(withTls(identity));
    const TrustRecipes::Server server{identity.certificate + identity.chain, m_authorityFile,
                                      address(running, u"localhost"_s)};
    const QStringList keys = text(server, u"Published keys"_s).split(u'\n');
    QCOMPARE(keys.size(), 7); // three lines for each of the two, one between
    QVERIFY(keys.at(0).startsWith("localhost, until "_L1));
    QVERIFY(keys.at(4).startsWith("WebSocket Lab on "_L1));
    // OpenSSL says the same of the server's key.
    const Outcome outcome = runLine(text(server, u"openssl"_s).section(u'\n', 1));
    QCOMPARE(QString::fromLatin1(outcome.output).trimmed().section(u' ', -1), keys.at(2));
    QCOMPARE(QByteArray::fromHex(keys.at(2).toLatin1()).toBase64(),
             keys.at(1).section(u"//"_s, 1).toLatin1());
}

void TestTrustRecipes::withoutACertificate()
{
    QVERIFY(TrustRecipes::forServer({{}, {}, QUrl(u"wss://localhost/"_s)}).isEmpty());
    QVERIFY(TrustRecipes::forServer({"no certificate", {}, QUrl(u"wss://localhost/"_s)}).isEmpty());
}

QTEST_GUILESS_MAIN(TestTrustRecipes)
#include "tst_trustrecipes.moc"
