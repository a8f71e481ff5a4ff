#include "localauthority.h"
#include "testutils.h"
#include "tls.h"
#include "trustpages.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

/// What a server tells those who do not trust it yet, over real sockets: with TLS and without.
class TestTrustPages : public QObject
{
    Q_OBJECT

private slots:
    void findsTheAuthority_data();
    void findsTheAuthority();
    void asksByTheLastSegments_data();
    void asksByTheLastSegments();
    void answers_data();
    void answers();
    void saysWhomToTrust();
    void givesTheCertificateItself();
    void answersOnlyKnownHosts();
    void leavesWebSocketsAlone();
    void neverGivesAKey();

private:
    Identity issued();
    static ServerOptions withTls(const Identity &identity);

    QTemporaryDir m_folder;
};

namespace {

struct Answer
{
    int status = 0;
    QByteArray head;
    QByteArray body;
};

/// The answer to one request, as it comes: the server ends the connection after it.
Answer ask(quint16 port, bool secure, const QByteArray &path, const QByteArray &method = "GET",
           const QByteArray &host = "localhost")
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    QByteArray bytes;
    QObject::connect(&socket, &QIODevice::readyRead, &socket, [&] { bytes += socket.readAll(); });
    const QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    QObject::connect(&socket, secure ? &QSslSocket::encrypted : &QAbstractSocket::connected, &socket,
                     [&] { socket.write(request); });
    bool ended = false;
    QObject::connect(&socket, &QAbstractSocket::disconnected, &socket, [&] { ended = true; });
    if (secure)
        socket.connectToHostEncrypted(u"127.0.0.1"_s, port);
    else
        socket.connectToHost(u"127.0.0.1"_s, port);
    if (!QTest::qWaitFor([&] { return ended; }))
        return {};
    const qsizetype end = bytes.indexOf("\r\n\r\n") + 4;
    return {bytes.mid(9, 3).toInt(), bytes.left(end), bytes.mid(end)};
}

Identity make(const CertificateSpec &spec, const Identity *issuer = nullptr)
{
    QString error;
    const auto identity = makeIdentity(spec, issuer, &error);
    if (!identity)
        qFatal("%s", qPrintable(error));
    return *identity;
}

CertificateSpec localhost()
{
    CertificateSpec spec;
    spec.commonName = u"localhost"_s;
    spec.dnsNames = QStringList{u"localhost"_s};
    spec.addresses = QStringList{u"127.0.0.1"_s};
    return spec;
}

/// An authority that may sign anything.
Identity unboundAuthority()
{
    CertificateSpec spec;
    spec.purpose = CertificateSpec::Purpose::Authority;
    spec.commonName = u"Of the school"_s;
    return make(spec);
}

}

Identity TestTrustPages::issued()
{
    QString error;
    const auto identity =
        LocalAuthority(m_folder.path()).serverIdentity({u"localhost"_s}, {u"127.0.0.1"_s}, &error);
    if (!identity)
        qFatal("%s", qPrintable(error));
    return *identity;
}

ServerOptions TestTrustPages::withTls(const Identity &identity)
{
    ServerOptions options = RunningServer::freePorts();
    options.tls = ServerTls{identity.certificate + identity.chain, identity.key, {}};
    return options;
}

void TestTrustPages::findsTheAuthority_data()
{
    QTest::addColumn<QByteArray>("chain");
    QTest::addColumn<bool>("found");

    const Identity ours = issued();
    const Identity other = unboundAuthority();
    const Identity others = make(localhost(), &other);
    const Identity self = make(localhost());
    QTest::newRow("ours") << ours.certificate + ours.chain << true;
    QTest::newRow("ours behind another") << ours.certificate + other.certificate + ours.chain << true;
    QTest::newRow("the authority left out") << ours.certificate << false;
    QTest::newRow("the authority alone") << ours.chain << false;
    QTest::newRow("issued by one that may sign anything") << others.certificate + others.chain << false;
    QTest::newRow("issued by another, ours only sent along") << others.certificate + ours.chain << false;
    QTest::newRow("self-signed") << self.certificate << false;
    QTest::newRow("self-signed, ours sent along") << self.certificate + ours.chain << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("no certificate") << QByteArray("-----BEGIN CERTIFICATE-----\nMIIB\n") << false;
}

void TestTrustPages::findsTheAuthority()
{
    QFETCH(QByteArray, chain);
    QFETCH(bool, found);
    QCOMPARE(LocalAuthority::authorityIn(chain), found ? issued().chain : QByteArray());
    QCOMPARE(TrustPages::forChain(chain).has_value(), found);
}

