#include "entrywriter.h"
#include "recording.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

class TestEntryWriter : public QObject
{
    Q_OBJECT

    static LogEntry entry(EntryKind kind, Direction direction, const QByteArray &payload,
                          quint32 connection = 0)
    {
        static qint64 sequence = 0;
        LogEntry entry;
        entry.sequence = ++sequence;
        entry.time = 1'700'000'000'000'000 + sequence * 1000;
        entry.connection = connection;
        entry.kind = kind;
        entry.direction = direction;
        entry.payload = payload;
        entry.size = quint64(payload.size());
        return entry;
    }

    static QByteArray write(EntryFormat format, const QList<LogEntry> &entries,
                            const QList<RecordedHandshake> &handshakes = {})
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        const auto writer = makeEntryWriter(format, &buffer, handshakes);
        for (const LogEntry &each : entries) {
            if (!writer->write(each))
                qFatal("a buffer takes everything");
        }
        if (!writer->finish())
            qFatal("a buffer takes everything");
        return buffer.data();
    }

    static RecordedHandshake handshake(qint64 time)
    {
        RecordedHandshake handshake;
        handshake.time = time;
        handshake.duration = 12'345;
        handshake.url = u"wss://example.com/chat?a=1&b=%20"_s;
        handshake.request = {
            {"Host", "example.com"}, {"Authorization", "Bearer 1234"}, {"cookie", "id=5678"}};
        handshake.status = 101;
        handshake.reason = "Switching Protocols";
        handshake.response = {{"Upgrade", "websocket"}, {"Set-Cookie", "id=9999"}};
        return handshake;
    }

    static QJsonArray conversations(const QByteArray &har)
    {
        const QJsonObject log = QJsonDocument::fromJson(har).object().value("log"_L1).toObject();
        return log.value("entries"_L1).toArray();
    }

