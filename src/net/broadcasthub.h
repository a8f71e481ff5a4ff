#pragma once

#include <QObject>

#include <vector>

class MessageLog;

/// Brings what is said to the broadcast service to its clients in all shards, in one order. Lives in the
/// server's thread.
class BroadcastHub : public QObject
{
    Q_OBJECT
public:
    /// One shard's clients of the service. Lives in the shard's thread, where it is told this.
    class Hearer : public QObject
    {
    public:
        virtual void told(const QByteArray &utf8) = 0;
    };

    explicit BroadcastHub(MessageLog *log, QObject *parent = nullptr);

    // These may be called in any thread, which does not wait for what they do.

    /// \a hearer is told all that is said from now on. It may go once nothing can be said any more.
    void add(Hearer *hearer);
    /// \a change clients more hear it; negative: fewer.
    void count(int change);
    /// Tells everybody \a utf8.
    void tell(const QByteArray &utf8);

private:
    MessageLog *const m_log;
    std::vector<Hearer *> m_hearers;
    qint64 m_clients = 0;
};