void TestTrustPages::asksByTheLastSegments_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("type");

    const QByteArray page = "text/html; charset=utf-8";
    const QByteArray certificate = "application/x-x509-ca-cert";
    QTest::newRow("the page") << u"/trust"_s << page;
    QTest::newRow("the page below a folder") << u"/demo/trust"_s << page;
    QTest::newRow("the certificate") << u"/trust/ca.crt"_s << certificate;
    QTest::newRow("the certificate below a folder") << u"/demo/trust/ca.crt"_s << certificate;
    QTest::newRow("a longer name") << u"/distrust"_s << QByteArray();
    QTest::newRow("a folder") << u"/trust/"_s << QByteArray();
    QTest::newRow("another file") << u"/trust/ca.key"_s << QByteArray();
    QTest::newRow("the certificate elsewhere") << u"/ca.crt"_s << QByteArray();
    QTest::newRow("a longer folder") << u"/distrust/ca.crt"_s << QByteArray();
    QTest::newRow("no slash") << u"trust"_s << QByteArray();
    QTest::newRow("nothing") << QString() << QByteArray();
}

void TestTrustPages::asksByTheLastSegments()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, type);
    const Identity identity = issued();
    const auto pages = TrustPages::forChain(identity.certificate + identity.chain);
    QVERIFY(pages);
    QCOMPARE(TrustPages::isAskedBy(path), !type.isEmpty());
    const auto found = pages->find(path);
    QCOMPARE(found ? found->contentType : QByteArray(), type);
}

void TestTrustPages::answers_data()
{
    QTest::addColumn<QByteArray>("certificate"); // "ours", "another's", "none"
    QTest::addColumn<bool>("secure");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");

    const QByteArray ours = "ours";
    const QByteArray others = "another's";
    const QByteArray none = "none";
    for (const char *path : {"/trust", "/trust/ca.crt", "/demo/trust"}) {
        const QByteArray get = "GET " + QByteArray(path);
        QTest::addRow("%s over https", path) << ours << true << get << 200;
        QTest::addRow("%s over plain http", path) << ours << false << get << 200;
        QTest::addRow("%s of another's over https", path) << others << true << get << 404;
        QTest::addRow("%s of another's over plain http", path) << others << false << get << 308;
        QTest::addRow("%s without TLS", path) << none << false << get << 404;
    }
    QTest::newRow("HEAD") << ours << false << QByteArray("HEAD /trust") << 200;
    QTest::newRow("with a query") << ours << false << QByteArray("GET /trust?language=zh") << 200;
    QTest::newRow("POST over https") << ours << true << QByteArray("POST /trust") << 405;
    QTest::newRow("other pages over plain http") << ours << false << QByteArray("GET /counter") << 308;
    QTest::newRow("other files over plain http") << ours << false << QByteArray("GET /trust/x.crt") << 308;
    QTest::newRow("other files over https") << ours << true << QByteArray("GET /trust/x.crt") << 404;
    QTest::newRow("other pages over https") << ours << true << QByteArray("GET /counter") << 200;
}

void TestTrustPages::answers()
{
    QFETCH(QByteArray, certificate);
    QFETCH(bool, secure);
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    ServerOptions options = RunningServer::freePorts();
    if (certificate == "ours")
        options = withTls(issued());
    else if (certificate == "another's")
        options = withTls(make(localhost()));
    RunningServer running(options);
    const QByteArrayList words = request.split(' ');
    const Answer answer = ask(running.port(ServiceKind::Time), secure, words[1], words[0]);
    QCOMPARE(answer.status, status);
    if (words[0] == "HEAD")
        QVERIFY(answer.body.isEmpty());
    if (status == 404 && words[1].startsWith("/trust") && !words[1].endsWith("x.crt"))
        QVERIFY2(answer.body.contains("none to trust"), answer.body.constData());
    if (status == 308)
        QVERIFY(answer.head.contains("Location: https://localhost" + words[1]));
    if (status == 200)
        QVERIFY(running.logged(EntryKind::Info, "got the page " + words[1].split('?').first()));
}

