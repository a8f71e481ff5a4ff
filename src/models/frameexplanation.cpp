#include "frameexplanation.h"

#include "displaytext.h"
#include "entrynames.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString meaningOf(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Continuation:
        return FrameExplanation::tr("The frame goes on with the message that an earlier frame began.");
    case Opcode::Text:
        return FrameExplanation::tr("A message of text begins; it is in UTF-8.");
    case Opcode::Binary:
        return FrameExplanation::tr("A message of bytes begins.");
    case Opcode::Close:
        return FrameExplanation::tr("A closing handshake begins, or is answered.");
    case Opcode::Ping:
        return FrameExplanation::tr("The other side is to answer with a pong that has the same payload.");
    case Opcode::Pong:
        return FrameExplanation::tr("A ping is answered, with its payload.");
    }
    return FrameExplanation::tr("RFC 6455 gives it no meaning: no frame may have it.");
}

QString finMeaning(const FrameHeader &header)
{
    if (isControl(header.opcode))
        return FrameExplanation::tr("Control frames are always whole.");
    return header.fin ? FrameExplanation::tr("The message ends with this frame.")
                      : FrameExplanation::tr("More frames of this message follow.");
}

/// What \a size bytes of the payload from \a start on say, when that can be read; \a more follow.
QString contentOf(const LogEntry &entry, qsizetype start, qsizetype size, bool more)
{
    if (entry.kind == EntryKind::Binary)
        return {};
    if (entry.kind == EntryKind::Close)
        return DisplayText::preview(entry);
    const QByteArray rest = entry.payload.sliced(start);
    const QByteArray text = rest.size() > size ? firstBytes(rest, entry.kind, size) : rest;
    return u'"' + DisplayText::oneLine(text) + (more ? u"…"_s : QString()) + u'"';
}

/// The bits that follow \a length, as it stands in a frame's second byte.
int lengthBits(int length)
{
    return length <= 125 ? 0 : length == 126 ? 16 : 64;
}

}

FrameExplanation::FrameExplanation(const LogEntry &entry, qsizetype index)
{
    const QList<FrameHeader> headers = entry.frames.decoded();
    qsizetype headerStart = 0;
    quint64 payloadStart = 0;
    for (const FrameHeader &before : headers.first(index)) {
        headerStart += before.size;
        payloadStart += before.length;
    }
    const FrameHeader &header = headers.at(index);
    m_bytes = entry.frames.bytes().sliced(headerStart, header.size).toByteArray();

    // An error's text is what is said of the frame, not what was in it.
    const QByteArray payload = entry.kind == EntryKind::Error ? QByteArray() : entry.payload;
    const qsizetype start = qsizetype(std::min(payloadStart, quint64(payload.size())));
    const QByteArray shown = payload.mid(start, qsizetype(std::min<quint64>(header.length, mostPayload)));
    QByteArray onWire = shown;
    if (header.masked)
        applyMask(onWire.data(), onWire.size(), header.mask);
    m_bytes += onWire;
    m_left = header.isWhole ? header.length - quint64(shown.size()) : 0;

    addHeader(header);
    if (header.opcode == Opcode::Close && !header.masked && shown.size() >= 2)
        addClosePayload(shown);
    else if (!shown.isEmpty())
        addPayload(header, shown, contentOf(entry, start, shown.size(), m_left > 0));
}

QStringList FrameExplanation::names(const LogEntry &entry)
{
    QStringList names;
    const QList<FrameHeader> headers = entry.frames.decoded();
    for (const FrameHeader &header : headers) {
        //: a frame: its number, its opcode like "continuation", its payload like "5 B"
        names.append(tr("%1: %2, %3")
                         .arg(names.size() + 1)
                         .arg(opcodeName(header.opcode), DisplayText::byteCount(header.length)));
    }
    return names;
}

