#pragma once

#include "logstore.h"

#include <QList>
#include <QObject>

#include <atomic>
#include <functional>

/// The bounded log: any thread appends to it, and readers pull from it.
///
/// All functions may be called from any thread. The object itself lives in a reader's thread;
/// entriesAvailable() is emitted once, from the appending thread, and then not again until somebody has
/// called entriesSince() or read().
class MessageLog : public QObject
{
    Q_OBJECT
public:
    /// Bytes kept of one payload.
    static constexpr qsizetype maximumPayload = LogEntry::maximumPayload;

    explicit MessageLog(const LogLimits &limits = {}, QObject *parent = nullptr);
    ~MessageLog() override;

    /// What is more talkative than \a level is not kept. Default: Debug.
    void setLevel(LogLevel level);
    LogLevel level() const;
    /// True when an entry of \a kind would be kept; lets a busy caller skip making one.
    bool keeps(EntryKind kind) const;

    /// Hands every entry that is kept to \a tap, whole, in the order of the sequences, before append()
    /// returns and in the thread that appends; so that what is told elsewhere, too, can be on a disk before.
    /// To be set before the first entry; \a tap must not append.
    void setTap(std::function<void(const LogEntry &)> tap);

    /// Appends \a entry, giving it the next sequence number and, when `time` is 0, the time now.
    /// The oldest entries make room. Entries above the level are dropped.
    void append(LogEntry entry);
    /// append() for one text \a utf8 that went to \a recipients connections in a frame of a server.
    void appendBroadcast(const QByteArray &utf8, quint32 recipients);
    /// append() for the \a head of a handshake's request, \a encrypted when it went over TLS; secrets in it
    /// are masked.
    void appendRequest(Direction direction, const QByteArray &head, bool encrypted, quint32 connection = 0);
    /// append() for the \a head of what answered it; secrets in it are masked.
    void appendResponse(Direction direction, const QByteArray &head, quint32 connection = 0);
    /// append() for a sentence about \a connection (0: about the program).
    void appendText(EntryKind kind, const QString &sentence, quint32 connection = 0);

    /// The entries with a sequence above \a sequence that are still there, oldest first, at most
    /// the newest \a most of them; large payloads with their beginnings. Arms entriesAvailable() again.
    QList<LogEntry> entriesSince(qint64 sequence, qsizetype most = 100'000) const;
    /// The entries from \a sequence on that are still there, oldest first, at most the oldest \a most of
    /// them, fewer where they are large; payloads are whole as far as they are kept. For going through all in
    /// slices: begin with 0, go on after the last one's sequence, end when nothing comes. Arms
    /// entriesAvailable() again.
    QList<LogEntry> read(qint64 sequence, qsizetype most) const;
    /// The newest entry's sequence, 0 when nothing was ever appended.
    qint64 lastSequence() const;
    /// Forgets all entries, in memory and on disk. The sequences go on.
    void clear();

    /// The entries themselves, for readers of many; they outlive the log.
    std::shared_ptr<const LogStore> store() const { return m_store; }

signals:
    /// There is something to pull. Carries no data; emitted once until entriesSince() or read() is called.
    void entriesAvailable();

private:
    void appendHead(EntryKind kind, Direction direction, const QByteArray &head, bool encrypted,
                    quint32 connection);
    QList<LogEntry> entries(qint64 first, qint64 last) const;

    const std::shared_ptr<LogStore> m_store;
    std::atomic<LogLevel> m_level{LogLevel::Debug};
    std::function<void(const LogEntry &)> m_tap;
    QMutex m_tapMutex; ///< held while it is called
    mutable std::atomic<bool> m_announced = false;
};
