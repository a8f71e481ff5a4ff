#pragma once

#include "transport.h"

#include <QBasicTimer>
#include <QSocketNotifier>

#include <memory>
#include <optional>

/// A transport over plain TCP that works on an accepted socket's descriptor itself: half the objects, memory
/// and system calls of a QTcpSocket, which counts where thousands come and go.
class DescriptorTransport : public Transport
{
    Q_OBJECT
public:
    /// Takes \a descriptor, a connected TCP socket's.
    explicit DescriptorTransport(int descriptor);
    ~DescriptorTransport() override;

    void setReceiver(Receiver *receiver) override;
    void write(QByteArrayView bytes) override;
    qint64 unsentBytes() const override { return m_unsent.size() - m_sent; }
    void finish(std::chrono::milliseconds deadline) override;
    void hangUp(std::chrono::milliseconds deadline) override;
    void abort() override;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Peer
    {
        QHostAddress address;
        quint16 port = 0;
    };
    static Peer peerOf(int descriptor);

    DescriptorTransport(int descriptor, const Peer &peer);
    void read();
    void writeUnsent();
    /// Hands \a bytes to the system and returns how many it took; nothing when the stream is broken.
    std::optional<qsizetype> send(QByteArrayView bytes);
    void end(QAbstractSocket::SocketError error);
    void close();

    int m_descriptor;
    Receiver *m_receiver = nullptr;
    bool m_finishing = false;
    QSocketNotifier m_readable;
    std::unique_ptr<QSocketNotifier> m_writable; ///< made when first needed
    QByteArray m_unsent;
    qsizetype m_sent = 0; ///< of m_unsent
    QBasicTimer m_deadline; ///< of finish()
};
