#include "payloadtext.h"

#include <QTest>

/// What the detail pane shows, and what the composer reads.
class TestPayloadText : public QObject
{
    Q_OBJECT

private slots:
    void indentsJson_data();
    void indentsJson();
    void boundsDeepJson();
    void dumpsHex();
    void readsHex_data();
    void readsHex();
};

void TestPayloadText::indentsJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("indented");
    const auto row = [](const char *name, const QByteArray &json, const char *indented) {
        QTest::newRow(name) << json << QString::fromUtf8(indented);
    };
    row("an object", R"({"type":"state","value":3})", "{\n  \"type\": \"state\",\n  \"value\": 3\n}");
    row("key order stays", R"({"b":1,"a":2})", "{\n  \"b\": 1,\n  \"a\": 2\n}");
    row("numbers stay", "[9007199254740993, 1.10, 1e2, -0]",
        "[\n  9007199254740993,\n  1.10,\n  1e2,\n  -0\n]");
    row("brackets and escapes in strings", R"(["{,}\"[:\\",1])", "[\n  \"{,}\\\"[:\\\\\",\n  1\n]");
    row("escapes are not resolved", R"(["\u4f60/"])", "[\n  \"\\u4f60/\"\n]");
    row("empty ones stay on their line", R"({"a":{ },"b":[ ]})", "{\n  \"a\": {},\n  \"b\": []\n}");
    row("nested", R"({"a":[1,{"b":null}]})",
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ]\n}");
    row("Chinese", "[\"本\"]", "[\n  \"本\"\n]");
    row("already indented", "{\r\n\t\"a\" : 1 }\n", "{\n  \"a\": 1\n}");
    row("text", "Hello World!", "");
    row("nothing", "", "");
    row("cut off", R"({"a": [1, 2)", "");
    row("a bare number", "42", "");
}

void TestPayloadText::indentsJson()
{
    QFETCH(QByteArray, json);
    QTEST(PayloadText::indentedJson(json).value_or(QString()), "indented");
}

void TestPayloadText::boundsDeepJson()
{
    QByteArray deep;
    for (int i = 0; i < 1'000; ++i)
        deep += '[';
    for (int i = 0; i < 30'000; ++i)
        deep += "1,";
    deep += '1';
    for (int i = 0; i < 1'000; ++i)
        deep += ']';
    const auto indented = PayloadText::indentedJson(deep);
    QVERIFY(indented);
    QVERIFY2(indented->size() < 40 * deep.size(), qPrintable(QString::number(indented->size())));
}

void TestPayloadText::dumpsHex()
{
    QCOMPARE(PayloadText::hexDump({}), QString());
    QCOMPARE(PayloadText::hexDump(QByteArray("Hello, hexadecimal\n")),
             QStringLiteral("00000000  48 65 6c 6c 6f 2c 20 68  65 78 61 64 65 63 69 6d  Hello, hexadecim\n"
                            "00000010  61 6c 0a                                          al."));
}

void TestPayloadText::readsHex_data()
{
    QTest::addColumn<QString>("hex");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("nothing") << QString() << QByteArray() << true;
    QTest::newRow("pairs") << QStringLiteral("48 65 6C 6c 6f") << QByteArray("Hello") << true;
    QTest::newRow("without blanks") << QStringLiteral("48656c6c6f") << QByteArray("Hello") << true;
    QTest::newRow("commas and lines") << QStringLiteral("48,65\n6c, 6c\t6f") << QByteArray("Hello") << true;
    QTest::newRow("half a byte at the end") << QStringLiteral("48 6") << QByteArray() << false;
    QTest::newRow("half a byte in the middle") << QStringLiteral("4 8") << QByteArray() << false;
    QTest::newRow("no digit") << QStringLiteral("4g") << QByteArray() << false;
    QTest::newRow("full-width digits") << QStringLiteral("４８") << QByteArray() << false;
}

void TestPayloadText::readsHex()
{
    QFETCH(QString, hex);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    QString error;
    const auto read = PayloadText::fromHex(hex, &error);
    QCOMPARE(read.has_value(), valid);
    QCOMPARE(error.isEmpty(), valid);
    if (valid)
        QCOMPARE(*read, bytes);
}

QTEST_GUILESS_MAIN(TestPayloadText)
#include "tst_payloadtext.moc"
