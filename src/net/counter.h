#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>

#include <vector>

class MessageLog;

/// The number that the counter service shares, and who sees it. Lives in the server's thread.
class Counter : public QObject
{
    Q_OBJECT
public:
    /// One shard's clients of the counter. Lives in the shard's thread, where it is told all this.
    class Viewer : public QObject
    {
    public:
        /// \a client is counted now: it is to be told \a users and \a value, and all that follows.
        virtual void welcome(quint32 client, qint64 users, qint64 value) = 0;
        virtual void valueChanged(qint64 value) = 0;
        /// How many there are; for those who were last told another number.
        virtual void usersChanged(qint64 users) = 0;
        /// What \a client asked for would leave the range.
        virtual void refused(quint32 client) = 0;
    };

    /// \a firstValue within ±CounterProtocol::maximumValue.
    Counter(qint64 firstValue, MessageLog *log, QObject *parent = nullptr);

    qint64 value() const { return m_value; }
    /// Adds \a step (+1 or -1); false, and nothing changes, when that would leave the range.
    bool step(int step);
    /// Back to the first value.
    void reset();

    // These may be called in any thread, which does not wait for what they do.

    /// \a viewer is told of all changes from now on. It may go once nothing can change any more.
    void add(Viewer *viewer);
    /// A client of \a viewer has come: welcome() follows.
    void join(Viewer *viewer, quint32 client);
    /// A client that has joined is gone.
    void leave();
    /// A client of \a viewer asks for a step: valueChanged() for everybody follows, or refused().
    void step(Viewer *viewer, quint32 client, int step);

signals:
    void changed(qint64 value);

private:
    void change(qint64 value);
    void usersChanged();
    void tellUsers();

    const qint64 m_firstValue;
    MessageLog *const m_log;
    qint64 m_value;
    std::vector<Viewer *> m_viewers;
    qint64 m_users = 0;
    qint64 m_toldUsers = 0;
    QHash<qint64, qint64> m_newcomers; ///< since users were told: to how many which number was, as a welcome
    QTimer m_usersTimer; ///< runs after users were told, and when they are to be told again
};
