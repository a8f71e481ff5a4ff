#include "framesocket.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTimerEvent>

#include <algorithm>
#include <cstring>
#include <utility>

namespace {

/// How long a client waits for the server to end TCP once both have said Close (section 7.1.1).
constexpr std::chrono::milliseconds serverEndsDeadline{1'000};

/// What answers one read is written at once, but not more than this (in bytes) kept back for it.
constexpr qsizetype mostGathered = 64 * 1024;

std::array<char, 4> newMask()
{
    // Section 5.3: unpredictable, from a strong source of entropy.
    const quint32 random = QRandomGenerator::system()->generate();
    std::array<char, 4> mask;
    std::memcpy(mask.data(), &random, mask.size());
    return mask;
}

QString goneSentence(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::NetworkError:
        return QCoreApplication::translate("FrameSocket", "The network lost the other side.");
    case QAbstractSocket::SslInternalError:
        return QCoreApplication::translate("FrameSocket",
                                           "TLS failed in the middle: what arrived was changed on its way.");
    default:
        return QCoreApplication::translate("FrameSocket",
                                           "The other side ended the connection without a Close frame.");
    }
}

/// Why this side ends a connection with \a code.
QString failureSentence(quint16 code, const WireText &reason)
{
    switch (code) {
    case CloseCode::ProtocolError:
    case CloseCode::InvalidPayload:
        return QCoreApplication::translate("FrameSocket", "The other side broke the rules of RFC 6455: %1.")
            .arg(reason.translated());
    case CloseCode::TooBig:
        return QCoreApplication::translate("FrameSocket",
                                           "A message came that is larger than allowed here: %1.")
            .arg(reason.translated());
    default:
        return QCoreApplication::translate("FrameSocket", "The connection was given up: %1.")
            .arg(reason.translated());
    }
}

}

FrameSocket::FrameSocket(Transport *transport, const QByteArray &early, Role role, const Bounds &bounds,
                         Observer *observer, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_observer(observer)
    , m_role(role)
    , m_bounds(bounds)
    , m_early(early)
    , m_reader(role, bounds.messageBytes)
{
    transport->setParent(this);
    // Queued, so that what is said at once goes out with the handshake's answer.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_phase != Phase::Ended)
                m_transport->setReceiver(this);
            bytesArrived(std::exchange(m_early, {}));
        },
        Qt::QueuedConnection);
}

FrameSocket::~FrameSocket()
{
    m_transport->abort(); // what ends now is nobody's news any more
}

qint64 FrameSocket::unsentBytes() const
{
    return m_gathered.size() + m_transport->unsentBytes();
}

bool FrameSocket::sendFrame(Opcode opcode, QByteArrayView payload, FrameHeaders *sent)
{
    return sendEncoded(encode(opcode, payload, sent));
}

QByteArray FrameSocket::encode(Opcode opcode, QByteArrayView payload, FrameHeaders *header) const
{
    const QByteArray frame =
        m_role == Role::Client ? encodeMaskedFrame(opcode, payload, newMask()) : encodeFrame(opcode, payload);
    header->add(QByteArrayView(frame).chopped(payload.size()));
    return frame;
}

bool FrameSocket::sendEncoded(const QByteArray &frames)
{
    if (m_phase != Phase::Open)
        return false;
    // Judged by what waits already, so that one message of any size can always be sent.
    if (unsentBytes() > m_bounds.unsentBytes) {
        cut(tr("The other side reads too slowly: more than %n byte(s) are waiting for it.", nullptr,
               int(m_bounds.unsentBytes)));
        return false;
    }
    write(frames);
    return true;
}

void FrameSocket::sendClose(quint16 code, const QString &reason)
{
    if (m_phase != Phase::Open)
        return;
    m_status.code = code;
    m_status.reason = reason;
    m_phase = Phase::CloseSent;
    // Services are not asked any more, but who uses a client sees what was under way (section 1.4).
    if (m_role == Role::Server)
        m_reader.discardMessages();
    m_messageTimer.stop();
    writeClose(encodeClosePayload(code, reason));
    m_closeTimer.start(int(m_bounds.closeDeadline.count()), this);
}

void FrameSocket::fail(quint16 code, const WireText &reason)
{
    if (m_phase == Phase::Ended || m_phase == Phase::Closing)
        return;
    m_messageTimer.stop();
    m_status.explanation = failureSentence(code, reason);
    if (m_phase == Phase::Open) {
        m_status.code = code;
        m_status.reason = QString::fromLatin1(reason.english());
        writeClose(encodeClosePayload(code, m_status.reason));
    }
    m_phase = Phase::Closing;
    finish();
}

void FrameSocket::cut(const QString &explanation)
{
    if (m_phase == Phase::Ended)
        return;
    m_status.code = CloseCode::Abnormal;
    m_status.explanation = explanation;
    m_phase = Phase::Closing;
    m_closeSent = m_closeReceived = false;
    // Never from within whatever called.
    QMetaObject::invokeMethod(this, &FrameSocket::abortTransport, Qt::QueuedConnection);
}

void FrameSocket::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_messageTimer.timerId()) {
        fail(CloseCode::PolicyViolation, {QT_TRANSLATE_NOOP("WireText", "message not complete in time")});
    } else if (event->timerId() == m_closeTimer.timerId()) {
        m_closeTimer.stop();
        abortTransport();
    } else {
        QObject::timerEvent(event);
    }
}

