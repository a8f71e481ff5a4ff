#include "messagereader.h"

#include <QCoreApplication>

namespace {

/// True when \a start, cut off within a character, can become UTF-8: the lowest or the highest of all
/// possible ends fits then.
bool canBecomeCharacter(QByteArrayView start, qsizetype length)
{
    const auto fits = [&](char end) {
        QByteArray character = start.toByteArray();
        return character.append(length - start.size(), end).isValidUtf8();
    };
    return fits('\x80') || fits('\xBF');
}

/// Bytes at the end of \a text that are the start of a character whose rest is still to come; 0 when
/// they can already be seen to be none.
qsizetype incompleteTail(QByteArrayView text)
{
    for (qsizetype back = 1; back <= qMin<qsizetype>(3, text.size()); ++back) {
        const uchar byte = uchar(text[text.size() - back]);
        if ((byte & 0xC0) == 0x80)
            continue;
        const qsizetype length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return length > back && canBecomeCharacter(text.last(back), length) ? back : 0;
    }
    return 0;
}

}

MessageReader::MessageReader(Role role, quint64 messageBytes)
    : m_role(role)
    , m_messageBytes(messageBytes)
{
}

qsizetype MessageReader::read(const char *data, qsizetype size, Event *event)
{
    *event = Event();
    qsizetype taken = 0;
    while (taken < size && event->kind == Event::Kind::None) {
        taken += m_inFrame ? readPayload(data + taken, size - taken, event)
                           : readHeader(data + taken, size - taken, event);
    }
    return event->kind == Event::Kind::Violation ? size : taken;
}

void MessageReader::discardMessages()
{
    m_discarding = true;
    m_message.clear();
    m_validated = 0;
}

bool MessageReader::isInMessage() const
{
    return m_inFrame || !m_headerBytes.isEmpty() || m_opcode != Opcode::Continuation;
}

qsizetype MessageReader::readHeader(const char *data, qsizetype size, Event *event)
{
    const qsizetype known = m_headerBytes.size();
    QByteArrayView bytes(data, size);
    if (known > 0) {
        m_headerBytes.append(data, qMin<qsizetype>(size, FrameHeader::longest - known));
        bytes = m_headerBytes;
    }
    QByteArray error;
    switch (decodeFrameHeader(bytes, &m_header, &error)) {
    case FrameStatus::Incomplete:
        if (known == 0)
            m_headerBytes = bytes.toByteArray();
        return size;
    case FrameStatus::Invalid:
        violate(event, CloseCode::ProtocolError, error.constData(), FrameHeaders(bytes.first(m_header.size)));
        return size;
    case FrameStatus::Valid:
        break;
    }
    m_headerBytes.clear();
    if (!acceptHeader(event))
        return size;
    m_inFrame = true;
    m_payloadRead = 0;
    if (m_header.length == 0)
        finishFrame(event);
    return m_header.size - known;
}

bool MessageReader::acceptHeader(Event *event)
{
    if (m_header.masked != (m_role == Role::Server)) {
        violate(event, CloseCode::ProtocolError,
                {m_header.masked ? QT_TRANSLATE_NOOP("WireText", "server frames must not be masked")
                                 : QT_TRANSLATE_NOOP("WireText", "client frames must be masked")},
                FrameHeaders(m_header));
        return false;
    }
    if (isControl(m_header.opcode)) {
        m_control.clear();
        return true;
    }
    const bool inMessage = m_opcode != Opcode::Continuation;
    if (inMessage != (m_header.opcode == Opcode::Continuation)) {
        violate(event, CloseCode::ProtocolError,
                {inMessage ? QT_TRANSLATE_NOOP("WireText", "a new message began inside another")
                           : QT_TRANSLATE_NOOP("WireText", "nothing to continue")},
                FrameHeaders(m_header));
        return false;
    }
    if (!m_discarding && m_header.length > m_messageBytes - quint64(m_message.size())) {
        violate(event, CloseCode::TooBig,
                {QT_TRANSLATE_NOOP("WireText", "at most %1 bytes"), QByteArray::number(m_messageBytes)},
                framesSoFar());
        return false;
    }
    if (!inMessage)
        m_opcode = m_header.opcode;
    return true;
}

qsizetype MessageReader::readPayload(const char *data, qsizetype size, Event *event)
{
    const qsizetype some = qsizetype(qMin<quint64>(quint64(size), m_header.length - m_payloadRead));
    const bool control = isControl(m_header.opcode);
    if (control || !m_discarding) {
        QByteArray &payload = control ? m_control : m_message;
        const qsizetype before = payload.size();
        payload.append(data, some);
        if (m_header.masked)
            applyMask(payload.data() + before, some, m_header.mask, m_payloadRead);
        if (!control && !textIsValid(false)) {
            violateText(event);
            return size;
        }
    }
    m_payloadRead += quint64(some);
    if (m_payloadRead == m_header.length)
        finishFrame(event);
    return some;
}

void MessageReader::finishFrame(Event *event)
{
    m_inFrame = false;
    if (isControl(m_header.opcode)) {
        event->kind = Event::Kind::Control;
        event->opcode = m_header.opcode;
        event->payload = m_control;
        event->frames.add(m_header);
        return;
    }
    if (!m_header.fin) {
        if (!m_fragments)
            m_fragments = std::make_unique<FrameHeaders>();
        m_fragments->add(m_header);
        return;
    }
    if (!textIsValid(true)) {
        violateText(event);
        return;
    }
    if (!m_discarding) {
        event->kind = Event::Kind::Message;
        event->opcode = m_opcode;
        event->payload = std::exchange(m_message, {});
        if (m_fragments)
            event->frames = std::move(*m_fragments);
        event->frames.add(m_header);
    }
    m_fragments.reset();
    m_opcode = Opcode::Continuation;
    m_validated = 0;
}

bool MessageReader::textIsValid(bool complete)
{
    if (m_opcode != Opcode::Text || m_discarding)
        return true;
    QByteArrayView rest = QByteArrayView(m_message).sliced(m_validated);
    if (!complete)
        rest.chop(incompleteTail(rest));
    if (!rest.isValidUtf8())
        return false;
    m_validated += rest.size();
    return true;
}

/// Those of the message, the present one included.
FrameHeaders MessageReader::framesSoFar() const
{
    FrameHeaders frames;
    if (m_fragments)
        frames = *m_fragments;
    frames.add(m_header);
    return frames;
}

void MessageReader::violateText(Event *event) const
{
    violate(event, CloseCode::InvalidPayload, {QT_TRANSLATE_NOOP("WireText", "text is not UTF-8")},
            framesSoFar());
}

void MessageReader::violate(Event *event, quint16 code, const WireText &reason, const FrameHeaders &frames)
{
    event->kind = Event::Kind::Violation;
    event->code = code;
    event->reason = reason;
    event->frames = frames;
}
