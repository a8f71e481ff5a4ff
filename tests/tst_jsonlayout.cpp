#include "jsonlayout.h"

#include <QTest>

/// JSON laid out anew, with all that is in it left as it was.
class TestJsonLayout : public QObject
{
    Q_OBJECT

private slots:
    void indents_data();
    void indents();
    void indentsInPortions_data();
    void indentsInPortions();
    void boundsDeepIndents();
    void folds();
    void foldsWhatIsCutOff();
    void tellsWhatCanBeFolded();
};

void TestJsonLayout::indents_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("indented");
    const auto row = [](const char *name, const QByteArray &json, const QByteArray &indented) {
        QTest::newRow(name) << json << indented;
    };
    row("an object", R"({"type":"state","value":3})", "{\n  \"type\": \"state\",\n  \"value\": 3\n}");
    row("key order stays", R"({"b":1,"a":2})", "{\n  \"b\": 1,\n  \"a\": 2\n}");
    row("keys twice", R"({"b":1,"b":2})", "{\n  \"b\": 1,\n  \"b\": 2\n}");
    row("numbers stay", "[9007199254740993, 1.10, 1e2, -0]",
        "[\n  9007199254740993,\n  1.10,\n  1e2,\n  -0\n]");
    row("brackets and escapes in strings", R"(["{,}\"[:\\",1])", "[\n  \"{,}\\\"[:\\\\\",\n  1\n]");
    row("escapes are not resolved", R"(["\u4f60/"])", "[\n  \"\\u4f60/\"\n]");
    row("empty ones stay on their line", R"({"a":{ },"b":[ ]})", "{\n  \"a\": {},\n  \"b\": []\n}");
    row("nested", R"({"a":[1,{"b":null}]})",
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ]\n}");
    row("Chinese", "[\"本\"]", "[\n  \"本\"\n]");
    row("already indented", "{\r\n\t\"a\" : 1 }\n", "{\n  \"a\": 1\n}");
    row("a bare number", " 42 ", "42");
    row("cut off", R"({"a": [1, "x)", "{\n  \"a\": [\n    1,\n    \"x");
    row("nothing", "", "");
}

void TestJsonLayout::indents()
{
    QFETCH(QByteArray, json);
    QTEST(JsonLayout::indented(json), "indented");
}

void TestJsonLayout::indentsInPortions_data()
{
    indents_data();
}

void TestJsonLayout::indentsInPortions()
{
    QFETCH(QByteArray, json);
    QByteArray out;
    JsonLayout::Place place;
    while (true) {
        JsonLayout layout(json, place); // each begins where the one before has ended
        if (layout.atEnd())
            break;
        QByteArray piece;
        layout.read(&piece, 1, {}, nullptr);
        QVERIFY(QByteArrayView(piece).isValidUtf8());
        out += piece;
        place = layout.place();
    }
    QTEST(out, "indented");
}

void TestJsonLayout::boundsDeepIndents()
{
    const QByteArray deep = QByteArray(100'000, '[') + '1' + QByteArray(100'000, ']');
    const QByteArray indented = JsonLayout::indented(deep);
    QVERIFY2(indented.size() < 70 * deep.size(), QByteArray::number(indented.size()));
    QVERIFY(indented.endsWith("\n  ]\n]"));
}

void TestJsonLayout::folds()
{
    const QByteArray json = R"({"a":[1,{"b":"]}"},[2,3]],"c":{"d":[4]}})";
    const auto laidOut = [&](const JsonFolds &folds) {
        QByteArray out;
        JsonLayout(json).read(&out, 1'000, folds, nullptr);
        return out;
    };
    JsonFolds folds;
    folds.foldFrom(1);
    QCOMPARE(laidOut(folds), QByteArray("{\n  \"a\": [… 3 …],\n  \"c\": {… 1 …}\n}"));
    folds.toggle(json.indexOf("{\"d\""));
    QCOMPARE(laidOut(folds), QByteArray("{\n  \"a\": [… 3 …],\n  \"c\": {\n    \"d\": [… 1 …]\n  }\n}"));
    folds.unfold();
    QVERIFY(folds.isEmpty());
    QCOMPARE(laidOut(folds), JsonLayout::indented(json));
    folds.toggle(0);
    QCOMPARE(laidOut(folds), QByteArray("{… 2 …}"));
    folds.toggle(0);
    QVERIFY(folds.isEmpty());
}

void TestJsonLayout::foldsWhatIsCutOff()
{
    JsonFolds folds;
    folds.foldFrom(1);
    QByteArray out;
    const QByteArray json = R"([[1,2,"x)";
    JsonLayout layout(json);
    layout.read(&out, 1'000, folds, nullptr);
    QCOMPARE(out, QByteArray("[\n  [… 3 …"));
    QVERIFY(layout.atEnd());
}

void TestJsonLayout::tellsWhatCanBeFolded()
{
    const QByteArray json = R"({"a":[1],"b":[],"c":{"d":2}})";
    JsonFolds folds;
    folds.toggle(json.indexOf("{\"d\""));
    QByteArray out;
    QList<JsonLayout::Fold> found;
    JsonLayout(json).read(&out, 1'000, folds, &found);
    QCOMPARE(out, QByteArray("{\n  \"a\": [\n    1\n  ],\n  \"b\": [],\n  \"c\": {… 1 …}\n}"));
    QCOMPARE(found.size(), 3); // the empty one cannot
    QCOMPARE(found[0].at, 0);
    QCOMPARE(found[1].at, out.indexOf('['));
    QCOMPARE(found[1].place.byte, json.indexOf('['));
    QCOMPARE(found[1].place.depth, 1);
    QVERIFY(!found[1].folded);
    QCOMPARE(found[2].at, out.indexOf("{…"));
    QVERIFY(found[2].folded);
}

QTEST_GUILESS_MAIN(TestJsonLayout)
#include "tst_jsonlayout.moc"
