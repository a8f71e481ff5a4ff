#include "recording.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

class TestRecording : public QObject
{
    Q_OBJECT

    static LogEntry entry(EntryKind kind, Direction direction, const QByteArray &payload)
    {
        LogEntry entry;
        entry.sequence = 7;
        entry.time = 1'700'000'000'123'456;
        entry.kind = kind;
        entry.direction = direction;
        entry.payload = payload;
        entry.size = quint64(payload.size());
        return entry;
    }

    static QJsonObject objectOf(const QByteArray &line) { return QJsonDocument::fromJson(line).object(); }

    static QList<LogEntry> readAll(const QByteArray &bytes, QString *error)
    {
        QBuffer buffer;
        buffer.setData(bytes);
        buffer.open(QIODevice::ReadOnly);
        RecordingReader reader(&buffer);
        QList<LogEntry> entries;
        while (const auto next = reader.next())
            entries.append(*next);
        *error = reader.error();
        if (reader.next())
            qFatal("it goes on after the end");
        return entries;
    }

private slots:
    void readsWhatItWrote_data()
    {
        QTest::addColumn<LogEntry>("written");
        const auto sent = Direction::Sent;
        const auto received = Direction::Received;
        QTest::newRow("text") << entry(EntryKind::Text, sent, "Hello");
        QTest::newRow("empty text") << entry(EntryKind::Text, received, {});
        QTest::newRow("Chinese and beyond the BMP") << entry(EntryKind::Text, sent, "中文 \xF0\x9F\x98\x80");
        QTest::newRow("byte order mark") << entry(EntryKind::Text, sent, "\xEF\xBB\xBFx");
        QTest::newRow("quotes, line ends, controls")
            << entry(EntryKind::Text, received, "\"\\\r\n\t\b\x7f\x01"_ba + QByteArray(1, '\0') + '/');
        QTest::newRow("noncharacters and separators")
            << entry(EntryKind::Text, received, "\xEF\xBF\xBF \xEF\xBF\xBE \xE2\x80\xA8 \xEF\xBF\xBD");
        QTest::newRow("text that is no UTF-8") << entry(EntryKind::Text, received, "a\xff\xc3");
        QTest::newRow("a surrogate in UTF-8") << entry(EntryKind::Text, received, "\xED\xA0\x80");
        QTest::newRow("binary") << entry(EntryKind::Binary, sent, QByteArray::fromHex("00ff10fe"));
        QTest::newRow("empty binary") << entry(EntryKind::Binary, sent, {});
        QTest::newRow("ping") << entry(EntryKind::Ping, sent, "keep-alive 1");
        QTest::newRow("pong") << entry(EntryKind::Pong, received, {});
        QTest::newRow("close") << entry(EntryKind::Close, received, "\x03\xe8OK");
        QTest::newRow("info") << entry(EntryKind::Info, Direction::None, "Connected.");
        QTest::newRow("error") << entry(EntryKind::Error, Direction::None, "It broke.");

        QTest::newRow("request") << entry(EntryKind::Request, received, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        LogEntry secure = entry(EntryKind::Request, sent, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        secure.encrypted = true;
        QTest::newRow("request over TLS") << secure;
        QTest::newRow("response") << entry(EntryKind::Response, sent, "HTTP/1.1 101 \xff\r\n\r\n");
        LogEntry framed = entry(EntryKind::Text, sent, "abc");
        framed.frames = FrameHeaders(QByteArray::fromHex("818311223344"));
        QTest::newRow("with its frame") << framed;
        for (quint32 i = 0; i < FrameHeaders::mostKept; ++i)
            framed.frames.add(QByteArray::fromHex("0000"));
        QTest::newRow("with more frames than are kept") << framed;

        LogEntry fault = entry(EntryKind::Error, received, "reserved opcode");
        fault.frames = FrameHeaders(QByteArray::fromHex("838111223344"));
        QTest::newRow("a frame that breaks the rules") << fault;
        fault.frames = FrameHeaders(QByteArray::fromHex("018111223344"));
        fault.frames.add(QByteArray::fromHex("89fe00"));
        QTest::newRow("a frame that breaks the rules, cut off") << fault;

        LogEntry many = entry(EntryKind::Text, sent, "all");
        many.recipients = 1;
        QTest::newRow("to all, who are one") << many;
        many.recipients = 4'294'967'295;
        many.connection = 4'294'967'295;
        many.sequence = std::numeric_limits<qint64>::max();
        many.time = std::numeric_limits<qint64>::max();
        QTest::newRow("largest numbers") << many;
        LogEntry cut = entry(EntryKind::Text, sent, "begin");
        cut.size = quint64(std::numeric_limits<qint64>::max());
        QTest::newRow("cut") << cut;
        cut.payload.clear();
        QTest::newRow("cut to nothing") << cut;
        cut.kind = EntryKind::Binary;
        cut.payload = "x";
        QTest::newRow("cut binary") << cut;
    }

    void readsWhatItWrote()
    {
        QFETCH(LogEntry, written);
        const QByteArray line = Recording::line(written);
        QVERIFY(line.endsWith('\n'));
        QCOMPARE(line.count('\n'), 1);
        QString error;
        const auto entries = readAll(Recording::header() + line, &error);
        QCOMPARE(error, QString());
        QCOMPARE(entries.size(), 1);
        QVERIFY(entries.first() == written);
        QCOMPARE(Recording::line(entries.first()), line);
    }

    void isWhatOtherProgramsRead()
    {
        QCOMPARE(Recording::header(), "{\"format\":\"websocket-lab-recording\",\"version\":1}\n"_ba);
        QCOMPARE(
            Recording::line(entry(EntryKind::Text, Direction::Sent, "Hello")),
            "{\"sequence\":7,\"time\":1700000000123456,\"kind\":\"text\",\"direction\":\"sent\",\"size\":5,"
            "\"text\":\"Hello\"}\n"_ba);
        const QJsonObject binary =
            objectOf(Recording::line(entry(EntryKind::Binary, Direction::Sent, "\x01\x02")));
        QCOMPARE(binary.value("base64"_L1).toString(), u"AQI="_s);
        const QJsonObject invalid =
            objectOf(Recording::line(entry(EntryKind::Text, Direction::Sent, "\xff")));
        QCOMPARE(invalid.value("invalid"_L1), QJsonValue(true));
        QCOMPARE(invalid.value("base64"_L1).toString(), u"/w=="_s);
    }

    void cutsWhatIsTooLong()
    {
        const LogEntry text = entry(EntryKind::Text, Direction::Sent, "abc中"_ba);
        const QJsonObject line = objectOf(Recording::line(text, 5));
        QCOMPARE(line.value("text"_L1).toString(), u"abc"_s);
        QCOMPARE(line.value("cut"_L1), QJsonValue(true));
        QCOMPARE(line.value("size"_L1).toInteger(), 6);

        for (const char byte : {'x', '\x01'}) { // the latter takes six bytes in a JSON string
            const QByteArray longest(Recording::maximumPayload + 10, byte);
            const QByteArray written = Recording::line(entry(EntryKind::Text, Direction::Sent, longest));
            QVERIFY(written.size() < Recording::maximumLine);
            QCOMPARE(written.contains("\"text\":"), byte == 'x');
            QString error;
            const QList<LogEntry> read = readAll(Recording::header() + written, &error);
            QCOMPARE(error, QString());
            QCOMPARE(read.size(), 1);
            QVERIFY(read.first().payload == longest.first(Recording::maximumPayload));
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("reason");
        const QByteArray good = "\"sequence\":1,\"time\":1,\"kind\":\"text\",\"size\":1,\"text\":\"x\"";
        const auto row = [](const char *name, const QByteArray &line, const QString &reason) {
            QTest::newRow(name) << line + '\n' << reason;
        };
        const auto with = [&good](const char *from, const QByteArray &to) {
            return '{' + QByteArray(good).replace(from, to) + '}';
        };
        row("nothing", "", u"it is no JSON"_s);
        row("a word", "x", u"it is no JSON"_s);
        row("an array", "[]", u"it is no JSON object"_s);
        row("no sequence", with("\"sequence\":1,", ""), u"its \"sequence\" is no whole number"_s);
        row("sequence 0", with("\"sequence\":1", "\"sequence\":0"), u"its \"sequence\""_s);
        row("sequence with a fraction", with("\"sequence\":1", "\"sequence\":1.5"), u"its \"sequence\""_s);
        row("sequence in quotes", with("\"sequence\":1", "\"sequence\":\"1\""), u"its \"sequence\""_s);
        row("sequence too large", with("\"sequence\":1", "\"sequence\":9223372036854775808"),
            u"its \"sequence\""_s);
        row("negative time", with("\"time\":1", "\"time\":-1"), u"its \"time\""_s);
        row("connection too large", with("\"time\":1", "\"time\":1,\"connection\":4294967296"),
            u"its \"connection\""_s);
        row("unknown kind", with("\"kind\":\"text\"", "\"kind\":\"TEXT\""), u"its \"kind\" is none"_s);
        row("unknown direction", with("\"time\":1", "\"time\":1,\"direction\":\"\""), u"its \"direction\""_s);
        row("size too small", with("\"size\":1", "\"size\":0"), u"its \"size\" does not fit"_s);
        row("size too large, not cut", with("\"size\":1", "\"size\":2"), u"its \"size\" does not fit"_s);
        row("cut, but whole", with("\"size\":1", "\"size\":1,\"cut\":true"), u"its \"size\" does not fit"_s);
        row("cut is false", with("\"size\":1", "\"size\":1,\"cut\":false"), u"its \"cut\""_s);
        row("invalid, but is not", with("\"size\":1", "\"size\":1,\"invalid\":true"), u"its \"invalid\""_s);
        row("frames that are no hexadecimal", with("\"size\":1", "\"size\":1,\"frames\":\"8g\""),
            u"its \"frames\""_s);
        row("half a frame header", with("\"size\":1", "\"size\":1,\"frames\":\"81\""), u"its \"frames\""_s);
        row("a reserved opcode", with("\"size\":1", "\"size\":1,\"frames\":\"8301\""), u"its \"frames\""_s);
        row("more than the header of a frame that breaks the rules",
            with("\"kind\":\"text\"", "\"kind\":\"error\"")
                .replace("\"size\":1", "\"size\":1,\"frames\":\"83810000000000\""),
            u"its \"frames\""_s);
        row("more frame headers than are kept",
            with("\"size\":1", "\"size\":1,\"frames\":\"" + QByteArray("0000").repeated(65) + '"'),
            u"its \"frames\""_s);
        row("more frames, but few headers",
            with("\"size\":1", "\"size\":1,\"frames\":\"8101\",\"frameCount\":70"), u"its \"frames\""_s);
        row("a frame count without frames", with("\"size\":1", "\"size\":1,\"frameCount\":70"),
            u"not known"_s);
        row("two payloads", with("\"size\":1", "\"size\":1,\"base64\":\"eA==\""), u"exactly one"_s);
        row("no payload", with(",\"text\":\"x\"", ""), u"exactly one"_s);
        row("text of a binary", with("\"kind\":\"text\"", "\"kind\":\"binary\""), u"kind that is bytes"_s);
        row("half a surrogate", with("\"text\":\"x\"", "\"text\":\"\\ud800\""), u"its \"text\" is no text"_s);
        row("bad UTF-8", with("\"text\":\"x\"", "\"text\":\"\xff\""), u"it is no JSON"_s);
        row("bad base64", with("\"text\":\"x\"", "\"base64\":\"a!!\""), u"its \"base64\" is none"_s);
        row("text in base64 that is not invalid", with("\"text\":\"x\"", "\"base64\":\"eA==\",\"more\":1"),
            u"not known, \"more\""_s);
        row("a field more", with("\"time\":1", "\"time\":1,\"evil\":[[[]]]"), u"not known, \"evil\""_s);
        row("nested too deep", QByteArray(5'000, '['), u"it is no JSON"_s);
        row("the same sequence again", '{' + good + "}\n{" + good + '}', u"does not rise"_s);
    }

    void refuses()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, reason);
        QString error;
        readAll(Recording::header() + line, &error);
        QVERIFY2(error.contains(reason), qPrintable(error));
        QVERIFY2(error.contains(u"Line %1"_s.arg(1 + line.count('\n'))), qPrintable(error));
    }

    void wantsAHeader_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("empty file") << QByteArray() << u"The file is empty"_s;
        QTest::newRow("no header") << Recording::line(entry(EntryKind::Text, Direction::Sent, "x"))
                                   << u"no recording of WebSocket Lab"_s;
        QTest::newRow("another format")
            << "{\"format\":\"x\",\"version\":1}\n"_ba << u"no recording of WebSocket Lab"_s;
        QTest::newRow("newer version")
            << "{\"format\":\"websocket-lab-recording\",\"version\":2}\n"_ba << u"newer"_s;
        QTest::newRow("a picture") << "\x89PNG\r\n\x1a\n"_ba << u"no recording of WebSocket Lab"_s;
    }

    void wantsAHeader()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, sentence);
        QString error;
        QCOMPARE(readAll(bytes, &error).size(), 0);
        QVERIFY2(error.contains(sentence), qPrintable(error));
    }

    void keepsWhatComesBeforeACut()
    {
        LogEntry second = entry(EntryKind::Text, Direction::Sent, "second");
        second.sequence = 8;
        const QByteArray bytes = Recording::header()
            + Recording::line(entry(EntryKind::Text, Direction::Sent, "first")) + Recording::line(second);
        QString error;
        QCOMPARE(readAll(bytes.chopped(1), &error).size(), 1);
        QCOMPARE(error, u"Line 3 is wrong: it is cut off."_s);
    }

    void boundsALine()
    {
        const QByteArray bytes = Recording::header() + QByteArray(Recording::maximumLine + 1, ' ') + '\n';
        QString error;
        QCOMPARE(readAll(bytes, &error).size(), 0);
        QCOMPARE(error, u"Line 2 is wrong: it is longer than 24.0 MiB."_s);
    }
};

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
