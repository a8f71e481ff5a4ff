#include "frame.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray bytes(const char *hex)
{
    return QByteArray::fromHex(hex);
}

}

class TestFrame : public QObject
{
    Q_OBJECT

private slots:
    void decodes_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<Opcode>("opcode");
        QTest::addColumn<bool>("fin");
        QTest::addColumn<bool>("masked");
        QTest::addColumn<quint64>("length");

        QTest::newRow("short text") << bytes("8105") << Opcode::Text << true << false << quint64(5);
        QTest::newRow("masked text") << bytes("818537fa213d") << Opcode::Text << true << true << quint64(5);
        QTest::newRow("first fragment") << bytes("0103") << Opcode::Text << false << false << quint64(3);
        QTest::newRow("last fragment")
            << bytes("8002") << Opcode::Continuation << true << false << quint64(2);
        QTest::newRow("empty") << bytes("8200") << Opcode::Binary << true << false << quint64(0);
        QTest::newRow("125 bytes") << bytes("827d") << Opcode::Binary << true << false << quint64(125);
        QTest::newRow("126 bytes") << bytes("827e007e") << Opcode::Binary << true << false << quint64(126);
        QTest::newRow("65535 bytes") << bytes("827effff") << Opcode::Binary << true << false
                                     << quint64(65535);
        QTest::newRow("65536 bytes") << bytes("827f0000000000010000") << Opcode::Binary << true << false
                                     << quint64(65536);
        QTest::newRow("the longest") << bytes("82ff7fffffffffffffff01020304") << Opcode::Binary << true
                                     << true << ~quint64(0) / 2;
        QTest::newRow("ping") << bytes("8900") << Opcode::Ping << true << false << quint64(0);
        QTest::newRow("longest pong") << bytes("8a7d") << Opcode::Pong << true << false << quint64(125);
        QTest::newRow("close") << bytes("8802") << Opcode::Close << true << false << quint64(2);
    }

    void decodes()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const Opcode, opcode);
        QFETCH(const bool, fin);
        QFETCH(const bool, masked);
        QFETCH(const quint64, length);

        FrameHeader decoded;
        QByteArray error;
        for (qsizetype size = 0; size < header.size(); ++size)
            QCOMPARE(decodeFrameHeader(header.first(size), &decoded, &error), FrameStatus::Incomplete);
        QCOMPARE(decodeFrameHeader(header, &decoded, &error), FrameStatus::Valid);
        QCOMPARE(decodeFrameHeader(header + "payload", &decoded, &error), FrameStatus::Valid);
        QCOMPARE(decoded.opcode, opcode);
        QCOMPARE(decoded.fin, fin);
        QCOMPARE(decoded.masked, masked);
        QCOMPARE(decoded.length, length);
        QCOMPARE(decoded.size, header.size());
        if (masked)
            QCOMPARE(QByteArray(decoded.mask.data(), 4), header.last(4));
        QVERIFY(error.isEmpty());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<qsizetype>("needed"); ///< bytes after which it is known

        QTest::newRow("RSV1") << bytes("c105") << qsizetype(1);
        QTest::newRow("RSV2") << bytes("a105") << qsizetype(1);
        QTest::newRow("RSV3") << bytes("9105") << qsizetype(1);
        for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            QTest::addRow("opcode %d", opcode)
                << QByteArray(1, char(0x80 | opcode)) + QByteArray(1, '\0') << qsizetype(1);
        }
        QTest::newRow("fragmented close") << bytes("0800") << qsizetype(1);
        QTest::newRow("fragmented ping") << bytes("0900") << qsizetype(1);
        QTest::newRow("ping of 126 bytes") << bytes("897e007e") << qsizetype(2);
        QTest::newRow("close of 64 bits") << bytes("887f0000000000010000") << qsizetype(2);
        QTest::newRow("125 in 16 bits") << bytes("827e007d") << qsizetype(4);
        QTest::newRow("0 in 16 bits") << bytes("827e0000") << qsizetype(4);
        QTest::newRow("65535 in 64 bits") << bytes("827f000000000000ffff") << qsizetype(10);
        QTest::newRow("1 in 64 bits") << bytes("827f0000000000000001") << qsizetype(10);
        QTest::newRow("the highest bit") << bytes("827f8000000000000000") << qsizetype(10);
    }

    void refuses()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const qsizetype, needed);

        FrameHeader decoded;
        QByteArray error;
        for (qsizetype size = 0; size < needed; ++size)
            QCOMPARE(decodeFrameHeader(header.first(size), &decoded, &error), FrameStatus::Incomplete);
        for (qsizetype size = needed; size <= header.size(); ++size) {
            error.clear();
            QCOMPARE(decodeFrameHeader(header.first(size), &decoded, &error), FrameStatus::Invalid);
            QVERIFY(!error.isEmpty());
            QVERIFY(error.size() <= 123);
            QCOMPARE(quint8(decoded.opcode), quint8(header[0]) & 0xF); // said all the same
            QVERIFY(decoded.size <= size);
            QCOMPARE(decoded.isWhole, size == header.size());
        }
    }

    // RFC 6455 section 5.7.
    void encodesTheExamplesOfTheRfc()
    {
        QCOMPARE(encodeFrame(Opcode::Text, "Hello"), bytes("810548656c6c6f"));
        QCOMPARE(encodeMaskedFrame(Opcode::Text, "Hello", {0x37, char(0xfa), 0x21, 0x3d}),
                 bytes("818537fa213d7f9f4d5158"));
        QCOMPARE(encodeFrame(Opcode::Text, "Hel", false), bytes("010348656c"));
        QCOMPARE(encodeFrame(Opcode::Continuation, "lo"), bytes("80026c6f"));
        QCOMPARE(encodeFrame(Opcode::Ping, "Hello"), bytes("890548656c6c6f"));
        QCOMPARE(encodeMaskedFrame(Opcode::Pong, "Hello", {0x37, char(0xfa), 0x21, 0x3d}),
                 bytes("8a8537fa213d7f9f4d5158"));
        QCOMPARE(encodeFrame(Opcode::Binary, QByteArray(256, 'x')), bytes("827e0100") + QByteArray(256, 'x'));
        QCOMPARE(encodeFrame(Opcode::Binary, QByteArray(65536, 'x')),
                 bytes("827f0000000000010000") + QByteArray(65536, 'x'));
    }

    void decodesWhatItEncodes_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 3, 4, 7, 8, 9, 125, 126, 127, 65535, 65536, 1000003})
            QTest::addRow("%d bytes", size) << size;
    }

    void decodesWhatItEncodes()
    {
        QFETCH(const int, size);

        QByteArray payload(size, Qt::Uninitialized);
        for (int i = 0; i < size; ++i)
            payload[i] = char(i * 7);
        QByteArray frame = encodeMaskedFrame(Opcode::Binary, payload, {1, char(0x80), 3, char(0xff)});
        FrameHeader header;
        QByteArray error;
        QCOMPARE(decodeFrameHeader(frame, &header, &error), FrameStatus::Valid);
        QCOMPARE(header.length, quint64(size));
        QCOMPARE(frame.size(), header.size + size);
        applyMask(frame.data() + header.size, size, header.mask);
        QCOMPARE(frame.sliced(header.size), payload);
        QCOMPARE(encodeFrame(Opcode::Binary, payload).last(size), payload);
    }

    // In any pieces, from any place in memory, the mask falls on the same bytes.
    void masksInPieces()
    {
        const std::array<char, 4> mask{0x11, 0x22, 0x44, char(0x88)};
        QByteArray expected(61, '\0');
        for (qsizetype i = 0; i < expected.size(); ++i)
            expected[i] = mask[size_t(i % 4)];
        for (int shift = 0; shift < 8; ++shift) {
            for (int first = 0; first <= expected.size(); ++first) {
                QByteArray data(shift + expected.size(), '\0');
                applyMask(data.data() + shift, first, mask);
                applyMask(data.data() + shift + first, expected.size() - first, mask, quint64(first));
                QCOMPARE(data.sliced(shift), expected);
                QCOMPARE(data.first(shift), QByteArray(shift, '\0'));
            }
        }
    }

    void writesClosePayloads_data()
    {
        QTest::addColumn<quint16>("code");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QByteArray>("payload");

        QTest::newRow("code alone") << quint16(1000) << QString() << bytes("03e8");
        QTest::newRow("with a reason") << quint16(1001) << u"bye"_s << bytes("03e9") + "bye";
        QTest::newRow("without a code") << quint16(1005) << u"bye"_s << QByteArray();
        QTest::newRow("123 bytes") << quint16(4000) << QString(123, u'x')
                                   << bytes("0fa0") + QByteArray(123, 'x');
        QTest::newRow("124 bytes") << quint16(4000) << QString(124, u'x')
                                   << bytes("0fa0") + QByteArray(123, 'x');
        QTest::newRow("cut before a character")
            << quint16(4000) << u"xx"_s + QString(60, u'中')
            << bytes("0fa0") + u"xx"_s.toUtf8() + QString(40, u'中').toUtf8();
    }

    void writesClosePayloads()
    {
        QFETCH(const quint16, code);
        QFETCH(const QString, reason);
        QFETCH(const QByteArray, payload);
        QCOMPARE(encodeClosePayload(code, reason), payload);
    }

    void readsClosePayloads_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<bool>("valid");
        QTest::addColumn<quint16>("code");
        QTest::addColumn<QString>("reason");

        QTest::newRow("nothing") << QByteArray() << true << quint16(1005) << QString();
        QTest::newRow("1000") << bytes("03e8") << true << quint16(1000) << QString();
        QTest::newRow("with a reason")
            << bytes("03e9") + u"再见"_s.toUtf8() << true << quint16(1001) << u"再见"_s;
        QTest::newRow("private") << bytes("1387") << true << quint16(4999) << QString();
        QTest::newRow("one byte") << bytes("03") << false << quint16(1005) << QString();
        QTest::newRow("no UTF-8") << bytes("03e8ff") << false << quint16(1000) << u"\uFFFD"_s;
        QTest::newRow("half a character") << bytes("03e8e4b8") << false << quint16(1000) << u"\uFFFD\uFFFD"_s;
        for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535}) {
            QTest::addRow("code %d", code)
                << QByteArray(1, char(code >> 8)) + QByteArray(1, char(code & 0xFF)) << false << quint16(code)
                << QString();
        }
    }

    void readsClosePayloads()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const bool, valid);
        QFETCH(const quint16, code);
        QFETCH(const QString, reason);

        const ClosePayload close = decodeClosePayload(payload);
        QCOMPARE(close.valid, valid);
        QCOMPARE(close.code, code);
        QCOMPARE(close.reason, reason);
    }

    void namesCodes()
    {
        QCOMPARE(CloseCode::name(1000), u"OK"_s);
        QCOMPARE(CloseCode::name(1001), u"going away"_s);
        QCOMPARE(CloseCode::name(1006), u"abnormal closure"_s);
        for (int code = 0; code <= 65535; ++code) {
            const QString name = CloseCode::name(quint16(code));
            QVERIFY(!name.isEmpty());
            if (CloseCode::isValidOnWire(quint16(code)))
                QVERIFY2(name != CloseCode::name(0), qPrintable(QString::number(code)));
        }
    }
};

QTEST_GUILESS_MAIN(TestFrame)
#include "tst_frame.moc"
