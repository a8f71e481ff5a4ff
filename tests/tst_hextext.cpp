#include "hextext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// Bytes written as digits.
class TestHexText : public QObject
{
    Q_OBJECT

private slots:
    void readsHex_data();
    void readsHex();
};

void TestHexText::readsHex_data()
{
    QTest::addColumn<QString>("hex");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("nothing") << QString() << QByteArray() << QString();
    QTest::newRow("pairs") << u"48 65 6C 6c 6f"_s << QByteArray("Hello") << QString();
    QTest::newRow("without blanks") << u"48656c6c6f"_s << QByteArray("Hello") << QString();
    QTest::newRow("commas and lines") << u"48,65\n6c, 6c\t6f"_s << QByteArray("Hello") << QString();
    QTest::newRow("half a byte at the end")
        << u"48 6"_s << QByteArray() << u"The last byte has only one digit."_s;
    QTest::newRow("half a byte in the middle")
        << u"4 8"_s << QByteArray() << u"“4” is half a byte; write two digits. It is character 1."_s;
    QTest::newRow("no digit") << u"4g"_s << QByteArray()
                              << u"“g” is no hexadecimal digit; it is character 2."_s;
    QTest::newRow("full-width digits")
        << u"４８"_s << QByteArray() << u"“４” is no hexadecimal digit; it is character 1."_s;
    QTest::newRow("a character of two units")
        << u"48 😀"_s << QByteArray() << u"“😀” is no hexadecimal digit; it is character 4."_s;
    QTest::newRow("what turns the writing round")
        << u"\u202e48"_s << QByteArray() << u"“⟦RLO⟧” is no hexadecimal digit; it is character 1."_s;
}

void TestHexText::readsHex()
{
    QFETCH(QString, hex);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, complaint);
    QString error;
    const auto read = HexText::bytes(hex, &error);
    QCOMPARE(error, complaint);
    QCOMPARE(read.has_value(), complaint.isEmpty());
    if (read)
        QCOMPARE(*read, bytes);
}

QTEST_GUILESS_MAIN(TestHexText)
#include "tst_hextext.moc"
