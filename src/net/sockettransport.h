#pragma once

#include "transport.h"

#include <QBasicTimer>

class QSslSocket;
class QTcpSocket;

/// A transport by way of Qt's sockets: over TLS, or through a proxy.
class SocketTransport : public Transport
{
    Q_OBJECT
public:
    /// Takes \a socket, which is connected, as its child.
    explicit SocketTransport(QTcpSocket *socket);
    ~SocketTransport() override;

    void setReceiver(Receiver *receiver) override;
    bool isEncrypted() const override;
    void write(QByteArrayView bytes) override;
    qint64 unsentBytes() const override;
    void finish(std::chrono::milliseconds deadline) override;
    void abort() override;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void pull();
    void finishWriting();
    void tellEnd();

    QTcpSocket *const m_socket;
    QSslSocket *const m_tls; ///< m_socket, when it is one
    Receiver *m_receiver = nullptr;
    bool m_finishing = false;
    QBasicTimer m_deadline; ///< of finish()
    QBasicTimer m_silence; ///< of a peer to which we have said all, over TLS
};
