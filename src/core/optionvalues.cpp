#include "optionvalues.h"

#include "commandlineoptions.h"
#include "requesthead.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace OptionValues {

using CommandLine::Sentence;
using CommandLine::shown;

namespace {

constexpr double longestSeconds = 1'000'000;

}

QString readLevel(const QString &value, LogLevel *level)
{
    if (value == "error"_L1)
        *level = LogLevel::Error;
    else if (value == "info"_L1)
        *level = LogLevel::Info;
    else if (value == "debug"_L1)
        *level = LogLevel::Debug;
    else
        return Sentence::tr("%1 is no log level; there are error, info and debug.").arg(shown(value));
    return {};
}

QString readSeconds(const QString &value, std::chrono::milliseconds *time)
{
    bool isNumber = false;
    const double seconds = value.toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0 && seconds <= longestSeconds))
        return Sentence::tr("%1 is no time; write seconds as a number like 2 or 0.5.").arg(shown(value));
    *time = std::chrono::milliseconds(std::llround(seconds * 1000));
    return {};
}

QString readPort(const QString &value, ServiceKind service, ServerOptions *options)
{
    auto &listeners = options->listeners;
    listeners.removeIf([service](const ListenerOptions &listener) { return listener.service == service; });
    if (value == "off"_L1)
        return {};
    bool isPort = false;
    const quint16 port = value.toUShort(&isPort);
    if (!isPort)
        return Sentence::tr("%1 is no port; write a number from 0 (any free port) to 65535, or off.")
            .arg(shown(value));
    listeners.append({service, port});
    return {};
}

QString readPort(const QString &value, quint16 *port)
{
    bool isPort = false;
    const quint16 read = value.toUShort(&isPort);
    if (!isPort)
        return Sentence::tr("%1 is no port; write a number from 0 (any free port) to 65535.")
            .arg(shown(value));
    *port = read;
    return {};
}

QString readOrigin(const QString &value, QString *origin)
{
    const QUrl url(value, QUrl::StrictMode);
    const bool isOrigin = url.isValid() && !url.scheme().isEmpty() && !url.host().isEmpty()
        && (url.path().isEmpty() || url.path() == "/"_L1) && !url.hasQuery() && !url.hasFragment();
    if (!isOrigin && value != "null"_L1)
        return Sentence::tr("%1 is no origin; write one like https://example.com:8443, or null.")
            .arg(shown(value));
    *origin = value.endsWith(u'/') ? value.chopped(1) : value;
    return {};
}

QString readHeader(const QString &value, ClientOptions *options)
{
    const QByteArray line = value.toUtf8();
    if (line.contains('\r') || line.contains('\n'))
        return Sentence::tr(
                   "The header %1 has a line end in it, which no header can have; give each header its "
                   "own --header.")
            .arg(shown(value));
    if (std::ranges::any_of(line, [](char c) { return (quint8(c) < 0x20 && c != '\t') || c == 0x7F; }))
        return Sentence::tr("The header %1 has control characters in it, which no header can have.")
            .arg(shown(value));
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.first(std::max<qsizetype>(0, colon));
    if (!isToken(name))
        return Sentence::tr("%1 is no header; write one like 'Authorization: Bearer 1234'.")
            .arg(shown(value));

    constexpr std::array ownNames{"host"_L1, "upgrade"_L1, "connection"_L1};
    const QString lowerName = QString::fromLatin1(name).toLower();
    if (lowerName == "sec-websocket-protocol"_L1)
        return Sentence::tr("The header %1 has an option of its own: --subprotocol.").arg(shown(value));
    if (lowerName == "origin"_L1)
        return Sentence::tr("The header %1 has an option of its own: --origin.").arg(shown(value));
    if (std::ranges::find(ownNames, lowerName) != ownNames.end() || lowerName.startsWith("sec-websocket-"_L1))
        return Sentence::tr(
                   "The header %1 belongs to the opening handshake and cannot be changed; leave it out.")
            .arg(shown(value));
    options->headers.emplaceBack(name, line.sliced(colon + 1).trimmed());
    return {};
}

QString readSubprotocol(const QString &value, ClientOptions *options)
{
    if (!isToken(value.toUtf8()))
        return Sentence::tr("%1 is no subprotocol; write one name without spaces and commas, like chat.v2.")
            .arg(shown(value));
    if (options->subprotocols.contains(value))
        return Sentence::tr("The subprotocol %1 is given twice; name each once.").arg(shown(value));
    options->subprotocols += value;
    return {};
}

QString readProxy(const QString &value, ProxyOptions *proxy)
{
    using Kind = ProxyOptions::Kind;
    *proxy = {};
    if (value == "none"_L1)
        return {};
    if (value == "system"_L1) {
        proxy->kind = Kind::System;
        return {};
    }
    const QUrl url(value, QUrl::StrictMode);
    const bool http = url.scheme() == "http"_L1;
    if (!url.isValid() || (!http && url.scheme() != "socks5"_L1) || url.host().isEmpty() || url.port() < 1)
        return Sentence::tr("%1 is no proxy; write none, system, http://HOST:PORT or socks5://HOST:PORT.")
            .arg(shown(value));
    *proxy = {http ? Kind::Http : Kind::Socks5, url.host(), quint16(url.port()),
              url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded)};
    return {};
}

QString readName(const QString &value, QStringList *names)
{
    if (value.isEmpty() || value.contains(u'/') || value.contains(u' '))
        return Sentence::tr("%1 is no host; write a name or an address, without a scheme and a path.")
            .arg(shown(value));
    names->append(value);
    return {};
}

QString readFileName(const QString &value, QString *file)
{
    if (value.isEmpty())
        return Sentence::tr("An empty word is no file's name.");
    *file = value;
    return {};
}

QString readPin(const QString &value, QList<QByteArray> *pins)
{
    constexpr qsizetype hashBytes = 32;
    QString text = value;
    // As curl writes it, in base64; as openssl and browsers do, in hex with colons or spaces.
    if (text.startsWith("sha256//"_L1))
        text.remove(0, 8);
    QByteArray hash = QByteArray::fromBase64(text.toLatin1());
    if (hash.size() != hashBytes)
        hash = QByteArray::fromHex(text.remove(u':').remove(u' ').toLatin1());
    if (hash.size() != hashBytes)
        return Sentence::
            tr("%1 is no SHA-256; write the 64 hexadecimal digits of a certificate's fingerprint, or of its "
               "public key's.")
                .arg(shown(value));
    pins->append(hash);
    return {};
}

QString readBytes(const QString &value, quint64 *bytes)
{
    constexpr quint64 most = 1024 * 1024 * 1024;
    bool isNumber = false;
    const quint64 number = value.toULongLong(&isNumber);
    if (!isNumber || number == 0 || number > most)
        return Sentence::tr("%1 is no size; write a number of bytes from 1 to 1073741824.").arg(shown(value));
    *bytes = number;
    return {};
}

QString readConnections(const QString &value, int *connections)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    if (!isNumber || number < 1 || number > 1'000'000)
        return Sentence::tr("%1 is no number of connections; write one from 1 to 1000000.").arg(shown(value));
    *connections = number;
    return {};
}

}
