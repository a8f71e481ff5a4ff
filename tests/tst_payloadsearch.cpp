#include "payloadsearch.h"

#include <QTest>

#include <ctime>

using namespace Qt::Literals::StringLiterals;
using Form = PayloadReader::Form;

/// Finding in the whole of a payload.
class TestPayloadSearch : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void findsAcrossPortions();
    void isBounded();
    void isQuick();
};

void TestPayloadSearch::finds_data()
{
    QTest::addColumn<Form>("form");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("found"); // as the form shows them
    QTest::newRow("text in any case")
        << Form::Text << QByteArray("One one ONE") << u"oNe"_s << QStringList{u"One"_s, u"one"_s, u"ONE"_s};
    QTest::newRow("Chinese") << Form::Text << QByteArray("中文中") << u"中"_s
                             << QStringList{u"中"_s, u"中"_s};
    QTest::newRow("none") << Form::Text << QByteArray("One") << u"two"_s << QStringList();
    QTest::newRow("nothing wanted") << Form::Text << QByteArray("One") << QString() << QStringList();
    QTest::newRow("each once") << Form::Text << QByteArray("aaaa") << u"aa"_s
                               << QStringList{u"aa"_s, u"aa"_s};
    QTest::newRow("JSON as it is laid out")
        << Form::Json << QByteArray(R"({"a":1})") << u"\"a\": 1"_s << QStringList{u"\"a\": 1"_s};
    QTest::newRow("bytes") << Form::Hex << QByteArray("\x00\xff\x10\xff\x10", 5) << u"ff 10"_s
                           << QStringList{u"ff 10"_s, u"ff 10"_s};
    QTest::newRow("text in bytes") << Form::Hex << QByteArray("xxHixx") << u"Hi"_s << QStringList{u"48 69"_s};
    QTest::newRow("bytes in the middle of a line")
        << Form::Hex << QByteArray("0123456789") << u"37 38"_s << QStringList{u"37  38"_s};
    QTest::newRow("bytes over a line's end") << Form::Hex << QByteArray(QByteArray(15, '-') + "Hi") << u"Hi"_s
                                             << QStringList{u"48  ---------------H\n00000010  69"_s};
}

void TestPayloadSearch::finds()
{
    QFETCH(Form, form);
    QFETCH(QByteArray, payload);
    QFETCH(QString, wanted);
    PayloadSearch search(payload, form, wanted);
    while (search.advance()) { }
    const QString whole = PayloadReader(payload, form).read(100'000).text;
    QStringList found;
    for (const PayloadSearch::Hit &hit : search.hits()) {
        found.append(whole.mid(hit.character, hit.length));
        PayloadReader reader(payload, form, hit.from);
        QCOMPARE(reader.read(100'000).text.mid(hit.character - hit.from.character, hit.length), found.last());
    }
    QTEST(found, "found");
}

void TestPayloadSearch::findsAcrossPortions()
{
    for (const Form form : {Form::Text, Form::Hex}) {
        const qsizetype end = form == Form::Text ? 32 * 1024 : 1024 * 1024; // of a portion
        for (qsizetype at = end - 6; at <= end; ++at) {
            QByteArray payload(3 * end, '-');
            payload.replace(at, 6, "needle");
            PayloadSearch search(payload, form, u"needle"_s);
            while (search.advance()) { }
            QCOMPARE(search.hits().size(), 1);
            const PayloadSearch::Hit hit = search.hits().first();
            PayloadReader reader(payload, form, hit.from);
            const QString text =
                reader.read(2 * end).text.mid(hit.character - hit.from.character, hit.length);
            QVERIFY2(text.startsWith(form == Form::Text ? u"needle"_s : u"6e"_s), qPrintable(text));
        }
    }
}

void TestPayloadSearch::isBounded()
{
    for (const Form form : {Form::Text, Form::Hex}) {
        PayloadSearch search(QByteArray(1024 * 1024, 'x'), form, u"x"_s);
        while (search.advance()) { }
        QCOMPARE(search.hits().size(), PayloadSearch::mostHits);
    }
}

void TestPayloadSearch::isQuick()
{
    PayloadSearch search(QByteArray(16 * 1024 * 1024, 'x') + "end", Form::Text, u"end"_s);
    qint64 longest = 0;
    for (bool more = true; more;) {
        const std::clock_t before = std::clock(); // without the time of other programs
        more = search.advance();
        longest = std::max(longest, qint64(std::clock() - before) * 1'000 / CLOCKS_PER_SEC);
    }
    QCOMPARE(search.hits().size(), 1);
    QVERIFY2(longest < 100, QByteArray::number(longest));
}

QTEST_GUILESS_MAIN(TestPayloadSearch)
#include "tst_payloadsearch.moc"
