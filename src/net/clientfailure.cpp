#include "clientfailure.h"

#include "displaytext.h"
#include "hostport.h"

#include <QLocale>

#include <algorithm>

namespace {

QString place(const QUrl &url)
{
    return hostPort(url.host(), portOf(url));
}

/// A program that passes requests on to others, as far as its response tells; else empty.
QString proxyBehind(const ResponseHead &head)
{
    static const QByteArray known[] = {"nginx", "openresty", "Apache",  "haproxy",    "Caddy",
                                       "envoy", "istio",     "Traefik", "cloudflare", "Varnish",
                                       "squid", "awselb",    "lighttpd"};
    const QByteArray server = headerValue(head.fields, "Server");
    for (const QByteArray &name : known) {
        if (server.startsWith(name))
            return QString::fromLatin1(name);
    }
    const QByteArray via = headerValue(head.fields, "Via");
    return via.isEmpty() ? QString() : DisplayText::oneLine(via, 40);
}

QString answerOf(const ResponseHead &head)
{
    return QStringLiteral("%1 (%2)").arg(head.status).arg(DisplayText::oneLine(head.reason, 80));
}

bool sendsCredentials(const ClientOptions &options)
{
    return !options.url.userInfo().isEmpty()
        || std::any_of(options.headers.begin(), options.headers.end(), [](const HeaderField &field) {
               return field.first.compare("Authorization", Qt::CaseInsensitive) == 0;
           });
}

/// Whether \a head and \a body complain that the request asked for no WebSocket. Ours did.
bool missesUpgrade(const ResponseHead &head, const QByteArray &body)
{
    if (head.status != 400 && head.status != 426)
        return false;
    const QList<QByteArray> versions = headerValues(head.fields, "Sec-WebSocket-Version");
    if (!versions.isEmpty() && !headerHasToken(head.fields, "Sec-WebSocket-Version", "13"))
        return false; // it saw our version, and does not like it
    const QByteArray words = body.toLower();
    if (head.status == 426 || words.contains("upgrade"))
        return true;
    const bool complains = !versions.isEmpty() || words.contains("websocket") || words.contains("http/1.1");
    return complains && !proxyBehind(head).isEmpty();
}

}

QString ClientFailure::socketFailed(const QUrl &url, QAbstractSocket::SocketError error,
                                    const QString &detail)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return tr("Nothing listens on %1. Is the server started, and is the port right?").arg(place(url));
    case QAbstractSocket::HostNotFoundError:
        return tr("There is no host named \"%1\". Check the spelling, or the network.").arg(url.host());
    case QAbstractSocket::RemoteHostClosedError:
        return url.scheme() == QLatin1String("wss")
            ? tr("%1 ended the connection without answering. Does it speak WebSocket, and does it want to "
                 "see a "
                 "certificate of this client?")
                  .arg(place(url))
            : tr("%1 ended the connection without answering. Does it speak WebSocket, and with TLS (wss) "
                 "only?")
                  .arg(place(url));
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::NetworkError:
        return tr("%1 cannot be reached. Check the address and the network.").arg(place(url));
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return tr("The proxy did not let the connection to %1 through (%2). Check the proxy's address, or "
                  "choose "
                  "no proxy.")
            .arg(place(url), detail);
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return tr("The proxy wants a user name and a password for the connection to %1.").arg(place(url));
    case QAbstractSocket::SslHandshakeFailedError:
        if (detail.contains(QLatin1String("wrong version number")))
            return tr("What listens on %1 does not speak TLS: connect with ws instead of wss.")
                .arg(place(url));
        if (detail.contains(QLatin1String("alert protocol version")))
            return tr("%1 speaks only an old TLS that is not safe any more (this program speaks TLS 1.2 and "
                      "newer), so nothing was sent.")
                .arg(place(url));
        return tr("No secure connection to %1: %2.").arg(place(url), DisplayText::oneLine(detail, 200));
    default:
        // TLS 1.3 says so after the handshake, with any error.
        if (detail.contains(QLatin1String("alert certificate required")))
            return tr("%1 lets only clients in that show a certificate of their own: give this one a "
                      "certificate that the server knows.")
                .arg(place(url));
        return tr("Connecting to %1 failed: %2.").arg(place(url), detail);
    }
}

QString ClientFailure::notTrusted(const QUrl &url, const QString &why, const QString &code)
{
    return tr("The certificate of %1 is not trusted, so nothing was sent. %2 Its short code is %3: compare "
              "it with what "
              "the server shows.")
        .arg(place(url), why, code);
}

