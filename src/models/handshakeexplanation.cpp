#include "handshakeexplanation.h"

#include "displaytext.h"
#include "requesthead.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace HandshakeExplanation {

namespace {

/// What this file says in the user's language.
struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(HandshakeExplanation)
};

constexpr qsizetype longestLine = 2'000; // characters

struct Meaning
{
    QByteArrayView name; // in lower case
    const char *text;
};

constexpr std::array meanings{
    Meaning{
        "host",
        QT_TRANSLATE_NOOP("HandshakeExplanation", "The server's name and port, as the address has them.")},
    Meaning{"upgrade",
            QT_TRANSLATE_NOOP("HandshakeExplanation", "The protocol to change to: from HTTP to WebSocket.")},
    Meaning{
        "connection",
        QT_TRANSLATE_NOOP("HandshakeExplanation",
                          "\"Upgrade\" is meant for the next one on the way; so each proxy must take part.")},
    Meaning{"sec-websocket-key",
            QT_TRANSLATE_NOOP(
                "HandshakeExplanation",
                "16 random bytes in base64, other ones each time. No secret: the answer proves that "
                "the server knows WebSockets and that no cache answered.")},
    Meaning{"sec-websocket-version",
            QT_TRANSLATE_NOOP("HandshakeExplanation", "The protocol's version: 13 is RFC 6455.")},
    Meaning{"sec-websocket-protocol",
            QT_TRANSLATE_NOOP(
                "HandshakeExplanation",
                "Subprotocols: what the messages mean. The client offers some, the server chooses one.")},
    Meaning{"sec-websocket-extensions",
            QT_TRANSLATE_NOOP(
                "HandshakeExplanation",
                "Extensions such as compression, which the client offers and the server may accept.")},
    Meaning{
        "sec-websocket-accept",
        QT_TRANSLATE_NOOP("HandshakeExplanation", "Calculated from the client's key, as is shown below.")},
    Meaning{"origin",
            QT_TRANSLATE_NOOP(
                "HandshakeExplanation",
                "The page that asks. Browsers always say it, so that a server can refuse foreign pages.")},
    Meaning{"user-agent", QT_TRANSLATE_NOOP("HandshakeExplanation", "The program that asks.")},
    Meaning{"server", QT_TRANSLATE_NOOP("HandshakeExplanation", "The program that answers.")},
    Meaning{"date", QT_TRANSLATE_NOOP("HandshakeExplanation", "When the server answered.")},
    Meaning{"cookie",
            QT_TRANSLATE_NOOP("HandshakeExplanation",
                              "What the server asked the browser to remember; not kept in the log.")},
    Meaning{
        "set-cookie",
        QT_TRANSLATE_NOOP("HandshakeExplanation", "What the browser is to remember; not kept in the log.")},
    Meaning{"authorization",
            QT_TRANSLATE_NOOP("HandshakeExplanation",
                              "Who asks, with a password or a token; not kept in the log.")},
    Meaning{
        "proxy-authorization",
        QT_TRANSLATE_NOOP("HandshakeExplanation", "A password for a proxy on the way; not kept in the log.")},
    Meaning{"cache-control",
            QT_TRANSLATE_NOOP("HandshakeExplanation", "Whether caches on the way may keep the answer.")},
    Meaning{"pragma", QT_TRANSLATE_NOOP("HandshakeExplanation", "The same for very old caches.")},
    Meaning{"accept-encoding",
            QT_TRANSLATE_NOOP("HandshakeExplanation", "For ordinary pages; of no use here.")},
    Meaning{"accept-language",
            QT_TRANSLATE_NOOP("HandshakeExplanation", "The languages that the user reads.")},
    Meaning{"x-forwarded-for", QT_TRANSLATE_NOOP("HandshakeExplanation", "A proxy's word for whom it asks.")},
    Meaning{"location", QT_TRANSLATE_NOOP("HandshakeExplanation", "Where to ask instead.")},
    Meaning{"content-length", QT_TRANSLATE_NOOP("HandshakeExplanation", "How many bytes of text follow.")},
    Meaning{"content-type", QT_TRANSLATE_NOOP("HandshakeExplanation", "What kind of text follows.")},
};

QString meaningOfField(QByteArrayView line)
{
    const QByteArray name =
        line.first(std::max<qsizetype>(0, line.indexOf(':'))).toByteArray().trimmed().toLower();
    const auto *found =
        std::ranges::find_if(meanings, [&name](const Meaning &each) { return each.name == name; });
    return found == meanings.end() ? QString() : Sentence::tr(found->text);
}

QString meaningOfFirst(const LogEntry &head, QByteArrayView line)
{
    if (head.kind == EntryKind::Request)
        return Sentence::tr(
            "An ordinary HTTP request: a WebSocket begins as one, so that both can share a port.");
    const QList<QByteArray> words = line.toByteArray().split(' ');
    if (words.value(1) == "101")
        return Sentence::tr("The server agrees: after the empty line both sides speak in frames.");
    return Sentence::tr("The server refuses, with an HTTP status; no WebSocket comes about.");
}

/// The value of the first field with this name.
QByteArray fieldOf(const LogEntry &head, QByteArrayView name)
{
    const QByteArrayList all = head.payload.split('\n');
    for (const QByteArray &line : all) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && QByteArrayView(line).first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

}

QList<Line> lines(const LogEntry &head)
{
    QList<Line> result;
    const QByteArrayList all = head.payload.split('\n');
    for (const QByteArray &each : all) {
        const QByteArray line = each.trimmed();
        if (line.isEmpty())
            break;
        result.append({DisplayText::oneLine(line, longestLine),
                       result.isEmpty() ? meaningOfFirst(head, line) : meaningOfField(line)});
    }
    result.append({u"⏎"_s, Sentence::tr("An empty line ends the head.")});
    return result;
}

QList<Line> acceptSteps(const LogEntry &request, const LogEntry &response)
{
    const QByteArray key =
        request.kind == EntryKind::Request ? fieldOf(request, "Sec-WebSocket-Key") : QByteArray();
    const QByteArray said =
        response.kind == EntryKind::Response ? fieldOf(response, "Sec-WebSocket-Accept") : QByteArray();
    if (key.isEmpty())
        return {};
    const auto shown = [](const QByteArray &bytes) { return DisplayText::oneLine(bytes, longestLine); };
    const QByteArray joined = key + acceptGuid;
    const QByteArray hash = QCryptographicHash::hash(joined, QCryptographicHash::Sha1);
    QList<Line> steps{
        {shown(key), Sentence::tr("1. The key of the request.")},
        {shown(joined),
         Sentence::tr("2. Behind it, the same letters for all servers in the world: %1.")
             .arg(QLatin1String(acceptGuid))},
        {DisplayText::hex(hash), Sentence::tr("3. Of that the SHA-1 hash: 20 bytes.")},
        {shown(acceptKey(key)), Sentence::tr("4. The hash in base64: this must be Sec-WebSocket-Accept.")},
    };
    if (!said.isEmpty()) {
        steps.append({shown(said),
                      said == acceptKey(key) ? Sentence::tr("✓ The response says the same.")
                                             : Sentence::tr("✗ The response says something else.")});
    }
    return steps;
}

}
