#pragma once

#include <QString>
#include <QUrl>

/// `127.0.0.1:80`, `[::1]:80`: an address or name and a port as they are written together (RFC 3986
/// section 3.2).
inline QString hostPort(const QString &host, quint16 port)
{
    return (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host).arg(port);
}

/// Whether \a url is a WebSocket's over TLS (RFC 6455 section 3).
inline bool isSecure(const QUrl &url)
{
    return url.scheme() == QLatin1String("wss");
}

/// The port that \a url means: 443 for wss and 80 for ws where it names none (RFC 6455 section 3).
inline quint16 portOf(const QUrl &url)
{
    return quint16(url.port(isSecure(url) ? 443 : 80));
}
