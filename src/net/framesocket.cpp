#include "framesocket.h"

#include "lingeringclose.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QSslSocket>

#include <algorithm>
#include <cstring>

namespace {

/// How long a client waits for the server to end TCP once both have said Close (section 7.1.1).
constexpr std::chrono::milliseconds serverEndsDeadline{1'000};

std::array<char, 4> newMask()
{
    // Section 5.3: unpredictable, from a strong source of entropy.
    const quint32 random = QRandomGenerator::system()->generate();
    std::array<char, 4> mask;
    std::memcpy(mask.data(), &random, mask.size());
    return mask;
}

/// Bytes at the end of \a text that are the start of a character whose rest is still to come.
qsizetype incompleteTail(QByteArrayView text)
{
    for (qsizetype back = 1; back <= qMin<qsizetype>(3, text.size()); ++back) {
        const uchar byte = uchar(text[text.size() - back]);
        if ((byte & 0xC0) == 0x80)
            continue;
        const qsizetype length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

QString goneSentence(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::NetworkError:
        return QCoreApplication::translate("FrameSocket", "The network lost the other side.");
    default:
        return QCoreApplication::translate("FrameSocket",
                                           "The other side ended the connection without a Close frame.");
    }
}

}

FrameSocket::FrameSocket(QTcpSocket *transport, Role role, const Bounds &bounds, QObject *parent)
    : QTcpSocket(parent)
    , m_transport(transport)
    , m_tls(qobject_cast<QSslSocket *>(transport))
    , m_role(role)
    , m_bounds(bounds)
{
    transport->setParent(this);
    setPeerAddress(transport->peerAddress());
    setPeerPort(transport->peerPort());
    setLocalAddress(transport->localAddress());
    setLocalPort(transport->localPort());
    QIODevice::open(QIODevice::ReadWrite | QIODevice::Unbuffered);
    setSocketState(ConnectedState);

    m_messageTimer.setSingleShot(true);
    m_closeTimer.setSingleShot(true);
    connect(&m_messageTimer, &QTimer::timeout, this,
            [this] { fail(CloseCode::PolicyViolation, "message not complete in time"); });
    connect(&m_closeTimer, &QTimer::timeout, m_transport, [this] { m_transport->abort(); });
    connect(m_transport, &QIODevice::readyRead, this, &FrameSocket::pull);
    connect(m_transport, &QIODevice::bytesWritten, this, &FrameSocket::drained);
    connect(m_transport, &QAbstractSocket::disconnected, this, &FrameSocket::transportGone);
}

FrameSocket::~FrameSocket()
{
    // What ends now is nobody's news any more.
    m_transport->disconnect(this);
    m_transport->abort();
}

void FrameSocket::offerRequest(const QByteArray &head)
{
    m_out = head;
    m_outRead = 0;
    emit readyRead();
}

void FrameSocket::open()
{
    if (m_phase != Phase::Upgrading)
        return;
    m_phase = Phase::Open;
    // Queued, so that whoever opens can speak first.
    QMetaObject::invokeMethod(
        this,
        [this] {
            // When it left while QWebSocketServer was at work, what it said before still counts.
            if (m_transport->state() == UnconnectedState)
                transportGone();
            else
                pull();
        },
        Qt::QueuedConnection);
}

qint64 FrameSocket::unsentBytes() const
{
    return m_transport->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

qint64 FrameSocket::bytesToWrite() const
{
    return unsentBytes();
}

bool FrameSocket::sendFrame(Opcode opcode, QByteArrayView payload)
{
    return sendEncoded(m_role == Role::Client ? encodeMaskedFrame(opcode, payload, newMask())
                                              : encodeFrame(opcode, payload));
}

bool FrameSocket::sendEncoded(const QByteArray &frame)
{
    if (m_phase != Phase::Open)
        return false;
    // Judged by what waits already, so that one message of any size can always be sent.
    if (unsentBytes() > m_bounds.unsentBytes) {
        cut(tr("The other side reads too slowly: more than %n byte(s) are waiting for it.", nullptr,
               int(m_bounds.unsentBytes)));
        return false;
    }
    m_transport->write(frame);
    return true;
}

void FrameSocket::sendClose(quint16 code, const QString &reason)
{
    if (m_phase == Phase::Upgrading) {
        cut(tr("The connection was ended before it was open."));
        return;
    }
    if (m_phase != Phase::Open)
        return;
    m_status.code = code;
    m_status.reason = reason;
    m_phase = Phase::CloseSent;
    m_messageTimer.stop();
    writeClose(encodeClosePayload(code, reason));
    m_closeTimer.start(m_bounds.closeDeadline);
}

void FrameSocket::fail(quint16 code, const QByteArray &reason)
{
    if (m_phase == Phase::Upgrading || m_phase == Phase::Ended || m_phase == Phase::Closing)
        return;
    m_messageTimer.stop();
    if (m_phase == Phase::Open) {
        m_status.code = code;
        m_status.reason = QString::fromLatin1(reason);
        writeClose(encodeClosePayload(code, m_status.reason));
    }
    m_phase = Phase::Closing;
    disconnect(m_transport, &QIODevice::readyRead, this, nullptr);
    closeLingering(m_transport, m_bounds.closeDeadline);
}

void FrameSocket::cut(const QString &explanation)
{
    if (m_phase == Phase::Ended)
        return;
    m_status.code = CloseCode::Abnormal;
    m_status.explanation = explanation;
    m_phase = Phase::Closing;
    m_closeSent = m_closeReceived = false;
    // Never from within whatever called: abort() emits disconnected() at once.
    QMetaObject::invokeMethod(
        m_transport, [this] { m_transport->abort(); }, Qt::QueuedConnection);
}

void FrameSocket::close()
{
    // QWebSocketServer refused the request, or QWebSocket is going: either way nothing can follow.
    if (m_phase == Phase::Upgrading)
        endTransport();
    else if (m_phase == Phase::Open)
        cut(tr("The connection was dropped."));
}

qint64 FrameSocket::readData(char *data, qint64 size)
{
    const qsizetype some = qMin<qsizetype>(size, m_out.size() - m_outRead);
    std::copy_n(m_out.constData() + m_outRead, some, data);
    return skipData(some);
}

qint64 FrameSocket::skipData(qint64 size)
{
    const qsizetype some = qMin<qsizetype>(size, m_out.size() - m_outRead);
    m_outRead += some;
    if (m_outRead == m_out.size()) {
        m_out.clear();
        m_outRead = 0;
    }
    return some;
}

qint64 FrameSocket::writeData(const char *data, qint64 size)
{
    // QWebSocketServer's answer goes out when we are the server; a client made its handshake itself.
    // Later QWebSocket has nothing to say that would not be said here.
    if (m_phase == Phase::Upgrading && m_role == Role::Server)
        m_transport->write(data, size);
    return size;
}

void FrameSocket::pull()
{
    if (m_phase == Phase::Upgrading)
        return;
    const QByteArray bytes = m_transport->readAll();
    const char *at = bytes.constData();
    const char *const end = at + bytes.size();
    while (at < end && (m_phase == Phase::Open || m_phase == Phase::CloseSent))
        at += m_inFrame ? takePayload(at, end - at) : takeHeader(at, end - at);
    if (m_phase == Phase::Open)
        watchDeadline();
}

qsizetype FrameSocket::takeHeader(const char *data, qsizetype size)
{
    constexpr qsizetype longest = 14;
    const qsizetype known = m_headerBytes.size();
    QByteArrayView bytes(data, size);
    if (known > 0) {
        m_headerBytes.append(data, qMin(size, longest - known));
        bytes = m_headerBytes;
    }
    QByteArray error;
    switch (decodeFrameHeader(bytes, &m_header, &error)) {
    case FrameStatus::Incomplete:
        if (known == 0)
            m_headerBytes = bytes.toByteArray();
        return size;
    case FrameStatus::Invalid:
        fail(CloseCode::ProtocolError, error);
        return size;
    case FrameStatus::Valid:
        break;
    }
    m_headerBytes.clear();
    if (!acceptHeader())
        return size;
    m_inFrame = true;
    m_payloadRead = 0;
    if (m_header.length == 0)
        finishFrame();
    return m_header.size - known;
}

bool FrameSocket::acceptHeader()
{
    if (m_header.masked != (m_role == Role::Server)) {
        fail(CloseCode::ProtocolError,
             m_header.masked ? "server frames must not be masked" : "client frames must be masked");
        return false;
    }
    if (isControl(m_header.opcode)) {
        m_control.clear();
        return true;
    }
    const bool inMessage = m_messageOpcode != Opcode::Continuation;
    if (inMessage != (m_header.opcode == Opcode::Continuation)) {
        fail(CloseCode::ProtocolError,
             inMessage ? "a new message began inside another" : "nothing to continue");
        return false;
    }
    // While we wait for the peer's Close its messages are thrown away, whatever their size.
    if (m_phase == Phase::Open
        && m_header.length > m_bounds.messageBytes - qMin(quint64(m_message.size()), m_bounds.messageBytes)) {
        fail(CloseCode::TooBig,
             "message too big: at most " + QByteArray::number(m_bounds.messageBytes) + " bytes");
        return false;
    }
    if (!inMessage)
        m_messageOpcode = m_header.opcode;
    return true;
}

qsizetype FrameSocket::takePayload(const char *data, qsizetype size)
{
    const qsizetype some = qsizetype(qMin<quint64>(quint64(size), m_header.length - m_payloadRead));
    const bool control = isControl(m_header.opcode);
    if (control || m_phase == Phase::Open) {
        QByteArray &payload = control ? m_control : m_message;
        const qsizetype before = payload.size();
        payload.append(data, some);
        if (m_header.masked)
            applyMask(payload.data() + before, some, m_header.mask, m_payloadRead);
        if (!control && !textIsValidSoFar(false)) {
            fail(CloseCode::InvalidPayload, "text is not UTF-8");
            return size;
        }
    }
    m_payloadRead += quint64(some);
    if (m_payloadRead == m_header.length)
        finishFrame();
    return some;
}

void FrameSocket::finishFrame()
{
    m_inFrame = false;
    if (isControl(m_header.opcode))
        finishControl();
    else if (m_header.fin)
        finishMessage();
}

bool FrameSocket::textIsValidSoFar(bool complete)
{
    if (m_messageOpcode != Opcode::Text)
        return true;
    QByteArrayView rest = QByteArrayView(m_message).sliced(m_validated);
    if (!complete)
        rest.chop(incompleteTail(rest));
    if (!rest.isValidUtf8())
        return false;
    m_validated += rest.size();
    return true;
}

void FrameSocket::finishMessage()
{
    const Opcode opcode = m_messageOpcode;
    const bool valid = textIsValidSoFar(true);
    m_messageOpcode = Opcode::Continuation;
    m_validated = 0;
    if (m_phase == Phase::Open) {
        if (valid)
            passOn(opcode);
        else
            fail(CloseCode::InvalidPayload, "text is not UTF-8");
    }
    m_message.clear();
}

void FrameSocket::passOn(Opcode opcode)
{
    emit messageArrived(opcode, m_message);
    if (m_phase != Phase::Open)
        return;
    // QWebSocket takes away a byte order mark at the start of a text: give it two, so that one stays.
    constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");
    if (opcode == Opcode::Text && m_message.startsWith(byteOrderMark))
        m_message.prepend(byteOrderMark.toByteArray());
    m_out.append(encodeFrame(opcode, m_message));
    emit readyRead();
}

void FrameSocket::finishControl()
{
    switch (m_header.opcode) {
    case Opcode::Ping:
        if (!m_pingWindow.isValid() || m_pingWindow.elapsed() >= 1000) {
            m_pingWindow.start();
            m_pingsInWindow = 0;
        }
        if (++m_pingsInWindow > m_bounds.pingsPerSecond) {
            fail(CloseCode::PolicyViolation,
                 "too many pings: at most " + QByteArray::number(m_bounds.pingsPerSecond) + " a second");
            return;
        }
        if (m_phase == Phase::Open) {
            sendFrame(Opcode::Pong, m_control);
            emit pingArrived(m_control);
        }
        return;
    case Opcode::Pong:
        emit pongArrived(m_control);
        return;
    default:
        finishClose();
    }
}

void FrameSocket::finishClose()
{
    const ClosePayload payload = decodeClosePayload(m_control);
    emit closeArrived(m_control);
    if (!payload.valid) {
        fail(CloseCode::ProtocolError, "bad Close frame");
        return;
    }
    m_closeReceived = true;
    m_status.code = payload.code;
    m_status.reason = payload.reason;
    m_status.byPeer = !m_closeSent;
    if (!m_closeSent)
        writeClose(encodeClosePayload(payload.code, {})); // section 5.5.1: the same code
    endTransport();
}

void FrameSocket::writeClose(const QByteArray &payload)
{
    if (m_closeSent)
        return;
    m_closeSent = true;
    m_transport->write(m_role == Role::Client ? encodeMaskedFrame(Opcode::Close, payload, newMask())
                                              : encodeFrame(Opcode::Close, payload));
    emit closeSent(payload);
}

void FrameSocket::endTransport()
{
    m_phase = Phase::Closing;
    m_messageTimer.stop();
    if (m_role == Role::Server) {
        m_closeTimer.start(m_bounds.closeDeadline);
        QMetaObject::invokeMethod(
            m_transport, [this] { m_transport->disconnectFromHost(); }, Qt::QueuedConnection);
    } else {
        m_closeTimer.start(qMin(serverEndsDeadline, m_bounds.closeDeadline));
    }
}

void FrameSocket::watchDeadline()
{
    const bool incomplete = m_inFrame || !m_headerBytes.isEmpty() || m_messageOpcode != Opcode::Continuation;
    if (!incomplete)
        m_messageTimer.stop();
    else if (!m_messageTimer.isActive() && m_bounds.messageDeadline.count() > 0)
        m_messageTimer.start(m_bounds.messageDeadline);
}

void FrameSocket::transportGone()
{
    if (m_phase == Phase::Upgrading || m_phase == Phase::Ended)
        return; // Upgrading: open() comes back to it
    if (m_transport->isReadable()) // not after an abort
        pull();
    const bool failedByUs = m_phase == Phase::Closing && m_closeSent && !m_closeReceived;
    m_status.clean = m_closeSent && m_closeReceived;
    if (!m_closeReceived && !failedByUs) {
        m_status.code = CloseCode::Abnormal;
        m_status.reason.clear();
        if (m_status.explanation.isEmpty())
            m_status.explanation = m_closeTimer.isActive() || !m_closeSent
                ? goneSentence(m_transport->error())
                : tr("The other side did not answer our Close frame in time.");
    }
    m_phase = Phase::Ended;
    m_messageTimer.stop();
    m_closeTimer.stop();
    setSocketState(UnconnectedState);
    emit stateChanged(UnconnectedState);
    emit disconnected();
    emit ended(m_status);
}
