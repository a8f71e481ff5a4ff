#include "certificatetext.h"
#include "client.h"
#include "localauthority.h"
#include "testutils.h"
#include "tls.h"

#include <QDir>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>

/// wss from end to end, over real TLS: certificates made here, trust, and what is said when it fails.
class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void makesIdentitiesOfAllKinds_data();
    void makesIdentitiesOfAllKinds();
    void readsWhatItWrote_data();
    void readsWhatItWrote();
    void saysWhatIsWrongWithFiles_data();
    void saysWhatIsWrongWithFiles();
    void keepsAnAuthority();
    void keepsKeysPrivate();
    void greetsOverTls_data();
    void greetsOverTls();
    void judgesCertificates_data();
    void judgesCertificates();
    void findsWhatQtDoesNotSee_data();
    void findsWhatQtDoesNotSee();
    void sendsNothingBeforeTheCertificateIsJudged();
    void knowsPins();
    void tellsKeysOfAnyAlgorithmApart();
    void describesKeysThatCannotBeUsed();
    void asksForClientCertificates();
    void saysWhyAClientIsNotTrusted_data();
    void saysWhyAClientIsNotTrusted();
    void saysAtStartWhatItCannotUse_data();
    void saysAtStartWhatItCannotUse();
    void readsWhatComesInAnyPieces();
    void redirectsPlainHttp();
    void tellsPlainWebSocketsToUseTls();
    void isNotHeldUpByIdleConnections();
    void doesNotComplainOfTheSilent_data();
    void doesNotComplainOfTheSilent();
    void standsResets();
    void standsBursts_data();
    void standsBursts();
    void carriesChineseTextOfAnyLength();
    void says1001ToEverybody();
};

namespace {

Identity make(const CertificateSpec &spec, const Identity *issuer = nullptr)
{
    QString error;
    const auto identity = makeIdentity(spec, issuer, &error);
    if (!identity)
        qFatal("%s", qPrintable(error));
    return *identity;
}

Identity makeAuthority()
{
    CertificateSpec spec;
    spec.purpose = CertificateSpec::Purpose::Authority;
    spec.commonName = QStringLiteral("Test authority 课堂");
    return make(spec);
}

CertificateSpec localhost()
{
    CertificateSpec spec;
    spec.commonName = QStringLiteral("localhost");
    spec.dnsNames = QStringList{QStringLiteral("localhost")};
    spec.addresses = QStringList{QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    return spec;
}

ServerOptions withTls(const Identity &identity)
{
    ServerOptions options = RunningServer::freePorts();
    options.tls = ServerTls{identity.certificate + identity.chain, identity.key, {}};
    return options;
}

struct Subject
{
    explicit Subject(const ClientOptions &options)
    {
        QObject::connect(&client, &Client::textReceived, &client,
                         [this](const QString &text) { texts.append(text); });
        QObject::connect(&client, &Client::failed, &client, [this](const QString &text) { failure = text; });
        QObject::connect(&client, &Client::closed, &client,
                         [this](const CloseStatus &status) { closes.append(status); });
        QObject::connect(&client, &Client::distrusted, &client,
                         [this](const Client::Distrust &told) { distrust = told; });
        client.open(options);
    }

    bool settled()
    {
        return QTest::qWaitFor([this] {
            return client.state() == Client::State::Connected || !failure.isEmpty() || !closes.isEmpty();
        });
    }

    MessageLog log;
    Client client{&log};
    QStringList texts;
    QString failure;
    QList<CloseStatus> closes;
    Client::Distrust distrust;
};

/// Of each request in \a log, whether it went over TLS.
QList<bool> encryptionOfRequests(const MessageLog &log)
{
    QList<bool> marks;
    for (const LogEntry &entry : log.entriesSince(0)) {
        if (entry.kind == EntryKind::Request)
            marks.append(entry.encrypted);
    }
    return marks;
}

ClientOptions to(const RunningServer &server, const QByteArray &authorities,
                 const QString &host = QStringLiteral("localhost"), const QString &path = QStringLiteral("/"))
{
    ClientOptions options;
    options.url = server.url(ServiceKind::Hello, host, path);
    options.url.setScheme(QStringLiteral("wss"));
    options.tls.authorities = authorities;
    return options;
}

/// A raw TLS peer: says exactly the bytes it is told to.
struct TlsPeer
{
    explicit TlsPeer(quint16 port)
    {
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        QObject::connect(&socket, &QIODevice::readyRead, &socket, [this] { bytes += socket.readAll(); });
        socket.connectToHostEncrypted(QStringLiteral("localhost"), port);
    }

    bool open(const QByteArray &path)
    {
        if (!QTest::qWaitFor([this] { return socket.isEncrypted(); }))
            return false;
        socket.write(RawPeer::request(path));
        if (!QTest::qWaitFor([this] { return bytes.contains("\r\n\r\n"); }))
            return false;
        bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
        return true;
    }

    bool gone()
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::UnconnectedState; },
                               10'000);
    }

