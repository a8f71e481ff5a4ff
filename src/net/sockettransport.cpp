#include "sockettransport.h"

#include <QSslSocket>
#include <QTimerEvent>

#include <utility>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace {

constexpr qint64 mostBuffered = 256 * 1024; // bytes, while nobody takes them

/// TLS cannot end one direction only: there the end of what the peer says is guessed by its silence.
/// The first is short, so that those who keep the rules do not wait.
constexpr int firstSilence = 20; // ms
constexpr int silence = 200;

}

SocketTransport::SocketTransport(QTcpSocket *socket)
    : Transport(socket->peerAddress(), socket->peerPort())
    , m_socket(socket)
    , m_tls(qobject_cast<QSslSocket *>(socket))
{
    socket->setParent(this);
    socket->setReadBufferSize(mostBuffered);
    connect(socket, &QIODevice::readyRead, this, &SocketTransport::pull);
    connect(socket, &QAbstractSocket::disconnected, this, &SocketTransport::tellEnd);
    connect(socket, &QIODevice::bytesWritten, this, [this] {
        if (m_finishing)
            finishWriting();
        else if (m_receiver)
            m_receiver->drained();
    });
    // After a record that cannot be deciphered Qt leaves the connection open, and reads nothing more.
    connect(socket, &QAbstractSocket::errorOccurred, this, [socket](QAbstractSocket::SocketError error) {
        if (error == QAbstractSocket::SslInternalError)
            QMetaObject::invokeMethod(socket, &QAbstractSocket::abort, Qt::QueuedConnection);
    });
}

SocketTransport::~SocketTransport()
{
    abort();
}

void SocketTransport::setReceiver(Receiver *receiver)
{
    m_receiver = receiver;
    if (!receiver)
        return;
    // What came while there was none. Queued: the new one may not be ready yet.
    if (m_socket->state() == QAbstractSocket::UnconnectedState)
        QMetaObject::invokeMethod(this, &SocketTransport::tellEnd, Qt::QueuedConnection);
    else if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &SocketTransport::pull, Qt::QueuedConnection);
}

bool SocketTransport::isEncrypted() const
{
    return m_tls && m_tls->isEncrypted();
}

void SocketTransport::write(QByteArrayView bytes)
{
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->write(bytes.data(), bytes.size());
}

qint64 SocketTransport::unsentBytes() const
{
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

void SocketTransport::pull()
{
    if (m_finishing) {
        m_socket->skip(m_socket->bytesAvailable());
        if (m_silence.isActive())
            m_silence.start(silence, this);
    } else if (m_receiver && m_socket->bytesAvailable() > 0) {
        // readAll() would take 16 KiB from the heap each time.
        const QByteArray bytes = m_socket->read(m_socket->bytesAvailable());
        m_receiver->bytesArrived(bytes);
    }
}

void SocketTransport::tellEnd()
{
    if (m_socket->isReadable()) // not after an abort
        pull();
    m_deadline.stop();
    m_silence.stop();
    if (Receiver *receiver = std::exchange(m_receiver, nullptr))
        receiver->transportEnded(m_socket->error());
}

void SocketTransport::finish(std::chrono::milliseconds deadline)
{
    if (std::exchange(m_finishing, true) || m_socket->state() == QAbstractSocket::UnconnectedState)
        return;
    m_deadline.start(int(deadline.count()), this);
    // Queued: the caller may be in the middle of reading.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_socket->skip(m_socket->bytesAvailable());
            if (m_tls)
                m_silence.start(firstSilence, this);
            else
                finishWriting();
        },
        Qt::QueuedConnection);
}

void SocketTransport::finishWriting()
{
    if (m_tls || m_socket->state() != QAbstractSocket::ConnectedState || m_socket->bytesToWrite() > 0)
        return;
#ifdef Q_OS_UNIX
    ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR); // Qt cannot close one direction only
#else
    m_socket->disconnectFromHost();
#endif
}

void SocketTransport::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_deadline.timerId()) {
        m_socket->abort(); // disconnected() tells the receiver
    } else if (event->timerId() == m_silence.timerId()) {
        m_silence.stop();
        m_socket->disconnectFromHost();
    }
}

void SocketTransport::abort()
{
    m_receiver = nullptr;
    m_deadline.stop();
    m_silence.stop();
    m_socket->abort();
}