QString ClientFailure::notPinned(const QUrl &url, const QString &code)
{
    return tr("%1 showed another certificate than the pinned one, so nothing was sent: somebody may be in "
              "between, or "
              "the server has a new one. Its short code is %2.")
        .arg(place(url), code);
}

QString ClientFailure::refusedWith(const ClientOptions &options, const ResponseHead &head,
                                   const QByteArray &body)
{
    const QString proxy = proxyBehind(head);
    if (missesUpgrade(head, body))
        return tr("%1 answered %2: the request did not arrive as one for a WebSocket, so something in "
                  "between (%3) does not pass on the headers Upgrade and Connection. In nginx that takes "
                  "proxy_http_version 1.1, proxy_set_header Upgrade $http_upgrade and proxy_set_header "
                  "Connection \"Upgrade\".")
            .arg(place(options.url), answerOf(head), proxy.isEmpty() ? tr("a proxy") : proxy);
    const QString sentence = refusedByStatus(options, head);
    if (!proxy.isEmpty() && (head.status == 200 || head.status == 404))
        return sentence + u' '
            + tr("If %1 is to lead to a WebSocket there, make sure that it passes on the headers Upgrade and "
                 "Connection.")
                  .arg(proxy);
    return sentence;
}

QString ClientFailure::notLetIn(const ClientOptions &options, const QString &answer)
{
    if (options.origin.isEmpty())
        return tr("%1 answered %2: it does not let this client in. No Origin was sent; some servers ask for "
                  "one that they know.")
            .arg(place(options.url), answer);
    return tr("%1 answered %2: it does not let this client in. The Origin \"%3\" was sent; some servers let "
              "in only Origins that they know, in most cases their own address.")
        .arg(place(options.url), answer, DisplayText::oneLine(options.origin, 100));
}

QString ClientFailure::refusedByStatus(const ClientOptions &options, const ResponseHead &head)
{
    const QUrl &url = options.url;
    const QString answer = answerOf(head);
    switch (head.status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
        return tr("%1 answered %2 and points to \"%3\": connect to that address instead.")
            .arg(place(url), answer,
                 DisplayText::oneLine(QByteArrayView(headerValue(head.fields, "Location")), 200));
    case 401:
        return sendsCredentials(options)
            ? tr("%1 answered %2: it does not accept the user name and password, or the token, that were "
                 "sent.")
                  .arg(place(url), answer)
            : tr("%1 answered %2: it wants a user name and a password, or a token in a header.")
                  .arg(place(url), answer);
    case 403:
        return notLetIn(options, answer);
    case 404:
        return tr("%1 answered %2: there is no WebSocket at the path \"%3\".")
            .arg(place(url), answer, url.path());
    case 200:
        return tr("%1 answered %2 with a page: it is a web server, but there is no WebSocket at the path "
                  "\"%3\".")
            .arg(place(url), answer, url.path());
    case 426:
        return tr("%1 answered %2: it asks for another protocol or version.").arg(place(url), answer);
    case 502:
    case 503:
    case 504:
        return tr("%1 answered %2: the server, or the one behind it, is not available now. Try again later.")
            .arg(place(url), answer);
    default:
        return tr("%1 answered %2 instead of opening a WebSocket.").arg(place(url), answer);
    }
}

QString ClientFailure::speaksTls(const QUrl &url)
{
    return tr("What listens on %1 speaks TLS: connect with wss instead of ws.").arg(place(url));
}

QString ClientFailure::notHttp(const QUrl &url)
{
    return tr("What listens on %1 does not speak HTTP, so it cannot open a WebSocket.").arg(place(url));
}

QString ClientFailure::timedOut(const QUrl &url, std::chrono::milliseconds deadline, ConnectionStep step)
{
    const QString seconds = QLocale().toString(double(deadline.count()) / 1000);
    switch (step) {
    case ConnectionStep::Name:
        return tr("No name server told the address of \"%1\" within %2 s. Check the network.")
            .arg(url.host(), seconds);
    case ConnectionStep::Tcp:
        return tr("%1 did not answer within %2 s. Check the address, the network and the firewall.")
            .arg(place(url), seconds);
    case ConnectionStep::Tls:
        return tr("%1 took the connection but did not answer with TLS within %2 s. Perhaps it speaks none: "
                  "try ws instead of wss.")
            .arg(place(url), seconds);
    case ConnectionStep::Upgrade:
        return tr("%1 took the connection but did not answer within %2 s. Does it speak WebSocket?")
            .arg(place(url), seconds);
    case ConnectionStep::FirstFrame:
        break;
    }
    return tr("%1 opened the WebSocket but sent nothing within %2 s, not even the answer to a ping. "
              "Something in between may hold the frames back, or the server does not answer pings.")
        .arg(place(url), seconds);
}
