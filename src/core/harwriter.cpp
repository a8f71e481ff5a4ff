#include "entryformats.h"

#include "entrynames.h"
#include "frame.h"
#include "jsonstring.h"
#include "secrets.h"

#include <QTemporaryFile>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
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

/// Each handshake is an entry of the archive, and holds the messages that followed it. They come mixed, so they
/// go to a temporary file first, and from there into the archive, conversation by conversation.
class HarWriter : public EntryWriter
{
public:
    HarWriter(QIODevice *device, const QList<RecordedHandshake> &handshakes)
        : EntryWriter(device)
        , m_handshakes(handshakes)
    {
        for (qsizetype i = 0; i < handshakes.size(); ++i)
            m_conversations[{handshakes[i].connection, i}].time = handshakes[i].time;
        if (!m_messages.open())
            fail();
    }

protected:
    void writeEntry(const LogEntry &entry) override
    {
        if (entry.kind == EntryKind::Info || isHead(entry.kind))
            return; // no message
        Conversation &conversation = m_conversations[keyOf(entry)];
        if (conversation.time == 0)
            conversation.time = entry.time;
        const QByteArray json = (conversation.messages.isEmpty() ? "" : ",") + messageOf(entry);
        if (m_messages.write(json) != json.size())
            fail();
        if (!conversation.messages.isEmpty() && conversation.messages.last().end == m_written)
            conversation.messages.last().end += json.size();
        else
            conversation.messages.append({m_written, m_written + json.size()});
        m_written += json.size();
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
            putConversation(key.second, conversation);
        }
        put("\n]}}\n");
    }

private:
    struct Span
    {
        qint64 begin;
        qint64 end;
    };
    struct Conversation
    {
        qint64 time = 0;
        QList<Span> messages; ///< where they are in m_messages
    };
    using Key = std::pair<quint32, qsizetype>; ///< connection, and the place of its handshake or -1

    Key keyOf(const LogEntry &entry) const
    {
        for (qsizetype i = m_handshakes.size() - 1; i >= 0; --i) {
            if (m_handshakes[i].connection == entry.connection && m_handshakes[i].time <= entry.time)
                return {entry.connection, i};
        }
        return {entry.connection, -1};
    }

    static QByteArray messageOf(const LogEntry &entry)
    {
        const QByteArray type = entry.kind == EntryKind::Error ? "error"
            : entry.direction == Direction::Sent               ? "send"
                                                               : "receive";
        const bool isText = entry.kind == EntryKind::Text || entry.kind == EntryKind::Error;
        QByteArray json = "\n{\"type\":\"" + type
            + "\",\"time\":" + QByteArray::number(double(entry.time) / 1e6, 'f', 6)
            + ",\"opcode\":" + QByteArray::number(opcodeOf(entry.kind)) + ",\"data\":";
        json += isText ? jsonText(QString::fromUtf8(entry.payload)) : '"' + entry.payload.toBase64() + '"';
        if (entry.size > quint64(entry.payload.size()))
            json += ",\"_sizeBeforeCut\":" + QByteArray::number(entry.size);
        return json + '}';
    }

    void putConversation(qsizetype handshake, const Conversation &conversation)
    {
        const RecordedHandshake known = handshake < 0 ? unknown(conversation) : m_handshakes[handshake];
        const QUrl url(known.url);
        const QByteArray sizes = ",\"headersSize\":-1,\"bodySize\":-1";
        put("{\"startedDateTime\":\"" + isoTime(known.time) + "\",\"time\":" + milliseconds(known.duration)
            + ",\"request\":{\"method\":\"GET\",\"url\":" + jsonText(known.url)
            + ",\"httpVersion\":\"HTTP/1.1\",\"headers\":" + namesAndValues(known.request)
            + ",\"queryString\":" + queryOf(url) + ",\"cookies\":[]" + sizes + "}");
        put(",\"response\":{\"status\":" + QByteArray::number(known.status)
            + ",\"statusText\":" + jsonText(QString::fromUtf8(known.reason))
            + ",\"httpVersion\":\"HTTP/1.1\",\"headers\":" + namesAndValues(known.response)
            + ",\"cookies\":[],\"content\":{\"size\":0,\"mimeType\":\"x-unknown\"},\"redirectURL\":\"\""
            + sizes + "}");
        put(",\"cache\":{},\"timings\":{\"send\":0,\"wait\":" + milliseconds(known.duration)
            + ",\"receive\":0},\"_resourceType\":\"websocket\",\"_webSocketMessages\":[");
        constexpr qint64 slice = 256 * 1024;
        for (const Span &span : conversation.messages) {
            if (!m_messages.seek(span.begin))
                fail();
            for (qint64 left = span.end - span.begin; left > 0; left -= slice) {
                const QByteArray bytes = m_messages.read(std::min(left, slice));
                if (bytes.size() != std::min(left, slice))
                    fail();
                put(bytes);
            }
        }
        put("]}");
    }

    /// What must stand where the handshake was not kept.
    static RecordedHandshake unknown(const Conversation &conversation)
    {
        RecordedHandshake handshake;
        handshake.time = conversation.time;
        handshake.url = u"ws://unknown.invalid/"_s; // RFC 2606: nobody's address
        return handshake;
    }

    const QList<RecordedHandshake> m_handshakes;
    QTemporaryFile m_messages;
    qint64 m_written = 0;
    std::map<Key, Conversation> m_conversations;
};

}

std::unique_ptr<EntryWriter> makeHarWriter(QIODevice *device, const QList<RecordedHandshake> &handshakes)
{
    return std::make_unique<HarWriter>(device, handshakes);
}
