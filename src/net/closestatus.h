#pragma once

#include <QString>

/// How a WebSocket ended (RFC 6455 section 7.1.5).
struct CloseStatus
{
    quint16 code = 1006; ///< 1005: a Close without a code; 1006: no Close frame came
    QString reason; ///< the other side's or our own words, at most 123 bytes
    bool byPeer = false; ///< the other side began
    /// True when both sides sent a Close frame.
    bool clean = false;
    /// For 1006: what happened, one sentence.
    QString explanation;
};
