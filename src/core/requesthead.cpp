#include "requesthead.h"

#include <QCryptographicHash>
#include <QUrl>

#include <algorithm>

namespace {

constexpr QByteArrayView endOfHead = "\r\n\r\n";

bool equalAnyCase(QByteArrayView one, QByteArrayView other)
{
    return one.size() == other.size() && one.compare(other, Qt::CaseInsensitive) == 0;
}

// What may stand nowhere in a head: control characters but tab, and CR or LF alone. A CR at the
// very end may still be followed by its LF.
bool hasStrayControl(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (c == '\r') {
            if (i + 1 < bytes.size() && bytes[++i] != '\n')
                return true;
        } else if ((quint8(c) < 0x20 && c != '\t') || c == 0x7F) {
            return true;
        }
    }
    return false;
}

// Cuts the next line off \a rest, without its end.
QByteArrayView takeLine(QByteArrayView *rest)
{
    const qsizetype end = rest->indexOf("\r\n");
    const QByteArrayView line = end < 0 ? *rest : rest->first(end);
    *rest = end < 0 ? QByteArrayView() : rest->sliced(end + 2);
    return line;
}

bool isHttpVersion(QByteArrayView text)
{
    const auto digit = [text](qsizetype at) { return text[at] >= '0' && text[at] <= '9'; };
    return text.size() == 8 && text.startsWith("HTTP/") && digit(5) && text[6] == '.' && digit(7);
}

// Field lines up to the end of \a rest; the number of fields is bounded by the bytes.
std::optional<Refusal> parseFields(QByteArrayView rest, int most, HeaderFields *fields)
{
    while (!rest.isEmpty()) {
        const QByteArrayView line = takeLine(&rest);
        if (line.startsWith(' ') || line.startsWith('\t'))
            return Refusal{400,
                           QT_TRANSLATE_NOOP("WireText", "A header field is folded over several lines.")};
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            return Refusal{400, QT_TRANSLATE_NOOP("WireText", "A header line has no colon.")};
        if (!isToken(line.first(colon)))
            return Refusal{
                400,
                QT_TRANSLATE_NOOP("WireText",
                                  "A header field's name is empty or has characters that are not allowed.")};
        if (fields->size() >= most)
            return Refusal{431,
                           {QT_TRANSLATE_NOOP("WireText", "The request has more than %1 header fields."),
                            QByteArray::number(most)}};
        fields->emplaceBack(line.first(colon).toByteArray(), line.sliced(colon + 1).trimmed().toByteArray());
    }
    return {};
}

// The path in a request target (RFC 9112 section 3.2), still encoded; nothing when there is none.
QByteArrayView rawPath(QByteArrayView target)
{
    if (!target.startsWith('/')) {
        const qsizetype scheme = target.indexOf("://");
        const bool known = scheme > 0
            && std::ranges::any_of(
                               std::initializer_list<QByteArrayView>{"http", "https", "ws", "wss"},
                               [&](QByteArrayView name) { return equalAnyCase(target.first(scheme), name); });
        if (!known)
            return {};
        const QByteArrayView afterScheme = target.sliced(scheme + 3);
        const auto end = std::ranges::find_if(afterScheme, [](char c) { return c == '/' || c == '?'; });
        if (end == afterScheme.begin())
            return {};
        target = afterScheme.sliced(end - afterScheme.begin());
        if (!target.startsWith('/'))
            return "/";
    }
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.first(query);
}

std::optional<Refusal> parseRequestLine(QByteArrayView line, RequestHead *head)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || first == last || !isToken(line.first(first)) || !isHttpVersion(line.sliced(last + 1)))
        return Refusal{400, QT_TRANSLATE_NOOP("WireText", "The first line is not an HTTP request.")};
    if (line[last + 6] != '1')
        return Refusal{505, QT_TRANSLATE_NOOP("WireText", "Only HTTP/1.1 is spoken here.")};
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView path = rawPath(target);
    if (path.isEmpty() || target.contains(' ') || target.contains('\t') || target.contains('#'))
        return Refusal{400, QT_TRANSLATE_NOOP("WireText", "The request's target is not a path.")};
    head->method = line.first(first).toByteArray();
    head->target = target.toByteArray();
    head->path = QUrl::fromPercentEncoding(path.toByteArray());
    head->minorVersion = line[last + 8] - '0';
    return {};
}

