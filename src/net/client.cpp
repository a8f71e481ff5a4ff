#include "client.h"

#include "certificatetext.h"
#include "clientfailure.h"
#include "displaytext.h"
#include "endpoint.h"
#include "hostport.h"
#include "sockettransport.h"
#include "tls.h"
#include "upgrader.h"

#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QSslCertificate>
#include <QSslError>
#include <QSslSocket>

#include <algorithm>

namespace {

/// What a server's response may have; a client is generous, but not without bounds.
Limits responseLimits()
{
    Limits limits;
    limits.headBytes = 64 * 1024;
    limits.headFields = 256;
    return limits;
}

bool isSecure(const QUrl &url)
{
    return url.scheme() == QLatin1String("wss");
}

/// RFC 6455 section 4.1: 16 random bytes, in base64.
QByteArray newKey()
{
    std::array<quint32, 4> random;
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random).toBase64();
}

QNetworkProxy toProxy(const ProxyOptions &options, const QUrl &url)
{
    switch (options.kind) {
    case ProxyOptions::Kind::None:
        break;
    case ProxyOptions::Kind::System: {
        QNetworkProxyQuery query(url);
        query.setQueryType(QNetworkProxyQuery::TcpSocket);
        return QNetworkProxyFactory::systemProxyForQuery(query).value(0, QNetworkProxy::NoProxy);
    }
    case ProxyOptions::Kind::Http:
        return {QNetworkProxy::HttpProxy, options.host, options.port, options.user, options.password};
    case ProxyOptions::Kind::Socks5:
        return {QNetworkProxy::Socks5Proxy, options.host, options.port, options.user, options.password};
    }
    return QNetworkProxy::NoProxy;
}

/// One sentence when \a options cannot be sent as they are: a line break in a header would forge others.
QString wrongOption(const ClientOptions &options)
{
    const auto isLine = [](const QByteArray &text) {
        return !text.contains('\r') && !text.contains('\n') && !text.contains('\0');
    };
    if (!options.url.isValid() || options.url.host().isEmpty()
        || (options.url.scheme() != QLatin1String("ws") && !isSecure(options.url)))
        return Client::tr("\"%1\" is not a ws or wss address.").arg(options.url.toString());
    for (const auto &[name, value] : options.headers) {
        if (name.isEmpty() || !isLine(name) || !isLine(value) || name.contains(':') || name.contains(' '))
            return Client::tr(
                       "The header \"%1\" cannot be sent: names have no spaces or colons, and neither names "
                       "nor values have line breaks.")
                .arg(DisplayText::oneLine(QByteArrayView(name), 80));
    }
    if (!isLine(options.origin.toUtf8()))
        return Client::tr("The Origin must not have line breaks.");
    for (const QString &name : options.subprotocols) {
        if (name.isEmpty() || !std::all_of(name.begin(), name.end(), [](QChar c) {
                return c > u' ' && c < QChar(0x7f) && !QStringLiteral("()<>@,;:\\\"/[]?={}").contains(c);
            }))
            return Client::tr(
                       "\"%1\" cannot be a subprotocol: it must be a token without spaces or separators.")
                .arg(DisplayText::oneLine(name, 80));
    }
    return {};
}

/// Whether \a answer is what a TLS server says to a client that speaks plain HTTP: an alert (RFC 8446 section
/// 6), or an error page of this program, nginx, Apache or Go.
bool saysThatItSpeaksTls(const QByteArray &answer)
{
    return answer.startsWith("\x15\x03")
        || (answer.startsWith("HTTP/1.") && answer.mid(8, 2) == " 4"
            && (answer.contains("speaks TLS") || answer.contains("HTTPS port")
                || answer.contains("HTTPS server") || answer.contains("SSL-enabled server port")));
}

QByteArray peerCertificates(const QSslSocket *socket)
{
    QByteArray pem;
    const QList<QSslCertificate> chain = socket->peerCertificateChain();
    for (const QSslCertificate &certificate : chain)
        pem += certificate.toPem();
    return pem;
}

