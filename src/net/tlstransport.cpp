#include "tlstransport.h"

#include <utility>

TlsTransport::TlsTransport(Transport *carrier, std::unique_ptr<TlsSession> session)
    : Transport(carrier->peerAddress(), carrier->peerPort())
    , m_carrier(carrier)
    , m_session(std::move(session))
{
    carrier->setParent(this);
}

void TlsTransport::setReceiver(Transport::Receiver *receiver)
{
    m_receiver = receiver;
    if (!m_end)
        m_carrier->setReceiver(receiver ? this : nullptr);
    else if (receiver)
        QMetaObject::invokeMethod(this, &TlsTransport::tellEnd, Qt::QueuedConnection);
}

void TlsTransport::bytesArrived(QByteArrayView bytes)
{
    if (m_end)
        return;
    TlsSession::State state = TlsSession::State::Waiting;
    m_session->take(bytes);
    const QByteArrayView said = m_session->read(&state);
    if (state != TlsSession::State::Waiting) {
        m_end = state == TlsSession::State::Ended ? QAbstractSocket::RemoteHostClosedError
                                                  : QAbstractSocket::SslInternalError;
        // Queued: after what was said before it.
        QMetaObject::invokeMethod(this, &TlsTransport::tellEnd, Qt::QueuedConnection);
    }
    if (m_receiver && !said.isEmpty())
        m_receiver->bytesArrived(said);
}

void TlsTransport::drained()
{
    if (m_receiver)
        m_receiver->drained();
}

void TlsTransport::transportEnded(QAbstractSocket::SocketError error)
{
    if (!m_end)
        m_end = error;
    tellEnd();
}

void TlsTransport::tellEnd()
{
    Transport::Receiver *receiver = std::exchange(m_receiver, nullptr);
    if (!receiver)
        return;
    m_session->end();
    m_carrier->abort();
    receiver->transportEnded(*m_end);
}

void TlsTransport::write(QByteArrayView bytes)
{
    m_session->write(bytes);
}

void TlsTransport::finish(std::chrono::milliseconds deadline)
{
    m_session->end();
    m_carrier->finish(deadline);
}

void TlsTransport::hangUp(std::chrono::milliseconds deadline)
{
    finish(deadline); // whatever was promised: TLS itself answers that we end
}

void TlsTransport::abort()
{
    m_receiver = nullptr;
    m_carrier->abort();
}
