#include "fuzztarget.h"
#include "recording.h"

#include <QBuffer>

/// A recording that somebody else made: what is read can be written and read again, and is the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FuzzInput input(data, size);
    const bool header = input.choice() % 2 == 0; // most of what is worth finding is behind it
    QBuffer file;
    file.setData(header ? Recording::header() + input.rest() : input.rest());
    file.open(QIODevice::ReadOnly);
    RecordingReader reader(&file);
    qint64 last = 0;
    while (const auto entry = reader.next()) {
        must(entry->sequence > last, "sequences rise");
        last = entry->sequence;
        must(entry->size >= quint64(entry->payload.size()), "a payload is no longer than it was");
        const QByteArray line = Recording::line(*entry, Recording::maximumLine);
        must(line.size() > 1 && line.indexOf('\n') == line.size() - 1, "a line is one line");
        QString error;
        const auto again = Recording::parseLine(line, &error);
        must(again == entry && error.isEmpty(), "what was written is read as it was");
    }
    must(file.atEnd() || !reader.error().isEmpty(), "who stops before the end says why");
    must(!reader.next(), "the end stays the end");
    return 0;
}
