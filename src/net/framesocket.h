#pragma once

#include "closestatus.h"
#include "messagereader.h"
#include "transport.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QObject>

/// Talks in frames with the peer, over a transport whose handshake is done.
///
/// It reads and judges the peer's frames (RFC 6455 sections 5 and 8.1), puts fragments together and
/// passes on only whole, valid messages; it answers pings, carries out the closing handshake and
/// knows the true close code.
///
/// Lives in the thread of its transport.
class FrameSocket : public QObject, private Transport::Receiver
{
    Q_OBJECT
public:
    using Role = MessageReader::Role;

    struct Bounds
    {
        quint64 messageBytes = 1024 * 1024; ///< past it 1009, decided at the frame header
        int pingsPerSecond = 50; ///< past it 1008
        qint64 unsentBytes = 4 * 1024 * 1024; ///< past it cut off
        std::chrono::milliseconds messageDeadline{60'000}; ///< first byte to last, then 1008; 0 = none
        std::chrono::milliseconds closeDeadline{5'000}; ///< for the closing handshake, then cut off
    };

    /// Who hears what comes. Direct calls, since thousands of connections come and go.
    class Observer
    {
    public:
        /// A whole, valid message.
        virtual void messageArrived(const MessageReader::Event &message) = 0;
        /// Already answered, by \a pong.
        virtual void pingArrived(const MessageReader::Event &ping, const FrameHeaders &pong) = 0;
        virtual void pongArrived(const MessageReader::Event &pong) = 0;
        virtual void closeArrived(const MessageReader::Event &close) = 0;
        /// A frame that breaks the rules, as \a sentence says; the connection fails right after this.
        virtual void violationArrived(const MessageReader::Event &violation, const QString &sentence) = 0;
        /// \a payload as on the wire.
        virtual void closeSent(const QByteArray &payload, const FrameHeaders &frame) = 0;
        /// The system took some of what was unsent.
        virtual void unsentShrank() = 0;
        /// The connection is over. Told once, and last.
        virtual void ended(const CloseStatus &status) = 0;

    protected:
        ~Observer() = default;
    };

    /// Takes \a transport, of which nobody is the receiver, as its child; its handshake has been read, and
    /// \a early is what came right behind it. Frames can be sent at once, and are read from the next turn of
    /// the event loop on, those that came early first.
    FrameSocket(Transport *transport, const QByteArray &early, Role role, const Bounds &bounds,
                Observer *observer, QObject *parent = nullptr);
    ~FrameSocket() override;

    /// In the server's role, before any frame: sends \a head, the response to the handshake's request.
    void sendResponse(const QByteArray &head) { write(head); }

    /// Bytes that the system has not taken yet.
    qint64 unsentBytes() const;

    /// Sends one frame, and tells its header in \a sent; false when not open. Cuts the peer off when it
    /// leaves too much unread.
    bool sendFrame(Opcode opcode, QByteArrayView payload, FrameHeaders *sent);
    /// The same for whole frames made by encodeFrame(): only for servers, whose frames carry no mask.
    bool sendEncoded(const QByteArray &frames);

    /// Starts the closing handshake (section 7.1.2): sends Close and waits for the peer's; what comes
    /// before it is delivered at a client, not at a server. Does nothing when closing already.
    void sendClose(quint16 code, const QString &reason);
    /// Fails the connection (section 7.1.7): sends Close and ends without waiting for the peer's.
    void fail(quint16 code, const WireText &reason);
    /// Ends at once, without a word; \a explanation says why in the CloseStatus.
    void cut(const QString &explanation);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class Phase {
        Open,
        CloseSent, ///< we began; the peer's Close is awaited
        Closing, ///< both said Close, or the connection failed: only the end of TCP is awaited
        Ended,
    };

    void bytesArrived(QByteArrayView bytes) override;
    void drained() override { m_observer->unsentShrank(); }
    void transportEnded(QAbstractSocket::SocketError error) override;
    void read(QByteArrayView bytes);
    void write(const QByteArray &bytes);
    void writeGathered();
    void take(const MessageReader::Event &event);
    QByteArray encode(Opcode opcode, QByteArrayView payload, FrameHeaders *header) const;
    void takeControl(const MessageReader::Event &event);
    void takePing(const MessageReader::Event &ping);
    void takeClose(const MessageReader::Event &event);
    void watchDeadline();
    void writeClose(const QByteArray &payload);
    void endTransport();
    void finish();
    void abortTransport();

    Transport *const m_transport;
    Observer *const m_observer; ///< outlives this
    const Role m_role;
    const Bounds m_bounds;
    Phase m_phase = Phase::Open;

    // reading
    QByteArray m_early; ///< what came with the handshake
    MessageReader m_reader;
    bool m_moreArrived = false; ///< together with what is being taken
    QBasicTimer m_messageTimer;
    QElapsedTimer m_pingWindow;
    int m_pingsInWindow = 0;

    // writing
    bool m_gathering = true; ///< the answers to one read, or to the handshake, go out in one write
    QByteArray m_gathered;

    // closing
    QBasicTimer m_closeTimer;
    CloseStatus m_status;
    bool m_closeSent = false;
    bool m_closeReceived = false;
};
