#include "certificatedetails.h"
#include "certificatetext.h"
#include "servercertificatecheck.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// What is said about certificates: what is in them, what is wrong with them, and what to do.
class TestCertificateText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void judgesForAnyAddress();
    void tellsWhatIsInIt_data();
    void tellsWhatIsInIt();
    void saysWhenItEnds_data();
    void saysWhenItEnds();
    void putsTheChainInOrder();
    void isNotFooledByGarbage();
    void looksBeforeTheServerStarts_data();
    void looksBeforeTheServerStarts();
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

Identity makeAuthority(const QString &name = u"Class authority 课堂"_s)
{
    CertificateSpec spec;
    spec.purpose = CertificateSpec::Purpose::Authority;
    spec.commonName = name;
    spec.startsIn = std::chrono::hours(-24 * 900);
    spec.endsIn = std::chrono::hours(24 * 900);
    return make(spec);
}

CertificateSpec localhost()
{
    CertificateSpec spec;
    spec.commonName = u"localhost"_s;
    spec.dnsNames = QStringList{u"localhost"_s};
    spec.addresses = QStringList{u"127.0.0.1"_s};
    return spec;
}

CertificateSpec ended()
{
    CertificateSpec spec = localhost();
    spec.startsIn = std::chrono::hours(-48);
    spec.endsIn = std::chrono::hours(-24);
    return spec;
}

const QString accepts = u"OpenSSL would accept it for %1."_s;
const QString tooQuiet = u"Browsers and phones would refuse it, too."_s;
const QString untilTold =
    u"Browsers and phones would refuse it until they are told to trust its authority."_s;

}

void TestCertificateText::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void TestCertificateText::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("chain");
    QTest::addColumn<QByteArray>("authorities");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("openSsl"); // what the sentence has in it; empty: it would be accepted
    QTest::addColumn<QString>("browsers");
    const Identity authority = makeAuthority();
    const Identity stranger = makeAuthority(u"Stranger"_s);
    const auto row = [&](const char *name, const CertificateSpec &spec, const QString &host,
                         const QString &openSsl, const QString &browsers) {
        QTest::newRow(name) << make(spec, &authority).certificate << authority.certificate << host << openSsl
                            << browsers;
    };
    row("good", localhost(), u"localhost"_s, {}, untilTold);
    row("good for an address", localhost(), u"127.0.0.1"_s, {}, untilTold);
    const Identity itself = make(localhost());
    QTest::newRow("self-signed") << itself.certificate << QByteArray() << u"localhost"_s
                                 << u"It vouches for itself"_s << tooQuiet;
    QTest::newRow("an unknown authority, sent along")
        << make(localhost(), &stranger).certificate + stranger.certificate << authority.certificate
        << u"localhost"_s << u"It is signed by an authority that is not known here."_s << tooQuiet;
    QTest::newRow("an unknown issuer, or one forgotten")
        << make(localhost(), &stranger).certificate << authority.certificate << u"localhost"_s
        << u"Its issuer, Stranger, is unknown here, or the server forgot to send"_s << tooQuiet;
    row("ended", ended(), u"localhost"_s, u"It ended on"_s, tooQuiet);
    row("ended: the clock", ended(), u"localhost"_s, u"this computer's clock says"_s, tooQuiet);
    CertificateSpec spec = localhost();
    spec.startsIn = std::chrono::hours(24);
    row("not begun", spec, u"localhost"_s, u"It has not begun and will on"_s, tooQuiet);
    row("another name", localhost(), u"bank.example"_s,
        u"It was issued for 127.0.0.1, localhost, and not for bank.example."_s, tooQuiet);
    spec = localhost();
    spec.addresses.clear();
    row("an address, but only names are listed", spec, u"192.168.1.2"_s, u"It lists no addresses at all"_s,
        tooQuiet);
    spec.dnsNames.append(u"192.168.1.2"_s);
    row("an address as a name", spec, u"192.168.1.2"_s,
        u"It lists the address 192.168.1.2 as if it were a name"_s, tooQuiet);
    spec.dnsNames.clear();
    row("a common name only", spec, u"localhost"_s, {},
        u"Browsers and phones would refuse it. It has no names, only the common name localhost, which browsers and phones do not read."_s);
    row("a common name only, another", spec, u"bank.example"_s, u"It has no names, only the common name"_s,
        tooQuiet);
    spec = localhost();
    spec.purpose = CertificateSpec::Purpose::Client;
    row("a client's", spec, u"localhost"_s, u"It is for another purpose, not for servers."_s, tooQuiet);
    spec = localhost();
    spec.keyKind = CertificateSpec::KeyKind::Rsa1024;
    row("a short key", spec, u"localhost"_s, u"Its key is too short to be safe (RSA, 1024 bit)."_s, tooQuiet);
    spec = localhost();
    spec.sha1 = true;
    row("signed with SHA-1", spec, u"localhost"_s, u"that can be forged (ecdsa-with-SHA1)."_s, tooQuiet);
    spec = localhost();
    spec.endsIn = std::chrono::hours(24 * 850);
    row("valid for long", spec, u"localhost"_s, {},
        u"Browsers and phones would refuse it. It is valid for more than 825 days, which iPhones and Macs refuse."_s);
    CertificateSpec narrow;
    narrow.purpose = CertificateSpec::Purpose::Authority;
    narrow.commonName = u"Narrow"_s;
    narrow.permittedNames = QStringList{u"school.test"_s};
    const Identity narrowOne = make(narrow);
    QTest::newRow("a name that its authority may not sign")
        << make(localhost(), &narrowOne).certificate << narrowOne.certificate << u"localhost"_s
        << u"Its authority may not sign that name."_s << tooQuiet;
    CertificateSpec old = ended();
    old.purpose = CertificateSpec::Purpose::Authority;
    old.commonName = u"Old authority"_s;
    const Identity oldOne = make(old);
    QTest::newRow("its authority has ended")
        << make(localhost(), &oldOne).certificate + oldOne.certificate << oldOne.certificate << u"localhost"_s
        << u"The certificate of its authority Old authority ended on "_s << tooQuiet;
    const Identity notOne = make(localhost(), &authority);
    CertificateSpec below = localhost();
    below.commonName = u"below"_s;
    QTest::newRow("signed by an ordinary certificate")
        << make(below, &notOne).certificate + notOne.certificate << authority.certificate << u"localhost"_s
        << u"An ordinary certificate was used as an authority."_s << tooQuiet;
    QTest::newRow("nothing") << QByteArray() << authority.certificate << u"localhost"_s
                             << u"It cannot be verified."_s << tooQuiet;
}

