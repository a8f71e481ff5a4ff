#include "lingeringclose.h"

#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace {

void finishWriting(QTcpSocket *socket)
{
    if (socket->state() != QAbstractSocket::ConnectedState || socket->bytesToWrite() > 0)
        return;
#ifdef Q_OS_UNIX
    // Qt cannot close one direction only. TLS has its own goodbye, which QSslSocket sends below.
    if (!qobject_cast<QSslSocket *>(socket)) {
        ::shutdown(int(socket->socketDescriptor()), SHUT_WR);
        return;
    }
#endif
    socket->disconnectFromHost();
}

}

void closeLingering(QTcpSocket *socket, std::chrono::milliseconds deadline)
{
    if (socket->state() == QAbstractSocket::UnconnectedState)
        return;
    QObject::connect(socket, &QIODevice::readyRead, socket,
                     [socket] { socket->skip(socket->bytesAvailable()); });
    QObject::connect(socket, &QIODevice::bytesWritten, socket, [socket] { finishWriting(socket); });
    QTimer::singleShot(deadline, socket, [socket] { socket->abort(); });
    // Queued: ending TLS emits disconnected() at once, and the caller may be in the middle of reading.
    QMetaObject::invokeMethod(
        socket,
        [socket] {
            socket->skip(socket->bytesAvailable());
            finishWriting(socket);
        },
        Qt::QueuedConnection);
}
