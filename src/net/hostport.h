#pragma once

#include <QString>

/// `127.0.0.1:80`, `[::1]:80`: an address or name and a port as they are written together (RFC 3986
/// section 3.2).
inline QString hostPort(const QString &host, quint16 port)
{
    return (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host).arg(port);
}
