#pragma once

#include <QByteArray>
#include <QList>
#include <QMutex>
#include <QObject>

#include <atomic>
#include <deque>
#include <functional>

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
    Info, ///< handshakes, closes, starts and stops
    Error, ///< something went wrong: payload is the sentence
};

/// How much is logged: each level includes those before it (protocol.md: error = failures,
/// info = handshakes and closes, debug = every message and control frame both ways).
enum class LogLevel : quint8 { Error, Info, Debug };

/// One line of the log. A plain value; `sequence` is given by MessageLog::append().
struct LogEntry
{
    qint64 sequence = 0; ///< rising by one from 1
    qint64 time = 0; ///< microseconds since 1970-01-01 UTC
    quint32 connection = 0; ///< the connection's id, 0 when none or several
    quint32 recipients = 1; ///< how many connections a broadcast went to
    Direction direction = Direction::None;
    EntryKind kind = EntryKind::Info;
    quint64 size = 0; ///< the whole payload's bytes, also when `payload` was cut
    /// What is kept of the payload (text in UTF-8), at most MessageLog::maximumPayload bytes;
    /// for Info and Error the sentence, for Close the two code bytes and the reason as on the wire.
    QByteArray payload;

    bool operator==(const LogEntry &) const = default;
};

/// The level at which an entry of this kind is logged.
LogLevel levelOf(EntryKind kind);

/// A copy of the first \a most bytes of a longer \a payload, or a few less: text stays whole characters.
QByteArray firstBytes(const QByteArray &payload, EntryKind kind, qsizetype most);

/// The bounded log: a ring of entries that any thread appends to and one reader pulls from.
///
/// append(), entriesSince() and the other functions may be called from any thread. The object
/// itself lives in the reader's thread; entriesAvailable() is emitted once, from the appending
/// thread, and then not again until the reader has called entriesSince().
class MessageLog : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype defaultCapacity = 100'000; ///< entries
    static constexpr qsizetype maximumPayload = 64 * 1024; ///< bytes kept of one payload
    static constexpr qsizetype maximumBytes = 64 * 1024 * 1024; ///< payload bytes kept in all

    explicit MessageLog(qsizetype capacity = defaultCapacity, QObject *parent = nullptr);
    ~MessageLog() override;

    /// What is more talkative than \a level is not kept. Default: Debug.
    void setLevel(LogLevel level);
    LogLevel level() const;
    /// True when an entry of \a kind would be kept; lets a busy caller skip making one.
    bool keeps(EntryKind kind) const;

    /// Hands every entry that is kept to \a tap, whole, before append() returns and in the thread that
    /// appends; so that what is told elsewhere, too, can be on a disk before. To be set before the first entry,
    /// by who appends from one thread only.
    void setTap(std::function<void(const LogEntry &)> tap);

    /// Appends \a entry, giving it the next sequence number and, when `time` is 0, the time now.
    /// The oldest entries make room. Entries above the level are dropped.
    void append(LogEntry entry);
    /// append() for one text \a utf8 that went to \a recipients connections.
    void appendBroadcast(const QByteArray &utf8, quint32 recipients);
    /// append() for a sentence about \a connection (0: about the program).
    void appendText(EntryKind kind, const QString &sentence, quint32 connection = 0);

    /// The entries with a sequence above \a sequence that are still there, oldest first, at most
    /// the newest \a most of them. Arms entriesAvailable() again.
    QList<LogEntry> entriesSince(qint64 sequence, qsizetype most = defaultCapacity) const;
    /// The newest entry's sequence, 0 when nothing was ever appended.
    qint64 lastSequence() const;
    /// Entries kept at most.
    qsizetype capacity() const { return m_capacity; }

signals:
    /// There is something to pull. Carries no data; emitted once until entriesSince() is called.
    void entriesAvailable();

private:
    const qsizetype m_capacity;
    mutable QMutex m_mutex;
    std::deque<LogEntry> m_entries;
    qsizetype m_bytes = 0;
    qint64 m_lastSequence = 0;
    std::atomic<LogLevel> m_level{LogLevel::Debug};
    std::function<void(const LogEntry &)> m_tap;
    mutable bool m_announced = false;
};
