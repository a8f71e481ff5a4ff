#include "endpoint.h"

#include "batch.h"

#include <QCoreApplication>
#include <QTimerEvent>

namespace {

constexpr qsizetype maximumPingPayload = 125; // RFC 6455 section 5.5
constexpr qsizetype maximumSentPings = 64; // remembered

}

Endpoint::Endpoint(Transport *transport, const QByteArray &early, FrameSocket::Role role,
                   const FrameSocket::Bounds &bounds, const KeepAlive &keepAlive, MessageLog *log, quint32 id,
                   QObject *parent)
    : QObject(parent)
    , m_socket(transport, early, role, bounds, this)
    , m_keepAlive(keepAlive)
    , m_log(log)
    , m_id(id)
{
}

Endpoint::~Endpoint()
{
    if (m_decoder)
        m_decoders->giveBack(std::move(m_decoder));
}

void Endpoint::open(const std::shared_ptr<DecoderPool> &decoders, const QByteArray &response)
{
    m_decoders = decoders;
    m_decoder = decoders->take();
    m_decoder->setReceiver(this);
    if (!response.isEmpty()) {
        m_socket.sendResponse(response);
        m_log->appendResponse(Direction::Sent, response, m_id);
    }
    if (m_keepAlive.interval.count() > 0)
        m_pingTimer.start(int(m_keepAlive.interval.count()), this);
    tell(&Observer::endpointOpened);
}

bool Endpoint::sendText(const QByteArray &utf8)
{
    return send(Opcode::Text, EntryKind::Text, utf8);
}

bool Endpoint::sendBinary(const QByteArray &bytes)
{
    return send(Opcode::Binary, EntryKind::Binary, bytes);
}

bool Endpoint::send(Opcode opcode, EntryKind kind, const QByteArray &payload)
{
    FrameHeaders frame;
    if (!m_socket.sendFrame(opcode, payload, &frame))
        return false;
    ++m_traffic.messagesOut;
    m_traffic.bytesOut += quint64(payload.size());
    log(Direction::Sent, kind, payload, frame);
    tell(&Observer::trafficCounted);
    return true;
}

bool Endpoint::sendBatch(const Batch &batch)
{
    if (!m_socket.sendEncoded(batch.frames))
        return false;
    m_traffic.messagesOut += batch.messages;
    m_traffic.bytesOut += batch.payloadBytes;
    tell(&Observer::trafficCounted);
    return true;
}

bool Endpoint::ping(const QByteArray &payload)
{
    const QByteArray sent = payload.left(maximumPingPayload);
    FrameHeaders frame;
    if (!m_socket.sendFrame(Opcode::Ping, sent, &frame))
        return false;
    if (m_sentPings.size() == maximumSentPings)
        m_sentPings.removeFirst();
    SentPing ping{sent, {}};
    ping.since.start();
    m_sentPings.append(ping);
    log(Direction::Sent, EntryKind::Ping, sent, frame);
    return true;
}

void Endpoint::close(quint16 code, const QString &reason)
{
    m_socket.sendClose(code, reason);
}

void Endpoint::abort(const QString &explanation)
{
    m_socket.cut(explanation);
}

void Endpoint::log(Direction direction, EntryKind kind, const QByteArray &payload, const FrameHeaders &frames)
{
    if (!m_log->keeps(kind))
        return;
    LogEntry entry;
    entry.connection = m_id;
    entry.direction = direction;
    entry.kind = kind;
    entry.size = quint64(payload.size());
    entry.payload = payload;
    entry.frames = frames;
    m_log->append(std::move(entry));
}

void Endpoint::messageArrived(const MessageReader::Event &message)
{
    ++m_traffic.messagesIn;
    m_traffic.bytesIn += quint64(message.payload.size());
    log(Direction::Received, message.opcode == Opcode::Text ? EntryKind::Text : EntryKind::Binary,
        message.payload, message.frames);
    tell(&Observer::trafficCounted);
    m_decoder->decode(message.opcode, message.payload);
}

void Endpoint::pingArrived(const MessageReader::Event &ping, const FrameHeaders &pong)
{
    log(Direction::Received, EntryKind::Ping, ping.payload, ping.frames);
    log(Direction::Sent, EntryKind::Pong, ping.payload, pong);
    tell(&Observer::pingArrived, ping.payload);
}

void Endpoint::closeArrived(const MessageReader::Event &close)
{
    log(Direction::Received, EntryKind::Close, close.payload, close.frames);
    tell(&Observer::closingBegan);
}

void Endpoint::violationArrived(const MessageReader::Event &violation, const QString &sentence)
{
    log(Direction::Received, EntryKind::Error, sentence.toUtf8(), violation.frames);
}

void Endpoint::closeSent(const QByteArray &payload, const FrameHeaders &frame)
{
    log(Direction::Sent, EntryKind::Close, payload, frame);
    tell(&Observer::closingBegan);
}

void Endpoint::unsentShrank()
{
    tell(&Observer::unsentShrank);
}

void Endpoint::ended(const CloseStatus &status)
{
    m_pingTimer.stop();
    m_pongTimer.stop();
    tell(&Observer::endpointClosed, status);
}

void Endpoint::pongArrived(const MessageReader::Event &pong)
{
    const QByteArray &payload = pong.payload;
    log(Direction::Received, EntryKind::Pong, payload, pong.frames);
    // A pong answers the newest ping of that payload and, with it, all older ones (section 5.5.3).
    qint64 roundTrip = -1;
    for (qsizetype i = m_sentPings.size() - 1; i >= 0; --i) {
        if (m_sentPings[i].payload != payload)
            continue;
        roundTrip = m_sentPings[i].since.nsecsElapsed() / 1000;
        m_sentPings.remove(0, i + 1);
        m_traffic.roundTrip = roundTrip;
        m_pongTimer.stop();
        tell(&Observer::trafficCounted);
        break;
    }
    tell(&Observer::pongArrived, roundTrip, payload);
}

void Endpoint::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_pingTimer.timerId()) {
        keepAlive();
    } else if (event->timerId() == m_pongTimer.timerId()) {
        m_pongTimer.stop();
        m_socket.fail(CloseCode::InternalError, {QT_TRANSLATE_NOOP("WireText", "keepalive ping timeout")});
    }
}

void Endpoint::keepAlive()
{
    if (m_pongTimer.isActive())
        return; // the last one is still unanswered: its deadline decides
    if (ping("keep-alive " + QByteArray::number(++m_keepAliveNumber)))
        m_pongTimer.start(int(m_keepAlive.deadline.count()), this);
}
