#include "peer.h"

#include "arguments.h"

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace {

// Any mask costs the server the same work.
constexpr std::array<char, 4> mask{'\x37', '\xfa', '\x21', '\x3d'};

enum Opcode : uint8_t { Text = 1, Binary = 2, CloseFrame = 8, Ping = 9, Pong = 10 };

SSL_CTX *tlsContext()
{
    static SSL_CTX *const context = [] {
        SSL_CTX *made = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_verify(made, SSL_VERIFY_NONE, nullptr); // certificates are not what is measured
        SSL_CTX_set_session_cache_mode(made, SSL_SESS_CACHE_OFF);
        SSL_CTX_set_mode(made,
                         SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE
                             | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        return made;
    }();
    return context;
}

/// Loopback has 16 million addresses, and each has ports of its own.
sockaddr_in nextSource()
{
    static uint32_t count = 0;
    sockaddr_in source{};
    source.sin_family = AF_INET;
    source.sin_addr.s_addr = htonl(0x7f000002 + count++ % 250);
    return source;
}

}

Url::Url(const std::string &text)
{
    const size_t scheme = text.find("://");
    tls = text.starts_with("wss:");
    const size_t slash = scheme == std::string::npos ? scheme : text.find('/', scheme + 3);
    const std::string place = scheme == std::string::npos ? "" : text.substr(scheme + 3, slash - scheme - 3);
    const size_t colon = place.find(':');
    if (colon == std::string::npos)
        fail("\"" + text + "\" is no URL like ws://127.0.0.1:8765/.");
    host = place.substr(0, colon);
    port = uint16_t(std::strtoul(place.c_str() + colon + 1, nullptr, 10));
    path = slash == std::string::npos ? "/" : text.substr(slash);
}

Peer::Peer(Loop *loop, const Url &url)
    : m_loop(loop)
    , m_url(url)
{
}

Peer::~Peer()
{
    abandon();
}

void Peer::open()
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_socket < 0)
        fail("there are no more sockets; is the limit of open files high enough?");
    const int on = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(m_url.port);
    if (inet_pton(AF_INET, m_url.host.c_str(), &server.sin_addr) != 1)
        fail("\"" + m_url.host + "\" is no IPv4 address.");
    if (m_url.host.starts_with("127.")) {
        setsockopt(m_socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        const sockaddr_in source = nextSource();
        bind(m_socket, reinterpret_cast<const sockaddr *>(&source), sizeof source);
    }
    m_closeCode = 1006;
    m_state = State::Connecting;
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&server), sizeof server) != 0
        && errno != EINPROGRESS)
        fail("cannot connect to port " + std::to_string(m_url.port) + ": " + std::strerror(errno) + ".");
    m_watched = EPOLLIN | EPOLLOUT;
    m_loop->add(m_socket, m_watched, this);
}

void Peer::sendText(std::string_view text)
{
    sendFrame(Text, text);
}

void Peer::refused(std::string_view status)
{
    fail("the server refused: " + std::string(status));
}

void Peer::close()
{
    sendFrame(CloseFrame, {"\x03\xe8", 2});
    if (m_state == State::Open)
        m_state = State::Closing;
}

void Peer::abandon()
{
    if (m_tls)
        SSL_free(m_tls);
    m_tls = nullptr;
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
    m_in = {};
    m_out = {};
    m_state = State::Gone;
}

void Peer::react(uint32_t events)
{
    if (m_state == State::Connecting)
        connected();
    if (m_state == State::Securing)
        secure();
    if (m_state >= State::Upgrading && (events & EPOLLOUT))
        flush();
    if (m_state >= State::Upgrading && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
        read();
}

void Peer::connected()
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(m_socket, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0)
        fail("cannot connect to port " + std::to_string(m_url.port) + ": " + std::strerror(error) + ".");
    if (!m_url.tls)
        return upgrade();
    m_tls = SSL_new(tlsContext());
    SSL_set_fd(m_tls, m_socket);
    SSL_set_connect_state(m_tls);
    m_state = State::Securing;
}

