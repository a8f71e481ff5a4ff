#include "frameexplanation.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// A frame's fields, as they are shown beside its bytes.
class TestFrameExplanation : public QObject
{
    Q_OBJECT

private slots:
    void explains_data();
    void explains();
    void coversEachBitOnce_data();
    void coversEachBitOnce();
    void explainsEachFragment();
    void standsWhatTheLogDidNotKeep();
    void explainsAFrameAtFault_data();
    void explainsAFrameAtFault();
};

namespace {

const std::array<char, 4> mask{'\x37', '\xFA', '\x21', '\x3D'}; // as in RFC 6455 section 5.7

LogEntry entryOf(EntryKind kind, const QByteArray &payload, const QByteArray &frame)
{
    LogEntry entry;
    entry.kind = kind;
    entry.payload = payload;
    entry.size = quint64(payload.size());
    entry.frames.add(QByteArrayView(frame).chopped(payload.size()));
    return entry;
}

/// "name|wire|value" of each field.
QStringList rowsOf(const FrameExplanation &frame)
{
    QStringList rows;
    for (const FrameExplanation::Field &field : frame.fields())
        rows.append(u"%1|%2|%3"_s.arg(field.name, field.wire, field.value));
    return rows;
}

void addFrames()
{
    QTest::addColumn<LogEntry>("entry");
    QTest::addColumn<QStringList>("rows");
    const auto add = [](const char *name, const LogEntry &entry, const QStringList &rows) {
        QTest::newRow(name) << entry << rows;
    };
    const QString reserved = u"RSV1–3|000|"_s;
    add("a masked text, RFC 6455 section 5.7",
        entryOf(EntryKind::Text, "Hello", encodeMaskedFrame(Opcode::Text, "Hello", mask)),
        {u"FIN|1|last frame"_s, reserved, u"opcode|0001|0x1 text"_s, u"MASK|1|masked"_s,
         u"Payload len|0000101|5"_s, u"Masking-key|37 FA 21 3D|"_s, u"Payload data|7F 9F 4D 51 58|"_s,
         u"XOR the key|37 FA 21 3D 37|"_s, u"= the payload|48 65 6C 6C 6F|\"Hello\""_s});
    add("an unmasked text", entryOf(EntryKind::Text, "Hello", encodeFrame(Opcode::Text, "Hello")),
        {u"FIN|1|last frame"_s, reserved, u"opcode|0001|0x1 text"_s, u"MASK|0|not masked"_s,
         u"Payload len|0000101|5"_s, u"Payload data|48 65 6C 6C 6F|\"Hello\""_s});
    add("an empty pong", entryOf(EntryKind::Pong, {}, encodeFrame(Opcode::Pong, {})),
        {u"FIN|1|last frame"_s, reserved, u"opcode|1010|0xa pong"_s, u"MASK|0|not masked"_s,
         u"Payload len|0000000|0"_s});
    const QByteArray some(300, '\x01');
    add("a length of 16 bits", entryOf(EntryKind::Binary, some, encodeFrame(Opcode::Binary, some)),
        {u"FIN|1|last frame"_s, reserved, u"opcode|0010|0x2 binary"_s, u"MASK|0|not masked"_s,
         u"Payload len|1111110|126"_s, u"Extended payload length|01 2C|300"_s,
         u"Payload data|01 01 01 01 01 01 01 01 …|"_s});
    const QByteArray much(65'536, 'x');
    add("a length of 64 bits", entryOf(EntryKind::Text, much, encodeFrame(Opcode::Text, much)),
        {u"FIN|1|last frame"_s, reserved, u"opcode|0001|0x1 text"_s, u"MASK|0|not masked"_s,
         u"Payload len|1111111|127"_s, u"Extended payload length|00 00 00 00 00 01 00 00|65,536"_s,
         u"Payload data|78 78 78 78 78 78 78 78 …|\"xxxxxxxx…\""_s});
    const QByteArray going = encodeClosePayload(1001, u"bye"_s);
    add("a close", entryOf(EntryKind::Close, going, encodeFrame(Opcode::Close, going)),
        {u"FIN|1|last frame"_s, reserved, u"opcode|1000|0x8 close"_s, u"MASK|0|not masked"_s,
         u"Payload len|0000101|5"_s, u"Status code|03 E9|1001"_s, u"Reason|62 79 65|\"bye\""_s});
    add("a masked close", entryOf(EntryKind::Close, going, encodeMaskedFrame(Opcode::Close, going, mask)),
        {u"FIN|1|last frame"_s, reserved, u"opcode|1000|0x8 close"_s, u"MASK|1|masked"_s,
         u"Payload len|0000101|5"_s, u"Masking-key|37 FA 21 3D|"_s, u"Payload data|34 13 43 44 52|"_s,
         u"XOR the key|37 FA 21 3D 37|"_s, u"= the payload|03 E9 62 79 65|1001 (going away) bye"_s});
    const QByteArray chinese = u"计数器课堂"_s.toUtf8();
    add("text that is cut inside a character",
        entryOf(EntryKind::Text, chinese, encodeFrame(Opcode::Text, chinese)),
        {u"FIN|1|last frame"_s, reserved, u"opcode|0001|0x1 text"_s, u"MASK|0|not masked"_s,
         u"Payload len|0001111|15"_s, u"Payload data|E8 AE A1 E6 95 B0 E5 99 …|\"计数…\""_s});
}

}

void TestFrameExplanation::explains_data()
{
    addFrames();
}

void TestFrameExplanation::explains()
{
    QFETCH(LogEntry, entry);
    QFETCH(QStringList, rows);
    QCOMPARE(rowsOf(FrameExplanation(entry, 0)), rows);
}

void TestFrameExplanation::coversEachBitOnce_data()
{
    addFrames();
}

void TestFrameExplanation::coversEachBitOnce()
{
    QFETCH(LogEntry, entry);
    const FrameExplanation frame(entry, 0);
    int bit = 0;
    for (const FrameExplanation::Field &field : frame.fields()) {
        if (field.isDerived)
            continue;
        QCOMPARE(field.firstBit, bit);
        bit += field.bits;
    }
    QCOMPARE(bit, int(frame.bytes().size()) * 8);
    QCOMPARE(frame.bytes().size() + qsizetype(frame.left()),
             entry.frames.bytes().size() + entry.payload.size());
}

void TestFrameExplanation::explainsEachFragment()
{
    LogEntry entry = entryOf(EntryKind::Text, "He", encodeMaskedFrame(Opcode::Text, "He", mask, false));
    entry.payload = "Hello";
    entry.frames.add(QByteArray::fromHex("0000"));
    entry.frames.add(QByteArray::fromHex("8003"));
    QCOMPARE(FrameExplanation::names(entry),
             (QStringList{u"1: text, 2 B"_s, u"2: continuation, 0 B"_s, u"3: continuation, 3 B"_s}));
    QCOMPARE(FrameExplanation(entry, 0).fields().first().value, u"not the last"_s);
    QCOMPARE(FrameExplanation(entry, 0).fields().last().value, u"\"He\""_s);
    QCOMPARE(FrameExplanation(entry, 1).fields().last().name, u"Payload len"_s);
    QCOMPARE(FrameExplanation(entry, 2).fields().last().value, u"\"llo\""_s);
}

void TestFrameExplanation::standsWhatTheLogDidNotKeep()
{
    LogEntry entry = entryOf(EntryKind::Text, "begin", encodeFrame(Opcode::Text, "begin", false));
    entry.frames.add(QByteArray::fromHex("80fe008011223344"));
    entry.size = 133;
    const FrameExplanation frame(entry, 1);
    QCOMPARE(frame.left(), 128u);
    QCOMPARE(frame.fields().last().name, u"Masking-key"_s);
    QVERIFY(FrameExplanation::names({}).isEmpty());
}

void TestFrameExplanation::explainsAFrameAtFault_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QStringList>("rows");
    QTest::newRow("reserved") << QByteArray("d38211223344")
                              << QStringList{u"FIN|1|last frame"_s,         u"RSV1–3|101|set"_s,
                                             u"opcode|0011|0x3 reserved"_s, u"MASK|1|masked"_s,
                                             u"Payload len|0000010|2"_s,    u"Masking-key|11 22 33 44|"_s};
    QTest::newRow("one byte of it") << QByteArray(
        "09") << QStringList{u"FIN|0|not the last"_s, u"RSV1–3|000|"_s, u"opcode|1001|0x9 ping"_s};
    QTest::newRow("cut off") << QByteArray("89fe00")
                             << QStringList{u"FIN|1|last frame"_s,        u"RSV1–3|000|"_s,
                                            u"opcode|1001|0x9 ping"_s,    u"MASK|1|masked"_s,
                                            u"Payload len|1111110|126"_s, u"Extended payload length|00|…"_s};
    QTest::newRow("its key cut off") << QByteArray("838511")
                                     << QStringList{u"FIN|1|last frame"_s,         u"RSV1–3|000|"_s,
                                                    u"opcode|0011|0x3 reserved"_s, u"MASK|1|masked"_s,
                                                    u"Payload len|0000101|5"_s,    u"Masking-key|11|"_s};
    QTest::newRow("not in the shortest form")
        << QByteArray("817e0005")
        << QStringList{u"FIN|1|last frame"_s,        u"RSV1–3|000|"_s,
                       u"opcode|0001|0x1 text"_s,    u"MASK|0|not masked"_s,
                       u"Payload len|1111110|126"_s, u"Extended payload length|00 05|5"_s};
}

void TestFrameExplanation::explainsAFrameAtFault()
{
    QFETCH(QByteArray, header);
    QFETCH(QStringList, rows);
    LogEntry entry;
    entry.kind = EntryKind::Error;
    entry.payload = "The other side broke the rules.";
    entry.frames.add(QByteArrayView(QByteArray::fromHex(header)));
    const FrameExplanation frame(entry, 0);
    QCOMPARE(rowsOf(frame), rows);
    QCOMPARE(frame.bytes().toHex(), header);
}

QTEST_APPLESS_MAIN(TestFrameExplanation)
#include "tst_frameexplanation.moc"
