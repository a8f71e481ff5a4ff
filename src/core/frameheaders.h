#pragma once

#include "frame.h"

#include <QList>
#include <QVarLengthArray>

#include <optional>

/// The headers of the frames that carried one message, or of the one frame that is a control frame:
/// the true bytes from the wire, masking keys included, one header behind the other. The last may be one that
/// breaks the rules, as far as it was read.
///
/// Cheap for a message of one frame, which needs no memory of its own; of many frames only the first
/// `mostKept` headers are kept, the others counted.
class FrameHeaders
{
public:
    static constexpr quint32 mostKept = 64;
    static constexpr qsizetype mostBytes = mostKept * FrameHeader::longest;

    FrameHeaders() = default;
    /// Of one frame with \a header.
    explicit FrameHeaders(const FrameHeader &header) { add(header); }
    /// Of one frame with these bytes as its header.
    explicit FrameHeaders(QByteArrayView header) { add(header); }
    enum class Rules {
        Kept,
        LastMayBreakThem, ///< and may be cut off
    };
    /// What bytes() once gave, and count() where it was more than were kept, else 0; nothing when \a bytes
    /// are not that. Nothing in them is trusted.
    static std::optional<FrameHeaders> fromBytes(QByteArrayView bytes, quint32 count = 0,
                                                 Rules rules = Rules::Kept);
    /// The same for bytes that this program kept itself: not judged.
    static FrameHeaders fromTrusted(QByteArrayView bytes, quint32 count);

    void add(QByteArrayView header);
    /// Adds the bytes that a valid \a header has on the wire: there is only one way to write it.
    void add(const FrameHeader &header);

    bool isEmpty() const { return m_count == 0; }
    /// Frames, also those whose headers were not kept.
    quint32 count() const { return m_count; }
    /// The headers that were kept.
    QByteArrayView bytes() const { return {m_bytes.data(), m_bytes.size()}; }
    /// The same, decoded, as decodeFrameHeader() does it; the last may be one that breaks the rules.
    QList<FrameHeader> decoded() const;

    bool operator==(const FrameHeaders &) const = default;

private:
    QVarLengthArray<char, FrameHeader::longest> m_bytes;
    quint32 m_count = 0;
};
