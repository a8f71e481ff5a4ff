#pragma once

#include "websocketdecoder.h"

#include <memory>
#include <vector>

/// Lends a QWebSocket to each connection of a thread, from its opening to its end, and makes as many as are
/// wanted at once; making one costs more than all the rest of a short visit.
///
/// They are made by a QWebSocketServer that never listens. (One that listens stalls for ten seconds on thirty
/// idle TLS connections, stops for good on thirty resets, has no deadline and answers nothing but
/// handshakes.) Lives in the connections' thread.
class DecoderPool
{
public:
    DecoderPool();
    ~DecoderPool();
    Q_DISABLE_COPY_MOVE(DecoderPool)

    std::unique_ptr<WebSocketDecoder> take();
    /// Not from within \a decoder's own decode().
    void giveBack(std::unique_ptr<WebSocketDecoder> decoder);

private:
    const std::unique_ptr<QWebSocketServer> m_server;
    std::vector<std::unique_ptr<WebSocketDecoder>> m_idle;
};