    QSslSocket socket;
    QByteArray bytes;
};

}

void TestTls::makesIdentitiesOfAllKinds_data()
{
    QTest::addColumn<CertificateSpec::KeyKind>("kind");
    QTest::newRow("P-256") << CertificateSpec::KeyKind::P256;
    QTest::newRow("RSA 2048") << CertificateSpec::KeyKind::Rsa2048;
    QTest::newRow("Ed25519") << CertificateSpec::KeyKind::Ed25519;
}

void TestTls::makesIdentitiesOfAllKinds()
{
    QFETCH(CertificateSpec::KeyKind, kind);
    const Identity authority = makeAuthority();
    CertificateSpec spec = localhost();
    spec.keyKind = kind;
    const Identity identity = make(spec, &authority);
    QCOMPARE(identity.chain, authority.certificate);
    const QSslCertificate certificate(identity.certificate);
    QCOMPARE(certificate.issuerInfo(QSslCertificate::CommonName),
             QStringList{QStringLiteral("Test authority 课堂")});
    QVERIFY(
        certificate.subjectAlternativeNames().values(QSsl::DnsEntry).contains(QStringLiteral("localhost")));
    QVERIFY(certificate.subjectAlternativeNames()
                .values(QSsl::IpAddressEntry)
                .contains(QStringLiteral("127.0.0.1")));
    // And it works.
    RunningServer server(withTls(identity));
    Subject subject(to(server, authority.certificate));
    QVERIFY(subject.settled());
    QVERIFY2(subject.failure.isEmpty(), qPrintable(subject.failure));
}

void TestTls::readsWhatItWrote_data()
{
    QTest::addColumn<QByteArray>("certificates");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("passphrase");
    const Identity authority = makeAuthority();
    const Identity identity = make(localhost(), &authority);
    QString error;
    QTest::newRow("one file") << identity.combined() << QByteArray() << QByteArray();
    QTest::newRow("two files") << identity.certificate << identity.key << QByteArray();
    QTest::newRow("the authority first")
        << identity.chain + identity.certificate << identity.key << QByteArray();
    QTest::newRow("PKCS#12") << toPkcs12(identity, "geheim", &error) << QByteArray() << QByteArray("geheim");
    QTest::newRow("PKCS#12 without a passphrase")
        << toPkcs12(identity, "", &error) << QByteArray() << QByteArray();
    const QByteArray encrypted = QSslKey(identity.key, QSsl::Ec).toPem("geheim");
    QTest::newRow("an encrypted key") << identity.certificate << encrypted << QByteArray("geheim");
}

void TestTls::readsWhatItWrote()
{
    QFETCH(QByteArray, certificates);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, passphrase);
    QString error;
    const auto identity = readIdentity(certificates, key, passphrase, &error);
    QVERIFY2(identity, qPrintable(error));
    const QSslCertificate certificate(identity->certificate);
    QVERIFY(!certificate.isSelfSigned());
    QCOMPARE(QSslKey(identity->key, QSsl::Ec).toDer().isEmpty(), false);
}