bool isValidKey(const QByteArray &key)
{
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return key.size() == 24 && decoded && (*decoded).size() == 16;
}

}

bool isToken(QByteArrayView bytes)
{
    static constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return !bytes.isEmpty() && std::ranges::all_of(bytes, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || marks.contains(c);
    });
}

QByteArray headerValue(const HeaderFields &fields, QByteArrayView name)
{
    const auto field = std::ranges::find_if(
        fields, [name](const HeaderField &candidate) { return equalAnyCase(candidate.first, name); });
    return field == fields.end() ? QByteArray() : field->second;
}

QList<QByteArray> headerValues(const HeaderFields &fields, QByteArrayView name)
{
    QList<QByteArray> values;
    for (const auto &[fieldName, value] : fields) {
        if (equalAnyCase(fieldName, name))
            values.append(value);
    }
    return values;
}

bool headerHasToken(const HeaderFields &fields, QByteArrayView name, QByteArrayView token)
{
    for (const QByteArray &value : headerValues(fields, name)) {
        const QList<QByteArray> items = value.split(',');
        if (std::ranges::any_of(items, [token](const QByteArray &item) {
                return equalAnyCase(QByteArrayView(item).trimmed(), token);
            }))
            return true;
    }
    return false;
}

QByteArray toBytes(const RequestHead &head)
{
    QByteArray bytes =
        head.method + ' ' + head.target + " HTTP/1." + QByteArray::number(head.minorVersion) + "\r\n";
    for (const auto &[name, value] : head.fields)
        bytes += name + ": " + value + "\r\n";
    return bytes + "\r\n";
}

HeadStatus parseRequestHead(QByteArrayView bytes, const Limits &limits, RequestHead *head, Refusal *refusal)
{
    const auto refuse = [refusal](Refusal why) {
        *refusal = std::move(why);
        return HeadStatus::Invalid;
    };
    const QByteArrayView window = bytes.first(std::min<qsizetype>(bytes.size(), limits.headBytes));
    const qsizetype end = window.indexOf(endOfHead);
    const QByteArrayView seen = end < 0 ? window : window.first(end);

    *head = {};
    if (hasStrayControl(end < 0 ? window : window.first(end + endOfHead.size())))
        return refuse(
            {400,
             QT_TRANSLATE_NOOP("WireText",
                               "The request has control characters, or lines that do not end in CR LF.")});
    QByteArrayView rest = seen;
    if (end >= 0 || seen.contains('\n')) {
        if (auto why = parseRequestLine(takeLine(&rest), head))
            return refuse(*std::move(why));
    }
    if (end < 0) {
        if (window.size() < limits.headBytes)
            return HeadStatus::Incomplete;
        return refuse({431,
                       {QT_TRANSLATE_NOOP("WireText", "The request's head is longer than %1 bytes."),
                        QByteArray::number(limits.headBytes)}});
    }
    if (auto why = parseFields(rest, limits.headFields, &head->fields))
        return refuse(*std::move(why));
    head->size = end + endOfHead.size();
    return HeadStatus::Valid;
}

bool asksForWebSocket(const RequestHead &head)
{
    return headerHasToken(head.fields, "Upgrade", "websocket")
        || !headerValues(head.fields, "Sec-WebSocket-Key").isEmpty();
}

