#include "clientrequest.h"

#include "displaytext.h"
#include "hostport.h"

#include <QNetworkProxy>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace {

/// RFC 6455 section 4.1: 16 random bytes, in base64.
QByteArray newKey()
{
    std::array<quint32, 4> random;
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random).toBase64();
}

}

Limits ClientRequest::responseLimits()
{
    Limits limits;
    limits.headBytes = 64 * 1024;
    limits.headFields = 256;
    return limits;
}

QString ClientRequest::wrongOption(const ClientOptions &options)
{
    const auto isLine = [](const QByteArray &text) {
        return !text.contains('\r') && !text.contains('\n') && !text.contains('\0');
    };
    if (!options.url.isValid() || options.url.host().isEmpty()
        || (options.url.scheme() != QLatin1String("ws") && !isSecure(options.url)))
        return tr("\"%1\" is not a ws or wss address.").arg(options.url.toString());
    for (const auto &[name, value] : options.headers) {
        if (name.isEmpty() || !isLine(name) || !isLine(value) || name.contains(':') || name.contains(' '))
            return tr("The header \"%1\" cannot be sent: names have no spaces or colons, and neither names "
                      "nor values have line breaks.")
                .arg(DisplayText::oneLine(QByteArrayView(name), 80));
    }
    if (!isLine(options.origin.toUtf8()))
        return tr("The Origin must not have line breaks.");
    for (const QString &name : options.subprotocols) {
        if (name.isEmpty() || !std::all_of(name.begin(), name.end(), [](QChar c) {
                return c > u' ' && c < QChar(0x7f) && !QStringLiteral("()<>@,;:\\\"/[]?={}").contains(c);
            }))
            return tr("\"%1\" cannot be a subprotocol: it must be a token without spaces or separators.")
                .arg(DisplayText::oneLine(name, 80));
    }
    return {};
}

RequestHead ClientRequest::make(const ClientOptions &options)
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

QString ClientRequest::judge(const ResponseHead &response, const RequestHead &request)
{
    if (!headerHasToken(response.fields, "Upgrade", "websocket")
        || !headerHasToken(response.fields, "Connection", "upgrade"))
        return tr("The server switched protocols, but not to WebSocket.");
    const QByteArray key = headerValue(request.fields, "Sec-WebSocket-Key");
    if (headerValue(response.fields, "Sec-WebSocket-Accept") != acceptKey(key))
        return tr("The server's Sec-WebSocket-Accept does not fit our key: something between may have "
                  "answered from a cache.");
    if (!headerValue(response.fields, "Sec-WebSocket-Extensions").isEmpty())
        return tr("The server chose an extension that was not offered: %1.")
            .arg(DisplayText::oneLine(headerValue(response.fields, "Sec-WebSocket-Extensions"), 80));
    const QByteArray subprotocol = headerValue(response.fields, "Sec-WebSocket-Protocol");
    if (!subprotocol.isEmpty() && !headerHasToken(request.fields, "Sec-WebSocket-Protocol", subprotocol))
        return tr("The server chose the subprotocol \"%1\", which was not offered.")
            .arg(DisplayText::oneLine(subprotocol, 80));
    return {};
}

QNetworkProxy ClientRequest::proxy(const ClientOptions &options)
{
    const ProxyOptions &proxy = options.proxy;
    switch (proxy.kind) {
    case ProxyOptions::Kind::None:
        break;
    case ProxyOptions::Kind::System: {
        QNetworkProxyQuery query(options.url);
        query.setQueryType(QNetworkProxyQuery::TcpSocket);
        return QNetworkProxyFactory::systemProxyForQuery(query).value(0, QNetworkProxy::NoProxy);
    }
    case ProxyOptions::Kind::Http:
        return {QNetworkProxy::HttpProxy, proxy.host, proxy.port, proxy.user, proxy.password};
    case ProxyOptions::Kind::Socks5:
        return {QNetworkProxy::Socks5Proxy, proxy.host, proxy.port, proxy.user, proxy.password};
    }
    return QNetworkProxy::NoProxy;
}
