#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// The counter service's JSON messages, as plain functions on bytes (UTF-8).
namespace CounterProtocol {

/// The value stays within ± this: what JavaScript holds exactly (2^53 - 1).
constexpr qint64 maximumValue = 9'007'199'254'740'991;

enum class Action { Plus, Minus };

/// What the server tells its clients.
struct Event
{
    enum class Type { State, Users, Error };
    Type type = Type::State;
    qint64 number = 0; ///< the value (State) or the count (Users)
    QString message; ///< Error only; a peer's text, not to be trusted
};

/// The action asked for by \a json, or nothing and in \a error one sentence why not.
std::optional<Action> parseAction(const QByteArray &json, QString *error);
/// `{"action": "plus"}` or `{"action": "minus"}`.
QByteArray encodeAction(Action action);

/// The event in \a json; nothing when it is none that this protocol knows.
std::optional<Event> parseEvent(const QByteArray &json);
/// `{"type": "state", "value": N}`
QByteArray encodeState(qint64 value);
/// `{"type": "users", "count": N}`
QByteArray encodeUsers(qint64 count);
/// `{"type": "error", "message": "…"}`
QByteArray encodeError(const QString &message);

}