void FrameSocket::bytesArrived(QByteArrayView bytes)
{
    m_gathering = true;
    read(bytes);
    m_gathering = false;
    writeGathered();
    if (m_phase == Phase::Open)
        watchDeadline();
}

void FrameSocket::read(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && (m_phase == Phase::Open || m_phase == Phase::CloseSent)) {
        MessageReader::Event event;
        taken += m_reader.read(bytes.data() + taken, bytes.size() - taken, &event);
        m_moreArrived = taken < bytes.size();
        take(event);
    }
}

void FrameSocket::write(const QByteArray &bytes)
{
    m_gathered += bytes;
    if (!m_gathering || m_gathered.size() >= mostGathered)
        writeGathered();
}

void FrameSocket::writeGathered()
{
    const QByteArray bytes = std::exchange(m_gathered, {});
    if (!bytes.isEmpty())
        m_transport->write(bytes);
}

void FrameSocket::take(const MessageReader::Event &event)
{
    switch (event.kind) {
    case MessageReader::Event::Kind::None:
        break;
    case MessageReader::Event::Kind::Message:
        m_observer->messageArrived(event);
        break;
    case MessageReader::Event::Kind::Control:
        takeControl(event);
        break;
    case MessageReader::Event::Kind::Violation:
        m_observer->violationArrived(event, failureSentence(event.code, event.reason));
        fail(event.code, event.reason);
        break;
    }
}

void FrameSocket::takeControl(const MessageReader::Event &event)
{
    if (event.opcode == Opcode::Ping)
        takePing(event);
    else if (event.opcode == Opcode::Pong)
        m_observer->pongArrived(event);
    else
        takeClose(event);
}

void FrameSocket::takePing(const MessageReader::Event &ping)
{
    if (!m_pingWindow.isValid() || m_pingWindow.elapsed() >= 1000) {
        m_pingWindow.start();
        m_pingsInWindow = 0;
    }
    if (++m_pingsInWindow > m_bounds.pingsPerSecond) {
        fail(CloseCode::PolicyViolation,
             {QT_TRANSLATE_NOOP("WireText", "too many pings: at most %1 a second"),
              QByteArray::number(m_bounds.pingsPerSecond)});
        return;
    }
    FrameHeaders pong;
    if (sendFrame(Opcode::Pong, ping.payload, &pong))
        m_observer->pingArrived(ping, pong);
}

void FrameSocket::takeClose(const MessageReader::Event &event)
{
    const ClosePayload close = decodeClosePayload(event.payload);
    m_observer->closeArrived(event);
    if (!close.valid) {
        MessageReader::Event violation = event;
        violation.kind = MessageReader::Event::Kind::Violation;
        violation.code = close.failure;
        violation.reason = close.fault;
        take(violation);
        return;
    }
    m_closeReceived = true;
    m_status.code = close.code;
    m_status.reason = close.reason;
    m_status.byPeer = !m_closeSent;
    if (!m_closeSent)
        writeClose(encodeClosePayload(close.code, {})); // section 5.5.1: the same code
    endTransport();
}

void FrameSocket::writeClose(const QByteArray &payload)
{
    if (m_closeSent)
        return;
    m_closeSent = true;
    FrameHeaders frame;
    write(encode(Opcode::Close, payload, &frame));
    m_observer->closeSent(payload, frame);
}

void FrameSocket::endTransport()
{
    m_phase = Phase::Closing;
    m_messageTimer.stop();
    if (m_role == Role::Client) {
        m_closeTimer.start(int(qMin(serverEndsDeadline, m_bounds.closeDeadline).count()), this);
        return;
    }
    m_closeTimer.stop();
    finish();
}

void FrameSocket::finish()
{
    writeGathered();
    m_transport->setReceiver(this); // also before the first frame was read
    // After its Close a peer that keeps the rules says nothing more.
    if (m_closeReceived && !m_moreArrived)
        m_transport->hangUp(m_bounds.closeDeadline);
    else
        m_transport->finish(m_bounds.closeDeadline);
}

void FrameSocket::watchDeadline()
{
    if (!m_reader.isInMessage())
        m_messageTimer.stop();
    else if (!m_messageTimer.isActive() && m_bounds.messageDeadline.count() > 0)
        m_messageTimer.start(int(m_bounds.messageDeadline.count()), this);
}

void FrameSocket::abortTransport()
{
    m_transport->abort();
    transportEnded(QAbstractSocket::UnknownSocketError);
}

void FrameSocket::transportEnded(QAbstractSocket::SocketError error)
{
    if (m_phase == Phase::Ended)
        return;
    const bool failedByUs = m_phase == Phase::Closing && m_closeSent && !m_closeReceived;
    m_status.clean = m_closeSent && m_closeReceived;
    if (!m_closeReceived && !failedByUs) {
        m_status.code = CloseCode::Abnormal;
        m_status.reason.clear();
        if (m_status.explanation.isEmpty())
            m_status.explanation = m_closeTimer.isActive() || !m_closeSent
                ? goneSentence(error)
                : tr("The other side did not answer our Close frame in time.");
    }
    m_phase = Phase::Ended;
    m_messageTimer.stop();
    m_closeTimer.stop();
    m_observer->ended(m_status);
}
