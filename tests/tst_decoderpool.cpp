#include "decoderpool.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// QWebSockets on loan: what each makes of messages, for one connection after the other.
class TestDecoderPool : public QObject
{
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void servesOneAfterTheOther();
    void servesManyAtOnce();
};

namespace {

struct Receiver final : WebSocketDecoder::Receiver
{
    void textDecoded(const QString &text) override { texts.append(text); }
    void binaryDecoded(const QByteArray &bytes) override { binaries.append(bytes); }

    QStringList texts;
    QByteArrayList binaries;
};

}

void TestDecoderPool::decodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("125 bytes") << QString(125, u'x');
    QTest::newRow("126 bytes") << QString(126, u'x');
    QTest::newRow("65,536 bytes") << QString(65'536, u'x');
    QTest::newRow("a million Chinese characters") << QString(1'000'000, u'中');
    QTest::newRow("a byte order mark") << u"\uFEFFx"_s;
    QTest::newRow("nothing but a byte order mark") << u"\uFEFF"_s;
    QTest::newRow("a zero character") << QString(1, QChar(0));
}

void TestDecoderPool::decodes()
{
    QFETCH(QString, text);
    DecoderPool pool;
    Receiver receiver;
    const auto decoder = pool.take();
    decoder->setReceiver(&receiver);
    decoder->decode(Opcode::Text, text.toUtf8());
    decoder->decode(Opcode::Binary, text.toUtf8());
    decoder->decode(Opcode::Text, "next");
    QCOMPARE(receiver.texts, (QStringList{text, u"next"_s}));
    QCOMPARE(receiver.binaries, QByteArrayList{text.toUtf8()});
}

void TestDecoderPool::servesOneAfterTheOther()
{
    DecoderPool pool;
    Receiver first;
    Receiver second;
    auto decoder = pool.take();
    const WebSocketDecoder *const lent = decoder.get();
    decoder->setReceiver(&first);
    decoder->decode(Opcode::Text, "to the first");
    pool.giveBack(std::move(decoder));
    decoder = pool.take();
    QCOMPARE(decoder.get(), lent);
    decoder->decode(Opcode::Text, "to nobody");
    decoder->setReceiver(&second);
    decoder->decode(Opcode::Text, "to the second");
    QCOMPARE(first.texts, QStringList{u"to the first"_s});
    QCOMPARE(second.texts, QStringList{u"to the second"_s});
}

void TestDecoderPool::servesManyAtOnce()
{
    DecoderPool pool;
    for (int round = 0; round < 3; ++round) {
        std::vector<std::unique_ptr<WebSocketDecoder>> lent;
        for (int i = 0; i < 300; ++i)
            lent.push_back(pool.take());
        for (auto &decoder : lent) {
            Receiver receiver;
            decoder->setReceiver(&receiver);
            decoder->decode(Opcode::Text, "x");
            QCOMPARE(receiver.texts, QStringList{u"x"_s});
            pool.giveBack(std::move(decoder));
        }
    }
}

QTEST_GUILESS_MAIN(TestDecoderPool)
#include "tst_decoderpool.moc"
