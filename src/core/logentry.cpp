#include "logentry.h"

#include <chrono>

LogLevel levelOf(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Error:
        return LogLevel::Error;
    case EntryKind::Info:
        return LogLevel::Info;
    case EntryKind::Text:
    case EntryKind::Binary:
    case EntryKind::Ping:
    case EntryKind::Pong:
    case EntryKind::Close:
    case EntryKind::Request:
    case EntryKind::Response:
        break;
    }
    return LogLevel::Debug;
}

QByteArray firstBytes(const QByteArray &payload, EntryKind kind, qsizetype most)
{
    if (kind != EntryKind::Binary) {
        const auto continues = [&](qsizetype at) { return (uchar(payload[at]) & 0xC0) == 0x80; };
        for (int back = 0; back < 3 && continues(most); ++back)
            --most;
    }
    return QByteArray(payload.constData(), most);
}

qint64 microsecondsNow()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}