void TestTls::saysWhatIsWrongWithFiles_data()
{
    QTest::addColumn<QByteArray>("certificates");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("word");
    const Identity one = make(localhost());
    const Identity other = make(localhost());
    QString error;
    QTest::newRow("nothing") << QByteArray() << QByteArray() << QStringLiteral("no private key");
    QTest::newRow("garbage") << QByteArray("hello") << QByteArray("x") << QStringLiteral("no private key");
    QTest::newRow("no key") << one.certificate << QByteArray() << QStringLiteral("no private key");
    QTest::newRow("no certificate") << one.key << QByteArray() << QStringLiteral("no certificate");
    QTest::newRow("another's key") << one.certificate << other.key << QStringLiteral("belong together");
    QTest::newRow("a broken key") << one.certificate << QByteArray(one.key).replace("MI", "XX")
                                  << QStringLiteral("cannot be read");
    QTest::newRow("an encrypted key without a passphrase")
        << one.certificate << QSslKey(one.key, QSsl::Ec).toPem("x") << QStringLiteral("encrypted");
    QTest::newRow("PKCS#12 without its passphrase")
        << toPkcs12(one, "x", &error) << QByteArray() << QStringLiteral("passphrase is wrong");
    QTest::newRow("DER that is no PKCS#12")
        << QByteArray("\x30\x03\x02\x01\x01") << QByteArray() << QStringLiteral("neither PEM nor PKCS#12");
}

void TestTls::saysWhatIsWrongWithFiles()
{
    QFETCH(QByteArray, certificates);
    QFETCH(QByteArray, key);
    QFETCH(QString, word);
    QString error;
    QVERIFY(!readIdentity(certificates, key, {}, &error));
    QVERIFY2(error.contains(word), qPrintable(error));
}

void TestTls::keepsAnAuthority()
{
    QTemporaryDir folder;
    QString error;
    const QStringList names{QStringLiteral("localhost")};
    const QStringList addresses{QStringLiteral("127.0.0.1")};
    LocalAuthority authority(folder.filePath(QStringLiteral("deep/certificates")));
    const auto first = authority.serverIdentity(names, addresses, &error);
    QVERIFY2(first, qPrintable(error));
    // The same again, also for another object.
    const auto again = LocalAuthority(folder.filePath(QStringLiteral("deep/certificates")))
                           .serverIdentity(names, addresses, &error);
    QCOMPARE(again->certificate, first->certificate);
    // Another address: a new certificate, with the same key and from the same authority.
    const auto moved =
        authority.serverIdentity(names, addresses + QStringList{QStringLiteral("192.168.1.23")}, &error);
    QVERIFY(moved->certificate != first->certificate);
    QCOMPARE(moved->key, first->key);
    QCOMPARE(moved->chain, first->chain);
    // What it signed is trusted by who trusts it.
    RunningServer server(withTls(*moved));
    Subject subject(to(server, authority.authorityCertificate(&error)));
    QVERIFY(subject.settled());
    QVERIFY2(subject.failure.isEmpty(), qPrintable(subject.failure));
}

void TestTls::keepsKeysPrivate()
{
    QTemporaryDir folder;
    QString error;
    LocalAuthority authority(folder.path());
    QVERIFY(
        authority.serverIdentity(LocalAuthority::machineNames(), LocalAuthority::machineAddresses(), &error));
    const QFileInfoList files = QDir(folder.path()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 3);
    for (const QFileInfo &file : files)
        QCOMPARE(file.permissions() & QFile::Permissions(0x0077), QFile::Permissions());
}

void TestTls::greetsOverTls_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("by name") << QStringLiteral("localhost");
    QTest::newRow("by IPv4") << QStringLiteral("127.0.0.1");
    QTest::newRow("by IPv6") << QStringLiteral("[::1]");
}

void TestTls::greetsOverTls()
{
    QFETCH(QString, host);
    const Identity authority = makeAuthority();
    RunningServer server(withTls(make(localhost(), &authority)));
    QCOMPARE(server.listeners.first().url.scheme(), QStringLiteral("wss"));
    Subject subject(to(server, authority.certificate, host));
    QVERIFY(subject.settled());
    subject.client.sendText(QStringLiteral("Bob"));
    QTRY_COMPARE(subject.texts, QStringList{QStringLiteral("Hello Bob!")});
    QTRY_COMPARE(subject.closes.size(), 1);
    QCOMPARE(subject.closes.first().code, CloseCode::Normal);
    QVERIFY(subject.closes.first().clean);
    QCOMPARE(encryptionOfRequests(server.log), QList<bool>{true});
    QCOMPARE(encryptionOfRequests(subject.log), QList<bool>{true});
}

