#include "descriptortransport.h"

#include <QTimerEvent>

#include <array>
#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

/// Where what arrives is read to before the receiver gets it: one for all sockets of a thread.
thread_local std::array<char, 64 * 1024> arrivals;

/// The head of what is unsent is thrown away once it is larger than this (in bytes), and than the rest.
constexpr qsizetype mostSentKept = 64 * 1024;

bool isToBeRepeated(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

QAbstractSocket::SocketError socketError(int error)
{
    switch (error) {
    case ETIMEDOUT:
        return QAbstractSocket::SocketTimeoutError;
    case EHOSTUNREACH:
    case ENETUNREACH:
    case ENETDOWN:
        return QAbstractSocket::NetworkError;
    default:
        return QAbstractSocket::RemoteHostClosedError;
    }
}

}

DescriptorTransport::Peer DescriptorTransport::peerOf(int descriptor)
{
    union {
        sockaddr any;
        sockaddr_in v4;
        sockaddr_in6 v6;
    } name{};
    socklen_t size = sizeof name;
    if (::getpeername(descriptor, &name.any, &size) != 0)
        return {}; // gone already: reading tells
    QHostAddress address(&name.any);
    bool isMapped = false;
    if (const quint32 v4 = address.toIPv4Address(&isMapped); isMapped)
        address.setAddress(v4); // came to a socket for both
    return {address, ntohs(name.any.sa_family == AF_INET6 ? name.v6.sin6_port : name.v4.sin_port)};
}

DescriptorTransport::DescriptorTransport(int descriptor)
    : DescriptorTransport(descriptor, peerOf(descriptor))
{
}

DescriptorTransport::DescriptorTransport(int descriptor, const Peer &peer)
    : Transport(peer.address, peer.port)
    , m_descriptor(descriptor)
    , m_readable(QSocketNotifier::Read)
{
    m_readable.setSocket(descriptor);
    connect(&m_readable, &QSocketNotifier::activated, this, &DescriptorTransport::read);
}

DescriptorTransport::~DescriptorTransport()
{
    close();
}

void DescriptorTransport::setReceiver(Receiver *receiver)
{
    m_receiver = receiver; // when there is none for long, read() notices
    if (receiver && m_descriptor >= 0)
        m_readable.setEnabled(true);
}

void DescriptorTransport::read()
{
    if (!m_receiver && !m_finishing) {
        m_readable.setEnabled(false);
        return;
    }
    // Once for each time that there is something to read, so that nobody keeps the others waiting.
    const ssize_t size = ::recv(m_descriptor, arrivals.data(), arrivals.size(), MSG_DONTWAIT);
    if (size < 0) {
        if (!isToBeRepeated(errno))
            end(socketError(errno));
    } else if (size == 0) {
        end(QAbstractSocket::RemoteHostClosedError);
    } else if (!m_finishing) {
        m_receiver->bytesArrived(QByteArrayView(arrivals.data(), size));
    }
}

std::optional<qsizetype> DescriptorTransport::send(QByteArrayView bytes)
{
    const ssize_t sent =
        ::send(m_descriptor, bytes.data(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0)
        return sent;
    return isToBeRepeated(errno) ? std::optional<qsizetype>(0) : std::nullopt;
}

void DescriptorTransport::write(QByteArrayView bytes)
{
    if (m_descriptor < 0)
        return;
    if (unsentBytes() == 0) {
        const auto sent = send(bytes);
        if (!sent || *sent == bytes.size())
            return; // what broke the stream is found when reading
        bytes = bytes.sliced(*sent);
        if (!m_writable) {
            m_writable = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
            connect(m_writable.get(), &QSocketNotifier::activated, this, &DescriptorTransport::writeUnsent);
        }
        m_writable->setEnabled(true);
    }
    m_unsent += bytes;
}

void DescriptorTransport::writeUnsent()
{
    const auto sent = send(QByteArrayView(m_unsent).sliced(m_sent));
    m_sent += sent.value_or(unsentBytes());
    if (unsentBytes() == 0) {
        m_unsent.clear();
        m_sent = 0;
        m_writable->setEnabled(false);
        if (m_finishing)
            ::shutdown(m_descriptor, SHUT_WR);
    } else if (m_sent > mostSentKept && m_sent > unsentBytes()) {
        m_unsent.remove(0, std::exchange(m_sent, 0));
    }
    if (m_receiver && !m_finishing)
        m_receiver->drained();
}

void DescriptorTransport::finish(std::chrono::milliseconds deadline)
{
    if (std::exchange(m_finishing, true) || m_descriptor < 0)
        return;
    m_deadline.start(int(deadline.count()), this);
    m_readable.setEnabled(true);
    if (unsentBytes() == 0)
        ::shutdown(m_descriptor, SHUT_WR);
}

void DescriptorTransport::hangUp(std::chrono::milliseconds deadline)
{
    if (unsentBytes() > 0) {
        finish(deadline);
        return;
    }
    // Queued: the caller may be in the middle of reading.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_descriptor >= 0)
                end(QAbstractSocket::RemoteHostClosedError);
        },
        Qt::QueuedConnection);
}

void DescriptorTransport::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_deadline.timerId())
        end(QAbstractSocket::SocketTimeoutError);
}

void DescriptorTransport::end(QAbstractSocket::SocketError error)
{
    close();
    if (Receiver *receiver = std::exchange(m_receiver, nullptr))
        receiver->transportEnded(error);
}

void DescriptorTransport::abort()
{
    m_receiver = nullptr;
    close();
}

void DescriptorTransport::close()
{
    if (m_descriptor < 0)
        return;
    // Notifiers first: the system may give the number to the next socket at once.
    m_readable.setEnabled(false);
    m_writable.reset();
    m_deadline.stop();
    m_unsent.clear();
    m_sent = 0;
    ::close(std::exchange(m_descriptor, -1));
}