void FrameExplanation::addHeader(const FrameHeader &header)
{
    const QLocale locale;
    add(Part::Flags, u"FIN"_s, 1, header.fin ? tr("last frame") : tr("not the last"), finMeaning(header));
    add(Part::Flags, u"RSV1–3"_s, 3, header.reserved ? tr("set") : QString(),
        tr("Reserved for extensions, of which none was agreed on."));
    add(Part::Flags, u"opcode"_s, 4,
        u"0x%1 %2"_s.arg(int(header.opcode), 0, 16).arg(opcodeName(header.opcode)), meaningOf(header.opcode));
    add(Part::Flags, u"MASK"_s, 1, header.masked ? tr("masked") : tr("not masked"),
        header.masked ? tr("Clients mask what they send, so that nothing on the way takes it for HTTP.")
                      : tr("Servers do not mask what they send."));
    const int extended = lengthBits(quint8(m_bytes.size() > 1 ? m_bytes[1] : '\0') & 0x7F);
    const bool isLengthKnown = header.size >= 2 + extended / 8;
    const QString length = isLengthKnown ? locale.toString(header.length) : u"…"_s;
    const QString lengthName = u"Payload len"_s;
    if (extended == 0) {
        add(Part::Length, lengthName, 7, length, tr("The payload's length in bytes; up to 125 fit here."));
    } else {
        add(Part::Length, lengthName, 7, extended == 16 ? u"126"_s : u"127"_s,
            extended == 16 ? tr("126 stands for: the length follows in 16 bits.")
                           : tr("127 stands for: the length follows in 64 bits."));
        add(Part::Length, u"Extended payload length"_s, extended, length,
            tr("The payload's length in bytes."));
    }
    if (header.masked)
        add(Part::Key, u"Masking-key"_s, 32, {},
            tr("Chosen at random for this frame alone; each byte of the payload is combined with one of its "
               "bytes by XOR."));
}

void FrameExplanation::addPayload(const FrameHeader &header, const QByteArray &shown, const QString &content)
{
    const int firstBit = m_bit;
    const int bits = int(shown.size()) * 8;
    const QString more = m_left > 0 ? u" …"_s : QString();
    const QString name = u"Payload data"_s;
    if (!header.masked) {
        add(Part::Payload, name, bits, content, {});
        m_fields.last().wire += more;
        return;
    }
    add(Part::Payload, name, bits, {}, tr("The payload as it goes over the wire: masked."));
    m_fields.last().wire += more;
    QByteArray key;
    for (qsizetype i = 0; i < shown.size(); ++i)
        key += header.mask.at(std::size_t(i) % header.mask.size());
    m_fields.append({Part::Key,
                     tr("XOR the key"),
                     DisplayText::hex(key) + more,
                     {},
                     tr("The key is repeated as often as it takes."),
                     firstBit - 32,
                     32,
                     true});
    m_fields.append({Part::Payload,
                     tr("= the payload"),
                     DisplayText::hex(shown) + more,
                     content,
                     {},
                     firstBit,
                     bits,
                     true});
}

void FrameExplanation::addClosePayload(const QByteArray &shown)
{
    const ClosePayload close = decodeClosePayload(shown.first(2));
    add(Part::Payload, tr("Status code"), 16, QString::number(close.code), CloseCode::nameOnWire(close.code));
    if (shown.size() > 2) {
        add(Part::Payload, tr("Reason"), int(shown.size() - 2) * 8,
            u'"' + DisplayText::oneLine(shown.sliced(2)) + (m_left > 0 ? u"…"_s : QString()) + u'"', {});
    }
}

void FrameExplanation::add(Part part, const QString &name, int bits, const QString &value,
                           const QString &meaning)
{
    bits = std::min(bits, int(m_bytes.size()) * 8 - m_bit); // a broken frame's header may be cut off
    if (bits == 0)
        return;
    m_fields.append({part, name, wire(m_bit, bits), value, meaning, m_bit, bits, false});
    m_bit += bits;
}

/// Less than a byte, or across bytes: bits; else bytes.
QString FrameExplanation::wire(int firstBit, int bits) const
{
    if (firstBit % 8 == 0 && bits % 8 == 0)
        return DisplayText::hex(QByteArrayView(m_bytes).sliced(firstBit / 8, bits / 8));
    QString text;
    for (int bit = firstBit; bit < firstBit + bits; ++bit)
        text += (quint8(m_bytes[bit / 8]) >> (7 - bit % 8)) & 1 ? u'1' : u'0';
    return text;
}