void TestTls::judgesCertificates_data()
{
    QTest::addColumn<Identity>("identity");
    QTest::addColumn<QByteArray>("trusted");
    QTest::addColumn<QString>("word"); // empty: trusted
    const Identity authority = makeAuthority();
    const Identity unknown = makeAuthority();
    const auto row = [&](const char *name, const CertificateSpec &spec, const char *word) {
        QTest::newRow(name) << make(spec, &authority) << authority.certificate << QString::fromLatin1(word);
    };
    row("good", localhost(), "");
    const Identity itself = make(localhost());
    QTest::newRow("self-signed, and in our file") << itself << itself.certificate << QString();
    QTest::newRow("self-signed") << itself << authority.certificate << QStringLiteral("vouches for itself");
    QTest::newRow("an unknown authority") << make(localhost(), &unknown) << authority.certificate
                                          << QStringLiteral("authority that is not known here");
    CertificateSpec spec = localhost();
    spec.startsIn = std::chrono::hours(-48);
    spec.endsIn = std::chrono::hours(-24);
    row("expired", spec, "clock says");
    spec = localhost();
    spec.startsIn = std::chrono::hours(24);
    row("not yet valid", spec, "has not begun");
    spec = localhost();
    spec.dnsNames = QStringList{QStringLiteral("other.test")};
    spec.commonName = QStringLiteral("other.test");
    row("another's name", spec, "issued for");
    spec = localhost();
    spec.purpose = CertificateSpec::Purpose::Client;
    row("a client's", spec, "another purpose");
    spec = localhost();
    spec.purpose = CertificateSpec::Purpose::Authority;
    spec.permittedNames = QStringList{QStringLiteral("school.test")};
    const Identity narrow = make(spec);
    QTest::newRow("a name that its authority may not sign")
        << make(localhost(), &narrow) << narrow.certificate << QStringLiteral("may not sign");
}

void TestTls::judgesCertificates()
{
    QFETCH(Identity, identity);
    QFETCH(QByteArray, trusted);
    QFETCH(QString, word);
    RunningServer server(withTls(identity));
    Subject subject(to(server, trusted));
    QVERIFY(subject.settled());
    if (word.isEmpty()) {
        QVERIFY2(subject.failure.isEmpty(), qPrintable(subject.failure));
        return;
    }
    QVERIFY2(subject.failure.contains(word), qPrintable(subject.failure));
    QVERIFY(subject.failure.contains(Tls::shortCode(QSslCertificate(identity.certificate))));
    QVERIFY(subject.distrust.why.contains(word));
    QVERIFY(!subject.distrust.isPinBroken);
    // Who trusts it all the same comes in with its pin.
    ClientOptions options = to(server, {});
    options.tls.pins = {subject.distrust.publicKeyHash};
    Subject trusting(options);
    QVERIFY(trusting.settled());
    QVERIFY2(trusting.failure.isEmpty(), qPrintable(trusting.failure));
}

void TestTls::findsWhatQtDoesNotSee_data()
{
    QTest::addColumn<CertificateSpec>("spec");
    QTest::addColumn<CertificateFault>("fault");
    CertificateSpec spec = localhost();
    spec.keyKind = CertificateSpec::KeyKind::Rsa1024;
    QTest::newRow("a weak key") << spec << CertificateFault::WeakKey;
    spec = localhost();
    spec.dnsNames.clear();
    spec.addresses.clear();
    QTest::newRow("a common name only") << spec << CertificateFault::WrongName;
    spec = localhost();
    spec.sha1 = true;
    QTest::newRow("signed with SHA-1") << spec << CertificateFault::WeakSignature;
}

