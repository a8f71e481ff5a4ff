#pragma once

#include "clienthandshake.h"
#include "closestatus.h"
#include "endpoint.h"
#include "messagelog.h"
#include "options.h"

#include <QObject>

/// An outgoing WebSocket that tells the truth about its state.
///
/// Lives in a network thread: make it, moveToThread(), then call every slot queued. The log must
/// outlive it. Signals arrive queued in other threads. Every state change is announced once.
class Client : public QObject, private Endpoint::Observer
{
    Q_OBJECT
public:
    enum class State {
        Unconnected, ///< never opened, closed, or failed
        Connecting,
        Connected,
        Closing, ///< a Close frame was sent or received; waiting for the end
    };
    Q_ENUM(State)

    /// What is known once connected.
    struct Handshake
    {
        QString peer; ///< "127.0.0.1:8765"
        QString subprotocol; ///< the one agreed upon, or empty
        QByteArray certificates; ///< over TLS: PEM, the server's own first
        RequestHead request;
        ResponseHead response;
        qint64 time = 0; ///< when it began, microseconds since 1970-01-01 UTC
        qint64 duration = 0; ///< microseconds
    };

    using Distrust = ClientHandshake::Distrust;

    static constexpr std::chrono::milliseconds leaveDeadline{1'000};

    explicit Client(MessageLog *log, QObject *parent = nullptr);
    ~Client() override;

    State state() const;
    /// After closed() and failed(): whether the same may go well later, without anybody's doing. Not so after
    /// an end of one's own, a refusal (4xx, 1008), and what is wrong with options or trust.
    bool mayTryAgain() const { return m_mayTryAgain; }

public slots:
    /// Starts connecting; then connected() or failed(). In any state but Unconnected it fails with
    /// a sentence and changes nothing.
    void open(const ClientOptions &options);
    /// Connecting: cancels (failed() with "cancelled"). Connected: starts the closing handshake with
    /// \a code (one that may stand in a Close frame; 1005 sends none) and \a reason (at most 123 bytes in
    /// UTF-8).
    void close(quint16 code = 1000, const QString &reason = {});
    /// Drops the connection at once, without a Close frame.
    void abort();
    /// Nobody wants this any more: says goodbye (1001) where there is a connection, and deletes itself, after
    /// leaveDeadline at the latest.
    void leave();

    /// Sends a text message of any length.
    void sendText(const QString &text);
    void sendBinary(const QByteArray &bytes);
    /// Sends a ping with at most 125 bytes; pongReceived() follows.
    void ping(const QByteArray &payload = {});

signals:
    void stateChanged(Client::State state);
    void connected(const Client::Handshake &handshake);
    /// A whole message. For readers of the log's kind, every message is in the log too.
    void textReceived(const QString &text);
    void binaryReceived(const QByteArray &bytes);
    void pingReceived(const QByteArray &payload);
    /// The answer to our ping, \a roundTrip in microseconds; -1 when it answers none of ours.
    void pongReceived(qint64 roundTrip, const QByteArray &payload);
    /// A connection that was established has ended.
    void closed(const CloseStatus &status);
    /// On the way to connected(): \a step is done; \a detail says what was found, in a few words.
    void passed(ConnectionStep step, const QString &detail);
    /// Nothing listens at the address. failed() follows at once.
    void nothingListens();
    /// What the server said instead of opening a WebSocket: the head and the beginning of the body, as they
    /// came. failed() follows at once.
    void answered(const QByteArray &bytes);
    /// The server's certificate is not trusted; nothing was sent to it. failed() follows at once.
    void distrusted(const Client::Distrust &distrust);
    /// Connecting did not succeed: one sentence that says what happened, to what, and what to do.
    void failed(const QString &sentence);
    /// What was asked for could not be done; the state did not change.
    void refused(const QString &sentence);

private:
    void adopt();
    void endpointOpened() override;
    void textArrived(const QString &text) override { emit textReceived(text); }
    void binaryArrived(const QByteArray &bytes) override { emit binaryReceived(bytes); }
    void pingArrived(const QByteArray &payload) override { emit pingReceived(payload); }
    void pongArrived(qint64 roundTrip, const QByteArray &payload) override
    {
        emit pongReceived(roundTrip, payload);
    }
    void closingBegan() override { setState(State::Closing); }
    void endpointClosed(const CloseStatus &status) override;
    void fail(const QString &sentence, bool mayPass);
    void setState(State state);
    void drop();
    bool canSend(qsizetype bytes);

    MessageLog *const m_log;
    std::shared_ptr<DecoderPool> m_decoders; ///< made in its thread
    ClientOptions m_options;
    State m_state = State::Unconnected;
    ClientHandshake *m_opening = nullptr; ///< until connected
    Endpoint *m_endpoint = nullptr; ///< from connected on
    Handshake m_handshake;
    bool m_mayTryAgain = false;
    bool m_endWanted = false; ///< by this side, since open()
};
