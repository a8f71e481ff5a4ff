#include "entryformats.h"

#include "entrynames.h"
#include "frame.h"
#include "jsonstring.h"
#include "secrets.h"

#include <QSet>
#include <QTemporaryFile>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <limits>
#include <map>

using namespace Qt::StringLiterals;

namespace {

QByteArray jsonText(const QString &text)
{
    return jsonString(text.toUtf8());
}

QByteArray milliseconds(qint64 microseconds)
{
    return QByteArray::number(double(microseconds) / 1000, 'f', 3);
}

QByteArray namesAndValues(const HeaderFields &fields)
{
    QByteArrayList objects;
    for (const auto &[name, value] : fields)
        objects += "{\"name\":" + jsonString(name)
            + ",\"value\":" + jsonText(QString::fromUtf8(Secrets::masked(name, value))) + '}';
    return '[' + objects.join(',') + ']';
}

QByteArray queryOf(const QUrl &url)
{
    HeaderFields items;
    for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded))
        items.emplaceBack(name.toUtf8(), value.toUtf8());
    return namesAndValues(items);
}

int opcodeOf(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Text:
        return int(Opcode::Text);
    case EntryKind::Binary:
        return int(Opcode::Binary);
    case EntryKind::Ping:
        return int(Opcode::Ping);
    case EntryKind::Pong:
        return int(Opcode::Pong);
    case EntryKind::Close:
        return int(Opcode::Close);
    case EntryKind::Request:
    case EntryKind::Response:
    case EntryKind::Info:
    case EntryKind::Error:
        break;
    }
    return -1; // as Chrome says of an error
}

QByteArray requestJson(const QString &url, const HeaderFields &fields)
{
    return "{\"method\":\"GET\",\"url\":" + jsonText(url)
        + ",\"httpVersion\":\"HTTP/1.1\",\"headers\":" + namesAndValues(fields)
        + ",\"queryString\":" + queryOf(QUrl(url)) + ",\"cookies\":[],\"headersSize\":-1,\"bodySize\":-1}";
}

QByteArray responseJson(int status, const QByteArray &reason, const HeaderFields &fields)
{
    return "{\"status\":" + QByteArray::number(status)
        + ",\"statusText\":" + jsonText(QString::fromUtf8(reason))
        + ",\"httpVersion\":\"HTTP/1.1\",\"headers\":" + namesAndValues(fields)
        + ",\"cookies\":[],\"content\":{\"size\":0,\"mimeType\":\"x-unknown\"},\"redirectURL\":\"\","
          "\"headersSize\":-1,\"bodySize\":-1}";
}

QByteArray messageJson(const LogEntry &entry)
{
    const QByteArray type = entry.kind == EntryKind::Error ? "error"
        : entry.direction == Direction::Sent               ? "send"
                                                           : "receive";
    const bool isText = entry.kind == EntryKind::Text || entry.kind == EntryKind::Error;
    QByteArray json = "\n{\"type\":\"" + type
        + "\",\"time\":" + QByteArray::number(double(entry.time) / 1e6, 'f', 6)
        + ",\"opcode\":" + QByteArray::number(opcodeOf(entry.kind)) + ",\"data\":";
    json += isText ? jsonText(QString::fromUtf8(entry.payload)) : '"' + entry.payload.toBase64() + '"';
    if (isCut(entry))
        json += ",\"_sizeBeforeCut\":" + QByteArray::number(entry.size);
    return json + '}';
}

/// The log has kept the head already: what it holds is not limited again.
Limits headLimits()
{
    Limits limits;
    limits.headBytes = int(LogEntry::maximumPayload);
    limits.headFields = limits.headBytes;
    return limits;
}

/// Each handshake is an entry of the archive, and holds the messages that followed it. They come mixed, so
/// they go to a temporary file first, and from there into the archive, conversation by conversation.
///
/// A handshake is one that was handed over, or the heads among the entries tell of it.
class HarWriter : public EntryWriter
{
public:
    HarWriter(QIODevice *device, const QList<RecordedHandshake> &handshakes)
        : EntryWriter(device)
    {
        if (!m_parts.open())
            fail();
        for (const RecordedHandshake &handshake : handshakes) {
            m_handedOver.insert(handshake.connection);
            Conversation &conversation = begin(handshake.connection, handshake.time);
            conversation.duration = handshake.duration;
            conversation.request = keep(requestJson(handshake.url, handshake.request));
            conversation.response =
                keep(responseJson(handshake.status, handshake.reason, handshake.response));
        }
    }

protected:
    void writeEntry(const LogEntry &entry) override
    {
        if (isHead(entry.kind)) {
            if (!m_handedOver.contains(entry.connection))
                takeHead(entry);
        } else if (entry.kind != EntryKind::Info) {
            takeMessage(entry);
        }
    }

