#pragma once

#include "loop.h"

#include <openssl/types.h>

#include <string>
#include <string_view>

/// ws://127.0.0.1:8765/path, taken apart. Only IPv4 addresses: the names' look-up is not measured.
struct Url
{
    explicit Url(const std::string &text);

    bool tls = false;
    std::string host;
    uint16_t port = 0;
    std::string path;
};

/// One WebSocket client on a socket that does not block. It answers pings and closes by itself.
/// After closed() it can be opened again, but not before the loop's turn is over.
class Peer
{
public:
    Peer(Loop *loop, const Url &url);
    virtual ~Peer();
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;

    void open();
    void sendText(std::string_view text);
    /// Sends a Close frame; closed() comes once the connection is gone.
    void close();
    /// Lets the connection go without a word; closed() does not come.
    void abandon();
    /// Has begun to open and is not done.
    bool isOpening() const { return m_state > State::Gone && m_state < State::Open; }
    bool isOpen() const { return m_state == State::Open; }
    bool isGone() const { return m_state == State::Gone; }

    /// For the loop only.
    void react(uint32_t events);

protected:
    virtual void opened() { }
    /// The server did not upgrade; by default the program ends.
    virtual void refused(std::string_view status);
    virtual void textReceived(std::string_view) { }
    /// The connection is gone; \a code is what the other side's Close said, 1006 when there was none.
    virtual void closed(uint16_t /*code*/) { }

    Loop *const m_loop;

private:
    enum class State { Gone, Connecting, Securing, Upgrading, Open, Closing };

    void connected();
    void secure();
    void upgrade();
    void read();
    long receive(char *bytes, size_t size);
    bool take(std::string_view bytes);
    size_t takeHead(std::string_view bytes);
    size_t takeFrames(std::string_view bytes);
    void sendFrame(uint8_t opcode, std::string_view payload);
    void flush();
    void watch(uint32_t events);
    void gone();

    const Url m_url;
    State m_state = State::Gone;
    uint16_t m_closeCode = 1006;
    int m_socket = -1;
    uint32_t m_watched = 0;
    ssl_st *m_tls = nullptr;
    std::string m_in; ///< the beginning of a frame whose end is not here yet
    std::string m_out; ///< what the socket did not take yet
};
