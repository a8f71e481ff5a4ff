#include "options.h"

#include "displaytext.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, serviceKindCount> serviceNames{"hello"_L1, "time"_L1, "counter"_L1,
                                                                       "echo"_L1, "broadcast"_L1};

/// What this file says in the user's language.
struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(WebSocketUrl)
};

// The port at the end of "user@host:port", as typed.
QStringView typedPort(QStringView authority)
{
    const QStringView host = authority.sliced(authority.lastIndexOf(u'@') + 1);
    const qsizetype colon = host.lastIndexOf(u':');
    return colon < 0 || host.indexOf(u']') > colon ? QStringView() : host.sliced(colon + 1);
}

bool isPort(QStringView text)
{
    bool isNumber = false;
    const uint port = text.toUInt(&isNumber);
    return isNumber && port >= 1 && port <= 65535 && text.front().isDigit();
}

}

QString serviceName(ServiceKind kind)
{
    return serviceNames[size_t(kind)];
}

std::optional<ServiceKind> serviceByName(QStringView name)
{
    for (size_t i = 0; i < serviceNames.size(); ++i) {
        if (name == serviceNames[i])
            return ServiceKind(i);
    }
    return {};
}

ServiceKind serviceForPath(const QString &path, ServiceKind fallback)
{
    const QStringView segment = QStringView(path).sliced(path.lastIndexOf(u'/') + 1);
    return serviceByName(segment).value_or(fallback);
}

std::optional<QUrl> webSocketUrl(const QString &typed, QString *error)
{
    const auto wrong = [error](const QString &sentence) {
        if (error)
            *error = sentence;
        return std::nullopt;
    };
    const QString text = typed.trimmed();
    const QString shown = DisplayText::oneLine(text, 100);
    if (text.isEmpty())
        return wrong(Sentence::tr("There is no address; write one like ws://localhost:8765/."));

    // "localhost:6789" has no scheme: only "://" ends one, where no path began before it.
    static const QRegularExpression authorityEnd(u"[/?#\\\\]"_s);
    const qsizetype colon = text.indexOf("://"_L1);
    const bool hasScheme = colon >= 0 && text.indexOf(authorityEnd) == colon + 1;
    const QString typedScheme = hasScheme ? text.first(colon).toLower() : u"ws"_s;
    const QString rest = hasScheme ? text.sliced(colon + 3) : text;
    const bool secure = typedScheme == "wss"_L1 || typedScheme == "https"_L1;
    if (!secure && typedScheme != "ws"_L1 && typedScheme != "http"_L1)
        return wrong(Sentence::tr("%1 does not begin with ws:// or wss://.").arg(shown));

    const qsizetype end = rest.indexOf(authorityEnd);
    const QString authority = end < 0 ? rest : rest.first(end);
    if (authority.isEmpty())
        return wrong(
            Sentence::tr("%1 names no host; write an address like ws://localhost:8765/.").arg(shown));
    if (authority.count(u':') > 1 && !authority.contains(u'[') && !authority.contains(u'@'))
        return wrong(
            Sentence::tr("%1 has too many colons; an IPv6 address needs brackets, like ws://[::1]:8765/.")
                .arg(shown));
    if (const QStringView port = typedPort(authority); !port.isNull() && !isPort(port))
        return wrong(Sentence::tr("%1 has no valid port; ports are numbers from 1 to 65535.").arg(shown));

    QUrl url((secure ? u"wss://"_s : u"ws://"_s) + rest, QUrl::TolerantMode);
    if (!url.isValid() || url.host().isEmpty())
        return wrong(Sentence::tr("%1 is not an address that can be understood; write one like "
                                  "ws://localhost:8765/.")
                         .arg(shown));
    if (url.hasFragment())
        return wrong(
            Sentence::tr("%1 has a # part, which the address of a WebSocket cannot have; leave it out, "
                         "or write %23 for the character.")
                .arg(shown));
    if (url.path().isEmpty())
        url.setPath(u"/"_s);
    return url;
}