void TestTls::findsWhatQtDoesNotSee()
{
    QFETCH(CertificateSpec, spec);
    QFETCH(CertificateFault, fault);
    const Identity authority = makeAuthority();
    const Identity identity = make(spec, &authority);
    const QString host = QStringLiteral("localhost");
    QCOMPARE(verifyServer(identity.certificate, authority.certificate, host), QList{fault});
    QVERIFY(!CertificateText::explain(fault, identity.certificate, host).isEmpty());
    QVERIFY(!CertificateText::browserObjections(identity.certificate + identity.chain, host).isEmpty());
    const Identity good = make(localhost(), &authority);
    QVERIFY(verifyServer(good.certificate, authority.certificate, host).isEmpty());
    QVERIFY(verifyServer(good.certificate, authority.certificate, QStringLiteral("127.0.0.1")).isEmpty());
    QVERIFY(CertificateText::browserObjections(good.certificate + good.chain, host).isEmpty());
    QVERIFY(CertificateText::describe(good.combined())
                .contains(Tls::shortCode(QSslCertificate(good.certificate))));
}

void TestTls::sendsNothingBeforeTheCertificateIsJudged()
{
    // A server that keeps every decrypted byte.
    const Identity identity = make(localhost());
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    struct Recorder : QTcpServer
    {
        void incomingConnection(qintptr descriptor) override
        {
            auto *socket = new QSslSocket(this);
            socket->setSocketDescriptor(descriptor);
            socket->setSslConfiguration(configuration);
            connect(socket, &QIODevice::readyRead, this, [this, socket] { bytes += socket->readAll(); });
            connect(socket, &QAbstractSocket::disconnected, this, [this] { ended = true; });
            socket->startServerEncryption();
        }
        QSslConfiguration configuration;
        QByteArray bytes;
        bool ended = false;
    } recorder;
    recorder.configuration.setLocalCertificate(QSslCertificate(identity.certificate));
    recorder.configuration.setPrivateKey(QSslKey(identity.key, QSsl::Ec));
    recorder.configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    QVERIFY(recorder.listen(QHostAddress::LocalHost));
    ClientOptions options;
    options.url = QUrl(QStringLiteral("wss://localhost:%1/secret").arg(recorder.serverPort()));
    options.headers = {{"Authorization", "Bearer secret"}};
    Subject distrusting(options);
    QVERIFY(distrusting.settled());
    QVERIFY(!distrusting.failure.isEmpty());
    options.tls.authorities = identity.certificate; // valid, but not the pinned one
    options.tls.pins = {QByteArray(32, 'x')};
    Subject pinning(options);
    QVERIFY(pinning.settled());
    QVERIFY2(pinning.failure.contains(QStringLiteral("pinned")), qPrintable(pinning.failure));
    QVERIFY(pinning.distrust.isPinBroken);
    QTRY_VERIFY(recorder.ended);
    QVERIFY2(recorder.bytes.isEmpty(), recorder.bytes.constData());
}

void TestTls::knowsPins()
{
    const Identity identity = make(localhost());
    const QSslCertificate certificate(identity.certificate);
    RunningServer server(withTls(identity));
    for (const QByteArray &pin :
         {Tls::publicKeyHash(certificate), certificate.digest(QCryptographicHash::Sha256)}) {
        ClientOptions options = to(server, {});
        options.tls.pins = {QByteArray(32, 'x'), pin};
        Subject subject(options);
        QVERIFY(subject.settled());
        QVERIFY2(subject.failure.isEmpty(), qPrintable(subject.failure));
    }
    ClientOptions options = to(server, {});
    options.tls.acceptAnything = true;
    Subject subject(options);
    QVERIFY(subject.settled());
    QVERIFY(subject.failure.isEmpty());
}

void TestTls::tellsKeysOfAnyAlgorithmApart()
{
    CertificateSpec spec = localhost();
    spec.keyKind = CertificateSpec::KeyKind::Ed25519; // QSslCertificate has no public key for it
    const QSslCertificate one(make(spec).certificate);
    const QSslCertificate other(make(spec).certificate);
    QVERIFY(Tls::isPinned(one, {Tls::publicKeyHash(one)}));
    QVERIFY(!Tls::isPinned(other, {Tls::publicKeyHash(one)}));
    QVERIFY2(CertificateText::describe(one.toPem()).contains(QStringLiteral("ED25519")),
             qPrintable(CertificateText::describe(one.toPem())));
}