    void writeEnd() override
    {
        put("{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebSocket "
            "Lab\",\"version\":\"" WSLAB_VERSION "\"},\"pages\":[],\"entries\":[");
        bool first = true;
        for (const auto &[key, conversation] : m_conversations) {
            if (!std::exchange(first, false))
                put(",");
            put("\n");
            putConversation(conversation);
        }
        put("\n]}}\n");
    }

private:
    /// Where something is in m_parts.
    struct Span
    {
        qint64 begin = 0;
        qint64 end = 0;
    };
    struct Conversation
    {
        qint64 time = 0;
        qint64 duration = 0; ///< of the handshake
        Span request; ///< empty: not known
        Span response;
        QList<Span> messages;
    };
    using Key = std::pair<quint32, qint64>; ///< connection, and when its handshake began or 0

    /// In the place of a connection's id: whom a server refuses gets none.
    static constexpr quint32 refused = std::numeric_limits<quint32>::max();

    static quint32 connectionOf(const LogEntry &head)
    {
        const Direction atServer = head.kind == EntryKind::Request ? Direction::Received : Direction::Sent;
        return head.connection == 0 && head.direction == atServer ? refused : head.connection;
    }

    Conversation &begin(quint32 connection, qint64 time)
    {
        Key key(connection, time);
        while (m_conversations.contains(key))
            ++key.second;
        Conversation &conversation = m_conversations[key];
        conversation.time = time;
        return conversation;
    }

    /// The newest of \a connection at \a time, or one whose handshake was not kept.
    Conversation &find(quint32 connection, qint64 time)
    {
        const auto after = m_conversations.upper_bound({connection, time});
        if (after != m_conversations.begin() && std::prev(after)->first.first == connection)
            return std::prev(after)->second;
        Conversation &conversation = m_conversations[{connection, 0}];
        conversation.time = time;
        return conversation;
    }

    void takeHead(const LogEntry &entry)
    {
        if (entry.kind == EntryKind::Request) {
            RequestHead head;
            Refusal refusal;
            if (parseRequestHead(entry.payload, headLimits(), &head, &refusal) == HeadStatus::Valid)
                begin(connectionOf(entry), entry.time).request =
                    keep(requestJson((entry.encrypted ? u"wss://"_s : u"ws://"_s)
                                         + QString::fromUtf8(headerValue(head.fields, "Host") + head.target),
                                     head.fields));
            return;
        }
        ResponseHead head;
        if (parseResponseHead(entry.payload, headLimits(), &head) != HeadStatus::Valid)
            return;
        Conversation &conversation = find(connectionOf(entry), entry.time);
        conversation.duration = entry.time - conversation.time;
        conversation.response = keep(responseJson(head.status, head.reason, head.fields));
    }

    void takeMessage(const LogEntry &entry)
    {
        QList<Span> &messages = find(entry.connection, entry.time).messages;
        const Span span = keep((messages.isEmpty() ? "" : ",") + messageJson(entry));
        if (!messages.isEmpty() && messages.last().end == span.begin)
            messages.last().end = span.end;
        else
            messages.append(span);
    }

    Span keep(const QByteArray &json)
    {
        if (m_parts.write(json) != json.size())
            fail();
        const Span span{m_written, m_written + json.size()};
        m_written = span.end;
        return span;
    }

    void putConversation(const Conversation &conversation)
    {
        put("{\"startedDateTime\":\"" + isoTime(conversation.time)
            + "\",\"time\":" + milliseconds(conversation.duration) + ",\"request\":");
        putPart(conversation.request,
                requestJson(u"ws://unknown.invalid/"_s, {})); // RFC 2606: nobody's address
        put(",\"response\":");
        putPart(conversation.response, responseJson(0, {}, {}));
        put(",\"cache\":{},\"timings\":{\"send\":0,\"wait\":" + milliseconds(conversation.duration)
            + ",\"receive\":0},\"_resourceType\":\"websocket\",\"_webSocketMessages\":[");
        for (const Span &span : conversation.messages)
            putPart(span);
        put("]}");
    }

    /// What is at \a span; \a otherwise, when that is nothing.
    void putPart(const Span &span, const QByteArray &otherwise = {})
    {
        if (span.begin == span.end) {
            put(otherwise);
            return;
        }
        if (!m_parts.seek(span.begin))
            fail();
        constexpr qint64 slice = 256 * 1024;
        for (qint64 left = span.end - span.begin; left > 0; left -= slice) {
            const QByteArray bytes = m_parts.read(std::min(left, slice));
            if (bytes.size() != std::min(left, slice))
                fail();
            put(bytes);
        }
    }

    QSet<quint32> m_handedOver; ///< connections
    QTemporaryFile m_parts; ///< of JSON
    qint64 m_written = 0;
    std::map<Key, Conversation> m_conversations;
};

}

std::unique_ptr<EntryWriter> makeHarWriter(QIODevice *device, const QList<RecordedHandshake> &handshakes)
{
    return std::make_unique<HarWriter>(device, handshakes);
}
