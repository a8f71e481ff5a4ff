#pragma once

#include "frameheaders.h"

#include <QByteArray>

/// Who sent what an entry tells of, seen from this program.
enum class Direction : quint8 {
    None, ///< nobody: the entry tells of the connection itself
    Sent,
    Received,
};

/// What an entry tells of: a message, a control frame, or an event in the life of a connection.
enum class EntryKind : quint8 {
    Text,
    Binary,
    Ping,
    Pong,
    Close,
    Request, ///< the head of a handshake's HTTP request
    Response, ///< the head of what answered it
    Info, ///< handshakes, closes, starts and stops
    Error, ///< something went wrong: payload is the sentence
};

/// How much is logged: each level includes those before it (protocol.md: error = failures,
/// info = handshakes and closes, debug = every message and control frame both ways).
enum class LogLevel : quint8 { Error, Info, Debug };

/// One line of the log. A plain value; `sequence` is given by MessageLog::append().
struct LogEntry
{
    /// Bytes of one payload that a log's pages hold; of a longer one this beginning, and the whole beside it
    /// as long as there is room (LogStore::complete()).
    static constexpr qsizetype maximumPayload = 64 * 1024;

    qint64 sequence = 0; ///< rising by one from 1
    qint64 time = 0; ///< microseconds since 1970-01-01 UTC
    quint32 connection = 0; ///< the connection's id, 0 when none or several
    quint32 recipients = 0; ///< how many connections a broadcast went to, 0: it is none
    Direction direction = Direction::None;
    EntryKind kind = EntryKind::Info;
    quint64 size = 0; ///< the whole payload's bytes, also when `payload` was cut
    /// The payload (text in UTF-8), or its beginning; for Info and Error the sentence, for Request and
    /// Response the lines up to the empty one, for Close the two code bytes and the reason as on the wire.
    QByteArray payload;
    FrameHeaders frames = {}; ///< what carried a message or is a control frame; empty: not known
    bool encrypted = false; ///< of a Request: it went over TLS, so its address begins with wss

    bool operator==(const LogEntry &) const = default;
};

/// True for the two that are heads of HTTP.
constexpr bool isHead(EntryKind kind)
{
    return kind == EntryKind::Request || kind == EntryKind::Response;
}

/// True when \a entry has only the beginning of its payload.
inline bool isCut(const LogEntry &entry)
{
    return entry.size > quint64(entry.payload.size());
}

/// The level at which an entry of this kind is logged.
LogLevel levelOf(EntryKind kind);

/// A copy of the first \a most bytes of a longer \a payload, or a few less: text stays whole characters.
QByteArray firstBytes(const QByteArray &payload, EntryKind kind, qsizetype most);

/// The time now, as LogEntry has it.
qint64 microsecondsNow();
