#include "frame.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace {

/// What this file says in the user's language.
struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(CloseCode)
};

constexpr qsizetype maximumControlPayload = 125; // RFC 6455 section 5.5
constexpr qsizetype maximumReason = maximumControlPayload - 2;

bool isKnown(quint8 opcode)
{
    return opcode <= quint8(Opcode::Binary)
        || (opcode >= quint8(Opcode::Close) && opcode <= quint8(Opcode::Pong));
}

int extendedLengthSize(quint8 shortLength)
{
    return shortLength == 127 ? 8 : shortLength == 126 ? 2 : 0;
}

/// What the header at the start of \a bytes says, whatever rules it breaks and as far as it goes.
FrameHeader read(QByteArrayView bytes)
{
    FrameHeader header;
    const auto first = quint8(bytes[0]);
    header.fin = first & 0x80;
    header.reserved = (first >> 4) & 0x7;
    header.opcode = Opcode(first & 0xF);
    header.size = 1;
    header.isWhole = false;
    if (bytes.size() < 2)
        return header;
    const auto second = quint8(bytes[1]);
    header.masked = second & 0x80;
    header.length = second & 0x7F;
    const int extended = extendedLengthSize(quint8(header.length));
    const int size = 2 + extended + (header.masked ? 4 : 0);
    header.size = int(std::min<qsizetype>(size, bytes.size()));
    header.isWhole = header.size == size;
    if (extended == 2 && header.size >= 4)
        header.length = qFromBigEndian<quint16>(bytes.data() + 2);
    else if (extended == 8 && header.size >= 10)
        header.length = qFromBigEndian<quint64>(bytes.data() + 2);
    if (header.isWhole && header.masked)
        std::memcpy(header.mask.data(), bytes.data() + 2 + extended, header.mask.size());
    return header;
}

/// Which rule \a header, read from \a bytes, breaks as far as it goes; null: none.
const char *violation(const FrameHeader &header, QByteArrayView bytes)
{
    if (header.reserved)
        return QT_TRANSLATE_NOOP("WireText", "reserved bits are set, but no extension was agreed on");
    if (!isKnown(quint8(header.opcode)))
        return QT_TRANSLATE_NOOP("WireText", "reserved opcode");
    if (isControl(header.opcode) && !header.fin)
        return QT_TRANSLATE_NOOP("WireText", "fragmented control frame");
    if (bytes.size() < 2)
        return nullptr;
    const quint8 shortLength = quint8(bytes[1]) & 0x7F;
    if (isControl(header.opcode) && shortLength > maximumControlPayload)
        return QT_TRANSLATE_NOOP("WireText", "control frame with more than 125 bytes");
    const int extended = extendedLengthSize(shortLength);
    if (extended == 0 || bytes.size() < 2 + extended)
        return nullptr;
    if (header.length >> 63)
        return QT_TRANSLATE_NOOP("WireText", "length with its highest bit set");
    if (header.length <= (extended == 2 ? 125u : 0xFFFFu))
        return QT_TRANSLATE_NOOP("WireText", "length not written in the shortest form");
    return nullptr;
}

// Writes the length and the mask bit at the header's second byte; returns the bytes up to the mask.
int writeLength(char *out, quint64 length, quint8 maskBit)
{
    if (length <= 125) {
        out[1] = char(maskBit | quint8(length));
        return 2;
    }
    if (length <= 0xFFFF) {
        out[1] = char(maskBit | 126);
        qToBigEndian(quint16(length), out + 2);
        return 4;
    }
    out[1] = char(maskBit | 127);
    qToBigEndian(length, out + 2);
    return 10;
}

QByteArray encode(Opcode opcode, QByteArrayView payload, bool fin, const std::array<char, 4> *mask)
{
    FrameHeader header;
    header.fin = fin;
    header.opcode = opcode;
    header.masked = mask;
    if (mask)
        header.mask = *mask;
    header.length = quint64(payload.size());
    std::array<char, FrameHeader::longest> bytes{};
    const int headerSize = encodeFrameHeader(header, bytes.data());
    QByteArray frame(headerSize + payload.size(), Qt::Uninitialized);
    std::memcpy(frame.data(), bytes.data(), headerSize);
    if (!payload.isEmpty())
        std::memcpy(frame.data() + headerSize, payload.data(), payload.size());
    if (mask)
        applyMask(frame.data() + headerSize, payload.size(), *mask);
    return frame;
}

}