std::optional<Refusal> refuseHandshake(const RequestHead &head)
{
    const auto values = [&head](QByteArrayView name) { return headerValues(head.fields, name); };
    if (head.method != "GET")
        return Refusal{405, QT_TRANSLATE_NOOP("WireText", "A WebSocket is opened with GET.")};
    if (head.minorVersion < 1)
        return Refusal{400, QT_TRANSLATE_NOOP("WireText", "A WebSocket needs HTTP/1.1.")};
    if (const auto hosts = values("Host"); hosts.size() != 1 || hosts.first().isEmpty())
        return Refusal{400, QT_TRANSLATE_NOOP("WireText", "The request needs exactly one Host field.")};
    if (!headerHasToken(head.fields, "Upgrade", "websocket"))
        return Refusal{400, QT_TRANSLATE_NOOP("WireText", "The Upgrade field does not say websocket.")};
    if (!headerHasToken(head.fields, "Connection", "upgrade"))
        return Refusal{400, QT_TRANSLATE_NOOP("WireText", "The Connection field does not say Upgrade.")};
    if (const auto keys = values("Sec-WebSocket-Key"); keys.size() != 1 || !isValidKey(keys.first()))
        return Refusal{400, QT_TRANSLATE_NOOP("WireText", "Sec-WebSocket-Key is not 16 bytes in base64.")};
    // A body would be taken for frames, and a proxy in between would disagree about where they begin.
    const auto lengths = values("Content-Length");
    if (!values("Transfer-Encoding").isEmpty()
        || std::any_of(lengths.begin(), lengths.end(),
                       [](const QByteArray &length) { return length != "0"; }))
        return Refusal{400, QT_TRANSLATE_NOOP("WireText", "A WebSocket's opening handshake has no body.")};
    const auto versions = values("Sec-WebSocket-Version");
    if (versions.size() != 1 || versions.first().isEmpty())
        return Refusal{
            400, QT_TRANSLATE_NOOP("WireText", "The request needs exactly one Sec-WebSocket-Version field.")};
    if (versions.first() != "13")
        return Refusal{
            426, QT_TRANSLATE_NOOP("WireText", "Only version 13 of the WebSocket protocol is spoken here.")};
    return {};
}

QByteArray acceptKey(const QByteArray &key)
{
    return QCryptographicHash::hash(key + acceptGuid, QCryptographicHash::Sha1).toBase64();
}

QByteArray upgradeResponse(const RequestHead &request)
{
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: "
        + acceptKey(headerValue(request.fields, "Sec-WebSocket-Key")) + "\r\nServer: WebSocket Lab\r\n\r\n";
}

HeadStatus parseResponseHead(QByteArrayView bytes, const Limits &limits, ResponseHead *head)
{
    const QByteArrayView window = bytes.first(std::min<qsizetype>(bytes.size(), limits.headBytes));
    const qsizetype end = window.indexOf(endOfHead);
    QByteArrayView rest = end < 0 ? window : window.first(end);

    *head = {};
    if (hasStrayControl(end < 0 ? window : window.first(end + endOfHead.size())))
        return HeadStatus::Invalid;
    if (end < 0 && !rest.contains('\n'))
        return window.size() < limits.headBytes ? HeadStatus::Incomplete : HeadStatus::Invalid;
    const QByteArrayView line = takeLine(&rest); // HTTP/1.1 101 Switching Protocols
    const bool spaced = line.size() >= 12 && line[8] == ' ' && (line.size() == 12 || line[12] == ' ');
    const QByteArrayView code = spaced ? line.sliced(9, 3) : QByteArrayView();
    const bool digits = std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
    if (!spaced || !digits || !isHttpVersion(line.first(8)) || line[5] != '1' || code[0] == '0')
        return HeadStatus::Invalid;
    if (end < 0)
        return window.size() < limits.headBytes ? HeadStatus::Incomplete : HeadStatus::Invalid;
    if (parseFields(rest, limits.headFields, &head->fields))
        return HeadStatus::Invalid;
    head->status = code.toByteArray().toInt();
    head->reason = line.sliced(std::min<qsizetype>(13, line.size())).toByteArray();
    head->size = end + endOfHead.size();
    return HeadStatus::Valid;
}