void Peer::secure()
{
    const int result = SSL_do_handshake(m_tls);
    if (result == 1)
        return upgrade();
    const int error = SSL_get_error(m_tls, result);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE)
        return gone();
    watch(error == SSL_ERROR_WANT_WRITE ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

void Peer::upgrade()
{
    m_state = State::Upgrading;
    m_out = "GET " + m_url.path + " HTTP/1.1\r\nHost: " + m_url.host + ":" + std::to_string(m_url.port)
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    flush();
}

long Peer::receive(char *bytes, size_t size)
{
    if (!m_tls) {
        const ssize_t count = ::recv(m_socket, bytes, size, 0);
        return count < 0 && errno == EAGAIN ? -1 : std::max<long>(count, 0);
    }
    const int count = SSL_read(m_tls, bytes, int(size));
    if (count > 0)
        return count;
    return SSL_get_error(m_tls, count) == SSL_ERROR_WANT_READ ? -1 : 0;
}

void Peer::read()
{
    auto &buffer = m_loop->buffer;
    while (true) {
        const size_t kept = m_in.size();
        std::memcpy(buffer.data(), m_in.data(), kept);
        const long count = receive(buffer.data() + kept, buffer.size() - kept);
        if (count < 0)
            return;
        if (count == 0)
            return gone();
        if (!take({buffer.data(), kept + size_t(count)}))
            return;
        if (!m_tls && kept + size_t(count) < buffer.size())
            return; // the socket is empty; TLS may hold another record
    }
}

/// Works on what has arrived and keeps the rest; false when the connection ended over it.
bool Peer::take(std::string_view bytes)
{
    size_t taken = 0;
    if (m_state == State::Upgrading)
        taken = takeHead(bytes);
    if (m_state >= State::Open)
        taken += takeFrames(bytes.substr(taken));
    if (m_state == State::Gone)
        return false;
    m_in.assign(bytes.substr(taken));
    if (m_in.size() > m_loop->buffer.size() / 2)
        fail("a message is larger than any of these services send.");
    return true;
}

size_t Peer::takeHead(std::string_view bytes)
{
    const size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return 0;
    if (!bytes.starts_with("HTTP/1.1 101 ")) {
        abandon();
        refused(bytes.substr(0, bytes.find('\r')));
        return 0;
    }
    m_state = State::Open;
    opened();
    return end + 4;
}

size_t Peer::takeFrames(std::string_view bytes)
{
    const auto at = [&](size_t place) { return uint8_t(bytes[place]); };
    size_t done = 0;
    while (m_state >= State::Open && bytes.size() - done >= 2) {
        const uint8_t first = at(done);
        size_t head = 2;
        size_t length = at(done + 1);
        if (length == 126 && bytes.size() - done >= 4) {
            head = 4;
            length = size_t(at(done + 2)) << 8 | at(done + 3);
        } else if (length >= 126) {
            if (length != 126)
                fail("a message is larger than any of these services send.");
            break;
        }
        if (bytes.size() - done < head + length)
            break;
        const std::string_view payload = bytes.substr(done + head, length);
        done += head + length;
        switch (first) {
        case 0x80 | Text:
            textReceived(payload);
            break;
        case 0x80 | Ping:
            sendFrame(Pong, payload);
            break;
        case 0x80 | Pong:
        case 0x80 | Binary:
            break;
        case 0x80 | CloseFrame:
            m_closeCode = length < 2 ? 1005 : uint16_t(uint8_t(payload[0]) << 8 | uint8_t(payload[1]));
            if (m_state == State::Open)
                sendFrame(CloseFrame, payload.substr(0, 2));
            if (m_state == State::Open)
                m_state = State::Closing;
            break;
        default:
            fail("the server sent a frame that this program does not read.");
        }
    }
    return done;
}

void Peer::sendFrame(uint8_t opcode, std::string_view payload)
{
    if (m_state != State::Open)
        return;
    if (payload.size() >= 65536)
        fail("a message to send is too large.");
    m_out += char(0x80 | opcode);
    if (payload.size() < 126) {
        m_out += char(0x80 | payload.size());
    } else {
        m_out += char(0x80 | 126);
        m_out += char(payload.size() >> 8);
        m_out += char(payload.size());
    }
    m_out.append(mask.data(), mask.size());
    for (size_t i = 0; i < payload.size(); ++i)
        m_out += char(payload[i] ^ mask[i % 4]);
    flush();
}

void Peer::flush()
{
    while (!m_out.empty()) {
        const ssize_t count = m_tls ? SSL_write(m_tls, m_out.data(), int(m_out.size()))
                                    : ::send(m_socket, m_out.data(), m_out.size(), MSG_NOSIGNAL);
        if (count <= 0)
            break; // full, or broken, which the next read will tell
        m_out.erase(0, size_t(count));
    }
    watch(m_out.empty() ? EPOLLIN : EPOLLIN | EPOLLOUT);
}

void Peer::watch(uint32_t events)
{
    if (events == m_watched)
        return;
    m_watched = events;
    m_loop->change(m_socket, events, this);
}

void Peer::gone()
{
    abandon();
    closed(m_closeCode);
}