void TestCertificateText::saysWhatIsWrong()
{
    QFETCH(QByteArray, chain);
    QFETCH(QByteArray, authorities);
    QFETCH(QString, host);
    QFETCH(QString, openSsl);
    QFETCH(QString, browsers);
    const auto verdict = CertificateText::verdict(chain, authorities, {}, host);
    QCOMPARE(verdict.accepted, openSsl.isEmpty());
    if (openSsl.isEmpty()) {
        QCOMPARE(verdict.openSsl, accepts.arg(host));
    } else {
        QVERIFY2(verdict.openSsl.startsWith(u"OpenSSL would refuse it for %1. "_s.arg(host)),
                 qPrintable(verdict.openSsl));
        QVERIFY2(verdict.openSsl.contains(openSsl), qPrintable(verdict.openSsl));
    }
    QCOMPARE(verdict.browsers, browsers);
}

void TestCertificateText::judgesForAnyAddress()
{
    const Identity authority = makeAuthority();
    const Identity identity = make(localhost(), &authority);
    const auto verdict =
        CertificateText::verdict(identity.certificate, authority.certificate, authority.certificate, {});
    QVERIFY(verdict.accepted);
    QCOMPARE(verdict.openSsl, u"OpenSSL would accept it."_s);
    QCOMPARE(verdict.browsers, u"Browsers and phones would accept it."_s);
}

