#include "localauthority.h"
#include "staticpages.h"
#include "trustpages.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

/// The pages that a browser gets: which path gets which, and that each is whole and safe.
class StaticPagesTest : public QObject
{
    Q_OBJECT
private slots:
    void paths_data();
    void paths();
    void pages_data();
    void policyAllowsExactlyThePage_data() { pages_data(); }
    void policyAllowsExactlyThePage();
    void refersToNothingElsewhere_data() { pages_data(); }
    void refersToNothingElsewhere();
    void hasItsElements_data();
    void hasItsElements();
    void usesKnownStrings_data() { pages_data(); }
    void usesKnownStrings();
    void languagesHaveTheSameStrings();

private:
    static std::optional<StaticPage> page(const QString &path);
    static QString body(const QString &path);
    static QJsonObject strings();
};

namespace {

QStringList captures(const QString &text, const QString &pattern)
{
    QStringList result;
    auto matches =
        QRegularExpression(pattern, QRegularExpression::DotMatchesEverythingOption).globalMatch(text);
    while (matches.hasNext())
        result << matches.next().captured(1);
    return result;
}

}

std::optional<StaticPage> StaticPagesTest::page(const QString &path)
{
    if (path != "/trust"_L1)
        return staticPage(path, ServiceKind::Hello);
    const QTemporaryDir folder;
    QString error;
    const auto identity =
        LocalAuthority(folder.path()).serverIdentity({u"localhost"_s}, {u"127.0.0.1"_s}, &error);
    const auto pages =
        identity ? TrustPages::forChain(identity->certificate + identity->chain) : std::nullopt;
    return pages ? pages->find(path) : std::nullopt;
}

QString StaticPagesTest::body(const QString &path)
{
    const auto found = page(path);
    return found ? QString::fromUtf8(found->body) : QString();
}

