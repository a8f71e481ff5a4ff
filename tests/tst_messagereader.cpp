#include "messagereader.h"

#include <QRandomGenerator>
#include <QTest>

/// The rules themselves are tested over sockets (tst_framesocket, tst_client); here that the pieces in
/// which bytes come make no difference.
class TestMessageReader : public QObject
{
    Q_OBJECT

private slots:
    void readsTheSameInAnyPieces();
    void tellsTheFrames_data();
    void tellsTheFrames();
    void tellsOfMoreFramesThanItKeeps();
    void tellsTheFrameAtFault_data();
    void tellsTheFrameAtFault();
    void standsRandomBytes();
    void readsOverWhatIsDiscarded();
    void knowsWhetherAMessageHasBegun();
    void failsAtTheFirstBadByte_data();
    void failsAtTheFirstBadByte();
};

namespace {

using Event = MessageReader::Event;

struct Seen
{
    Event::Kind kind;
    Opcode opcode;
    QByteArray payload;
    quint16 code;
    bool operator==(const Seen &) const = default;
};

/// Feeds \a bytes in the pieces that \a pieceSize asks for, until a violation.
QList<Seen> readAll(MessageReader &reader, const QByteArray &bytes,
                    const std::function<qsizetype()> &pieceSize)
{
    QList<Seen> seen;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype end = qMin(bytes.size(), at + pieceSize());
        while (at < end) {
            Event event;
            const qsizetype taken = reader.read(bytes.constData() + at, end - at, &event);
            if (taken <= 0 || taken > end - at)
                return {};
            at += taken;
            if (event.kind != Event::Kind::None)
                seen.append({event.kind, event.opcode, event.payload, event.code});
            if (event.kind == Event::Kind::Violation)
                return seen;
        }
    }
    return seen;
}

QByteArray everything()
{
    const std::array<char, 4> mask{'\x11', '\x22', '\x33', '\x44'};
    const QByteArray chinese = QStringLiteral("中文字符").repeated(40).toUtf8();
    QByteArray bytes;
    for (const int size : {0, 1, 125, 126, 300, 65'535, 65'536})
        bytes += encodeMaskedFrame(Opcode::Binary, QByteArray(size, '\xFF'), mask);
    bytes += encodeMaskedFrame(Opcode::Text, chinese.left(100), mask, false)
        + encodeMaskedFrame(Opcode::Ping, "ping", mask)
        + encodeMaskedFrame(Opcode::Continuation, {}, mask, false)
        + encodeMaskedFrame(Opcode::Continuation, chinese.mid(100), mask)
        + encodeMaskedFrame(Opcode::Pong, {}, mask) + encodeMaskedFrame(Opcode::Text, "last", mask)
        + encodeMaskedFrame(Opcode::Close, QByteArray::fromHex("03e8"), mask)
        + encodeMaskedFrame(Opcode::Text, "\xFF", mask);
    return bytes;
}

}

