#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>

/// Plain option structs with the defaults in them. argv, settings and tests all fill these.

enum class ServiceKind : quint8 { Hello, Time, Counter, Echo, Broadcast };
constexpr int serviceKindCount = 5;

/// `hello`, `time`, `counter`, `echo`, `broadcast`: the name in paths and on the command line.
QString serviceName(ServiceKind kind);
/// The service whose name is exactly \a name.
std::optional<ServiceKind> serviceByName(QStringView name);
/// The service that the last segment of \a path names ("/demo/echo" → Echo), else \a fallback.
ServiceKind serviceForPath(const QString &path, ServiceKind fallback);

/// What bounds a connection. All refusals are logged with their number.
struct Limits
{
    int headBytes = 16 * 1024; ///< a request head, in bytes; past it 431
    int headFields = 64; ///< header fields of a request; past it 431
    std::chrono::milliseconds headDeadline{5'000}; ///< from accepting to the head's end; then 408
    std::chrono::milliseconds tlsDeadline{5'000}; ///< from accepting to the end of the TLS handshake
    quint64 messageBytes = 1024 * 1024; ///< one incoming message; past it 1009
    quint64 smallMessageBytes = 4 * 1024; ///< the same for hello and counter
    std::chrono::milliseconds messageDeadline{60'000}; ///< from a message's first byte to its last; 0 = none
    qint64 unsentSkipBytes = 1024 * 1024; ///< unsent to one client: states are skipped to the newest
    qint64 unsentCutBytes = 4 * 1024 * 1024; ///< unsent to one client: cut off
    std::chrono::milliseconds pingInterval{20'000}; ///< keep-alive; 0 = off
    std::chrono::milliseconds pongDeadline{20'000}; ///< for the answer; then 1011
    std::chrono::milliseconds closeDeadline{5'000}; ///< for the closing handshake; then cut off
    int pingsPerSecond = 50; ///< from a peer; past it 1008
    int connections = 5'000; ///< open at once; past it 503. Never within 64 of the file limit.
};

/// The parameters of the services.
struct ServiceOptions
{
    QString greeting = QStringLiteral("Hello %1!"); ///< hello's answer, %1 is the name
    QString timeText = QStringLiteral(",本消息通过服务器websocket传输。"); ///< after time's date
    std::chrono::milliseconds timeLongestPause{3'000}; ///< between two lines, at random from 0
    qint64 counterFirstValue = 0; ///< within ±CounterProtocol::maximumValue
};

/// One port and what is served there by default, on each of ServerOptions::addresses.
struct ListenerOptions
{
    ServiceKind service = ServiceKind::Hello; ///< for paths that name no service
    quint16 port = 0; ///< 0: a free one, the same on every address
};

/// The server's end of TLS. All PEM.
struct ServerTls
{
    QByteArray certificates; ///< its own first, then the chain
    QByteArray key; ///< not encrypted
    QByteArray clientAuthorities; ///< not empty: clients must show a certificate of one of these
};

struct ServerOptions
{
    QStringList addresses{QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    QList<ListenerOptions> listeners{
        {ServiceKind::Hello, 8765}, {ServiceKind::Time, 5678}, {ServiceKind::Counter, 6789}};
    QStringList allowedOrigins; ///< beyond the same host; `null` for pages opened from a file
    QStringList allowedHosts; ///< names for the Host header beyond localhost and addresses
    QStringList trustedProxies; ///< addresses whose X-Forwarded-For is believed
    std::optional<ServerTls> tls; ///< every listener speaks wss and https, else ws and http
    ServiceOptions services;
    Limits limits;
    int shards = 0; ///< network threads for the connections; 0: one for each processor, at most 4
};

/// Which way a client's connection takes.
struct ProxyOptions
{
    enum class Kind { None, System, Http, Socks5 };
    Kind kind = Kind::None;
    QString host; ///< Http and Socks5
    quint16 port = 0;
    QString user;
    QString password;
};

/// Whom a client trusts over wss, beyond the system's authorities.
struct ClientTls
{
    QByteArray authorities; ///< PEM: authorities, or a server's own self-signed certificate
    QList<QByteArray>
        pins; ///< SHA-256 (32 bytes) of a certificate or of its public key: only these are let in
    bool acceptAnything = false; ///< for one connection; never saved
    QByteArray certificates; ///< PEM: the client's own, then the chain; empty: none
    QByteArray key; ///< PEM
};

struct ClientOptions
{
    QUrl url; ///< ws or wss; user and password in it become an Authorization header
    QList<std::pair<QByteArray, QByteArray>> headers; ///< sent as they are, after the handshake's own
    ClientTls tls;
    QStringList subprotocols;
    QString origin; ///< empty: no Origin header
    ProxyOptions proxy;
    std::chrono::milliseconds openDeadline{10'000}; ///< from open() to connected
    std::chrono::milliseconds closeDeadline{5'000};
    std::chrono::milliseconds pingInterval{20'000}; ///< keep-alive; 0 = off
    std::chrono::milliseconds pongDeadline{20'000};
    quint64 messageBytes = 16 * 1024 * 1024; ///< one incoming message; past it 1009
    qint64 unsentBytes = 64 * 1024 * 1024; ///< sending beyond it is refused with a sentence
};

/// Whether and how often a client comes back by itself.
struct ReconnectOptions
{
    bool enabled = false;
    int attempts = 10; ///< in a row; then it gives up
    std::chrono::milliseconds firstPause{1'000}; ///< doubled before each further attempt
    std::chrono::milliseconds longestPause{30'000};
    std::chrono::milliseconds steady{5'000}; ///< a connection that lasted this long was no failed attempt
};

/// What a person typed as an address, made a ws or wss URL: a scheme left out means ws, http and
/// https become ws and wss, an empty path becomes "/". Nothing, and one sentence in \a error, when it is
/// none.
std::optional<QUrl> webSocketUrl(const QString &typed, QString *error);