void TestTls::describesKeysThatCannotBeUsed()
{
    QByteArray der = QSslCertificate(make(localhost()).certificate).toDer();
    const QByteArray ecPublicKey = QByteArray::fromHex("06072a8648ce3d0201");
    QVERIFY(der.contains(ecPublicKey));
    der.replace(ecPublicKey, QByteArray::fromHex("06072a8648ce3d0209")); // an algorithm that there is not
    const QSslCertificate certificate(der, QSsl::Der);
    QVERIFY(!certificate.isNull());
    QCOMPARE(Tls::publicKeyHash(certificate).size(), 32);
    const QString text = CertificateText::describe(certificate.toPem());
    QVERIFY2(text.contains(u'–'), qPrintable(text));
}

void TestTls::asksForClientCertificates()
{
    const Identity authority = makeAuthority();
    ServerOptions serverOptions = withTls(make(localhost(), &authority));
    serverOptions.tls->clientAuthorities = authority.certificate;
    RunningServer server(serverOptions);
    Subject nobody(to(server, authority.certificate));
    QVERIFY(nobody.settled());
    QTRY_VERIFY(!nobody.failure.isEmpty() || !nobody.closes.isEmpty());
    QVERIFY(server.logged(EntryKind::Error, "No secure connection"));

    CertificateSpec spec;
    spec.commonName = QStringLiteral("student-07");
    spec.purpose = CertificateSpec::Purpose::Client;
    const Identity student = make(spec, &authority);
    ClientOptions options = to(server, authority.certificate);
    options.tls.certificates = student.certificate;
    options.tls.key = student.key;
    Subject subject(options);
    QVERIFY(subject.settled());
    QVERIFY2(subject.failure.isEmpty(), qPrintable(subject.failure));
}

void TestTls::saysWhyAClientIsNotTrusted_data()
{
    QTest::addColumn<Identity>("authority");
    QTest::addColumn<Identity>("own"); // the client's
    QTest::addColumn<QByteArray>("word");
    const Identity authority = makeAuthority();
    const Identity unknown = makeAuthority();
    CertificateSpec spec;
    spec.commonName = QStringLiteral("student-07");
    spec.purpose = CertificateSpec::Purpose::Client;
    QTest::newRow("none") << authority << Identity() << QByteArray("did not return a certificate");
    QTest::newRow("of another authority")
        << authority << make(spec, &unknown) << QByteArray("issuer certificate");
    spec.startsIn = std::chrono::hours(-48);
    spec.endsIn = std::chrono::hours(-24);
    QTest::newRow("expired") << authority << make(spec, &authority) << QByteArray("certificate has expired");
    spec = localhost();
    QTest::newRow("a server's") << authority << make(spec, &authority) << QByteArray("purpose");
}

void TestTls::saysWhyAClientIsNotTrusted()
{
    QFETCH(Identity, authority);
    QFETCH(Identity, own);
    QFETCH(QByteArray, word);
    ServerOptions serverOptions = withTls(make(localhost(), &authority));
    serverOptions.tls->clientAuthorities = authority.certificate;
    RunningServer server(serverOptions);
    ClientOptions options = to(server, authority.certificate);
    options.tls.certificates = own.certificate;
    options.tls.key = own.key;
    Subject subject(options);
    QTRY_VERIFY(!subject.failure.isEmpty() || !subject.closes.isEmpty());
    QVERIFY(server.logged(EntryKind::Error, "The TLS handshake failed: "));
    QVERIFY(server.logged(EntryKind::Error, word.constData()));
}

void TestTls::saysAtStartWhatItCannotUse_data()
{
    QTest::addColumn<ServerTls>("options");
    QTest::addColumn<QString>("word");
    const Identity one = make(localhost());
    const Identity other = make(localhost());
    QTest::newRow("no certificate") << ServerTls{"hello", one.key, {}}
                                    << QStringLiteral("The certificate cannot be read");
    QTest::newRow("no key") << ServerTls{one.certificate, "hello", {}}
                            << QStringLiteral("private key cannot be read");
    QTest::newRow("another's key") << ServerTls{one.certificate, other.key, {}}
                                   << QStringLiteral("The certificate cannot be used: ");
    QTest::newRow("no authority for clients")
        << ServerTls{one.certificate, one.key, "hello"}
        << QStringLiteral("no certificate of an authority for the clients' certificates");
}