RequestHead makeRequest(const ClientOptions &options)
{
    const QUrl &url = options.url;
    const QString host = url.host(QUrl::FullyEncoded);
    const bool defaultPort = portOf(url) == (isSecure(url) ? 443 : 80);
    RequestHead head;
    head.method = "GET";
    head.target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    if (!head.target.startsWith('/'))
        head.target.prepend('/');
    const QString bare = host.contains(u':') ? u'[' + host + u']' : host;
    head.fields = {{"Host", (defaultPort ? bare : hostPort(host, portOf(url))).toLatin1()},
                   {"Upgrade", "websocket"},
                   {"Connection", "Upgrade"},
                   {"Sec-WebSocket-Key", newKey()},
                   {"Sec-WebSocket-Version", "13"}};
    if (!options.origin.isEmpty())
        head.fields.emplace_back("Origin", options.origin.toUtf8());
    if (!options.subprotocols.isEmpty())
        head.fields.emplace_back("Sec-WebSocket-Protocol",
                                 options.subprotocols.join(QLatin1String(", ")).toLatin1());
    if (!url.userInfo().isEmpty()) {
        const QString user = url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded);
        head.fields.emplace_back("Authorization", "Basic " + user.toUtf8().toBase64());
    }
    for (const HeaderField &field : options.headers) {
        // A header of one's own replaces the one made here, so that each can be tried out.
        head.fields.removeIf([&](const HeaderField &made) {
            return made.first.compare(field.first, Qt::CaseInsensitive) == 0;
        });
    }
    head.fields += options.headers;
    if (headerValue(head.fields, "User-Agent").isEmpty())
        head.fields.emplace_back("User-Agent", "WebSocketLab");
    return head;
}

}

Client::Client(MessageLog *log, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_upgrader(new Upgrader(this))
    , m_openTimer(this)
{
    m_openTimer.setSingleShot(true);
    connect(&m_openTimer, &QTimer::timeout, this, [this] {
        const bool connected = m_transport && m_transport->state() == QAbstractSocket::ConnectedState;
        fail(ClientFailure::timedOut(m_options.url, m_options.openDeadline, connected));
    });
}

Client::~Client() = default;

Client::State Client::state() const
{
    return m_state;
}

void Client::open(const ClientOptions &options)
{
    if (m_state != State::Unconnected) {
        emit refused(tr("There is a connection already: disconnect first."));
        return;
    }
    m_options = options;
    setState(State::Connecting);
    if (const QString sentence = wrongOption(options); !sentence.isEmpty()) {
        fail(sentence);
        return;
    }
    m_log->appendText(EntryKind::Info,
                      tr("Connecting to %1.").arg(options.url.toString(QUrl::RemoveUserInfo)));
    m_openTimer.start(options.openDeadline);
    startTransport();
}

void Client::startTransport()
{
    const QUrl &url = m_options.url;
    const bool secure = isSecure(url);
    m_transport = secure ? new QSslSocket(this) : new QTcpSocket(this);
    m_transport->setProxy(toProxy(m_options.proxy, url));
    connect(m_transport, &QAbstractSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        // A response may have come right before the end.
        readResponse();
        if (m_state == State::Connecting && m_transport)
            fail(ClientFailure::socketFailed(m_options.url, error, m_transport->errorString()));
    });
    if (secure) {
        auto *tls = static_cast<QSslSocket *>(m_transport);
        QString error;
        const auto configuration = Tls::client(m_options.tls, &error);
        if (!configuration) {
            fail(error);
            return;
        }
        tls->setSslConfiguration(*configuration);
        connect(tls, &QSslSocket::sslErrors, this,
                [this, tls](const QList<QSslError> &errors) { judgeCertificate(tls, errors); });
        connect(tls, &QSslSocket::encrypted, this, [this, tls] {
            // A valid certificate is not enough where a certain one was asked for.
            if (!m_options.tls.pins.isEmpty() && !Tls::isPinned(tls->peerCertificate(), m_options.tls.pins))
                distrust(tls, {}); // valid, but another one
            else
                sendRequest();
        });
        tls->connectToHostEncrypted(url.host(QUrl::FullyEncoded), portOf(url));
    } else {
        connect(m_transport, &QAbstractSocket::connected, this, &Client::sendRequest);
        m_transport->connectToHost(url.host(QUrl::FullyEncoded), portOf(url));
    }
}

void Client::judgeCertificate(QSslSocket *socket, const QList<QSslError> &errors)
{
    const QSslCertificate certificate = socket->peerCertificate();
    if (m_options.tls.acceptAnything) {
        m_log->appendText(
            EntryKind::Error,
            tr("The server's certificate is not trusted, and was accepted all the same: anybody may be "
               "listening."));
        socket->ignoreSslErrors();
    } else if (Tls::isPinned(certificate, m_options.tls.pins)) {
        socket->ignoreSslErrors();
    } else {
        distrust(socket, errors);
    }
}

