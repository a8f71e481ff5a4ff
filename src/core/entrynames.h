#pragma once

#include "messagelog.h"

#include <optional>

/// The words that stand for what an entry is, in files and on the terminal; in English, for programs.

/// `text`, `binary`, `ping`, `pong`, `close`, `request`, `response`, `info` or `error`.
QLatin1StringView kindName(EntryKind kind);
std::optional<EntryKind> kindByName(QStringView name);

/// `text`, `continuation` and so on.
QLatin1StringView opcodeName(Opcode opcode);

/// `sent`, `received`, or nothing for an entry that tells of the connection itself.
QLatin1StringView directionName(Direction direction);
std::optional<Direction> directionByName(QStringView name);

/// \a microseconds since 1970-01-01 UTC as 2023-11-14T22:13:20.123456Z.
QByteArray isoTime(qint64 microseconds);
