#pragma once

#include "closestatus.h"
#include "decoderpool.h"
#include "framesocket.h"
#include "messagelog.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QObject>

struct Batch;

/// One open WebSocket, at either end: FrameSocket for the frames, QWebSocket for the messages.
///
/// Sends and delivers messages, keeps the connection alive by pings, closes it properly, counts, and
/// is the only place that logs the traffic of a single connection. Lives in its sockets' thread.
class Endpoint : public QObject, private FrameSocket::Observer, private WebSocketDecoder::Receiver
{
    Q_OBJECT
public:
    struct KeepAlive
    {
        std::chrono::milliseconds interval{20'000}; ///< between pings; 0 = none
        std::chrono::milliseconds deadline{20'000}; ///< for the pong; then 1011
    };
    struct Traffic
    {
        quint64 messagesIn = 0;
        quint64 messagesOut = 0;
        quint64 bytesIn = 0; ///< payload bytes
        quint64 bytesOut = 0;
        qint64 roundTrip = -1; ///< microseconds from the last answered ping to its pong; -1: none yet
    };

    /// Who hears what happens. Direct calls, since thousands of connections come and go.
    class Observer
    {
    public:
        virtual void endpointOpened() = 0;
        virtual void textArrived(const QString &text) = 0;
        virtual void binaryArrived(const QByteArray &bytes) = 0;
        virtual void pingArrived(const QByteArray &) { }
        /// \a roundTrip in microseconds; -1 when it answers none of our pings (RFC 6455 section 5.5.3).
        virtual void pongArrived(qint64 roundTrip, const QByteArray &payload)
        {
            Q_UNUSED(roundTrip)
            Q_UNUSED(payload)
        }
        /// Some of what was unsent has gone out.
        virtual void unsentShrank() { }
        /// Something was counted in traffic().
        virtual void trafficCounted() { }
        /// A closing handshake has begun, from either side.
        virtual void closingBegan() = 0;
        /// The end. Told once, and last; the endpoint may be deleted later.
        virtual void endpointClosed(const CloseStatus &status) = 0;

    protected:
        ~Observer() = default;
    };

    /// Takes \a transport, of which nobody is the receiver: its handshake has been read, and \a early is
    /// what came right behind it. \a id marks this end in \a log.
    Endpoint(Transport *transport, const QByteArray &early, FrameSocket::Role role,
             const FrameSocket::Bounds &bounds, const KeepAlive &keepAlive, MessageLog *log, quint32 id,
             QObject *parent = nullptr);
    ~Endpoint() override;

    /// Who hears what happens; null: nobody. To be set before open().
    void setObserver(Observer *observer) { m_observer = observer; }
    /// Borrows a QWebSocket from \a decoders, and at a server sends \a response, which is the handshake's
    /// (RFC 6455 section 4.2.2) and empty at a client. The observer hears endpointOpened() at once.
    void open(const std::shared_ptr<DecoderPool> &decoders, const QByteArray &response = {});

    const Traffic &traffic() const { return m_traffic; }
    /// Bytes that the system has not taken yet.
    qint64 unsentBytes() const { return m_socket.unsentBytes(); }

    /// Each sends one message in one frame of any length; false when not open.
    bool sendText(const QByteArray &utf8);
    bool sendBinary(const QByteArray &bytes);
    /// Sends a server's batch, which was encoded and logged once for many.
    bool sendBatch(const Batch &batch);
    /// Sends a ping; at most 125 bytes of \a payload. pongArrived() follows.
    bool ping(const QByteArray &payload);
    /// Starts the closing handshake; endpointClosed() follows. A server delivers nothing from now on,
    /// a client what arrives before the other side's Close.
    void close(quint16 code, const QString &reason = {});
    /// Ends at once, without a Close frame; \a explanation says why in the CloseStatus.
    void abort(const QString &explanation);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    bool send(Opcode opcode, EntryKind kind, const QByteArray &payload);
    void log(Direction direction, EntryKind kind, const QByteArray &payload, const FrameHeaders &frames);
    /// Tells the observer, if there is one.
    template <typename... Parameters, typename... Arguments>
    void tell(void (Observer::*what)(Parameters...), const Arguments &...arguments)
    {
        if (m_observer)
            (m_observer->*what)(arguments...);
    }
    void messageArrived(const MessageReader::Event &message) override;
    void pingArrived(const MessageReader::Event &ping, const FrameHeaders &pong) override;
    void pongArrived(const MessageReader::Event &pong) override;
    void closeArrived(const MessageReader::Event &close) override;
    void violationArrived(const MessageReader::Event &violation, const QString &sentence) override;
    void closeSent(const QByteArray &payload, const FrameHeaders &frame) override;
    void unsentShrank() override;
    void ended(const CloseStatus &status) override;
    void textDecoded(const QString &text) override { tell(&Observer::textArrived, text); }
    void binaryDecoded(const QByteArray &bytes) override { tell(&Observer::binaryArrived, bytes); }
    void keepAlive();

    struct SentPing
    {
        QByteArray payload;
        QElapsedTimer since;
    };

    FrameSocket m_socket;
    std::shared_ptr<DecoderPool> m_decoders;
    std::unique_ptr<WebSocketDecoder> m_decoder; ///< on loan from m_decoders
    const KeepAlive m_keepAlive;
    MessageLog *const m_log;
    const quint32 m_id;
    Observer *m_observer = nullptr;
    Traffic m_traffic;
    QList<SentPing> m_sentPings; ///< not answered yet, oldest first
    quint32 m_keepAliveNumber = 0;
    QBasicTimer m_pingTimer;
    QBasicTimer m_pongTimer;
};
