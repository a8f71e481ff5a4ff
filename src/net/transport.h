#pragma once

#include <QAbstractSocket>
#include <QByteArrayView>
#include <QHostAddress>
#include <QObject>

#include <chrono>

/// The byte stream under a WebSocket and its opening handshake: TCP, or TLS over it.
///
/// It has one receiver at a time, to which it pushes what arrives; while it has none it reads nothing, and
/// TCP holds the peer back. Lives in one thread.
class Transport : public QObject
{
    Q_OBJECT
public:
    class Receiver
    {
    public:
        /// \a bytes have come; they are valid during the call only.
        virtual void bytesArrived(QByteArrayView bytes) = 0;
        /// The system took some of what was unsent.
        virtual void drained() { }
        /// The peer ended the stream, or the network lost it, or ending it by finish() is complete.
        /// Told once, and last; the transport may be deleted later.
        virtual void transportEnded(QAbstractSocket::SocketError error) = 0;

    protected:
        ~Receiver() = default;
    };

    /// Who gets what arrives from the next turn of the event loop on; null: nobody.
    virtual void setReceiver(Receiver *receiver) = 0;

    const QHostAddress &peerAddress() const { return m_peerAddress; }
    quint16 peerPort() const { return m_peerPort; }
    /// True when nobody on the way can read along.
    virtual bool isEncrypted() const { return false; }

    /// Sends \a bytes, after what is unsent already. Never fails: an end is told to the receiver.
    virtual void write(QByteArrayView bytes) = 0;
    /// Bytes that the system has not taken yet.
    virtual qint64 unsentBytes() const = 0;

    /// Ends the stream so that what was written still arrives: waits until all is sent, then says that
    /// nothing more will come, and throws away what the peer still sends until it hangs up too or \a deadline
    /// has passed. (Closing at once while the peer is sending makes the kernel answer with a reset, and a
    /// reset destroys what the peer has not read yet.) The receiver gets no more bytes, only
    /// transportEnded().
    virtual void finish(std::chrono::milliseconds deadline) = 0;
    /// The same for a peer that has promised to send nothing more: hangs up as soon as all is sent.
    virtual void hangUp(std::chrono::milliseconds deadline) { finish(deadline); }
    /// Ends the stream at once, and tells the receiver nothing.
    virtual void abort() = 0;

protected:
    Transport(const QHostAddress &peerAddress, quint16 peerPort)
        : m_peerAddress(peerAddress)
        , m_peerPort(peerPort)
    {
    }

private:
    const QHostAddress m_peerAddress;
    const quint16 m_peerPort;
};
