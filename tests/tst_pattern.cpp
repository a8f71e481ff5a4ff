#include "pattern.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <thread>
#include <vector>

using namespace Qt::Literals::StringLiterals;

/// A regular expression over the bytes of a message. Qt's own tells what is right: people know its language.
class TestPattern : public QObject
{
    Q_OBJECT

private slots:
    void fitsAsQtsOwn_data()
    {
        QTest::addColumn<QString>("expression");
        for (const QString &expression : {u""_s,
                                          u"a"_s,
                                          u"A.C"_s,
                                          u"^a.*c$"_s,
                                          u"(a|b)+c"_s,
                                          u"\\d{2,}"_s,
                                          u"\\w+\\s\\w"_s,
                                          u"[^a-z]"_s,
                                          u"ä"_s,
                                          u"Ä"_s,
                                          u"^.$"_s,
                                          u"本.息"_s,
                                          u"[一-龥]{2}"_s,
                                          u"\\x{4e2d}|\\x{672c}"_s,
                                          u"\\p{Lu}"_s,
                                          u"\\p{Han}"_s,
                                          u"\\b本"_s,
                                          u"(?-i)hello"_s,
                                          u"(?<=l)o"_s,
                                          u"(?<!l)l"_s,
                                          u"(?=h)H"_s,
                                          u"(?<word>l)\\k<word>"_s,
                                          u"(.)\\1"_s,
                                          u"(?>a+)b"_s,
                                          u"a++b"_s,
                                          u"\\Qa.c\\E"_s,
                                          u"(?(?=a)a.c|x)"_s,
                                          u"(\\{(?:[^{}]|(?1))*\\})"_s,
                                          u"\\A\\{"_s,
                                          u"\\}\\z"_s,
                                          u"(?s)a.c"_s,
                                          u"(?m)^c$"_s,
                                          u"\\R"_s,
                                          u"\\X"_s,
                                          u"\\N"_s,
                                          u"😀"_s,
                                          u"^.😀?$"_s,
                                          u"[[:alpha:]]+"_s,
                                          u"\\h"_s,
                                          u"(*UCP)\\bä"_s,
                                          u"(*LIMIT_MATCH=5)a+"_s,
                                          u"(*NO_JIT)b"_s,
                                          u"a\\Kb"_s,
                                          u"a\\Cc"_s,
                                          u"ß"_s,
                                          u"K"_s,
                                          u"ſ"_s})
            QTest::addRow("/%s/", qUtf8Printable(expression)) << expression;
    }

    void fitsAsQtsOwn()
    {
        QFETCH(const QString, expression);
        const QRegularExpression qt(expression, QRegularExpression::CaseInsensitiveOption);
        QVERIFY(qt.isValid());
        const Pattern pattern(expression);
        QVERIFY(pattern.isValid());
        for (const QString &text : {QString(),
                                    u""_s,
                                    u"a"_s,
                                    u"abc"_s,
                                    u"ABC"_s,
                                    u"a.c"_s,
                                    u"a\nc"_s,
                                    u"aab"_s,
                                    u"hello"_s,
                                    u"Hello, World"_s,
                                    u"{\"a\": {\"b\": 12}}"_s,
                                    u"ä"_s,
                                    u"Äö ü"_s,
                                    u"本消息"_s,
                                    u"中文 text"_s,
                                    u"😀"_s,
                                    u"a😀"_s,
                                    u"STRASSE straße"_s,
                                    u"\u212A"_s,
                                    u"s"_s,
                                    u"line\r\nend\tc"_s,
                                    u"c"_s})
            QVERIFY2(pattern.fits(text.toUtf8()) == qt.match(text).hasMatch(), qPrintable(text));
    }

    void saysWhatIsWrongAsQtsOwn_data()
    {
        QTest::addColumn<QString>("expression");
        for (const QString &expression :
             {u"a(b"_s, u"a)"_s, u"[z-a]"_s, u"*"_s, u"äö本(😀"_s, u"\\p{Nothing}"_s, u"(?<n>a)(?<n>b)"_s,
              u"(?<=a+)b"_s, u"\\x{110000}"_s, u"x{2,1}"_s})
            QTest::addRow("/%s/", qUtf8Printable(expression)) << expression;
    }

    void saysWhatIsWrongAsQtsOwn()
    {
        QFETCH(const QString, expression);
        const QRegularExpression qt(expression, QRegularExpression::CaseInsensitiveOption);
        QVERIFY(!qt.isValid());
        const Pattern pattern(expression);
        QVERIFY(!pattern.isValid());
        QCOMPARE(pattern.mistake().offset, qt.patternErrorOffset());
        QCOMPARE(pattern.mistake().text, qt.errorString());
        QVERIFY(!pattern.fits("anything"));
    }

    void goesOnBehindBytesThatAreNoText()
    {
        const Pattern pattern(u"b.d"_s);
        QVERIFY(pattern.fits("a\xff\xfe bcd"));
        QVERIFY(pattern.fits("bcd\xe6\x9c")); // cut within a character
        QVERIFY(!pattern.fits("b\xff"
                              "d"));
        QVERIFY(!pattern.fits("\x80\x80"));
    }

    void givesUpWhatWouldTakeForEver()
    {
        QElapsedTimer time;
        time.start();
        QVERIFY(!Pattern(u"(a+)+[bc]"_s).fits(QByteArray(5'000, 'a')));
        QVERIFY(!Pattern(u"(*NO_JIT)(a+)+[bc]"_s).fits(QByteArray(5'000, 'a')));
        QVERIFY2(time.elapsed() < 3'000, qPrintable(QString::number(time.elapsed())));
    }

    void needsMoreThanAFewFrames()
    {
        const Pattern pattern(u"^(?:(a)|b)*$"_s);
        QVERIFY(pattern.fits(QByteArray(4'000, 'a')));
    }

    void isAskedByManyThreads()
    {
        const Pattern pattern(u"(\\d)5$"_s);
        std::vector<int> counts(4);
        std::vector<std::thread> threads;
        for (int &count : counts) {
            threads.emplace_back([pattern, &count] {
                for (int i = 0; i < 10'000; ++i)
                    count += pattern.fits("message " + QByteArray::number(i));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(counts, std::vector<int>(4, 999));
    }
};

QTEST_GUILESS_MAIN(TestPattern)
#include "tst_pattern.moc"