QJsonObject StaticPagesTest::strings()
{
    QFile file(u":/pages/strings.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

void StaticPagesTest::paths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<ServiceKind>("fallback");
    QTest::addColumn<QString>("page"); // empty: not found

    QTest::newRow("root of hello") << u"/"_s << ServiceKind::Hello << u"hello"_s;
    QTest::newRow("root of time") << u"/"_s << ServiceKind::Time << u"time"_s;
    QTest::newRow("root of counter") << u"/"_s << ServiceKind::Counter << u"counter"_s;
    QTest::newRow("root of echo") << u"/"_s << ServiceKind::Echo << u"echo"_s;
    QTest::newRow("root of broadcast") << u"/"_s << ServiceKind::Broadcast << u"broadcast"_s;
    QTest::newRow("no path") << QString() << ServiceKind::Time << u"time"_s;
    QTest::newRow("hello elsewhere") << u"/hello"_s << ServiceKind::Time << u"hello"_s;
    QTest::newRow("time elsewhere") << u"/time"_s << ServiceKind::Hello << u"time"_s;
    QTest::newRow("counter elsewhere") << u"/counter"_s << ServiceKind::Time << u"counter"_s;
    QTest::newRow("echo") << u"/echo"_s << ServiceKind::Hello << u"echo"_s;
    QTest::newRow("broadcast") << u"/broadcast"_s << ServiceKind::Hello << u"broadcast"_s;
    QTest::newRow("service below a folder") << u"/demo/counter"_s << ServiceKind::Hello << u"counter"_s;
    QTest::newRow("folder named like a service") << u"/counter/"_s << ServiceKind::Time << u"time"_s;
    QTest::newRow("service named in capitals") << u"/Counter"_s << ServiceKind::Time << u"time"_s;
    QTest::newRow("proxy's prefix") << u"/websocket/"_s << ServiceKind::Counter << u"counter"_s;
    QTest::newRow("unknown name") << u"/anything"_s << ServiceKind::Time << u"time"_s;
    QTest::newRow("dot in a folder's name") << u"/v1.2/anything"_s << ServiceKind::Time << u"time"_s;
    QTest::newRow("index") << u"/index"_s << ServiceKind::Time << u"services"_s;
    QTest::newRow("index.html") << u"/index.html"_s << ServiceKind::Time << u"services"_s;
    QTest::newRow("index below a folder") << u"/websocket/index"_s << ServiceKind::Time << u"services"_s;
    QTest::newRow("favicon") << u"/favicon.ico"_s << ServiceKind::Time << QString();
    QTest::newRow("favicon below a folder") << u"/websocket/favicon.ico"_s << ServiceKind::Time << QString();
    QTest::newRow("unknown file") << u"/robots.txt"_s << ServiceKind::Time << QString();
    QTest::newRow("one of the resources") << u"/common.js"_s << ServiceKind::Time << QString();
    QTest::newRow("way up") << u"/../../etc/.."_s << ServiceKind::Time << QString();
}

void StaticPagesTest::paths()
{
    QFETCH(QString, path);
    QFETCH(ServiceKind, fallback);
    QFETCH(QString, page);

    const auto found = staticPage(path, fallback);
    QCOMPARE(found.has_value(), !page.isEmpty());
    if (found) {
        QVERIFY(found->body.contains("<main data-page=\"" + page.toUtf8() + '"'));
        QCOMPARE(found->contentType, QByteArray("text/html; charset=utf-8"));
    }
}

void StaticPagesTest::pages_data()
{
    QTest::addColumn<QString>("path");
    for (const char *name : {"index", "hello", "time", "counter", "echo", "broadcast", "trust"})
        QTest::newRow(name) << u'/' + QString::fromLatin1(name);
}

void StaticPagesTest::policyAllowsExactlyThePage()
{
    QFETCH(QString, path);
    const auto found = page(path);
    QVERIFY(found);

    const auto hashesOf = [&](const QString &tag) {
        QStringList hashes;
        for (const QString &content : captures(body(path), u"<%1>(.*?)</%1>"_s.arg(tag)))
            hashes << u"'sha256-%1'"_s.arg(QString::fromLatin1(
                QCryptographicHash::hash(content.toUtf8(), QCryptographicHash::Sha256).toBase64()));
        return hashes.join(u' ');
    };
    const QString policy = QString::fromLatin1(found->contentSecurityPolicy);
    QCOMPARE(captures(policy, u"style-src ([^;]*);"_s), QStringList(hashesOf(u"style"_s)));
    QCOMPARE(captures(policy, u"script-src ([^;]*);"_s), QStringList(hashesOf(u"script"_s)));
    QCOMPARE(policy.count(u"sha256-"_s), 3); // one style, the shared script, the page's own
    QVERIFY(policy.startsWith("default-src 'none';"_L1));
    QVERIFY(!policy.contains(u"unsafe"_s));

    // What a policy of hashes would stop without a word.
    const QRegularExpression inlineCode(u"<[^>]* (on[a-z]+|style)="_s);
    QVERIFY(!inlineCode.match(body(path)).hasMatch());
    QVERIFY(!body(path).contains(u'\r'));
}

void StaticPagesTest::refersToNothingElsewhere()
{
    QFETCH(QString, path);
    QString html = body(path);
    html.remove(u"xmlns=\"http://www.w3.org/2000/svg\""_s);
    QVERIFY(!html.contains(u"http://"_s));
    QVERIFY(!html.contains(u"https://"_s));
    QVERIFY(!html.contains(u"url(//"_s));
    QVERIFY(!html.contains(u"@import"_s));
    QVERIFY(!html.contains(u" src="_s));
    QVERIFY2(!html.contains(u"<!--"_s), "A marker was left in the page.");
    QVERIFY2(!html.contains(u"innerHTML"_s), "A peer's text may be shown as text only.");
    QVERIFY(!html.contains(u"insertAdjacentHTML"_s));
    const QStringList links = captures(html, u"href=\"([^\"]*)\""_s);
    QVERIFY(links.size() > 5);
    for (const QString &link : links) {
        const bool service = serviceByName(link).has_value();
        QVERIFY2(service || link == "index"_L1 || link == "trust/ca.crt"_L1
                     || link.startsWith("data:image/svg+xml;base64,"_L1),
                 qPrintable(link.left(80)));
    }
}

void StaticPagesTest::hasItsElements_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("hello") << u"/hello"_s << QStringList{u"name"_s, u"greet"_s, u"greetings"_s};
    QTest::newRow("time") << u"/time"_s << QStringList{u"lines"_s, u"pause"_s};
    QTest::newRow("counter") << u"/counter"_s << QStringList{u"value"_s, u"users"_s, u"plus"_s, u"minus"_s};
    QTest::newRow("echo") << u"/echo"_s << QStringList{u"message"_s, u"send"_s, u"messages"_s};
    QTest::newRow("broadcast") << u"/broadcast"_s << QStringList{u"message"_s, u"send"_s, u"messages"_s};
}

void StaticPagesTest::hasItsElements()
{
    QFETCH(QString, path);
    QFETCH(QStringList, ids);
    const QStringList found = captures(body(path), u" id=\"([^\"]*)\""_s);
    QCOMPARE(QSet<QString>(found.begin(), found.end()).size(), found.size());
    for (const QString &id : ids + QStringList{u"state"_s, u"try"_s})
        QVERIFY2(found.contains(id), qPrintable(id));
}

void StaticPagesTest::usesKnownStrings()
{
    QFETCH(QString, path);
    const QJsonObject english = strings().value("en"_L1).toObject();
    const QString html = body(path);
    QStringList names = captures(html, u"data-(?:text|label)=\"([^\"]*)\""_s);
    names += captures(html, u"\\btext\\(\"([^\"]*)\""_s);
    QVERIFY(names.size() > 10);
    for (const QString &name : names)
        QVERIFY2(english.contains(name), qPrintable(name));
}

void StaticPagesTest::languagesHaveTheSameStrings()
{
    const QJsonObject english = strings().value("en"_L1).toObject();
    const QJsonObject chinese = strings().value("zh"_L1).toObject();
    QVERIFY(english.size() > 20);
    QCOMPARE(strings().keys(), (QStringList{u"en"_s, u"zh"_s}));
    QCOMPARE(chinese.keys(), english.keys());
    for (const QString &name : english.keys()) {
        const QString here = english.value(name).toString();
        const QString there = chinese.value(name).toString();
        QVERIFY2(!here.isEmpty() && !there.isEmpty(), qPrintable(name));
        QVERIFY2(here.count(u"{n}"_s) == there.count(u"{n}"_s), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(StaticPagesTest)
#include "tst_staticpages.moc"
