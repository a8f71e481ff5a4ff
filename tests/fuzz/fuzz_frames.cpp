#include "fuzztarget.h"
#include "messagereader.h"

#include <QList>

namespace {

using Event = MessageReader::Event;

constexpr quint64 messageBytes = 300;

/// All events of \a bytes, read in pieces whose sizes \a pieces says in turn (0: the rest), each event with
/// whether a message had begun after it.
QList<Event> readAll(MessageReader::Role role, const QByteArray &bytes, const QByteArray &pieces,
                     bool discard)
{
    MessageReader reader(role, messageBytes);
    if (discard)
        reader.discardMessages();
    QList<Event> events;
    qsizetype turn = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        const quint8 asked = pieces.isEmpty() ? 0 : quint8(pieces[turn++ % pieces.size()]);
        const qsizetype left = bytes.size() - at;
        const qsizetype end = at + (asked ? qMin<qsizetype>(asked, left) : left);
        while (at < end) {
            Event event;
            const qsizetype taken = reader.read(bytes.constData() + at, end - at, &event);
            must(taken > 0 && taken <= end - at, "reading goes on within its bounds");
            at += taken;
            if (event.kind == Event::Kind::None)
                continue;
            events.append(event);
            if (event.kind == Event::Kind::Violation)
                return events;
            must(event.payload.size() <= qsizetype(isControl(event.opcode) ? 125 : messageBytes),
                 "the limits hold");
            must(event.opcode != Opcode::Text || event.payload.isValidUtf8(), "texts are UTF-8");
        }
    }
    return events;
}

bool same(const Event &one, const Event &other)
{
    return one.kind == other.kind && one.opcode == other.opcode && one.payload == other.payload
        && one.code == other.code;
}

void checkHeader(const QByteArray &bytes)
{
    FrameHeader header;
    QByteArray error;
    if (decodeFrameHeader(bytes, &header, &error) != FrameStatus::Valid)
        return;
    must(header.size <= bytes.size() && header.size <= 14, "a header has its bytes");
    must(header.length >> 63 == 0, "a length is positive");
    if (header.length > 70'000)
        return;
    QByteArray payload(qsizetype(header.length), '\0');
    const QByteArray frame = header.masked
        ? encodeMaskedFrame(header.opcode, payload, header.mask, header.fin)
        : encodeFrame(header.opcode, payload, header.fin);
    must(frame.first(header.size) == bytes.first(header.size), "a header is written in one way only");
}

void checkClose(const QByteArray &bytes)
{
    const ClosePayload close = decodeClosePayload(bytes);
    if (close.valid && bytes.size() <= 125)
        must(encodeClosePayload(close.code, close.reason) == bytes, "a Close is written as it was read");
}

}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FuzzInput input(data, size);
    const quint8 flags = input.choice();
    const auto role = flags & 1 ? MessageReader::Role::Client : MessageReader::Role::Server;
    const bool discard = flags & 2;
    QByteArray pieces(3, '\0');
    for (char &piece : pieces)
        piece = char(input.choice());
    const QList<Event> whole = readAll(role, input.rest(), {}, discard);
    const QList<Event> cut = readAll(role, input.rest(), pieces, discard);
    must(std::equal(whole.begin(), whole.end(), cut.begin(), cut.end(), same),
         "the pieces in which bytes come make no difference");
    checkHeader(input.rest());
    checkClose(input.rest());
    return 0;
}
