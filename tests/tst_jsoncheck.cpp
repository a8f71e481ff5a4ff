#include "jsoncheck.h"

#include <QProcess>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Verdict = JsonCheck::Verdict;

/// What is JSON, what is not, and where and why.
class TestJsonCheck : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
    void countsCharacters();
    void agreesWithPython_data();
    void agreesWithPython();
    void knowsEachBeginning();
    void judgesInPortions();
    void standsAnyDepth();
};

void TestJsonCheck::judges_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("sentence");
    const auto good = [](const char *name, const QByteArray &json) {
        QTest::newRow(name) << json << Verdict::Valid << int(json.size()) << QString();
    };
    const auto wrong = [](const char *name, const QByteArray &json, int offset, const QString &sentence) {
        QTest::newRow(name) << json << Verdict::Wrong << offset << sentence;
    };
    const auto cut = [](const char *name, const QByteArray &json, const QString &sentence) {
        QTest::newRow(name) << json << Verdict::CutOff << int(json.size()) << sentence;
    };
    good("an object", R"({"a": [1, -2.5e+3, {}], "b": null, "": "\u00e9\"\\\/"})");
    good("an array with blanks around it", " \t\r\n[ true , false ]\n");
    good("a number alone", "0");
    good("Chinese", "\"本\"");
    good("a byte that JSON lets pass", "\"\x7f\"");

    cut("nothing", "", u"There is no JSON yet."_s);
    cut("blanks", "  ", u"There is no JSON yet."_s);
    cut("an open object", R"({"a": 1)", u"A } is missing at the end."_s);
    cut("an open array", "[[1]", u"A ] is missing at the end."_s);
    cut("an open text", R"(["abc)", u"A double quote is missing that ends the text."_s);
    cut("half an escape", R"(["\u12)", u"A double quote is missing that ends the text."_s);
    cut("a number without digits", "[-", u"A digit is missing at the end."_s);
    cut("half a word", "[tru", u"The last word is not whole."_s);

    wrong("a comma too much in an array", "[1,]", 3, u"A value must follow the comma."_s);
    wrong("a comma too much in an object", R"({"a":1,})", 7, u"A name must follow the comma."_s);
    wrong("no comma", "[1 2]", 3, u"A comma or ] must stand here."_s);
    wrong("the other bracket", R"({"a":1])", 6, u"A comma or } must stand here."_s);
    wrong("no colon", R"({"a" 1})", 5, u"A colon must stand between a name and its value."_s);
    wrong("no value", R"({"a":})", 5, u"A value must stand here."_s);
    wrong("a name without quotes", "{a:1}", 1, u"A name in double quotes must stand here."_s);
    wrong("single quotes", "['a']", 1, u"Text stands in double quotes, not in single ones."_s);
    wrong(
        "a word", "[True]", 1,
        u"“True” is no value: text stands in double quotes, and the only words are true, false and null."_s);
    wrong(
        "a long word that turns the writing round", "\xE2\x80\xAE" + QByteArray(99, 'x'), 0,
        u"“⟦RLO⟧xxxxxxxxxxxxxx…” is no value: text stands in double quotes, and the only words are true, false and null."_s);
    wrong("two values", "1 2", 2, u"The JSON has ended already; nothing may follow."_s);
    wrong("a zero in front", "[007]", 1, u"A number has no zeros in front."_s);
    wrong("a point without digits", "[1.]", 3, u"A digit must stand here."_s);
    wrong("an exponent without digits", "[1e+]", 4, u"A digit must stand here."_s);
    wrong("letters behind a number", "[12ab]", 3, u"This does not belong to a number."_s);
    wrong("a line break in a text", "[\"a\nb\"]", 3,
          u"A line break or another control character in a text is written as an escape, like \\n."_s);
    wrong(
        "an escape that is none", R"(["\x41"])", 2,
        u"There is no such escape; there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t, and \\u before four hexadecimal digits."_s);
}

void TestJsonCheck::judges()
{
    QFETCH(QByteArray, json);
    JsonCheck check(json);
    QTEST(check.read(), "verdict");
    QTEST(check.sentence(), "sentence");
    QTEST(int(check.offset()), "offset");
}

void TestJsonCheck::countsCharacters()
{
    const QByteArray json = "{\n  \"本\": x\n}";
    JsonCheck check(json);
    QCOMPARE(check.read(), Verdict::Wrong);
    QCOMPARE(JsonCheck::lineAndColumn(json, check.offset()), std::make_pair(qsizetype(2), qsizetype(8)));
    QCOMPARE(JsonCheck::lineAndColumn(json, 0), std::make_pair(qsizetype(1), qsizetype(1)));
}

void TestJsonCheck::agreesWithPython_data()
{
    QTest::addColumn<QByteArray>("json");
    // Every way to put five of these side by side is another try.
    QTest::newRow("brackets") << QByteArray("[]{}\",:1");
    QTest::newRow("numbers") << QByteArray("-019.eE+");
    QTest::newRow("texts") << QByteArray("\"\\\"ubx1 ");
}

void TestJsonCheck::agreesWithPython()
{
    QFETCH(QByteArray, json);
    QByteArrayList all;
    for (int i = 0; i < 8 * 8 * 8 * 8 * 8; ++i) {
        QByteArray tried = "[";
        for (int rest = i, n = 0; n < 5; ++n, rest /= 8)
            tried += json[rest % 8];
        all.append(tried + ']');
    }
    QProcess python;
    python.start(u"python3"_s,
                 {u"-c"_s,
                  u"import json, sys\n"
                  "for line in sys.stdin:\n"
                  "  try: json.loads(line); print('y', end='')\n"
                  "  except ValueError: print('n', end='')\n"_s});
    python.write(all.join('\n'));
    python.closeWriteChannel();
    QVERIFY(python.waitForFinished());
    const QByteArray judgements = python.readAllStandardOutput();
    QCOMPARE(judgements.size(), all.size());
    qsizetype valid = 0;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const bool good = JsonCheck(all[i]).read() == Verdict::Valid;
        QVERIFY2(good == (judgements[i] == 'y'), all[i]);
        valid += good;
    }
    QVERIFY(valid > 10);
}

void TestJsonCheck::knowsEachBeginning()
{
    const QByteArray json = R"({"a\u00e9": [-1.5e3, true, {"b": null}], "c": "d"})";
    for (qsizetype i = 0; i < json.size(); ++i)
        QCOMPARE(JsonCheck(json.first(i)).read(), Verdict::CutOff);
}

void TestJsonCheck::judgesInPortions()
{
    const QByteArray json = R"([1, {"long name": "long value"}, [false]])";
    JsonCheck check(json);
    int portions = 1;
    while (check.read(3) == Verdict::Unfinished)
        ++portions;
    QCOMPARE(check.verdict(), Verdict::Valid);
    QVERIFY2(portions > 5, QByteArray::number(portions));
}

void TestJsonCheck::standsAnyDepth()
{
    const QByteArray deep = QByteArray(8'000'000, '[') + QByteArray(8'000'000, ']');
    QCOMPARE(JsonCheck(deep).read(), Verdict::Valid);
    QCOMPARE(JsonCheck(deep.chopped(1)).read(), Verdict::CutOff);
}

QTEST_GUILESS_MAIN(TestJsonCheck)
#include "tst_jsoncheck.moc"