bool CloseCode::isValidOnWire(quint16 code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

QString CloseCode::name(quint16 code)
{
    switch (code) {
    case 1000:
        return Sentence::tr("OK");
    case 1001:
        return Sentence::tr("going away");
    case 1002:
        return Sentence::tr("protocol error");
    case 1003:
        return Sentence::tr("unsupported data");
    case 1005:
        return Sentence::tr("no status code");
    case 1006:
        return Sentence::tr("abnormal closure");
    case 1007:
        return Sentence::tr("invalid payload");
    case 1008:
        return Sentence::tr("policy violation");
    case 1009:
        return Sentence::tr("message too big");
    case 1010:
        return Sentence::tr("extension required");
    case 1011:
        return Sentence::tr("internal error");
    case 1012:
        return Sentence::tr("service restart");
    case 1013:
        return Sentence::tr("try again later");
    case 1014:
        return Sentence::tr("bad gateway");
    case 1015:
        return Sentence::tr("TLS handshake failed");
    default:
        break;
    }
    if (code >= 4000 && code <= 4999)
        return Sentence::tr("private use");
    if (code >= 3000 && code <= 3999)
        return Sentence::tr("registered by an application");
    if (code >= 1000 && code <= 2999)
        return Sentence::tr("reserved");
    return Sentence::tr("not a valid code");
}

QString CloseCode::nameOnWire(quint16 code)
{
    return isValidOnWire(code) ? name(code) : Sentence::tr("not a valid code");
}

FrameStatus decodeFrameHeader(QByteArrayView bytes, FrameHeader *header, QByteArray *error)
{
    if (bytes.isEmpty())
        return FrameStatus::Incomplete;
    *header = read(bytes);
    if (const char *reason = violation(*header, bytes)) {
        *error = reason;
        return FrameStatus::Invalid;
    }
    return header->isWhole ? FrameStatus::Valid : FrameStatus::Incomplete;
}

int encodeFrameHeader(const FrameHeader &header, char *out)
{
    out[0] = char((header.fin ? 0x80 : 0) | quint8(header.opcode));
    const int size = writeLength(out, header.length, header.masked ? 0x80 : 0);
    if (!header.masked)
        return size;
    std::memcpy(out + size, header.mask.data(), header.mask.size());
    return size + int(header.mask.size());
}

QByteArray encodeFrame(Opcode opcode, QByteArrayView payload, bool fin)
{
    return encode(opcode, payload, fin, nullptr);
}

QByteArray encodeMaskedFrame(Opcode opcode, QByteArrayView payload, std::array<char, 4> mask, bool fin)
{
    return encode(opcode, payload, fin, &mask);
}

void applyMask(char *data, qsizetype size, const std::array<char, 4> &mask, quint64 offset)
{
    // The mask as it falls on eight bytes; memcpy because data may be aligned to anything.
    std::array<char, 8> pattern{};
    for (size_t i = 0; i < pattern.size(); ++i)
        pattern[i] = mask[(offset + i) % mask.size()];
    quint64 patternWord = 0;
    std::memcpy(&patternWord, pattern.data(), sizeof patternWord);

    qsizetype at = 0;
    for (; at + qsizetype(sizeof patternWord) <= size; at += qsizetype(sizeof patternWord)) {
        quint64 word = 0;
        std::memcpy(&word, data + at, sizeof word);
        word ^= patternWord;
        std::memcpy(data + at, &word, sizeof word);
    }
    for (size_t i = 0; at < size; ++at, ++i)
        data[at] = char(data[at] ^ pattern[i]);
}

QByteArray encodeClosePayload(quint16 code, const QString &reason)
{
    if (code == CloseCode::NoStatus)
        return {};
    QByteArray text = reason.toUtf8();
    if (text.size() > maximumReason) {
        qsizetype end = maximumReason;
        while (end > 0 && (quint8(text[end]) & 0xC0) == 0x80)
            --end;
        text.truncate(end);
    }
    QByteArray payload(2, Qt::Uninitialized);
    qToBigEndian(code, payload.data());
    return payload + text;
}

ClosePayload decodeClosePayload(QByteArrayView payload)
{
    ClosePayload close;
    if (payload.isEmpty())
        return close;
    if (payload.size() < 2) {
        close.valid = false;
        close.fault = {QT_TRANSLATE_NOOP("WireText", "a Close frame with one byte")};
        return close;
    }
    close.code = qFromBigEndian<quint16>(payload.data());
    const QByteArrayView reason = payload.sliced(2);
    close.reason = QString::fromUtf8(reason);
    if (!CloseCode::isValidOnWire(close.code)) {
        close.valid = false;
        close.fault = {
            QT_TRANSLATE_NOOP("WireText", "a Close frame with the code %1, which must not be sent"),
            QByteArray::number(close.code)};
    } else if (!reason.isValidUtf8()) {
        close.valid = false;
        close.failure = CloseCode::InvalidPayload;
        close.fault = {QT_TRANSLATE_NOOP("WireText", "a Close frame whose reason is not UTF-8")};
    }
    return close;
}
