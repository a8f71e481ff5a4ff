#include "certificatecases.h"
#include "certificatelab.h"
#include "client.h"
#include "testutils.h"

#include <QNetworkInterface>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>

using namespace Qt::StringLiterals;

/// The certificate lab met by our own client: each row refuses for its reason, or lets messages through.
class TestCertificateLab : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void tellsWhatOurClientSays_data();
    void tellsWhatOurClientSays();
    void servesWhoConnectsAllTheSame_data();
    void servesWhoConnectsAllTheSame();
    void staysOnThisComputer();
    void bearsIdleAndRudeClients_data();
    void bearsIdleAndRudeClients();
    void logsByCase();
    void countsPortsFromTheFirst();
    void saysThatPortsAreTaken();
    void saysThatPortsDoNotSuffice();
    void makesAnotherAuthorityEachTime();
    void stopsWithClientsConnected();
};

namespace {

constexpr int patience = 10'000; // milliseconds

/// A lab in a thread of its own.
class RunningLab
{
public:
    RunningLab()
        : lab(new CertificateLab(&log))
    {
        thread.setObjectName(u"lab under test"_s);
        lab->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, lab, &QObject::deleteLater);
        QObject::connect(lab, &CertificateLab::started, &here,
                         [this](const QList<QUrl> &open, const QByteArray &pem) {
                             urls = open;
                             authority = pem;
                         });
        QObject::connect(lab, &CertificateLab::failed, &here,
                         [this](const QString &text) { failure = text; });
        QObject::connect(lab, &CertificateLab::stopped, &here, [this] { ++stops; });
        thread.start();
    }

    ~RunningLab()
    {
        thread.quit();
        thread.wait();
    }

    bool start(quint16 firstPort = 0)
    {
        urls.clear();
        failure.clear();
        QMetaObject::invokeMethod(lab, [this, firstPort] { lab->start(firstPort); });
        return QTest::qWaitFor([this] { return !urls.isEmpty() || !failure.isEmpty(); }, patience)
            && failure.isEmpty();
    }

    bool stop()
    {
        const int before = stops;
        QMetaObject::invokeMethod(lab, &CertificateLab::stop);
        return QTest::qWaitFor([&] { return stops > before; }, patience);
    }

    QUrl url(const QString &id) const
    {
        const QList<CertificateCase> cases = certificateCases();
        for (qsizetype i = 0; i < cases.size(); ++i)
            if (cases[i].id == id)
                return urls.value(i);
        return {};
    }

    QObject here; ///< signals of the other thread are told to it, queued
    MessageLog log;
    QThread thread;
    CertificateLab *lab;
    QList<QUrl> urls;
    QByteArray authority;
    QString failure;
    int stops = 0;
};

struct Subject
{
    explicit Subject(const ClientOptions &options)
    {
        QObject::connect(&client, &Client::textReceived, &client,
                         [this](const QString &text) { texts.append(text); });
        QObject::connect(&client, &Client::failed, &client, [this](const QString &text) { failure = text; });
        QObject::connect(&client, &Client::closed, &client,
                         [this](const CloseStatus &status) { closes.append(status); });
        client.open(options);
    }

    bool settled()
    {
        return QTest::qWaitFor(
            [this] { return client.state() == Client::State::Connected || !failure.isEmpty(); }, patience);
    }

    /// True when a message comes back as it went.
    bool echoes(const QString &text)
    {
        client.sendText(text);
        return QTest::qWaitFor([&] { return texts.contains(text); }, patience);
    }

    MessageLog log;
    Client client{&log};
    QStringList texts;
    QString failure;
    QList<CloseStatus> closes;
};

/// What our client says of each case; nothing where it connects.
struct Expectation
{
    const char *id;
    const char *sentence; ///< of the failure
    const char *column; ///< of the table
};
constexpr Expectation expectations[] = {
    {"good", "", ""},
    {"expired", "It ended on ", "it has ended"},
    {"not-yet-valid", "It has not begun and will on ", "it has not begun"},
    {"wrong-host", "It was issued for wrong.host.test, and not for 127.0.0.1.", "it is for another name"},
    {"no-subject-alternative-name", "", ""},
    {"ip-as-dns-name", "", ""},
    {"self-signed", "It vouches for itself", "it vouches for itself"},
    {"untrusted-root", "signed by an authority that is not known here", "its authority is not known"},
    {"incomplete-chain", "is unknown here, or the server forgot", "its issuer is unknown, or missing"},
    {"wrong-purpose", "It is for another purpose, not for servers.", "it is for another purpose"},
    {"issuer-not-authority", "An ordinary certificate was used as an authority.",
     "its issuer may not sign others"},
    {"name-constraint", "Its authority may not sign that name.", "its authority may not sign that name"},
    {"unknown-critical-extension", "It has a rule that must be obeyed", "it has a rule that nobody knows"},
    {"rsa1024", "Its key is too short to be safe (RSA, 1024 bit).", "its key is too short"},
    {"sha1", "signed in an old way that can be forged", "its signature can be forged"},
    {"tls-v1-1", "speaks only an old TLS that is not safe", "the server speaks no TLS that is safe"},
    {"client-cert-missing", "lets only clients in that show a certificate",
     "the server wants a certificate of it"},
};

