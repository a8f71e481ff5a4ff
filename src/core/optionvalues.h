#pragma once

#include "messagelog.h"
#include "options.h"

#include <chrono>

/// What follows an option on the command line, judged and taken over. Each function puts \a value where its
/// pointer points and returns nothing, or leaves that alone and returns one sentence that says what is wrong.
namespace OptionValues {

/// error, info or debug.
QString readLevel(const QString &value, LogLevel *level);

/// Seconds as a number, from 0 to a million.
QString readSeconds(const QString &value, std::chrono::milliseconds *time);

/// A port for \a service, 0 for any free one, or off.
QString readPort(const QString &value, ServiceKind service, ServerOptions *options);

/// A port, 0 for any free one.
QString readPort(const QString &value, quint16 *port);

/// A scheme and a host (RFC 6454 section 6.1), or null.
QString readOrigin(const QString &value, QString *origin);

/// A header line that the opening handshake leaves free (RFC 6455 section 4.1).
QString readHeader(const QString &value, ClientOptions *options);

/// A token (RFC 6455 section 4.1), each once.
QString readSubprotocol(const QString &value, ClientOptions *options);

/// none, system, or the URL of an HTTP or SOCKS 5 proxy.
QString readProxy(const QString &value, ProxyOptions *proxy);

/// A host name or an address, appended.
QString readName(const QString &value, QStringList *names);

/// Any file name but an empty one.
QString readFileName(const QString &value, QString *file);

/// A SHA-256 in hexadecimal or as curl writes it, appended.
QString readPin(const QString &value, QList<QByteArray> *pins);

/// Bytes, from 1 to a gigabyte.
QString readBytes(const QString &value, quint64 *bytes);

/// How many connections at once, from 1 to a million.
QString readConnections(const QString &value, int *connections);

}
