#include "broadcast.h"

#include "frame.h"
#include "messagelog.h"

Broadcast::Broadcast(const QByteArray &utf8)
    : payload(utf8)
    , frame(encodeFrame(Opcode::Text, utf8))
{
}

void Broadcast::logTo(MessageLog *log, quint32 recipients) const
{
    if (recipients == 0 || !log->keeps(EntryKind::Text))
        return;
    LogEntry entry;
    entry.recipients = recipients;
    entry.direction = Direction::Sent;
    entry.kind = EntryKind::Text;
    entry.size = quint64(payload.size());
    entry.payload = payload;
    log->append(std::move(entry));
}