/// One for all tests that only look.
RunningLab *shared = nullptr;

ClientOptions to(const QString &id)
{
    ClientOptions options;
    options.url = shared->url(id);
    options.tls.authorities = shared->authority;
    return options;
}

}

void TestCertificateLab::initTestCase()
{
    shared = new RunningLab;
    QVERIFY2(shared->start(), qPrintable(shared->failure));
    QCOMPARE(shared->urls.size(), certificateCases().size());
}

void TestCertificateLab::cleanupTestCase()
{
    QVERIFY(shared->stop());
    delete std::exchange(shared, nullptr);
}

void TestCertificateLab::tellsWhatOurClientSays_data()
{
    QTest::addColumn<CertificateCase>("row");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("column");
    const QList<CertificateCase> cases = certificateCases();
    QCOMPARE(cases.size(), qsizetype(std::size(expectations)));
    for (qsizetype i = 0; i < cases.size(); ++i) {
        QCOMPARE(cases[i].id, QLatin1String(expectations[i].id));
        QTest::newRow(expectations[i].id) << cases[i] << QString::fromLatin1(expectations[i].sentence)
                                          << QString::fromLatin1(expectations[i].column);
    }
}

void TestCertificateLab::tellsWhatOurClientSays()
{
    QFETCH(CertificateCase, row);
    QFETCH(QString, sentence);
    QFETCH(QString, column);
    QCOMPARE(row.client, column);
    QVERIFY(!row.title.isEmpty() && row.fault.endsWith(u'.'));
    Subject subject(to(row.id));
    QVERIFY(subject.settled());
    if (sentence.isEmpty()) {
        QVERIFY2(subject.failure.isEmpty(), qPrintable(subject.failure));
        QVERIFY(subject.echoes(u"你好"_s));
        QCOMPARE(CertificateCase::verdict(row.client), u"connects"_s);
    } else {
        QVERIFY2(subject.failure.contains(sentence), qPrintable(subject.failure));
        QCOMPARE(CertificateCase::verdict(row.client), u"refuses: "_s + column);
    }
}

void TestCertificateLab::servesWhoConnectsAllTheSame_data()
{
    QTest::addColumn<QString>("id");
    const QList<CertificateCase> cases = certificateCases();
    for (const CertificateCase &row : cases) {
        // These two are not about trust.
        if (row.id != "tls-v1-1"_L1 && row.id != "client-cert-missing"_L1)
            QTest::newRow(qPrintable(row.id)) << row.id;
    }
}

void TestCertificateLab::servesWhoConnectsAllTheSame()
{
    QFETCH(QString, id);
    ClientOptions options = to(id);
    options.tls.acceptAnything = true;
    Subject subject(options);
    QVERIFY(subject.settled());
    QVERIFY2(subject.failure.isEmpty(), qPrintable(subject.failure));
    QVERIFY(subject.echoes(u"你好"_s));
    QVERIFY(subject.echoes(QString(1'000'000, u'x')));
    subject.client.close();
    QTRY_COMPARE(subject.closes.size(), 1);
    QVERIFY2(subject.closes.first().clean, qPrintable(subject.closes.first().toString()));
}

void TestCertificateLab::staysOnThisComputer()
{
    for (const QUrl &url : std::as_const(shared->urls)) {
        const quint16 port = quint16(url.port());
        const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
        for (const QHostAddress &address : addresses) {
            if (address.isLoopback() || address.isLinkLocal())
                continue;
            QTcpSocket socket;
            socket.connectToHost(address, port);
            QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
            QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
        }
    }
}

void TestCertificateLab::bearsIdleAndRudeClients_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("a server of its own") << u"good"_s;
    QTest::newRow("behind a terminator") << u"rsa1024"_s;
}

