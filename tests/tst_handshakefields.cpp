#include "handshakefields.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// What a person fills in for the opening handshake, made header fields.
class TestHandshakeFields : public QObject
{
    Q_OBJECT

private slots:
    void makesFields_data();
    void makesFields();
    void refuses_data();
    void refuses();
    void knowsSecrets_data();
    void knowsSecrets();
};

Q_DECLARE_METATYPE(SignIn)
using Kind = SignIn::Kind;

void TestHandshakeFields::makesFields_data()
{
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("cookies");
    QTest::addColumn<SignIn>("signIn");
    QTest::addColumn<HeaderFields>("fields");

    QTest::newRow("nothing") << QString() << QString() << SignIn() << HeaderFields();
    QTest::newRow("headers") << u"X-One: 1\n\n  X-Two :  a: b  \r\nX-Empty:"_s << QString() << SignIn()
                             << HeaderFields{{"X-One", "1"}, {"X-Two", "a: b"}, {"X-Empty", ""}};
    QTest::newRow("Chinese in a value")
        << u"X-Name: 你好"_s << QString() << SignIn() << HeaderFields{{"X-Name", "你好"}};
    QTest::newRow("cookies") << QString() << u" a=1;b=x=y ; ;"_s << SignIn()
                             << HeaderFields{{"Cookie", "a=1; b=x=y"}};
    QTest::newRow("a password") << QString() << QString()
                                << SignIn{Kind::Password, u"Aladdin"_s, u"open sesame"_s} // RFC 7617
                                << HeaderFields{{"Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}};
    QTest::newRow("a password with a pound sign")
        << QString() << QString() << SignIn{Kind::Password, u"test"_s, u"123£"_s}
        << HeaderFields{{"Authorization", "Basic dGVzdDoxMjPCow=="}};
    QTest::newRow("no password") << QString() << QString() << SignIn{Kind::Password, u"bob"_s, {}}
                                 << HeaderFields{{"Authorization", "Basic Ym9iOg=="}};
    QTest::newRow("a token") << QString() << QString()
                             << SignIn{Kind::Token, u"ignored"_s, u" mF_9.B5f-4.1JqM "_s}
                             << HeaderFields{{"Authorization", "Bearer mF_9.B5f-4.1JqM"}};
    QTest::newRow("a password that is not asked for")
        << QString() << QString() << SignIn{Kind::None, u"bob"_s, u"pass"_s} << HeaderFields();
}

void TestHandshakeFields::makesFields()
{
    QFETCH(QString, headers);
    QFETCH(QString, cookies);
    QFETCH(SignIn, signIn);
    QString error;
    const auto fields = handshakeFields(headers, cookies, signIn, &error);
    QVERIFY2(fields, qPrintable(error));
    QTEST(*fields, "fields");
}

void TestHandshakeFields::refuses_data()
{
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("cookies");
    QTest::addColumn<SignIn>("signIn");
    QTest::addColumn<QString>("error");

    const auto row = [](const char *name, const QString &headers, const QString &cookies,
                        const SignIn &signIn, const QString &error) {
        QTest::newRow(name) << headers << cookies << signIn << error;
    };
    row("a header without a colon", u"X-One"_s, {}, {}, u"“X-One” cannot be sent"_s);
    row("a header without a name", u": 1"_s, {}, {}, u"cannot be sent"_s);
    row("a name with a blank", u"X One: 1"_s, {}, {}, u"cannot be sent"_s);
    row("a carriage return within", u"X: 1\rY: 2"_s, {}, {}, u"cannot be sent"_s);
    row("a cookie without a name", {}, u"a=1; =2"_s, {}, u"The cookie “=2” cannot be sent"_s);
    row("a cookie without a value", {}, u"a"_s, {}, u"The cookie “a” cannot be sent"_s);
    row("a cookie with a line break", {}, u"a=1\r\nX: y"_s, {}, u"cannot be sent"_s);
    row("cookies twice", u"cookie: a=1"_s, u"b=2"_s, {}, u"among the headers"_s);
    row("no user", {}, {}, {Kind::Password, {}, u"x"_s}, u"name is missing"_s);
    row("a user with a colon", {}, {}, {Kind::Password, u"a:b"_s, u"x"_s}, u"colons"_s);
    row("no token", {}, {}, {Kind::Token, {}, {}}, u"token is missing"_s);
    row("a token with its word", {}, {}, {Kind::Token, {}, u"Bearer 1"_s}, u"leave out the word Bearer"_s);
    row("signing in twice", u"authorization: x"_s, {}, {Kind::Token, {}, u"1"_s},
        u"leave out one of the two"_s);
}

void TestHandshakeFields::refuses()
{
    QFETCH(QString, headers);
    QFETCH(QString, cookies);
    QFETCH(SignIn, signIn);
    QFETCH(QString, error);
    QString said;
    QVERIFY(!handshakeFields(headers, cookies, signIn, &said));
    QVERIFY2(said.contains(error), qPrintable(said));
}

void TestHandshakeFields::knowsSecrets_data()
{
    QTest::addColumn<bool>("secret");
    for (const char *name : {"Authorization", "cookie", "X-Api-Key", "X-Session-Id", "Proxy-Authorization"})
        QTest::newRow(name) << true;
    for (const char *name : {"X-One", "Origin", "User-Agent", ""})
        QTest::newRow(*name ? name : "none") << false;
}

void TestHandshakeFields::knowsSecrets()
{
    QFETCH(bool, secret);
    QCOMPARE(carriesSecret(QByteArrayView(QTest::currentDataTag())), secret);
}

QTEST_GUILESS_MAIN(TestHandshakeFields)
#include "tst_handshakefields.moc"