void TestCertificateText::tellsWhatIsInIt_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QString>("line");
    CertificateSpec spec;
    spec.purpose = CertificateSpec::Purpose::Authority;
    spec.commonName = u"Root 课堂"_s;
    spec.permittedNames = QStringList{u"test"_s};
    spec.permittedAddresses = QStringList{u"10.0.0.0/255.0.0.0"_s, u"fc00::/fe00::"_s};
    const Identity authority = make(spec);
    const QByteArray root = authority.certificate;
    CertificateSpec serverSpec = localhost();
    serverSpec.keyKind = CertificateSpec::KeyKind::Rsa2048;
    const QByteArray server = make(serverSpec, &authority).certificate;
    serverSpec.keyKind = CertificateSpec::KeyKind::Ed25519;
    const QByteArray modern = make(serverSpec, &authority).certificate;
    QTest::newRow("for whom") << server << u"For: CN=localhost"_s;
    QTest::newRow("for whom, in Chinese") << root << u"For: CN=Root 课堂"_s;
    QTest::newRow("by itself") << root << u"By: itself"_s;
    QTest::newRow("by itself, which it may not") << make(localhost()).certificate << u"By: itself"_s;
    QTest::newRow("by another") << server << u"By: CN=Root 课堂"_s;
    QTest::newRow("names") << server << u"Names: 127.0.0.1, localhost"_s;
    QTest::newRow("no names") << root << u"Names: –"_s;
    QTest::newRow("a P-256 key") << root << u"Key: EC P-256, 256 bit"_s;
    QTest::newRow("an RSA key") << server << u"Key: RSA, 2048 bit"_s;
    QTest::newRow("an Ed25519 key") << modern << u"Key: ED25519, 256 bit"_s;
    QTest::newRow("signature") << server << u"Signature: ecdsa-with-SHA256"_s;
    QTest::newRow("usage") << server << u"Key may be used for: digitalSignature, keyEncipherment"_s;
    QTest::newRow("an authority's usage") << root << u"Key may be used for: keyCertSign, cRLSign"_s;
    QTest::newRow("purpose") << server << u"Purposes: serverAuth"_s;
    QTest::newRow("any purpose") << root << u"Purposes: any"_s;
    QTest::newRow("no authority") << server << u"Authority: no"_s;
    QTest::newRow("an authority") << root << u"Authority: yes, but not for other authorities"_s;
    QTest::newRow("name constraints")
        << root << u"May sign only for: DNS:test, IP:10.0.0.0/255.0.0.0, IP:fc00::/fe00::"_s;
    QTest::newRow("fingerprint")
        << server
        << u"SHA-256: "_s
            + QString::fromLatin1(
                QSslCertificate(server).digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

void TestCertificateText::tellsWhatIsInIt()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QString, line);
    const QString text = CertificateText::describe(certificate);
    QVERIFY2(text.split(u'\n').contains(line), qPrintable(text));
}

void TestCertificateText::saysWhenItEnds_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("words");
    constexpr qint64 day = 24 * 3600;
    QTest::newRow("in twelve days") << 12 * day + 60 << u"(ends in 12 day(s))"_s;
    QTest::newRow("in hours") << qint64(5 * 3600 + 60) << u"(ends in 5 hour(s))"_s;
    QTest::newRow("just ended") << qint64(-60) << u"(has ended)"_s;
    QTest::newRow("three days ago") << -3 * day - 60 << u"(ended 3 day(s) ago)"_s;
}

void TestCertificateText::saysWhenItEnds()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, words);
    const QDateTime now(QDate(2026, 3, 4), QTime(12, 0), Qt::UTC);
    const QString text = CertificateText::ending(now.addSecs(seconds), now);
    QVERIFY2(text.endsWith(words), qPrintable(text));
}

void TestCertificateText::putsTheChainInOrder()
{
    const Identity authority = makeAuthority();
    const Identity stranger = makeAuthority(u"Stranger"_s);
    const Identity server = make(localhost(), &authority);
    const QSslCertificate root(authority.certificate);
    const CertificateChain whole(server.certificate + stranger.certificate + authority.certificate, {});
    QCOMPARE(whole.certificates, (QList{QSslCertificate(server.certificate), root}));
    QCOMPARE(whole.sent, 2);
    QCOMPARE(whole.others, QList{QSslCertificate(stranger.certificate)});
    const CertificateChain found(server.certificate, {QSslCertificate(stranger.certificate), root});
    QCOMPARE(found.certificates.size(), 2);
    QCOMPARE(found.certificates.last(), root);
    QCOMPARE(found.sent, 1);
    QCOMPARE(CertificateChain(server.certificate, {}).certificates.size(), 1);
}

