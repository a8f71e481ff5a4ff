#pragma once

#include "client.h"

#include <QElapsedTimer>
#include <QTimer>

/// Opens a client's connection again after it was lost or could not be made, with growing pauses.
///
/// Lives in its client's thread; call its slots queued from others, and open the client through it alone.
class Reconnection : public QObject
{
    Q_OBJECT
public:
    /// \a client must outlive it.
    explicit Reconnection(Client *client, QObject *parent = nullptr);

    /// The pause before attempt \a number (from 1): the first one doubled each time up to the longest, made
    /// up to a fifth shorter or longer by \a random (0 to 1), so that many clients do not come back at once.
    static std::chrono::milliseconds pause(int number, const ReconnectOptions &options, double random);

public slots:
    /// Opens the client, and keeps opening it as \a reconnect says. Attempts are counted anew.
    void open(const ClientOptions &options, const ReconnectOptions &reconnect);
    /// Waiting: tries at once.
    void tryNow();
    /// Waiting: does not try again; over() follows.
    void stop();
    /// Nobody wants the connection any more: no attempt follows its end, not even where that came first.
    void forgo();

signals:
    // After each closed() and failed() of the client comes one of these two.

    /// Attempt \a number of at most \a attempts follows in \a pause.
    void waiting(int number, int attempts, std::chrono::milliseconds pause);
    /// There will be no attempt. \a gaveUp: there could be, but enough have failed, or stop() was called;
    /// else nobody wants one, or it would end the same way.
    void over(bool gaveUp);

private:
    void consider();
    void end(bool gaveUp);

    Client *const m_client;
    ClientOptions m_options;
    ReconnectOptions m_reconnect;
    QTimer m_timer;
    QElapsedTimer m_connected; ///< valid: since the last connection was made
    int m_number = 0; ///< attempts in a row
};
