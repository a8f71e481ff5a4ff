#include "clientfailure.h"

#include "displaytext.h"
#include "hostport.h"

#include <QLocale>

namespace {

QString place(const QUrl &url)
{
    return hostPort(url.host(), portOf(url));
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

QString ClientFailure::refusedWith(const QUrl &url, const ResponseHead &head)
{
    const QString answer =
        QStringLiteral("%1 (%2)").arg(head.status).arg(DisplayText::oneLine(QByteArrayView(head.reason), 80));
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
        return tr("%1 answered %2: it wants a user name and a password, or a token in a header.")
            .arg(place(url), answer);
    case 403:
        return tr("%1 answered %2: it does not let this client in. Some servers ask for an Origin that they "
                  "know.")
            .arg(place(url), answer);
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

QString ClientFailure::timedOut(const QUrl &url, std::chrono::milliseconds deadline, bool connected)
{
    const QString seconds = QLocale().toString(double(deadline.count()) / 1000);
    return connected ? tr("%1 took the connection but did not answer within %2 s. Does it speak WebSocket?")
                           .arg(place(url), seconds)
                     : tr("%1 did not answer within %2 s. Check the address, the network and the firewall.")
                           .arg(place(url), seconds);
}
