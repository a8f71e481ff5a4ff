#include "accessrules.h"

#include "displaytext.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace AccessRules {

namespace {

constexpr QByteArrayView hostMarks = "-._~";

bool isHostCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || quint8(c) >= 0x80
        || hostMarks.contains(c);
}

bool isPortOrEmpty(QByteArrayView text)
{
    return text.size() <= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })
        && text.toByteArray().toUInt() <= 65535;
}

// An address as it is compared and shown; null for what is none. What an interface's name would
// bring into it is refused: it is text from the wire.
QHostAddress address(const QString &text)
{
    if (text.contains(u'%'))
        return {};
    const QHostAddress parsed(text);
    bool isIPv4 = false;
    const quint32 mapped = parsed.toIPv4Address(&isIPv4);
    return isIPv4 ? QHostAddress(mapped) : parsed;
}

// A host as it is compared: an address or a name in lower case, without a dot at its end.
QString comparable(const QString &host)
{
    if (const QHostAddress literal = address(host); !literal.isNull())
        return literal.toString();
    const QString ace = QString::fromLatin1(QUrl::toAce(host));
    const QString name = ace.isEmpty() ? host.toLower() : ace;
    return name.endsWith(u'.') ? name.chopped(1) : name;
}

// The host in "host", "host:port", "[::1]" or "[::1]:port"; empty for what is none of them.
QString hostOf(QByteArrayView authority)
{
    if (authority.startsWith('[')) {
        const qsizetype end = authority.indexOf(']');
        if (end < 0)
            return {};
        const QString literal = QString::fromLatin1(authority.sliced(1, end - 1));
        const QByteArrayView port = authority.sliced(end + 1);
        const bool isIPv6 = QHostAddress(literal).protocol() == QAbstractSocket::IPv6Protocol;
        const bool ends = port.isEmpty() || (port.startsWith(':') && isPortOrEmpty(port.sliced(1)));
        return isIPv6 && ends ? comparable(literal) : QString();
    }
    const qsizetype colon = authority.indexOf(':');
    const QByteArrayView host = colon < 0 ? authority : authority.first(colon);
    if (colon >= 0 && !isPortOrEmpty(authority.sliced(colon + 1)))
        return {};
    return std::ranges::all_of(host, isHostCharacter) ? comparable(QString::fromUtf8(host)) : QString();
}

bool isListed(const QString &host, const QStringList &list)
{
    return std::ranges::any_of(list, [&host](const QString &entry) {
        return comparable(entry) == host || hostOf(entry.toUtf8()) == host;
    });
}

bool isLocalhost(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1);
}

// An Origin (RFC 6454 section 6.2), taken apart.
struct Origin
{
    QByteArray scheme;
    QString host;
    int port = 0;

    bool operator==(const Origin &) const = default;
};

std::optional<Origin> parseOrigin(QByteArrayView text)
{
    const qsizetype schemeEnd = text.indexOf("://");
    if (schemeEnd <= 0)
        return {};
    QByteArrayView authority = text.sliced(schemeEnd + 3);
    if (authority.endsWith('/')) // as people write it into a list
        authority.chop(1);
    Origin origin{text.first(schemeEnd).toByteArray().toLower(), hostOf(authority), 0};
    if (origin.host.isEmpty())
        return {};
    const qsizetype colon = authority.lastIndexOf(':');
    if (colon > authority.lastIndexOf(']'))
        origin.port = authority.sliced(colon + 1).toByteArray().toInt();
    if (origin.port == 0)
        origin.port = origin.scheme == "https" ? 443 : 80;
    return origin;
}

bool isTrusted(const QHostAddress &peer, const QStringList &trusted)
{
    return std::ranges::any_of(trusted, [&peer](const QString &entry) { return address(entry) == peer; });
}

}

std::optional<Refusal> refuseHost(const RequestHead &head, const Place &place)
{
    const QList<QByteArray> values = headerValues(head.fields, "Host");
    if (values.size() != 1)
        return Refusal{400, QT_TRANSLATE_NOOP("WireText", "The request needs exactly one Host field.")};
    const QString host = hostOf(values.first());
    if (host.isEmpty())
        return Refusal{400, QT_TRANSLATE_NOOP("WireText", "The Host field is not a host.")};
    if (isLocalhost(host) || !QHostAddress(host).isNull() || isListed(host, place.names)
        || isListed(host, place.allowedHosts))
        return {};
    return Refusal{421,
                   {QT_TRANSLATE_NOOP("WireText", "This server does not answer for the host %1."),
                    DisplayText::oneLine(host, 200).toUtf8()}};
}

std::optional<Refusal> refuseOrigin(const RequestHead &head, const Place &place)
{
    const QList<QByteArray> values = headerValues(head.fields, "Origin");
    if (values.isEmpty() || place.loopback)
        return {};
    const auto refused = [&] {
        const QByteArray name = DisplayText::oneLine(values.first(), 200).toUtf8();
        return Refusal{
            403,
            {QT_TRANSLATE_NOOP("WireText", "Pages of the origin %1 may not connect to this server."), name}};
    };
    if (values.size() > 1)
        return Refusal{403, QT_TRANSLATE_NOOP("WireText", "The request has more than one Origin.")};
    const QByteArray &value = values.first();
    if (place.allowedOrigins.contains(QString::fromUtf8(value)))
        return {};
    const auto origin = parseOrigin(value);
    if (!origin)
        return refused();
    const bool fromWeb = origin->scheme == "http" || origin->scheme == "https";
    if (fromWeb && origin->host == hostOf(headerValue(head.fields, "Host")))
        return {};
    const bool allowed = std::ranges::any_of(place.allowedOrigins, [&origin](const QString &entry) {
        return parseOrigin(entry.toUtf8()) == origin;
    });
    return allowed ? std::nullopt : std::optional(refused());
}

QString peerAddress(const QString &peer, const HeaderFields &fields, const QStringList &trusted)
{
    if (trusted.isEmpty())
        return peer;
    QHostAddress shown = address(peer);
    if (shown.isNull() || !isTrusted(shown, trusted))
        return peer;
    const QList<QByteArray> entries = headerValues(fields, "X-Forwarded-For").join(',').split(',');
    for (auto entry = entries.crbegin(); entry != entries.crend(); ++entry) { // clang 14 knows no views
        const QHostAddress next = address(QString::fromLatin1(entry->trimmed()));
        if (next.isNull())
            break;
        shown = next;
        if (!isTrusted(next, trusted))
            break;
    }
    return shown.toString();
}

}