void TestCertificateText::isNotFooledByGarbage()
{
    QVERIFY(CertificateText::describe("no certificate").isEmpty());
    QVERIFY(CertificateChain("no certificate", {}).certificates.isEmpty());
    CertificateSpec spec = localhost();
    spec.commonName = u"line\nfeed <b>bold</b> \u202Egnp"_s;
    const QByteArray odd = make(spec).certificate;
    const QString name = CertificateText::nameOf(QSslCertificate(odd));
    QVERIFY(!name.contains(u'\n') && !name.contains(QChar(0x202E)));
    const auto rows = CertificateText::rows(QSslCertificate(odd));
    for (const CertificateText::Row &row : rows)
        QVERIFY2(!row.value.contains(u'\n') && !row.value.contains(QChar(0x202E)), qPrintable(row.label));
}

void TestCertificateText::looksBeforeTheServerStarts_data()
{
    QTest::addColumn<QByteArray>("certificates");
    QTest::addColumn<QStringList>("addresses");
    QTest::addColumn<QString>("fatal");
    QTest::addColumn<QString>("warning");
    const QStringList own{u"127.0.0.1"_s, u"::1"_s};
    const Identity authority = makeAuthority();
    const auto row = [&](const char *name, const CertificateSpec &spec, const QString &fatal,
                         const QString &warning) {
        QTest::newRow(name) << make(spec, &authority).certificate + authority.certificate << own << fatal
                            << warning;
    };
    row("good", localhost(), {}, {});
    QTest::newRow("self-signed") << make(localhost()).certificate << own << QString() << QString();
    row("ended", ended(), u"It ended on"_s, {});
    CertificateSpec spec = localhost();
    spec.keyKind = CertificateSpec::KeyKind::Rsa1024;
    row("a short key", spec, u"too short to be safe"_s, {});
    spec = localhost();
    spec.sha1 = true;
    row("signed with SHA-1", spec, u"can be forged"_s, {});
    spec = localhost();
    spec.purpose = CertificateSpec::Purpose::Client;
    row("a client's", spec, u"not for servers"_s, {});
    spec = localhost();
    spec.endsIn = std::chrono::hours(24 * 5 + 1);
    row("near its end", spec, {}, u"(ends in "_s);
    spec = localhost();
    spec.dnsNames = QStringList{u"school.test"_s};
    row("for another name", spec, {},
        u"127.0.0.1, school.test: clients that connect to localhost refuse it."_s);
    spec.dnsNames.clear();
    spec.addresses.clear();
    row("without names", spec, {}, u"which browsers and phones do not read"_s);
    QTest::newRow("an address that it does not name")
        << make(localhost()).certificate << QStringList{u"127.0.0.1"_s, u"192.168.7.7"_s} << QString()
        << u"clients that connect to 192.168.7.7 refuse it."_s;
    QTest::newRow("without its issuer") << make(localhost(), &authority).certificate << own << QString()
                                        << u"Class authority 课堂, is not in the file"_s;
    QTest::newRow("with a stranger's") << make(localhost()).certificate + authority.certificate << own
                                       << QString() << u"does not belong to the chain"_s;
    QTest::newRow("nothing") << QByteArray() << own << u"no certificate"_s << QString();
}

void TestCertificateText::looksBeforeTheServerStarts()
{
    QFETCH(QByteArray, certificates);
    QFETCH(QStringList, addresses);
    QFETCH(QString, fatal);
    QFETCH(QString, warning);
    const auto problems = ServerCertificateCheck::problems({certificates, {}, {}}, addresses);
    const QString fatalText = ServerCertificateCheck::sentences(problems, true);
    const QString warningText = ServerCertificateCheck::sentences(problems, false);
    QVERIFY2(fatal.isEmpty() ? fatalText.isEmpty() : fatalText.contains(fatal), qPrintable(fatalText));
    QVERIFY2(warning.isEmpty() ? warningText.isEmpty() : warningText.contains(warning),
             qPrintable(warningText));
}

QTEST_GUILESS_MAIN(TestCertificateText)
#include "tst_certificatetext.moc"
