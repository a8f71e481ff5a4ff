#include "entrynames.h"

#include <QDateTime>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

// In the order of the enumerations.
constexpr std::array kindNames{"text"_L1,    "binary"_L1,   "ping"_L1, "pong"_L1, "close"_L1,
                               "request"_L1, "response"_L1, "info"_L1, "error"_L1};
constexpr std::array directionNames{""_L1, "sent"_L1, "received"_L1};

template <typename Value>
std::optional<Value> byName(const auto &names, QStringView name)
{
    const auto found = std::ranges::find_if(names, [name](QLatin1StringView each) { return name == each; });
    if (found == names.end())
        return {};
    return Value(found - names.begin());
}

}

QLatin1StringView kindName(EntryKind kind)
{
    return kindNames.at(std::size_t(kind));
}

std::optional<EntryKind> kindByName(QStringView name)
{
    return byName<EntryKind>(kindNames, name);
}

QLatin1StringView opcodeName(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Continuation:
        return "continuation"_L1;
    case Opcode::Text:
        return "text"_L1;
    case Opcode::Binary:
        return "binary"_L1;
    case Opcode::Close:
        return "close"_L1;
    case Opcode::Ping:
        return "ping"_L1;
    case Opcode::Pong:
        return "pong"_L1;
    }
    return "reserved"_L1;
}

QLatin1StringView directionName(Direction direction)
{
    return directionNames.at(std::size_t(direction));
}

std::optional<Direction> directionByName(QStringView name)
{
    return name.isEmpty() ? std::nullopt : byName<Direction>(directionNames, name);
}

QByteArray isoTime(qint64 microseconds)
{
    constexpr qint64 second = 1'000'000;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(microseconds / second * 1000, Qt::UTC);
    return time.toString(u"yyyy-MM-ddTHH:mm:ss."_s).toLatin1()
        + QByteArray::number(microseconds % second).rightJustified(6, '0') + 'Z';
}