void Client::distrust(QSslSocket *socket, const QList<QSslError> &errors)
{
    const QString host = m_options.url.host();
    Distrust distrust;
    distrust.certificates = peerCertificates(socket);
    distrust.host = host;
    distrust.authorities = m_options.tls.authorities;
    distrust.publicKeyHash = Tls::publicKeyHash(socket->peerCertificate());
    distrust.code = Tls::shortCode(socket->peerCertificate());
    distrust.isPinBroken = !m_options.tls.pins.isEmpty();
    distrust.browsers =
        CertificateText::verdict(distrust.certificates, Tls::trustedAuthorities(m_options.tls),
                                 Tls::trustedAuthorities({}), host)
            .browsers;
    if (!errors.isEmpty()) {
        // Qt says "unknown error" for several reasons; asked again, OpenSSL names them.
        const auto faults = verifyServer(distrust.certificates, Tls::trustedAuthorities(m_options.tls), host);
        distrust.why = faults.isEmpty() ? DisplayText::oneLine(errors.first().errorString(), 200) + u'.'
                                        : CertificateText::explainAll(faults, distrust.certificates, host);
    }
    emit distrusted(distrust);
    fail(distrust.isPinBroken ? ClientFailure::notPinned(m_options.url, distrust.code)
                              : ClientFailure::notTrusted(m_options.url, distrust.why, distrust.code));
}

void Client::sendRequest()
{
    m_transport->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_transport->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_request = makeRequest(m_options);
    QByteArray bytes = "GET " + m_request.target + " HTTP/1.1\r\n";
    for (const HeaderField &field : std::as_const(m_request.fields))
        bytes += field.first + ": " + field.second + "\r\n";
    connect(m_transport, &QIODevice::readyRead, this, &Client::readResponse);
    m_transport->write(bytes + "\r\n");
}

void Client::readResponse()
{
    if (m_state != State::Connecting || !m_transport || m_transport->bytesAvailable() == 0)
        return;
    const Limits limits = responseLimits();
    ResponseHead head;
    const QByteArray answer = m_transport->peek(limits.headBytes + 1);
    if (!isSecure(m_options.url) && saysThatItSpeaksTls(answer)) {
        fail(ClientFailure::speaksTls(m_options.url));
        return;
    }
    switch (parseResponseHead(answer, limits, &head)) {
    case HeadStatus::Incomplete:
        return;
    case HeadStatus::Invalid:
        fail(ClientFailure::notHttp(m_options.url));
        return;
    case HeadStatus::Valid:
        break;
    }
    if (const QString sentence = judgeResponse(head); !sentence.isEmpty()) {
        fail(sentence);
        return;
    }
    m_transport->skip(head.size);
    m_handshake.peer = hostPort(m_transport->peerAddress().toString(), m_transport->peerPort());
    m_handshake.subprotocol = QString::fromLatin1(headerValue(head.fields, "Sec-WebSocket-Protocol"));
    if (isSecure(m_options.url))
        m_handshake.certificates = peerCertificates(static_cast<QSslSocket *>(m_transport));
    adopt();
}

QString Client::judgeResponse(const ResponseHead &head) const
{
    if (head.status != 101)
        return ClientFailure::refusedWith(m_options.url, head);
    if (!headerHasToken(head.fields, "Upgrade", "websocket")
        || !headerHasToken(head.fields, "Connection", "upgrade"))
        return tr("The server switched protocols, but not to WebSocket.");
    const QByteArray key = headerValue(m_request.fields, "Sec-WebSocket-Key");
    if (headerValue(head.fields, "Sec-WebSocket-Accept") != acceptKey(key))
        return tr("The server's Sec-WebSocket-Accept does not fit our key: something between may have "
                  "answered from "
                  "a cache.");
    if (!headerValue(head.fields, "Sec-WebSocket-Extensions").isEmpty())
        return tr("The server chose an extension that was not offered: %1.")
            .arg(DisplayText::oneLine(QByteArrayView(headerValue(head.fields, "Sec-WebSocket-Extensions")),
                                      80));
    const QByteArray subprotocol = headerValue(head.fields, "Sec-WebSocket-Protocol");
    if (!subprotocol.isEmpty() && !headerHasToken(m_request.fields, "Sec-WebSocket-Protocol", subprotocol))
        return tr("The server chose the subprotocol \"%1\", which was not offered.")
            .arg(DisplayText::oneLine(QByteArrayView(subprotocol), 80));
    return {};
}

