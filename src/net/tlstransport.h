#pragma once

#include "tlssession.h"
#include "transport.h"

/// A transport over TLS, at the server: another one carries what is enciphered.
class TlsTransport : public Transport, private Transport::Receiver
{
    Q_OBJECT
public:
    /// Takes \a carrier, to which \a session writes; their handshake is complete.
    TlsTransport(Transport *carrier, std::unique_ptr<TlsSession> session);

    void setReceiver(Transport::Receiver *receiver) override;
    bool isEncrypted() const override { return true; }
    void write(QByteArrayView bytes) override;
    qint64 unsentBytes() const override { return m_carrier->unsentBytes(); }
    void finish(std::chrono::milliseconds deadline) override;
    void hangUp(std::chrono::milliseconds deadline) override;
    void abort() override;

private:
    void bytesArrived(QByteArrayView bytes) override;
    void drained() override;
    void transportEnded(QAbstractSocket::SocketError error) override;
    void tellEnd();

    Transport *const m_carrier;
    const std::unique_ptr<TlsSession> m_session;
    Transport::Receiver *m_receiver = nullptr;
    std::optional<QAbstractSocket::SocketError> m_end; ///< of what can be read; told when there is a receiver
};