void TestTls::saysAtStartWhatItCannotUse()
{
    QFETCH(ServerTls, options);
    QFETCH(QString, word);
    ServerOptions serverOptions = RunningServer::freePorts();
    serverOptions.tls = options;
    RunningServer server(serverOptions);
    QVERIFY2(server.failure.contains(word), qPrintable(server.failure));
}

void TestTls::readsWhatComesInAnyPieces()
{
    const Identity identity = make(localhost());
    RunningServer server(withTls(identity));
    TlsPeer peer(server.port(ServiceKind::Hello));
    QVERIFY(QTest::qWaitFor([&] { return peer.socket.isEncrypted(); }));
    for (const char byte : RawPeer::request("/echo")) { // a record for each
        peer.socket.write(&byte, 1);
        peer.socket.flush();
    }
    QTRY_VERIFY(peer.bytes.contains("\r\n\r\n"));
    // More than any buffer holds.
    const QByteArray text(1'000'000, 'x');
    peer.bytes.clear();
    peer.socket.write(encodeMaskedFrame(Opcode::Text, text, {1, 2, 3, 4}));
    QTRY_VERIFY(peer.bytes.endsWith(text));
}

void TestTls::redirectsPlainHttp()
{
    RunningServer server(withTls(make(localhost())));
    RawPeer peer(server.port(ServiceKind::Hello));
    peer.write("GET /counter?x=1 HTTP/1.1\r\nHost: localhost:1234\r\n\r\n");
    QCOMPARE(peer.status(), 308);
    QVERIFY2(peer.bytes.contains("\r\nLocation: https://localhost:1234/counter?x=1\r\n"),
             peer.bytes.constData());
}

void TestTls::tellsPlainWebSocketsToUseTls()
{
    RunningServer server(withTls(make(localhost())));
    RawPeer peer(server.port(ServiceKind::Hello));
    peer.write(RawPeer::request());
    QCOMPARE(peer.status(), 426);
    ClientOptions withoutTls = to(server, {});
    withoutTls.url.setScheme(QStringLiteral("ws"));
    Subject plainly(withoutTls);
    QVERIFY(plainly.settled());
    QVERIFY2(plainly.failure.contains(QStringLiteral("wss instead of ws")), qPrintable(plainly.failure));
    QCOMPARE(encryptionOfRequests(server.log), (QList<bool>{false, false}));
    QCOMPARE(encryptionOfRequests(plainly.log), QList<bool>{false});
    // And the other way round.
    RunningServer plain;
    Subject subject(to(plain, {}));
    QVERIFY(subject.settled());
    QVERIFY2(subject.failure.contains(QStringLiteral("ws instead of wss")), qPrintable(subject.failure));
}

void TestTls::isNotHeldUpByIdleConnections()
{
    const Identity identity = make(localhost());
    RunningServer server(withTls(identity));
    std::vector<std::unique_ptr<RawPeer>> idle;
    for (int i = 0; i < 40; ++i)
        idle.push_back(std::make_unique<RawPeer>(server.port(ServiceKind::Hello)));
    Subject subject(to(server, identity.certificate));
    QVERIFY(subject.settled()); // within five seconds: they are still idle
    QVERIFY(subject.failure.isEmpty());
}

void TestTls::doesNotComplainOfTheSilent_data()
{
    QTest::addColumn<bool>("shakesHands");
    QTest::addColumn<bool>("leaves");
    QTest::newRow("not even a handshake") << false << false;
    QTest::newRow("leaves before the handshake") << false << true;
    QTest::newRow("nothing after the handshake") << true << false;
    QTest::newRow("leaves after the handshake") << true << true;
}

// Browsers open a spare connection, and never say a word on it.
void TestTls::doesNotComplainOfTheSilent()
{
    QFETCH(bool, shakesHands);
    QFETCH(bool, leaves);
    ServerOptions options = withTls(make(localhost()));
    options.limits.tlsDeadline = options.limits.headDeadline = std::chrono::milliseconds(500);
    RunningServer server(options);
    QSslSocket silent;
    silent.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (shakesHands) {
        silent.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.port(ServiceKind::Hello));
        QTRY_VERIFY(silent.isEncrypted());
    } else {
        silent.connectToHost(QStringLiteral("127.0.0.1"), server.port(ServiceKind::Hello));
        QTRY_COMPARE(silent.state(), QAbstractSocket::ConnectedState);
    }
    if (leaves)
        silent.disconnectFromHost();
    QTRY_COMPARE(silent.state(), QAbstractSocket::UnconnectedState);
    RawPeer slow(server.port(ServiceKind::Hello));
    slow.write(QByteArray::fromHex("16030100f8010000f40303")); // a ClientHello's beginning
    QVERIFY(slow.gone());
    QTRY_COMPARE(server.board.read().refused, 1);
    const QList<LogEntry> entries = server.log.entriesSince(0);
    QCOMPARE(std::ranges::count(entries, EntryKind::Error, &LogEntry::kind), 1);
    QVERIFY(server.logged(EntryKind::Error, "The TLS handshake took too long."));
}

