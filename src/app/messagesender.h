#pragma once

#include "client.h"

#include <deque>

/// Sends texts through a client in another thread, no more at a time than the server can follow.
///
/// After every few megabytes it sends a ping; what comes before its pong has arrived. So neither side
/// has to keep a whole file in memory. Lives in the caller's thread.
class MessageSender : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 window = 32 * 1024 * 1024; ///< bytes sent and not known to have arrived

    explicit MessageSender(Client *client, QObject *parent = nullptr);

    /// Sends \a utf8 as soon as there is room.
    void send(const QByteArray &utf8);
    /// allSent() follows when nothing is left, and of what was sent little is under way.
    void finish();
    /// Forgets what is not sent yet.
    void stop();
    /// The connection is lost: what waits keeps waiting, and nothing that was sent is answered any more.
    void pause();
    /// There is a connection again.
    void resume();

signals:
    /// The client has got this text to send.
    void sent(const QByteArray &utf8);
    void allSent();

private:
    void sendOn();
    void sendMark();
    void markReturned(const QByteArray &payload);

    Client *const m_client;
    std::deque<QByteArray> m_waiting;
    std::deque<qint64> m_marks; ///< for each ping that is under way: bytes sent up to it
    quint64 m_firstMark = 0; ///< the number of m_marks' first
    qint64 m_sent = 0;
    qint64 m_arrived = 0;
    qint64 m_marked = 0; ///< bytes up to the last ping
    bool m_paused = false;
    bool m_finishing = false;
};