void Client::adopt()
{
    QTcpSocket *transport = std::exchange(m_transport, nullptr);
    transport->disconnect(this);
    FrameSocket::Bounds bounds;
    bounds.messageBytes = m_options.messageBytes;
    bounds.unsentBytes = std::numeric_limits<qint64>::max(); // canSend() refuses before
    bounds.closeDeadline = m_options.closeDeadline;
    m_endpoint = new Endpoint(new SocketTransport(transport), {}, FrameSocket::Role::Client, bounds,
                              {m_options.pingInterval, m_options.pongDeadline}, m_log, 0, this);
    connect(m_endpoint, &Endpoint::opened, this, [this] {
        m_openTimer.stop();
        m_log->appendText(EntryKind::Info,
                          m_handshake.subprotocol.isEmpty()
                              ? tr("Connected to %1.").arg(m_handshake.peer)
                              : tr("Connected to %1 with the subprotocol %2.")
                                    .arg(m_handshake.peer, m_handshake.subprotocol));
        setState(State::Connected);
        emit connected(m_handshake);
    });
    connect(m_endpoint, &Endpoint::textReceived, this, &Client::textReceived);
    connect(m_endpoint, &Endpoint::binaryReceived, this, &Client::binaryReceived);
    connect(m_endpoint, &Endpoint::pingReceived, this, &Client::pingReceived);
    connect(m_endpoint, &Endpoint::pongReceived, this, &Client::pongReceived);
    connect(m_endpoint, &Endpoint::closing, this, [this] { setState(State::Closing); });
    connect(m_endpoint, &Endpoint::closed, this, &Client::finish);
    m_endpoint->open(m_upgrader, m_request);
}

void Client::finish(const CloseStatus &status)
{
    if (m_state == State::Connecting) {
        fail(ClientFailure::socketFailed(m_options.url, QAbstractSocket::RemoteHostClosedError, {}));
        return;
    }
    drop();
    m_log->appendText(status.clean ? EntryKind::Info : EntryKind::Error,
                      tr("Closed: %1.").arg(status.toString()));
    setState(State::Unconnected);
    emit closed(status);
}

void Client::fail(const QString &sentence)
{
    drop();
    m_log->appendText(EntryKind::Error, sentence);
    setState(State::Unconnected);
    emit failed(sentence);
}

void Client::drop()
{
    m_openTimer.stop();
    if (QTcpSocket *transport = std::exchange(m_transport, nullptr)) {
        transport->disconnect(this);
        transport->abort();
        transport->deleteLater();
    }
    if (Endpoint *endpoint = std::exchange(m_endpoint, nullptr)) {
        endpoint->disconnect(this);
        endpoint->deleteLater();
    }
}

void Client::close(quint16 code, const QString &reason)
{
    if (m_state == State::Connecting)
        fail(
            tr("Connecting to %1 was cancelled.").arg(hostPort(m_options.url.host(), portOf(m_options.url))));
    else if (m_state == State::Connected)
        m_endpoint->close(code, reason);
}

void Client::abort()
{
    if (m_state == State::Connecting)
        close();
    else if (m_endpoint)
        m_endpoint->abort(tr("This side dropped the connection."));
}

bool Client::canSend(qsizetype bytes)
{
    if (m_state != State::Connected) {
        emit refused(tr("Not sent: there is no connection."));
        return false;
    }
    if (m_endpoint->unsentBytes() + bytes > m_options.unsentBytes) {
        emit refused(tr("Not sent: %1 are waiting already for the server, which reads too slowly.")
                         .arg(DisplayText::byteCount(quint64(m_endpoint->unsentBytes()))));
        return false;
    }
    return true;
}

void Client::sendText(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    if (canSend(utf8.size()))
        m_endpoint->sendText(utf8);
}

void Client::sendBinary(const QByteArray &bytes)
{
    if (canSend(bytes.size()))
        m_endpoint->sendBinary(bytes);
}

void Client::ping(const QByteArray &payload)
{
    if (canSend(payload.size()))
        m_endpoint->ping(payload);
}

void Client::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}