void TestTls::standsResets()
{
    const Identity identity = make(localhost());
    RunningServer server(withTls(identity));
    for (int i = 0; i < 40; ++i) {
        RawPeer peer(server.port(ServiceKind::Hello));
        peer.write("\x16\x03\x01");
        peer.socket.abort();
    }
    Subject subject(to(server, identity.certificate));
    QVERIFY(subject.settled());
    QVERIFY(subject.failure.isEmpty());
}

void TestTls::standsBursts_data()
{
    const std::array<char, 4> mask{1, 2, 3, 4};
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("bad frames") << QByteArray::fromHex("8f8001020304");
    QTest::newRow("Close frames") << encodeMaskedFrame(Opcode::Close, QByteArray::fromHex("03e8"), mask);
    QTest::newRow("good texts") << encodeMaskedFrame(Opcode::Text, "Bob", mask);
}

void TestTls::standsBursts()
{
    QFETCH(QByteArray, frame);
    const Identity identity = make(localhost());
    RunningServer server(withTls(identity));
    for (const QByteArray path : {"/hello", "/time", "/counter", "/echo", "/broadcast"}) {
        TlsPeer peer(server.port(ServiceKind::Hello));
        QVERIFY(peer.open(path));
        // A TLS record for each: this crashes a plain QWebSocketServer.
        for (int i = 0; i < 3'000; ++i) {
            peer.socket.write(frame);
            peer.socket.flush();
        }
        const std::array<char, 4> mask{1, 2, 3, 4};
        peer.socket.write(encodeMaskedFrame(Opcode::Close, {}, mask));
        QVERIFY(peer.gone());
        // Everything before the one Close is text.
        int closes = 0;
        for (qsizetype at = 0; at < peer.bytes.size();) {
            FrameHeader header;
            QByteArray error;
            QCOMPARE(decodeFrameHeader(QByteArrayView(peer.bytes).sliced(at), &header, &error),
                     FrameStatus::Valid);
            closes += header.opcode == Opcode::Close;
            at += header.size + qsizetype(header.length);
        }
        QCOMPARE(closes, 1);
    }
    Subject next(to(server, identity.certificate));
    QVERIFY(next.settled());
    QVERIFY(next.failure.isEmpty());
}

void TestTls::carriesChineseTextOfAnyLength()
{
    const Identity identity = make(localhost());
    RunningServer server(withTls(identity));
    Subject subject(to(server, identity.certificate, QStringLiteral("localhost"), QStringLiteral("/echo")));
    QVERIFY(subject.settled());
    const QString text = QStringLiteral("中").repeated(300'000);
    subject.client.sendText(text);
    QTRY_COMPARE(subject.texts.size(), 1);
    QVERIFY(subject.texts.first() == text);
}

void TestTls::says1001ToEverybody()
{
    const Identity identity = make(localhost());
    RunningServer server(withTls(identity));
    std::vector<std::unique_ptr<Subject>> subjects;
    for (int i = 0; i < 5; ++i)
        subjects.push_back(std::make_unique<Subject>(
            to(server, identity.certificate, QStringLiteral("localhost"), QStringLiteral("/echo"))));
    for (const auto &subject : subjects)
        QVERIFY(subject->settled());
    QVERIFY(server.stop());
    for (const auto &subject : subjects) {
        QTRY_COMPARE(subject->closes.size(), 1);
        QCOMPARE(subject->closes.first().code, CloseCode::GoingAway);
        QVERIFY(subject->closes.first().clean);
    }
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
