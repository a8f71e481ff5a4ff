#include "lingeringclose.h"

#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace {

/// TLS cannot end one direction only: there the end of what the peer says is guessed by its silence.
/// The first is short, so that those who keep the rules do not wait.
constexpr std::chrono::milliseconds firstSilence{20};
constexpr std::chrono::milliseconds silence{200};

void finishWriting(QTcpSocket *socket)
{
    if (socket->state() != QAbstractSocket::ConnectedState || socket->bytesToWrite() > 0)
        return;
#ifdef Q_OS_UNIX
    ::shutdown(int(socket->socketDescriptor()), SHUT_WR); // Qt cannot close one direction only
#else
    socket->disconnectFromHost();
#endif
}

void lingerPlain(QTcpSocket *socket)
{
    QObject::connect(socket, &QIODevice::readyRead, socket,
                     [socket] { socket->skip(socket->bytesAvailable()); });
    QObject::connect(socket, &QIODevice::bytesWritten, socket, [socket] { finishWriting(socket); });
    finishWriting(socket);
}

void lingerTls(QSslSocket *socket)
{
    auto *quiet = new QTimer(socket);
    quiet->setSingleShot(true);
    QObject::connect(quiet, &QTimer::timeout, socket, [socket] { socket->disconnectFromHost(); });
    QObject::connect(socket, &QIODevice::readyRead, quiet, [socket, quiet] {
        socket->skip(socket->bytesAvailable());
        quiet->start(silence);
    });
    quiet->start(firstSilence);
}

}

void closeLingering(QTcpSocket *socket, std::chrono::milliseconds deadline)
{
    if (socket->state() == QAbstractSocket::UnconnectedState)
        return;
    // The socket's own, so that it ends with it: thousands of clients may come and go within the deadline.
    auto *end = new QTimer(socket);
    end->setSingleShot(true);
    QObject::connect(end, &QTimer::timeout, socket, &QAbstractSocket::abort);
    end->start(deadline);
    // Queued: the caller may be in the middle of reading.
    QMetaObject::invokeMethod(
        socket,
        [socket] {
            socket->skip(socket->bytesAvailable());
            if (auto *tls = qobject_cast<QSslSocket *>(socket))
                lingerTls(tls);
            else
                lingerPlain(socket);
        },
        Qt::QueuedConnection);
}
