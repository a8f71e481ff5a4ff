#pragma once

#include "frameheaders.h"
#include "wiretext.h"

#include <memory>

/// Puts the bytes that one side receives together to messages and control frames, and judges them
/// (RFC 6455 sections 5 and 8.1). A pure state machine: bytes in any pieces, one event at a time.
class MessageReader
{
public:
    /// Which end reads: a server takes only masked frames, a client only unmasked ones (section 5.1).
    enum class Role { Server, Client };

    struct Event
    {
        enum class Kind {
            None, ///< the bytes ended before anything was complete
            Message, ///< Text or Binary, whole and valid
            Control, ///< Close, Ping or Pong
            Violation, ///< the connection must be failed; nothing can be read any more
        };
        Kind kind = Kind::None;
        Opcode opcode = Opcode::Text;
        QByteArray payload;
        /// Of what came on the wire; at a Violation the last is the one at fault, as far as it was read.
        FrameHeaders frames;
        quint16 code = 0; ///< Violation: the close code to fail with
        WireText reason; ///< Violation: for the Close frame
    };

    /// Messages of more than \a messageBytes are a violation (1009), decided at the frame's header.
    MessageReader(Role role, quint64 messageBytes);

    /// Reads from \a size bytes at \a data up to the first event and returns how many were taken: all
    /// of them when \a event is None or Violation.
    qsizetype read(const char *data, qsizetype size, Event *event);

    /// From now on messages are read over, whatever their size and content; control frames are not.
    void discardMessages();
    /// True when a frame or a message has begun and is not complete.
    bool isInMessage() const;

private:
    qsizetype readHeader(const char *data, qsizetype size, Event *event);
    bool acceptHeader(Event *event);
    qsizetype readPayload(const char *data, qsizetype size, Event *event);
    void finishFrame(Event *event);
    bool textIsValid(bool complete);
    FrameHeaders framesSoFar() const;
    void violateText(Event *event) const;
    static void violate(Event *event, quint16 code, const WireText &reason, const FrameHeaders &frames);

    const Role m_role;
    const quint64 m_messageBytes;
    bool m_discarding = false;
    QByteArray m_headerBytes; ///< of a header that is not complete
    FrameHeader m_header;
    bool m_inFrame = false; ///< m_header is valid and its payload is being read
    quint64 m_payloadRead = 0;
    QByteArray m_control; ///< a control frame's payload
    Opcode m_opcode = Opcode::Continuation; ///< the message's; Continuation: none has begun
    QByteArray m_message;
    std::unique_ptr<FrameHeaders> m_fragments; ///< the message's frames before the last; seldom there are any
    qsizetype m_validated = 0; ///< bytes of a text known to be UTF-8
};
