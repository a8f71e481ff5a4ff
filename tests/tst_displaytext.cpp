#include "displaytext.h"

#include "frame.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

class TestDisplayText : public QObject
{
    Q_OBJECT

    static LogEntry entryOf(EntryKind kind, const QByteArray &payload, quint64 size = 0)
    {
        LogEntry entry;
        entry.kind = kind;
        entry.payload = payload;
        entry.size = std::max(size, quint64(payload.size()));
        return entry;
    }

private slots:
    void oneLine_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");

        QTest::newRow("nothing") << ""_ba << u""_s;
        QTest::newRow("plain") << "Hello World!"_ba << u"Hello World!"_s;
        QTest::newRow("Chinese") << u"本消息"_s.toUtf8() << u"本消息"_s;
        QTest::newRow("emoji of several parts") << u"👩‍💻 😀"_s.toUtf8() << u"👩‍💻 😀"_s;
        QTest::newRow("escape sequence") << "\x1b[31mred"_ba << u"␛[31mred"_s;
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << u"a␀b"_s;
        QTest::newRow("bell and DEL") << "\x07\x7f"_ba << u"␇␡"_s;
        QTest::newRow("tab") << "a\tb"_ba << u"a␉b"_s;
        QTest::newRow("line feed") << "a\nb"_ba << u"a⏎b"_s;
        QTest::newRow("CR LF") << "a\r\nb"_ba << u"a⏎b"_s;
        QTest::newRow("CR") << "a\rb"_ba << u"a⏎b"_s;
        QTest::newRow("CR CR LF") << "a\r\r\nb"_ba << u"a⏎⏎b"_s;
        QTest::newRow("line and paragraph separators") << u"a\u2028b\u2029c\u0085"_s.toUtf8() << u"a⏎b⏎c⏎"_s;
        QTest::newRow("C1 control") << u"\u009b31m"_s.toUtf8() << u"⟦U+009B⟧31m"_s;
        QTest::newRow("right-to-left override") << u"a\u202Eb\u202C"_s.toUtf8() << u"a⟦RLO⟧b⟦PDF⟧"_s;
        QTest::newRow("isolates") << u"\u2066\u2067\u2068\u2069"_s.toUtf8() << u"⟦LRI⟧⟦RLI⟧⟦FSI⟧⟦PDI⟧"_s;
        QTest::newRow("marks") << u"\u200E\u200F\u061C"_s.toUtf8() << u"⟦LRM⟧⟦RLM⟧⟦ALM⟧"_s;
        QTest::newRow("invisible ones")
            << u"a\u200Bb\u00ADc\u2060d\u2062"_s.toUtf8() << u"a⟦ZWSP⟧b⟦SHY⟧c⟦WJ⟧d⟦U+2062⟧"_s;
        QTest::newRow("byte order mark") << "\xEF\xBB\xBFx"_ba << u"⟦BOM⟧x"_s;
        QTest::newRow("tag characters") << u"\U000E0041"_s.toUtf8() << u"⟦U+E0041⟧"_s;
        QTest::newRow("noncharacter") << u"\uFFFF"_s.toUtf8() << u"⟦U+FFFF⟧"_s;
        QTest::newRow("no UTF-8") << "a\xffz"_ba << u"a\uFFFDz"_s;
        QTest::newRow("half a character at the end") << "a\xE4\xB8"_ba << u"a\uFFFD\uFFFD"_s;
        QTest::newRow("HTML") << "<b>&amp;</b>"_ba << u"<b>&amp;</b>"_s;
    }

    void oneLine()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, expected);

        QCOMPARE(DisplayText::oneLine(bytes), expected);
        QCOMPARE(DisplayText::oneLine(expected), expected);
        if (bytes.isValidUtf8() && !bytes.startsWith("\xEF\xBB\xBF"))
            QCOMPARE(DisplayText::oneLine(QString::fromUtf8(bytes)), expected);
    }

    void cuts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qsizetype>("most");
        QTest::addColumn<QString>("expected");

        QTest::newRow("just fits") << u"abcde"_s << qsizetype(5) << u"abcde"_s;
        QTest::newRow("one too many") << u"abcdef"_s << qsizetype(5) << u"abcd…"_s;
        QTest::newRow("one") << u"ab"_s << qsizetype(1) << u"…"_s;
        QTest::newRow("none") << u"ab"_s << qsizetype(0) << u""_s;
        QTest::newRow("negative") << u"ab"_s << qsizetype(-5) << u""_s;
        QTest::newRow("empty into none") << u""_s << qsizetype(0) << u""_s;
        QTest::newRow("a pair is not parted") << u"ab😀c"_s << qsizetype(4) << u"ab…"_s;
        QTest::newRow("a pair that just fits") << u"ab😀"_s << qsizetype(4) << u"ab😀"_s;
        QTest::newRow("a name is not parted") << u"ab\u202E"_s << qsizetype(6) << u"ab…"_s;
        QTest::newRow("a name that just fits") << u"ab\u202E"_s << qsizetype(7) << u"ab⟦RLO⟧"_s;
        QTest::newRow("CR LF at the end") << u"abcd\r\n"_s << qsizetype(5) << u"abcd⏎"_s;
        QTest::newRow("Chinese") << u"本消息通过"_s << qsizetype(3) << u"本消…"_s;
    }

    void cuts()
    {
        QFETCH(const QString, text);
        QFETCH(const qsizetype, most);
        QFETCH(const QString, expected);

        QCOMPARE(DisplayText::oneLine(text, most), expected);
        QCOMPARE(DisplayText::oneLine(text.toUtf8(), most), expected);
    }

    // Whatever comes in: one line, bounded, no control character, and the same when shown again.
    void holdsForRandomBytes()
    {
        quint32 state = 1;
        for (int round = 0; round < 5'000; ++round) {
            QByteArray bytes(round % 60, Qt::Uninitialized);
            for (char &c : bytes) {
                state = state * 1664525 + 1013904223;
                c = char(state >> 24);
            }
            const qsizetype most = round % 40;
            const QString shown = DisplayText::oneLine(bytes, most);
            QVERIFY(shown.size() <= most);
            QVERIFY(shown.isValidUtf16());
            for (const QChar c : shown)
                QVERIFY(c.category() != QChar::Other_Control);
            QCOMPARE(DisplayText::oneLine(shown, most), shown);
        }
    }

    void readsNoMoreThanItNeeds()
    {
        const QByteArray bytes(256 * 1024 * 1024, 'x');
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 1'000; ++i)
            QCOMPARE(DisplayText::oneLine(bytes, 10), u"xxxxxxxxx…"_s);
        QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
    }

    void manyLines()
    {
        QCOMPARE(DisplayText::manyLines("a\r\n\tb\n\rc\x1b"_ba, 100), u"a\n\tb\n␍c␛"_s);
        QCOMPARE(DisplayText::manyLines("a\nbcd"_ba, 4), u"a\nb…"_s);
    }

    void hex()
    {
        QCOMPARE(DisplayText::hex("Hello"), u"48 65 6C 6C 6F"_s);
        QCOMPARE(DisplayText::hex("Hello", 5), u"48 65 6C 6C 6F"_s);
        QCOMPARE(DisplayText::hex("Hello", 4), u"48 65 6C 6C …"_s);
        QCOMPARE(DisplayText::hex("Hello", 0), u"…"_s);
        QCOMPARE(DisplayText::hex(""), u""_s);
    }

    void preview_data()
    {
        QTest::addColumn<LogEntry>("entry");
        QTest::addColumn<qsizetype>("most");
        QTest::addColumn<QString>("expected");

        const qsizetype many = DisplayText::maximumPreview;
        QTest::newRow("text") << entryOf(EntryKind::Text, "a\nb") << many << u"a⏎b"_s;
        QTest::newRow("text that the log has cut")
            << entryOf(EntryKind::Text, "abc", 10) << many << u"abc…"_s;
        QTest::newRow("text that both have cut")
            << entryOf(EntryKind::Text, "abc", 10) << qsizetype(3) << u"ab…"_s;
        QTest::newRow("binary") << entryOf(EntryKind::Binary, "\x01\xff") << many << u"01 FF"_s;
        QTest::newRow("long binary") << entryOf(EntryKind::Binary, QByteArray(5, '\1')) << qsizetype(10)
                                     << u"01 01 01 …"_s;
        QTest::newRow("binary that the log has cut")
            << entryOf(EntryKind::Binary, "\x01", 9) << many << u"01 …"_s;
        QTest::newRow("ping of text")
            << entryOf(EntryKind::Ping, "still there?") << many << u"still there?"_s;
        QTest::newRow("ping of bytes") << entryOf(EntryKind::Ping, "\xff\xad") << many << u"FF AD"_s;
        QTest::newRow("empty pong") << entryOf(EntryKind::Pong, "") << many << u""_s;
        QTest::newRow("close") << entryOf(EntryKind::Close, encodeClosePayload(1001, u"bye\n"_s)) << many
                               << u"1001 (going away) bye⏎"_s;
        QTest::newRow("close without a reason")
            << entryOf(EntryKind::Close, encodeClosePayload(1000, {})) << many << u"1000 (OK)"_s;
        QTest::newRow("close without a code")
            << entryOf(EntryKind::Close, "") << many << u"1005 (no status code)"_s;
        QTest::newRow("close with a code that must not be sent")
            << entryOf(EntryKind::Close, QByteArray::fromHex("03ed")) << many << u"1005 (not a valid code)"_s;
        QTest::newRow("info") << entryOf(EntryKind::Info, "Connected.") << many << u"Connected."_s;
        QTest::newRow("error with foreign words")
            << entryOf(EntryKind::Error, "No \x1b[2J.") << many << u"No ␛[2J."_s;
    }

    void preview()
    {
        QFETCH(const LogEntry, entry);
        QFETCH(const qsizetype, most);
        QFETCH(const QString, expected);
        QCOMPARE(DisplayText::preview(entry, most), expected);
    }

    void byteCount_data()
    {
        QTest::addColumn<quint64>("bytes");
        QTest::addColumn<QString>("expected");

        QTest::newRow("none") << quint64(0) << u"0 B"_s;
        QTest::newRow("few") << quint64(18) << u"18 B"_s;
        QTest::newRow("last of the bytes") << quint64(1023) << u"1023 B"_s;
        QTest::newRow("first KiB") << quint64(1024) << u"1.0 KiB"_s;
        QTest::newRow("one and a half") << quint64(1536) << u"1.5 KiB"_s;
        QTest::newRow("last of the KiB") << quint64(1024 * 1024 - 1) << u"1.0 MiB"_s;
        QTest::newRow("MiB") << quint64(3 * 1024 * 1024) << u"3.0 MiB"_s;
        QTest::newRow("GiB") << (quint64(5) << 30) << u"5.0 GiB"_s;
        QTest::newRow("beyond TiB") << (quint64(2048) << 40) << u"2048.0 TiB"_s;
    }

    void byteCount()
    {
        QFETCH(const quint64, bytes);
        QFETCH(const QString, expected);
        QLocale::setDefault(QLocale::c());
        QCOMPARE(DisplayText::byteCount(bytes), expected);
    }

    void byteCountFollowsTheLocale()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(DisplayText::byteCount(1536), u"1,5 KiB"_s);
        QLocale::setDefault(QLocale::c());
    }

    void tellsFramesInShort()
    {
        QCOMPARE(DisplayText::frames(FrameHeaders(QByteArray::fromHex("818511223344"))),
                 u"[FIN text masked 5]"_s);
        // That break the rules:
        QCOMPARE(DisplayText::frames(FrameHeaders(QByteArray::fromHex("d385"))),
                 u"[FIN RSV reserved masked …]"_s);
        QCOMPARE(DisplayText::frames(FrameHeaders(QByteArray::fromHex("09"))), u"[ping …]"_s);
    }
};

QTEST_GUILESS_MAIN(TestDisplayText)
#include "tst_displaytext.moc"
