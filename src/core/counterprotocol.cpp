#include "counterprotocol.h"

#include "displaytext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace CounterProtocol {

namespace {

/// What this file says in the user's language.
struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(CounterProtocol)
};

// A JSON number that is a whole one between least and most.
std::optional<qint64> wholeNumber(const QJsonValue &value, qint64 least, qint64 most)
{
    const qint64 number = value.toInteger(least - 1);
    if (!value.isDouble() || number < least || number > most)
        return {};
    return number;
}

QByteArray quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

}

std::optional<Action> parseAction(const QByteArray &json, QString *error)
{
    const auto wrong = [error](const QString &sentence) {
        if (error)
            *error = sentence;
        return std::nullopt;
    };
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return wrong(Sentence::tr("The message is not JSON: %1.").arg(parseError.errorString()));
    if (!document.isObject())
        return wrong(Sentence::tr("The message is JSON, but not an object like {\"action\": \"plus\"}."));

    const QJsonValue action = document.object().value("action"_L1);
    if (action.isUndefined())
        return wrong(Sentence::tr("The message has no \"action\"; it can be \"plus\" or \"minus\"."));
    if (action == "plus"_L1)
        return Action::Plus;
    if (action == "minus"_L1)
        return Action::Minus;
    if (!action.isString())
        return wrong(Sentence::tr("The \"action\" is not a string; it can be \"plus\" or \"minus\"."));
    return wrong(Sentence::tr("The action \"%1\" is not known; it can be \"plus\" or \"minus\".")
                     .arg(DisplayText::oneLine(action.toString(), 40)));
}

QByteArray encodeAction(Action action)
{
    return action == Action::Plus ? R"({"action": "plus"})"_ba : R"({"action": "minus"})"_ba;
}

std::optional<Event> parseEvent(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QString type = object.value("type"_L1).toString();
    if (type == "state"_L1) {
        if (const auto value = wholeNumber(object.value("value"_L1), -maximumValue, maximumValue))
            return Event{Event::Type::State, *value, {}};
    } else if (type == "users"_L1) {
        if (const auto count = wholeNumber(object.value("count"_L1), 0, maximumValue))
            return Event{Event::Type::Users, *count, {}};
    } else if (type == "error"_L1) {
        const QJsonValue message = object.value("message"_L1);
        if (message.isString())
            return Event{Event::Type::Error, 0, message.toString()};
    }
    return {};
}

QByteArray encodeState(qint64 value)
{
    return R"({"type": "state", "value": )"_ba + QByteArray::number(value) + '}';
}

QByteArray encodeUsers(qint64 count)
{
    return R"({"type": "users", "count": )"_ba + QByteArray::number(count) + '}';
}

QByteArray encodeError(const QString &message)
{
    return R"({"type": "error", "message": )"_ba + quoted(message) + '}';
}

}
