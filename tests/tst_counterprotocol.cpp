#include "counterprotocol.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace CounterProtocol;
using namespace Qt::StringLiterals;

namespace {

// JSON with ' for ".
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

}

class TestCounterProtocol : public QObject
{
    Q_OBJECT

private slots:
    void readsActions_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<Action>("expected");

        QTest::newRow("plus, as Python writes it") << json("{'action': 'plus'}") << Action::Plus;
        QTest::newRow("minus, as Python writes it") << json("{'action': 'minus'}") << Action::Minus;
        QTest::newRow("as JavaScript writes it") << json("{'action':'plus'}") << Action::Plus;
        QTest::newRow("wide spacing") << " {\r\n\t\"action\" :\n \"minus\" } \n"_ba << Action::Minus;
        QTest::newRow("other members too") << json("{'id': 7, 'action': 'plus', 'x': [{}]}") << Action::Plus;
        QTest::newRow("escaped letters") << json("{'action': 'plu\\u0073'}") << Action::Plus;
        QTest::newRow("the last of two") << json("{'action': 'plus', 'action': 'minus'}") << Action::Minus;
    }

    void readsActions()
    {
        QFETCH(const QByteArray, message);
        QFETCH(const Action, expected);

        QString error;
        const auto action = parseAction(message, &error);
        QVERIFY2(action, qPrintable(error));
        QCOMPARE(*action, expected);
        QVERIFY(error.isEmpty());
    }

    void refusesActions_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QString>("told"); ///< a part of the sentence

        QTest::newRow("nothing") << ""_ba << u"not JSON"_s;
        QTest::newRow("a word") << "plus"_ba << u"not JSON"_s;
        QTest::newRow("single quotes") << "{'action': 'plus'}"_ba << u"not JSON"_s;
        QTest::newRow("half an object") << json("{'action': 'plus'") << u"not JSON"_s;
        QTest::newRow("something after it") << json("{'action': 'plus'}}") << u"not JSON"_s;
        QTest::newRow("no UTF-8") << "{\"action\": \"\xff\"}"_ba << u"not JSON"_s;
        QTest::newRow("nested beyond reason") << QByteArray(4000, '[') << u"not JSON"_s;
        QTest::newRow("a list") << json("['plus']") << u"not an object"_s;
        QTest::newRow("an empty object") << "{}"_ba << u"no \"action\""_s;
        QTest::newRow("another case") << json("{'Action': 'plus'}") << u"no \"action\""_s;
        QTest::newRow("a number") << json("{'action': 1}") << u"not a string"_s;
        QTest::newRow("null") << json("{'action': null}") << u"not a string"_s;
        QTest::newRow("unknown") << json("{'action': 'times'}") << u"\"times\" is not known"_s;
        QTest::newRow("capital letters") << json("{'action': 'PLUS'}") << u"\"PLUS\" is not known"_s;
        QTest::newRow("a space too many") << json("{'action': 'plus '}") << u"is not known"_s;
        QTest::newRow("empty") << json("{'action': ''}") << u"\"\" is not known"_s;
        QTest::newRow("a forged line") << json("{'action': 'a\\r\\nb\\u001b[31m'}") << u"\"a⏎b␛[31m\""_s;
        QTest::newRow("very long") << json("{'action': '") + QByteArray(4000, 'x') + "\"}"
                                   << u"x…\" is not"_s;
    }

    void refusesActions()
    {
        QFETCH(const QByteArray, message);
        QFETCH(const QString, told);

        QString error;
        QVERIFY(!parseAction(message, &error));
        QVERIFY2(error.contains(told), qPrintable(error));
        QVERIFY(error.endsWith(u'.'));
        QVERIFY(error.size() < 200);
        QVERIFY(!parseAction(message, nullptr));
    }

    void writesWhatTheTutorialWrites()
    {
        QCOMPARE(encodeAction(Action::Plus), json("{'action': 'plus'}"));
        QCOMPARE(encodeAction(Action::Minus), json("{'action': 'minus'}"));
        QCOMPARE(encodeState(3), json("{'type': 'state', 'value': 3}"));
        QCOMPARE(encodeState(-maximumValue), json("{'type': 'state', 'value': -9007199254740991}"));
        QCOMPARE(encodeUsers(2), json("{'type': 'users', 'count': 2}"));
        QCOMPARE(encodeError(u"No."_s), json("{'type': 'error', 'message': 'No.'}"));
    }

    void escapesErrors()
    {
        const QString message = u"\"quoted\" \\ \n\u0001 中文 😀 </script>"_s;
        const QByteArray encoded = encodeError(message);
        QCOMPARE(QJsonDocument::fromJson(encoded).object().value("message"_L1).toString(), message);
        QVERIFY(!encoded.contains('\n'));
    }

    void readsEvents_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<Event::Type>("type");
        QTest::addColumn<qint64>("number");
        QTest::addColumn<QString>("told");

        using Type = Event::Type;
        QTest::newRow("state") << encodeState(42) << Type::State << 42LL << QString();
        QTest::newRow("negative state") << encodeState(-1) << Type::State << -1LL << QString();
        QTest::newRow("largest state")
            << encodeState(maximumValue) << Type::State << maximumValue << QString();
        QTest::newRow("smallest state")
            << encodeState(-maximumValue) << Type::State << -maximumValue << QString();
        QTest::newRow("users") << encodeUsers(5000) << Type::Users << 5000LL << QString();
        QTest::newRow("error") << encodeError(u"坏"_s) << Type::Error << 0LL << u"坏"_s;
        QTest::newRow("no spaces") << json("{'type':'state','value':7}") << Type::State << 7LL << QString();
        QTest::newRow("other order") << json("{'value':7,'type':'state'}") << Type::State << 7LL << QString();
        QTest::newRow("written as 3.0")
            << json("{'type':'state','value':3.0}") << Type::State << 3LL << QString();
        QTest::newRow("zero") << json("{'type':'users','count':0}") << Type::Users << 0LL << QString();
    }

    void readsEvents()
    {
        QFETCH(const QByteArray, message);
        QFETCH(const Event::Type, type);
        QFETCH(const qint64, number);
        QFETCH(const QString, told);

        const auto event = parseEvent(message);
        QVERIFY(event);
        QCOMPARE(event->type, type);
        QCOMPARE(event->number, number);
        QCOMPARE(event->message, told);
    }

    void refusesEvents_data()
    {
        QTest::addColumn<QByteArray>("message");

        QTest::newRow("nothing") << ""_ba;
        QTest::newRow("a list") << "[]"_ba;
        QTest::newRow("no type") << json("{'value': 1}");
        QTest::newRow("unknown type") << json("{'type': 'reset'}");
        QTest::newRow("state without a value") << json("{'type': 'state'}");
        QTest::newRow("value as text") << json("{'type': 'state', 'value': '3'}");
        QTest::newRow("half a value") << json("{'type': 'state', 'value': 0.5}");
        QTest::newRow("value past the bound") << json("{'type': 'state', 'value': 9007199254740992}");
        QTest::newRow("value far past the bound") << json("{'type': 'state', 'value': 1e300}");
        QTest::newRow("value below the bound") << json("{'type': 'state', 'value': -9007199254740992}");
        QTest::newRow("negative users") << json("{'type': 'users', 'count': -1}");
        QTest::newRow("users as a value") << json("{'type': 'users', 'value': 1}");
        QTest::newRow("error without a message") << json("{'type': 'error'}");
    }

    void refusesEvents()
    {
        QFETCH(const QByteArray, message);
        QVERIFY(!parseEvent(message));
    }
};

QTEST_GUILESS_MAIN(TestCounterProtocol)
#include "tst_counterprotocol.moc"