private slots:
    void jsonLinesCanBeReadAgain()
    {
        const QList<LogEntry> entries{entry(EntryKind::Text, Direction::Sent, "one"),
                                      entry(EntryKind::Binary, Direction::Received, "\x01\xff")};
        QBuffer buffer;
        buffer.setData(write(EntryFormat::JsonLines, entries));
        buffer.open(QIODevice::ReadOnly);
        RecordingReader reader(&buffer);
        for (const LogEntry &each : entries)
            QVERIFY(reader.next() == each);
        QVERIFY(!reader.next());
        QCOMPARE(reader.error(), QString());
    }

    void csvField_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("plain") << "abc"_ba
                               << "abc"_ba;
        QTest::newRow("empty") << ""_ba
                               << ""_ba;
        QTest::newRow("comma") << "a,b"_ba
                               << "\"a,b\""_ba;
        QTest::newRow("quotes") << "say \"x\""_ba
                                << "\"say \"\"x\"\"\""_ba;
        QTest::newRow("line ends") << "a\r\nb"_ba
                                   << "\"a\r\nb\""_ba;
        QTest::newRow("formula") << "=1+2"_ba
                                 << "'=1+2"_ba;
        QTest::newRow("formula with quotes") << "=HYPERLINK(\"x\")"_ba
                                             << "\"'=HYPERLINK(\"\"x\"\")\""_ba;
        QTest::newRow("plus") << "+1"_ba
                              << "'+1"_ba;
        QTest::newRow("minus") << "-1"_ba
                               << "'-1"_ba;
        QTest::newRow("at") << "@SUM(A1)"_ba
                            << "'@SUM(A1)"_ba;
        QTest::newRow("tab before a formula") << "\t=1"_ba
                                              << "'\t=1"_ba;
        QTest::newRow("carriage return before a formula") << "\r=1"_ba
                                                          << "\"'\r=1\""_ba;
        QTest::newRow("line feed before a formula") << "\n=1"_ba
                                                    << "\"'\n=1\""_ba;
        QTest::newRow("blank before a formula") << " =1"_ba
                                                << "' =1"_ba;
        QTest::newRow("a wide equals sign") << "＝1"_ba
                                            << "'＝1"_ba;
        QTest::newRow("Chinese") << "中文"_ba
                                 << "中文"_ba;
    }

    void csvField()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, field);
        LogEntry one = entry(EntryKind::Text, Direction::Received, payload, 7);
        one.sequence = 3;
        one.time = 1'700'000'000'000'042;
        QCOMPARE(write(EntryFormat::Csv, {one}),
                 "sequence,time,connection,recipients,direction,kind,size,cut,encoding,payload\r\n"
                 "3,2023-11-14T22:13:20.000042Z,7,1,received,text,"
                     + QByteArray::number(payload.size()) + ",no,text," + field + "\r\n");
    }

    void csvOfOtherKinds()
    {
        LogEntry cut = entry(EntryKind::Binary, Direction::Sent, "\xfb\xef\xbe");
        cut.size = 10;
        const QByteArrayList lines = write(EntryFormat::Csv,
                                           {cut, entry(EntryKind::Close, Direction::Received, "\x03\xe8 bye"),
                                            entry(EntryKind::Info, Direction::None, "Connected.")})
                                         .split('\n');
        QVERIFY2(lines[1].endsWith(",sent,binary,10,yes,base64,'++++\r"), lines[1]);
        QVERIFY2(lines[2].endsWith(",received,close,6,no,text,1000  bye\r"), lines[2]);
        QVERIFY2(lines[3].endsWith(",,info,10,no,text,Connected.\r"), lines[3]);
    }

    void textIsATranscript()
    {
        LogEntry cut = entry(EntryKind::Text, Direction::Received, "long");
        cut.size = 100;
        const QByteArray text = write(EntryFormat::Text,
                                      {entry(EntryKind::Info, Direction::None, "Connected."),
                                       entry(EntryKind::Text, Direction::Sent, "one\r\ntwo"),
                                       entry(EntryKind::Text, Direction::Received, "中"),
                                       entry(EntryKind::Binary, Direction::Received, "\x01\xff"), cut,
                                       entry(EntryKind::Ping, Direction::Sent, "p"),
                                       entry(EntryKind::Close, Direction::Sent, "\x03\xe8")});
        QCOMPARE(QString::fromUtf8(text),
                 u"Connected.\n> one⏎two\n< 中\n< (binary, 2 B) 01 FF\n< long…\n> (ping) p\n"
                 "> (close) 1000 (OK)\n"_s);
    }

    void harHoldsTheMessages()
    {
        const LogEntry sent = entry(EntryKind::Text, Direction::Sent, "Hello \"中\"");
        const QByteArray har = write(EntryFormat::Har,
                                     {entry(EntryKind::Info, Direction::None, "Connecting."), sent,
                                      entry(EntryKind::Binary, Direction::Received, "\x01\x02"),
                                      entry(EntryKind::Error, Direction::None, "It broke.")},
                                     {handshake(sent.time - 10)});
        const QJsonObject log = QJsonDocument::fromJson(har).object().value("log"_L1).toObject();
        QCOMPARE(log.value("version"_L1).toString(), u"1.2"_s);
        QCOMPARE(conversations(har).size(), 1);
        const QJsonObject conversation = conversations(har).first().toObject();
        QCOMPARE(conversation.value("_resourceType"_L1).toString(), u"websocket"_s);
        const QJsonObject request = conversation.value("request"_L1).toObject();
        QCOMPARE(request.value("url"_L1).toString(), u"wss://example.com/chat?a=1&b=%20"_s);
        QCOMPARE(request.value("queryString"_L1).toArray().size(), 2);
        QCOMPARE(conversation.value("response"_L1).toObject().value("status"_L1).toInt(), 101);

        const QJsonArray messages = conversation.value("_webSocketMessages"_L1).toArray();
        QCOMPARE(messages.size(), 3);
        const QJsonObject first = messages[0].toObject();
        QCOMPARE(first.value("type"_L1).toString(), u"send"_s);
        QCOMPARE(first.value("opcode"_L1).toInt(), 1);
        QCOMPARE(first.value("data"_L1).toString(), u"Hello \"中\""_s);
        QCOMPARE(first.value("time"_L1).toDouble(), double(sent.time) / 1e6);
        QCOMPARE(messages[1].toObject().value("type"_L1).toString(), u"receive"_s);
        QCOMPARE(messages[1].toObject().value("opcode"_L1).toInt(), 2);
        QCOMPARE(messages[1].toObject().value("data"_L1).toString(), u"AQI="_s);
        QCOMPARE(messages[2].toObject().value("type"_L1).toString(), u"error"_s);
        QCOMPARE(messages[2].toObject().value("opcode"_L1).toInt(), -1);
    }

    void harPartsConversations()
    {
        QList<LogEntry> entries;
        for (int i = 0; i < 300; ++i)
            entries += entry(EntryKind::Text, Direction::Received, QByteArray::number(i), quint32(i % 3));
        // Connection 1 is opened anew in the middle.
        RecordedHandshake first = handshake(entries[0].time - 1);
        RecordedHandshake second = handshake(entries[150].time);
        first.connection = second.connection = 1;
        const QJsonArray parts = conversations(write(EntryFormat::Har, entries, {first, second}));
        QCOMPARE(parts.size(), 4);
        const auto messages = [&parts](int i) {
            return parts[i].toObject().value("_webSocketMessages"_L1).toArray();
        };
        QCOMPARE(messages(0).size(), 100);
        QCOMPARE(messages(1).size(), 50);
        QCOMPARE(messages(1).last().toObject().value("data"_L1).toString(), u"148"_s);
        QCOMPARE(messages(2).size(), 50);
        QCOMPARE(messages(2).first().toObject().value("data"_L1).toString(), u"151"_s);
        QCOMPARE(messages(3).size(), 100);
        QCOMPARE(parts[3].toObject().value("response"_L1).toObject().value("status"_L1).toInt(), 0);
    }

    void harTellsAServersHandshakes()
    {
        const auto request = [](quint32 connection, const QByteArray &target, bool encrypted = false) {
            LogEntry made = entry(
                EntryKind::Request, Direction::Received,
                "GET " + target + " HTTP/1.1\r\nHost: localhost:6789\r\nCookie: id=5678\r\n\r\n", connection);
            made.encrypted = encrypted;
            return made;
        };
        const auto response = [](quint32 connection, const QByteArray &line) {
            return entry(EntryKind::Response, Direction::Sent, "HTTP/1.1 " + line + "\r\nX-Why: so\r\n\r\n",
                         connection);
        };
        const QList<LogEntry> entries{request(1, "/echo?a=1"),
                                      request(2, "/", true),
                                      response(2, "101 Switching Protocols"),
                                      response(1, "101 Switching Protocols"),
                                      entry(EntryKind::Text, Direction::Received, "one", 1),
                                      entry(EntryKind::Text, Direction::Received, "two", 2),
                                      request(0, "/nowhere"),
                                      response(0, "404 Not Found"),
                                      entry(EntryKind::Text, Direction::Sent, "to all", 0),
                                      entry(EntryKind::Text, Direction::Sent, "uno", 1),
                                      entry(EntryKind::Text, Direction::Sent, "late", 3)};
        const QByteArray har = write(EntryFormat::Har, entries);
        QStringList told;
        const QJsonArray parts = conversations(har);
        for (const QJsonValue &part : parts) {
            const QJsonObject asked = part["request"_L1].toObject();
            const QJsonObject answered = part["response"_L1].toObject();
            QStringList messages;
            const QJsonArray list = part["_webSocketMessages"_L1].toArray();
            for (const QJsonValue &message : list)
                messages.append(message["data"_L1].toString());
            told.append(u"%1 %2 %3: %4"_s.arg(asked.value("url"_L1).toString())
                            .arg(answered.value("status"_L1).toInt())
                            .arg(answered.value("headers"_L1).toArray().size())
                            .arg(messages.join(u", "_s)));
        }
        QCOMPARE(told,
                 (QStringList{u"ws://unknown.invalid/ 0 0: to all"_s,
                              u"ws://localhost:6789/echo?a=1 101 1: one, uno"_s,
                              u"wss://localhost:6789/ 101 1: two"_s, u"ws://unknown.invalid/ 0 0: late"_s,
                              u"ws://localhost:6789/nowhere 404 1: "_s}));
        QCOMPARE(parts[1]["time"_L1].toDouble(), 3.0);
        QVERIFY(!har.contains("5678"));
    }

    void harPrefersTheHandshakesHandedOver()
    {
        RecordedHandshake handedOver = handshake(1);
        const QJsonArray parts = conversations(
            write(EntryFormat::Har,
                  {entry(EntryKind::Request, Direction::Sent, "GET / HTTP/1.1\r\nHost: other\r\n\r\n"),
                   entry(EntryKind::Text, Direction::Sent, "Hello")},
                  {handedOver}));
        QCOMPARE(parts.size(), 1);
        QCOMPARE(parts[0]["request"_L1]["url"_L1].toString(), handedOver.url);
        QCOMPARE(parts[0]["_webSocketMessages"_L1].toArray().size(), 1);
    }

    void harOfNothing()
    {
        QCOMPARE(conversations(write(EntryFormat::Har, {})).size(), 0);
        const QJsonArray refused = conversations(write(EntryFormat::Har, {}, {handshake(1)}));
        QCOMPARE(refused.size(), 1);
        QVERIFY(refused.first().toObject().value("_webSocketMessages"_L1).toArray().isEmpty());
    }

    void masksSecrets_data()
    {
        QTest::addColumn<EntryFormat>("format");
        QTest::newRow("JSON Lines") << EntryFormat::JsonLines;
        QTest::newRow("CSV") << EntryFormat::Csv;
        QTest::newRow("text") << EntryFormat::Text;
        QTest::newRow("HAR") << EntryFormat::Har;
    }

    void masksSecrets()
    {
        QFETCH(EntryFormat, format);
        const auto sentence = [](EntryKind kind) {
            return entry(
                kind, Direction::None,
                "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer 1234\r\nproxy-authorization:5678\r\n"
                "Cookie : id=9999\r\nSet-Cookie:\tz=7777\r\nX-Cookies: fine");
        };
        const QByteArray file =
            write(format, {sentence(EntryKind::Info), sentence(EntryKind::Error)}, {handshake(1)});
        for (const char *secret : {"1234", "5678", "9999", "7777"})
            QVERIFY2(!file.contains(secret), file);
        QVERIFY(file.contains("***"));
        QVERIFY(file.contains("fine"));
        QCOMPARE(file.count("Authorization"),
                 file.toLower().count("***") > 0 ? file.count("Authorization") : -1);
    }

    void messagesAreNotMasked()
    {
        const QByteArray message = "Cookie: monster";
        const QByteArray file =
            write(EntryFormat::JsonLines, {entry(EntryKind::Text, Direction::Sent, message)});
        QVERIFY(file.contains(message));
    }

    void aFullDeviceIsSaid_data() { masksSecrets_data(); }

    void aFullDeviceIsSaid()
    {
        QFETCH(EntryFormat, format);
        QFile full(u"/dev/full"_s);
        QVERIFY(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const auto writer = makeEntryWriter(format, &full);
        bool written = true;
        for (int i = 0; i < 10; ++i)
            written = writer->write(entry(EntryKind::Text, Direction::Sent, "x"));
        QVERIFY(!writer->finish());
        if (format != EntryFormat::Har) // which writes at the end
            QVERIFY(!written);
    }
};

QTEST_GUILESS_MAIN(TestEntryWriter)
#include "tst_entrywriter.moc"
