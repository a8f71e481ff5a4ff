#include "payloadreader.h"

#include <QTest>

#include <ctime>

using namespace Qt::Literals::StringLiterals;
using Form = PayloadReader::Form;

namespace {
constexpr qsizetype slice = 64 * 1024;
constexpr int longestSlice = 100; ///< milliseconds, as a person notices them

qint64 milliseconds(std::clock_t since)
{
    return qint64(std::clock() - since) * 1'000 / CLOCKS_PER_SEC;
}
}

/// Payloads as a person reads them, in slices.
class TestPayloadReader : public QObject
{
    Q_OBJECT

private slots:
    void dumpsHex();
    void cleansText();
    void slicesAreTheWhole_data();
    void slicesAreTheWhole();
    void isQuick_data();
    void isQuick();
};

void TestPayloadReader::dumpsHex()
{
    QCOMPARE(PayloadReader({}, Form::Hex).read(100).text, QString());
    QCOMPARE(PayloadReader("Hello, hexadecimal\n", Form::Hex).read(1'000).text,
             QStringLiteral("00000000  48 65 6c 6c 6f 2c 20 68  65 78 61 64 65 63 69 6d  Hello, hexadecim\n"
                            "00000010  61 6c 0a                                          al."));
    PayloadReader reader(QByteArray(40, 'x'), Form::Hex);
    QCOMPARE(reader.read(1).text.size(), PayloadReader::hexLineLength);
    QCOMPARE(reader.place().bytes.byte, PayloadReader::bytesPerLine);
}

void TestPayloadReader::cleansText()
{
    const QByteArray hostile = "a\x1b[31m\xE2\x80\xAE"
                               "b\r\nc\td";
    QCOMPARE(PayloadReader(hostile, Form::Text).read(100).text, u"a␛[31m⟦RLO⟧b\nc\td"_s);
    QCOMPARE(PayloadReader("[\"\xE2\x80\xAE\"]", Form::Json).read(100).text, u"[\n  \"⟦RLO⟧\"\n]"_s);
}

void TestPayloadReader::slicesAreTheWhole_data()
{
    QTest::addColumn<Form>("form");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("text with line ends")
        << Form::Text << QByteArray("one\r\ntwo\n\r\n三四五\xF0\x9F\x98\x80!");
    QTest::newRow("no text") << Form::Text << QByteArray("\xff\x80\x80\x80\x00\xc3", 6);
    QTest::newRow("JSON") << Form::Json << QByteArray(R"({"一二三":[1,2,{"x":"\u4f60y"}],"e":{}} )");
    QTest::newRow("hex") << Form::Hex << QByteArray(100, 'h');
}

void TestPayloadReader::slicesAreTheWhole()
{
    QFETCH(Form, form);
    QFETCH(QByteArray, payload);
    const QString whole = PayloadReader(payload, form).read(100'000).text;
    QVERIFY(!whole.isEmpty());
    PayloadReader::Place place;
    QString joined;
    for (int n = 0; n < 1'000 && !PayloadReader(payload, form, place).atEnd(); ++n) {
        PayloadReader reader(payload, form, place);
        joined += reader.read(1).text;
        place = reader.place();
        QCOMPARE(place.character, joined.size());
    }
    QCOMPARE(joined, whole);
}

void TestPayloadReader::isQuick_data()
{
    QTest::addColumn<Form>("form");
    QTest::addColumn<QByteArray>("payload");
    const QByteArray line(16 * 1024 * 1024, 'x');
    QTest::newRow("16 MiB on one line, as text") << Form::Text << line;
    QTest::newRow("16 MiB on one line, as hex") << Form::Hex << line;
    QTest::newRow("one JSON string of 16 MiB") << Form::Json << QByteArray("[\"" + line + "\"]");
    QTest::newRow("a million Chinese characters") << Form::Text << u"中"_s.repeated(1'000'000).toUtf8();
    QTest::newRow("a million that are hidden") << Form::Text << u"\u202e"_s.repeated(1'000'000).toUtf8();
    QTest::newRow("100,000 brackets")
        << Form::Json << QByteArray(QByteArray(50'000, '[') + QByteArray(50'000, ']'));
}

void TestPayloadReader::isQuick()
{
    QFETCH(Form, form);
    QFETCH(QByteArray, payload);
    PayloadReader reader(payload, form);
    qsizetype characters = 0;
    qint64 longest = 0;
    qsizetype largest = 0;
    while (!reader.atEnd()) {
        const std::clock_t before = std::clock(); // without the time of other programs
        const qsizetype size = reader.read(slice).text.size();
        longest = std::max(longest, milliseconds(before));
        largest = std::max(largest, size);
        characters += size;
    }
    QVERIFY(characters >= payload.size() / 3);
    QVERIFY2(longest < longestSlice, QByteArray::number(longest));
    QVERIFY2(largest < 6 * slice, QByteArray::number(largest));
}

QTEST_GUILESS_MAIN(TestPayloadReader)
#include "tst_payloadreader.moc"