void TestMessageReader::readsTheSameInAnyPieces()
{
    const QByteArray bytes = everything();
    MessageReader whole(MessageReader::Role::Server, 100'000);
    const QList<Seen> expected = readAll(whole, bytes, [&] { return bytes.size(); });
    QCOMPARE(expected.size(), 13);
    QCOMPARE(expected[8].payload, QStringLiteral("中文字符").repeated(40).toUtf8());
    QCOMPARE(expected.last().kind, Event::Kind::Violation);
    QCOMPARE(expected.last().code, CloseCode::InvalidPayload);

    MessageReader single(MessageReader::Role::Server, 100'000);
    QCOMPARE(readAll(single, bytes, [] { return 1; }), expected);
    QRandomGenerator random(1);
    for (int round = 0; round < 200; ++round) {
        MessageReader reader(MessageReader::Role::Server, 100'000);
        QCOMPARE(readAll(reader, bytes, [&] { return random.bounded(1, 400); }), expected);
    }
}

void TestMessageReader::tellsTheFrames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<QByteArray>>("headers"); // of each event, in hexadecimal

    const std::array<char, 4> mask{'\x11', '\x22', '\x33', '\x44'};
    const auto masked = [&mask](Opcode opcode, const QByteArray &payload, bool fin = true) {
        return encodeMaskedFrame(opcode, payload, mask, fin);
    };
    const auto row = [](const char *name, const QByteArray &bytes, const QList<QByteArray> &headers) {
        QTest::newRow(name) << bytes << headers;
    };
    row("a text", masked(Opcode::Text, "Hello"), {"818511223344"});
    row("nothing in it", masked(Opcode::Binary, {}), {"828011223344"});
    row("a length of 16 bits", masked(Opcode::Text, QByteArray(126, 'x')), {"81fe007e11223344"});
    row("a length of 64 bits", masked(Opcode::Text, QByteArray(65'536, 'x')),
        {"81ff000000000001000011223344"});
    row("a ping and a pong", masked(Opcode::Ping, "p") + masked(Opcode::Pong, {}),
        {"898111223344", "8a8011223344"});
    row("a close", masked(Opcode::Close, QByteArray::fromHex("03e8")), {"888211223344"});
    row("fragments with a ping between them",
        masked(Opcode::Text, "a", false) + masked(Opcode::Ping, {}) + masked(Opcode::Continuation, {}, false)
            + masked(Opcode::Continuation, "bc"),
        {"898011223344", "018111223344008011223344808211223344"});
    row("one message after the other",
        masked(Opcode::Text, "a", false) + masked(Opcode::Continuation, "b") + masked(Opcode::Text, "c"),
        {"018111223344808111223344", "818111223344"});
}

void TestMessageReader::tellsTheFrames()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<QByteArray>, headers);
    for (const qsizetype piece : {qsizetype(1), bytes.size()}) {
        MessageReader reader(MessageReader::Role::Server, 100'000);
        QList<QByteArray> told;
        for (qsizetype at = 0; at < bytes.size();) {
            Event event;
            at += reader.read(bytes.constData() + at, qMin(piece, bytes.size() - at), &event);
            if (event.kind != Event::Kind::None)
                told.append(event.frames.bytes().toByteArray().toHex());
        }
        QCOMPARE(told, headers);
    }
}

void TestMessageReader::tellsOfMoreFramesThanItKeeps()
{
    QByteArray bytes = encodeFrame(Opcode::Text, "a", false);
    for (int i = 0; i < 98; ++i)
        bytes += encodeFrame(Opcode::Continuation, "b", false);
    bytes += encodeFrame(Opcode::Continuation, "c");
    MessageReader reader(MessageReader::Role::Client, 100'000);
    Event event;
    QCOMPARE(reader.read(bytes.constData(), bytes.size(), &event), bytes.size());
    QCOMPARE(event.payload.size(), 100);
    QCOMPARE(event.frames.count(), 100u);
    QCOMPARE(event.frames.decoded().size(), qsizetype(FrameHeaders::mostKept));
}

void TestMessageReader::tellsTheFrameAtFault_data()
{
    QTest::addColumn<QByteArray>("bytes"); // in hexadecimal
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("whenInBytes"); // of what had come when it was judged

    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &headers,
                        const QByteArray &whenInBytes) {
        QTest::newRow(name) << bytes << headers << whenInBytes;
    };
    row("a reserved bit", "c181112233449999", "c18111223344", "c1");
    row("a reserved opcode", "83811122334499", "838111223344", "83");
    row("a reserved opcode, and no more", "83", "83", "83");
    row("a reserved opcode, its length cut off", "83ff0000", "83ff0000", "83");
    row("a control frame in parts", "098011223344", "098011223344", "09");
    row("a control frame that is too long", "89fe007e11223344aa", "89fe007e11223344", "89fe");
    row("a length in a longer form", "81fe000511223344aa", "81fe000511223344", "81fe0005");
    row("not masked", "810161", "8101", "8101");
    row("a continuation of nothing", "80811122334499", "808111223344", "808111223344");
    row("a message inside another", "018011223344818011223344", "818011223344", "818011223344");
    row("too large", "82fe040111223344aa", "82fe040111223344", "82fe040111223344");
    row("too large together", "028111223344aa 80fe0400 11223344", "02811122334480fe040011223344",
        "02811122334480fe040011223344");
    row("no UTF-8", "8181112233 44ee", "818111223344", "818111223344");
    row("no UTF-8 in the second frame", "018111223344 50 808111223344 ee", "018111223344808111223344",
        "018111223344808111223344");
}

void TestMessageReader::tellsTheFrameAtFault()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, whenInBytes);
    bytes = QByteArray::fromHex(bytes.replace(" ", ""));
    for (const qsizetype piece : {qsizetype(1), bytes.size()}) {
        MessageReader reader(MessageReader::Role::Server, 1'024);
        Event event;
        for (qsizetype at = 0; at < bytes.size() && event.kind == Event::Kind::None;)
            at += reader.read(bytes.constData() + at, qMin(piece, bytes.size() - at), &event);
        QCOMPARE(event.kind, Event::Kind::Violation);
        QCOMPARE(event.frames.bytes().toByteArray().toHex(), piece == 1 ? whenInBytes : headers);
    }
}

void TestMessageReader::standsRandomBytes()
{
    QRandomGenerator random(2);
    int violations = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes(random.bounded(1, 64), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        MessageReader pieces(round % 2 ? MessageReader::Role::Server : MessageReader::Role::Client, 1'000);
        MessageReader whole(round % 2 ? MessageReader::Role::Server : MessageReader::Role::Client, 1'000);
        const QList<Seen> seen = readAll(whole, bytes, [&] { return bytes.size(); });
        QCOMPARE(readAll(pieces, bytes, [&] { return random.bounded(1, 8); }), seen);
        violations += !seen.isEmpty() && seen.last().kind == Event::Kind::Violation;
    }
    QVERIFY(violations > 10'000);
}

void TestMessageReader::readsOverWhatIsDiscarded()
{
    MessageReader reader(MessageReader::Role::Client, 10);
    reader.discardMessages();
    const QByteArray bytes =
        encodeFrame(Opcode::Text, QByteArray(1'000, '\xFF')) + encodeFrame(Opcode::Close, {});
    const QList<Seen> seen = readAll(reader, bytes, [] { return 7; });
    QCOMPARE(seen.size(), 1);
    QCOMPARE(seen.first().opcode, Opcode::Close);
}

void TestMessageReader::knowsWhetherAMessageHasBegun()
{
    MessageReader reader(MessageReader::Role::Client, 10);
    QVERIFY(!reader.isInMessage());
    Event event;
    reader.read("\x01", 1, &event);
    QVERIFY(reader.isInMessage()); // half a header
    reader.read("\x01x", 2, &event);
    QVERIFY(reader.isInMessage()); // between fragments
    reader.read("\x80\x01y", 3, &event);
    QCOMPARE(event.payload, QByteArray("xy"));
    QVERIFY(!reader.isInMessage());
}

void TestMessageReader::failsAtTheFirstBadByte_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<bool>("canBecomeText");

    QTest::newRow("of two bytes") << QByteArray("\xC2") << true;
    QTest::newRow("of three bytes") << QByteArray("\xE4\xB8") << true;
    QTest::newRow("the lowest of three bytes") << QByteArray("\xE0\xA0") << true;
    QTest::newRow("the last before the surrogates") << QByteArray("\xED\x9F") << true;
    QTest::newRow("the lowest of four bytes") << QByteArray("\xF0\x90") << true;
    QTest::newRow("the last plane") << QByteArray("\xF4\x8F\xBF") << true;
    QTest::newRow("beyond the last plane") << QByteArray("\xF4\x90") << false;
    QTest::newRow("a surrogate") << QByteArray("\xED\xA0") << false;
    QTest::newRow("two bytes, too long") << QByteArray("\xC1") << false;
    QTest::newRow("three bytes, too long") << QByteArray("\xE0\x9F") << false;
    QTest::newRow("four bytes, too long") << QByteArray("\xF0\x8F") << false;
    QTest::newRow("of five bytes") << QByteArray("\xF8") << false;
    QTest::newRow("no start at all") << QByteArray("\xFF") << false;
}

void TestMessageReader::failsAtTheFirstBadByte()
{
    QFETCH(QByteArray, start);
    QFETCH(bool, canBecomeText);
    for (const bool fragmented : {true, false}) {
        MessageReader reader(MessageReader::Role::Client, 1'000);
        QByteArray bytes = encodeFrame(Opcode::Text, "ok" + start, false);
        if (!fragmented) { // the frame promises more
            bytes = encodeFrame(Opcode::Text, "ok" + start + "more");
            bytes.chop(4);
        }
        Event event;
        reader.read(bytes.constData(), bytes.size(), &event);
        QCOMPARE(event.kind, canBecomeText ? Event::Kind::None : Event::Kind::Violation);
        QCOMPARE(event.code, canBecomeText ? quint16(0) : CloseCode::InvalidPayload);
    }
}

QTEST_APPLESS_MAIN(TestMessageReader)
#include "tst_messagereader.moc"