void TestTrustPages::saysWhomToTrust()
{
    const Identity identity = issued();
    const QSslCertificate authority(identity.chain);
    RunningServer running(withTls(identity));
    QVERIFY(running.logged(EntryKind::Info,
                           "http://localhost:" + QByteArray::number(running.port(ServiceKind::Hello))
                               + "/trust."));
    // What a client shows that does not trust it; the page has the authority's.
    const QString own = Tls::shortCode(QSslCertificate(identity.certificate));
    QVERIFY(running.logged(EntryKind::Info, "short code " + own.toUtf8()));
    const Answer answer = ask(running.port(ServiceKind::Hello), false, "/trust");
    QVERIFY(answer.body.contains(">" + Tls::shortCode(authority).toUtf8() + "<"));
    QVERIFY(
        answer.body.contains(">" + authority.digest(QCryptographicHash::Sha256).toHex(':').toUpper() + "<"));
    QVERIFY(
        answer.body.contains(">" + authority.expiryDate().toUTC().toString(u"yyyy-MM-dd"_s).toUtf8() + "<"));
    QVERIFY(answer.body.contains(authority.subjectDisplayName().toHtmlEscaped().toUtf8()));
    QVERIFY(answer.head.contains("Content-Security-Policy: default-src 'none'; style-src 'sha256-"));
    QVERIFY(answer.head.contains("X-Content-Type-Options: nosniff"));
}

void TestTrustPages::givesTheCertificateItself()
{
    const Identity identity = issued();
    RunningServer running(withTls(identity));
    const Answer answer = ask(running.port(ServiceKind::Hello), false, "/trust/ca.crt");
    QVERIFY(answer.head.contains("Content-Type: application/x-x509-ca-cert\r\n"));
    const QSslCertificate given(answer.body, QSsl::Der);
    QCOMPARE(given, QSslCertificate(identity.chain));
    QCOMPARE(given.toDer(), answer.body); // and nothing behind it
    QCOMPARE(verifyServer(identity.certificate, given.toPem(), u"localhost"_s), QList<CertificateFault>());
}

void TestTrustPages::answersOnlyKnownHosts()
{
    RunningServer running(withTls(issued()));
    QCOMPARE(ask(running.port(ServiceKind::Hello), false, "/trust", "GET", "evil.example").status, 421);
    QCOMPARE(ask(running.port(ServiceKind::Hello), false, "/trust/ca.crt", "GET", "evil.example").status,
             421);
}

void TestTrustPages::leavesWebSocketsAlone()
{
    RunningServer secure(withTls(issued()));
    RawPeer told(secure.port(ServiceKind::Hello));
    told.write(RawPeer::request("/trust"));
    QCOMPARE(told.status(), 426);
    RunningServer plain;
    RawPeer peer(plain.port(ServiceKind::Hello));
    QVERIFY(peer.open("/trust"));
}

void TestTrustPages::neverGivesAKey()
{
    const Identity identity = issued();
    QFile authorityKey(m_folder.filePath(u"authority-key.pem"_s));
    QVERIFY(authorityKey.open(QIODevice::ReadOnly));
    QByteArrayList secrets{"PRIVATE KEY"};
    for (const QByteArray &pem : {identity.key, authorityKey.readAll()}) {
        const QByteArray body = pem.split('\n').value(1); // the first line of the base64
        QCOMPARE(body.size(), 64);
        // PKCS#8 of a P-256 key: 36 bytes of algorithms and lengths, then the secret number itself.
        const QByteArray secret = QByteArray::fromBase64(pem.split('\n').mid(1, 3).join()).mid(36, 32);
        QCOMPARE(secret.size(), 32);
        secrets << body.mid(48) << secret << secret.toBase64().left(40) << secret.toHex()
                << secret.toHex(':').toUpper();
    }

    RunningServer running(withTls(identity));
    int found = 0;
    for (const bool secure : {false, true}) {
        for (const QByteArray path :
             {"/trust", "/trust/", "/trust/ca.crt", "/trust/ca.key", "/trust/ca.pem", "/trust/localhost.pem",
              "/localhost.pem", "/authority.pem", "/authority-key.pem", "/trust/authority-key.pem",
              "/trust/../authority-key.pem", "/trust/%2e%2e/authority-key.pem",
              "/trust/..%2fauthority-key.pem", "/trust/ca.crt/../authority-key.pem", "/trust/ca.crt%00.pem",
              "/", "/index"}) {
            const Answer answer = ask(running.port(ServiceKind::Hello), secure, path);
            QVERIFY2(answer.status != 0, path.constData());
            found += answer.status == 200;
            for (const QByteArray &secret : secrets)
                QVERIFY2(!answer.head.contains(secret) && !answer.body.contains(secret), path.constData());
        }
    }
    QVERIFY(found >= 4);
}

QTEST_GUILESS_MAIN(TestTrustPages)
#include "tst_trustpages.moc"
