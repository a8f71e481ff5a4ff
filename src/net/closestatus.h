#pragma once

#include <QString>

/// How a WebSocket ended (RFC 6455 section 7.1.5).
struct CloseStatus
{
    /// The peer's code when its Close came; ours when we failed the connection; 1005 for a Close
    /// without a code; 1006 when no Close came.
    quint16 code = 1006;
    QString reason; ///< at most 123 bytes; a peer's text, not to be trusted
    bool byPeer = false; ///< the other side began
    bool clean = false; ///< both sides sent a Close frame
    QString explanation; ///< for 1006, and for a failure: what happened, one sentence

    /// True when it ended without a Close frame of the other side, and not by our failing it.
    bool isLoss() const;
    /// True when we failed the connection (section 7.1.7), for what the other side did or did not do.
    bool isFailure() const;
    /// `1000 (OK)`, `1001 (going away): reason`, `1006 (abnormal closure): explanation`. Cleaned for
    /// display, on one line.
    QString toString() const;
};