void TestCertificateLab::bearsIdleAndRudeClients()
{
    QFETCH(QString, id);
    const quint16 port = quint16(shared->url(id).port());
    std::vector<std::unique_ptr<RawPeer>> idle;
    for (int i = 0; i < 20; ++i) {
        idle.push_back(std::make_unique<RawPeer>(port));
        QVERIFY(idle.back()->connected);
    }
    for (const QByteArray &rude :
         {QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
          QByteArray::fromHex("160301ffff") + QByteArray(70'000, 'x'), QByteArray(200'000, '\0')}) {
        RawPeer peer(port);
        QVERIFY(peer.connected);
        peer.write(rude);
        QVERIFY(peer.gone());
    }
    ClientOptions options = to(id);
    options.tls.acceptAnything = true;
    Subject subject(options);
    QVERIFY(subject.settled());
    QVERIFY2(subject.failure.isEmpty(), qPrintable(subject.failure));
    QVERIFY(subject.echoes(u"still here"_s));
    // Who says nothing is sent away.
    for (const auto &peer : idle)
        QVERIFY(QTest::qWaitFor([&] { return peer->socket.state() == QAbstractSocket::UnconnectedState; },
                                patience));
}

void TestCertificateLab::logsByCase()
{
    Subject subject(to(u"expired"_s));
    QVERIFY(subject.settled());
    QTRY_VERIFY([] {
        const QList<LogEntry> entries = shared->log.entriesSince(0);
        return std::any_of(entries.begin(), entries.end(), [](const LogEntry &entry) {
            return entry.kind == EntryKind::Error
                && entry.payload.startsWith("expired: No secure connection");
        });
    }());
}

void TestCertificateLab::countsPortsFromTheFirst()
{
    // Somewhere there are so many free ports in a row.
    RunningLab lab;
    bool open = false;
    for (int tries = 0; tries < 50 && !open; ++tries) {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const quint16 first = quint16(qMin<int>(probe.serverPort(), 65'000));
        probe.close();
        open = lab.start(first);
        if (open) {
            for (qsizetype i = 0; i < lab.urls.size(); ++i)
                QCOMPARE(lab.urls[i].port(), first + i);
        }
    }
    QVERIFY2(open, qPrintable(lab.failure));
}

void TestCertificateLab::saysThatPortsAreTaken()
{
    RunningLab lab;
    const quint16 taken = quint16(shared->url(u"good"_s).port());
    QVERIFY(!lab.start(qMin<quint16>(taken, 65'000)));
    QVERIFY2(lab.failure.contains(u"is taken by another program"_s), qPrintable(lab.failure));
    // Nothing is left open, and it can be tried again.
    QVERIFY2(lab.start(), qPrintable(lab.failure));
}

void TestCertificateLab::saysThatPortsDoNotSuffice()
{
    RunningLab lab;
    QVERIFY(!lab.start(65'530));
    QVERIFY2(lab.failure.contains(u"begin at 65519 or below"_s), qPrintable(lab.failure));
}

void TestCertificateLab::makesAnotherAuthorityEachTime()
{
    RunningLab lab;
    QVERIFY(lab.start());
    const QSslCertificate first(lab.authority);
    QVERIFY(!first.isNull());
    QVERIFY(lab.stop());
    QVERIFY(lab.start());
    const QSslCertificate second(lab.authority);
    QVERIFY(first.publicKey() != second.publicKey());
    QVERIFY(!lab.authority.contains("PRIVATE KEY"));
    QVERIFY(lab.stop());
    QVERIFY(lab.stop()); // also when it is closed
}

void TestCertificateLab::stopsWithClientsConnected()
{
    RunningLab lab;
    QVERIFY(lab.start());
    ClientOptions options;
    options.tls.acceptAnything = true;
    options.url = lab.url(u"good"_s);
    Subject direct(options);
    options.url = lab.url(u"sha1"_s);
    Subject behind(options);
    RawPeer silent(quint16(options.url.port()));
    QVERIFY(direct.settled() && behind.settled());
    QVERIFY(lab.stop());
    for (Subject *subject : {&direct, &behind}) {
        QTRY_COMPARE(subject->closes.size(), 1);
        QCOMPARE(subject->closes.first().code, CloseCode::GoingAway);
    }
    QVERIFY(silent.gone());
    Subject late(options);
    QVERIFY(late.settled());
    QVERIFY(late.failure.contains(u"Nothing listens"_s));
}

QTEST_GUILESS_MAIN(TestCertificateLab)
#include "tst_certificatelab.moc"
