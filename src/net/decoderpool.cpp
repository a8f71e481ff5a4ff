#include "decoderpool.h"

#include <QWebSocketServer>

namespace {

constexpr size_t mostIdle = 128; // kept for those who come; about a MiB

}

DecoderPool::DecoderPool()
    : m_server(std::make_unique<QWebSocketServer>(QString(), QWebSocketServer::NonSecureMode))
{
}

DecoderPool::~DecoderPool() = default;

std::unique_ptr<WebSocketDecoder> DecoderPool::take()
{
    if (m_idle.empty())
        return std::make_unique<WebSocketDecoder>(m_server.get());
    auto decoder = std::move(m_idle.back());
    m_idle.pop_back();
    return decoder;
}

void DecoderPool::giveBack(std::unique_ptr<WebSocketDecoder> decoder)
{
    decoder->setReceiver(nullptr);
    if (m_idle.size() < mostIdle)
        m_idle.push_back(std::move(decoder));
}
