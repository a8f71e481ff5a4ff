#pragma once

#include "wiretext.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>

/// RFC 6455 frames as plain functions on bytes.

/// RFC 6455 section 5.2. Other values are reserved and make a frame invalid.
enum class Opcode : quint8 {
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
};

constexpr bool isControl(Opcode opcode)
{
    return quint8(opcode) & 0x8;
}

/// Close codes that this program gives names (RFC 6455 section 7.4.1 and the IANA registry).
namespace CloseCode {
constexpr quint16 Normal = 1000;
constexpr quint16 GoingAway = 1001;
constexpr quint16 ProtocolError = 1002;
constexpr quint16 UnsupportedData = 1003;
constexpr quint16 NoStatus = 1005; ///< never on the wire: a Close frame without a code
constexpr quint16 Abnormal = 1006; ///< never on the wire: the connection ended without a Close
constexpr quint16 InvalidPayload = 1007;
constexpr quint16 PolicyViolation = 1008;
constexpr quint16 TooBig = 1009;
constexpr quint16 InternalError = 1011;
constexpr quint16 TryAgainLater = 1013;

/// True for a code that may stand in a Close frame (sections 7.4.1 and 7.4.2).
bool isValidOnWire(quint16 code);
/// A short name, "OK" for 1000; the codes' range for unknown ones. Never empty.
QString name(quint16 code);
/// The same for a code in a Close frame, where some that have a name must not stand.
QString nameOnWire(quint16 code);
}

/// A frame's header, decoded.
struct FrameHeader
{
    static constexpr int longest = 14; ///< bytes that a header can have

    bool fin = true;
    quint8 reserved = 0; ///< RSV1 to RSV3, as the bits 4, 2, 1
    Opcode opcode = Opcode::Text;
    bool masked = false;
    std::array<char, 4> mask{};
    quint64 length = 0; ///< payload bytes
    int size = 0; ///< bytes of the header itself, 2 to 14; of those that there are when it is not whole
    bool isWhole = true; ///< false: the bytes end within it
};

enum class FrameStatus {
    Valid,
    Incomplete, ///< more bytes are needed: no error
    Invalid, ///< breaks section 5.2 or 5.5
};

/// Decodes the header at the start of \a bytes into \a header: what it says, whatever rules it breaks and as
/// far as it goes; nothing when there are no bytes. On Invalid, \a error holds the reason in English (it goes
/// into the Close frame, at most 123 bytes).
/// Reserved bits and opcodes, fragmented or long control frames, and lengths that are not written
/// in the shortest form are Invalid. Masks are not judged here: they depend on the role.
FrameStatus decodeFrameHeader(QByteArrayView bytes, FrameHeader *header, QByteArray *error);

/// Writes \a header to \a out, where FrameHeader::longest bytes must be free, with its length in the shortest
/// form; returns how many bytes it took. `size` is not looked at, reserved bits are not written.
int encodeFrameHeader(const FrameHeader &header, char *out);

/// One whole frame, unmasked as a server sends it (section 5.1).
QByteArray encodeFrame(Opcode opcode, QByteArrayView payload, bool fin = true);
/// One whole frame, masked with \a mask as a client sends it (section 5.3).
QByteArray encodeMaskedFrame(Opcode opcode, QByteArrayView payload, std::array<char, 4> mask,
                             bool fin = true);

/// Masks or unmasks \a size bytes in place; \a offset is the first byte's place in the payload.
void applyMask(char *data, qsizetype size, const std::array<char, 4> &mask, quint64 offset = 0);

/// A Close frame's payload: empty for NoStatus; the reason is cut to 123 bytes at a character.
QByteArray encodeClosePayload(quint16 code, const QString &reason);

/// What a Close frame says (section 5.5.1).
struct ClosePayload
{
    bool valid = true; ///< false: one byte, a code not allowed on the wire, or no UTF-8
    quint16 failure = CloseCode::ProtocolError; ///< not valid: the code to fail the connection with
    WireText fault; ///< not valid: why
    quint16 code = CloseCode::NoStatus;
    QString reason;
};
ClosePayload decodeClosePayload(QByteArrayView payload);
