#pragma once

#include "client.h"

#include <functional>
#include <optional>

class NetworkThread;
class Reconnection;

/// A client as its tab sees it: how its connection stands, and how to change that.
///
/// Lives in the GUI thread; the Client, its Reconnection and its log live in the network thread and are only
/// called queued.
class ClientSession : public QObject
{
    Q_OBJECT
public:
    /// Must be deleted before \a networkThread ends.
    explicit ClientSession(NetworkThread *networkThread, QObject *parent = nullptr);
    /// The client says goodbye on its own (Client::leave()).
    ~ClientSession() override;

    /// There as long as the session.
    MessageLog *log() const { return m_log; }
    Client::State state() const { return m_state; }
    /// True while the next attempt at a lost connection is waited for.
    bool isWaiting() const { return m_waiting; }
    /// Of the connection that is open or was tried last.
    const ClientOptions &options() const { return m_options; }
    /// What is known of the open connection; empty when there is none.
    const Client::Handshake &handshake() const { return m_handshake; }
    /// The last ping's, in microseconds; -1: not known.
    qint64 roundTrip() const { return m_roundTrip; }
    /// True when close() has ended the last attempt to connect.
    bool isCancelled() const { return m_cancelled; }
    /// Why the last attempt was given up, when the server's certificate is not trusted.
    const std::optional<Client::Distrust> &distrust() const { return m_distrust; }

    /// True when the last attempt was given up because nothing listens at the address.
    bool hasFoundNothing() const { return m_foundNothing; }

public slots:
    /// Connects as \a options say, and again after a loss as \a reconnect says.
    void open(const ClientOptions &options, const ReconnectOptions &reconnect);
    /// Cancels, or closes in good order with \a code and \a reason, as Client::close() does.
    void close(quint16 code = 1000, const QString &reason = {});
    /// Drops the connection at once.
    void abort();
    void sendText(const QString &text);
    void sendBinary(const QByteArray &bytes);
    /// \a payload has at most 125 bytes.
    void ping(const QByteArray &payload);
    /// Waiting: tries again at once.
    void tryNow();
    /// Waiting: does not try again.
    void stop();

signals:
    void stateChanged(Client::State state);
    /// What is known of the connection, or whether another is waited for, has changed.
    void changed();
    void connected();
    /// An open connection has ended.
    void closed(const CloseStatus &status);
    /// Connecting did not succeed: \a sentence says why, when it was not cancelled and nobody is distrusted.
    void failed(const QString &sentence);
    /// What was asked for could not be done; the state did not change.
    void refused(const QString &sentence);
    /// Attempt \a number of at most \a attempts follows in \a pause.
    void waiting(int number, int attempts, std::chrono::milliseconds pause);
    /// There will be no attempt; \a gaveUp as Reconnection::over() has it.
    void over(bool gaveUp);

private:
    void call(std::function<void(Client *)> action);
    void setState(Client::State state);

    MessageLog *m_log; ///< the client's child, so that it is there as long as the client
    Client *m_client;
    Reconnection *m_reconnection; ///< the client's child
    Client::State m_state = Client::State::Unconnected;
    ClientOptions m_options;
    Client::Handshake m_handshake;
    qint64 m_roundTrip = -1;
    std::optional<Client::Distrust> m_distrust;
    bool m_foundNothing = false;
    bool m_cancelled = false;
    bool m_waiting = false;
};
