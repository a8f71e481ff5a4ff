// Exports a log of many entries in every format, opens the recording again, and checks that each entry is
// equal.
//
//     recordings [ENTRIES]      a million, unless said otherwise

#include "entrywriter.h"
#include "recording.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace {

/// The entry with \a sequence, always the same: all kinds, sizes from nothing to some KiB, and what is odd.
LogEntry entryOf(qint64 sequence)
{
    LogEntry entry;
    entry.sequence = sequence;
    entry.time = 1'700'000'000'000'000 + sequence * 37;
    entry.connection = quint32(sequence % 17);
    entry.recipients = sequence % 100 == 0 ? 250 : 0;
    entry.direction = sequence % 2 == 0 ? Direction::Sent : Direction::Received;
    switch (sequence % 20) {
    case 0:
        entry.kind = EntryKind::Binary;
        entry.payload = QByteArray::number(sequence).repeated(5) + '\0' + '\xff';
        break;
    case 1:
        entry.kind = EntryKind::Ping;
        entry.payload = "keep-alive " + QByteArray::number(sequence);
        break;
    case 2:
        entry.kind = EntryKind::Close;
        entry.payload = "\x03\xe8"
                        "bye";
        break;
    case 3:
        entry.kind = EntryKind::Info;
        entry.direction = Direction::None;
        entry.payload = "Connected to 127.0.0.1:8765.";
        break;
    case 4:
        entry.kind = EntryKind::Text;
        entry.payload = "\xEF\xBB\xBF中文 \"quoted\"\r\n\t\x01 \xF0\x9F\x98\x80";
        break;
    case 5:
        entry.kind = EntryKind::Text;
        entry.payload = "broken \xff\xfe";
        break;
    case 6:
        entry.kind = EntryKind::Text;
        entry.payload = QByteArray(2'000, 'x');
        break;
    default:
        entry.kind = EntryKind::Text;
        entry.payload = "{\"type\": \"state\", \"value\": " + QByteArray::number(sequence) + '}';
    }
    entry.size = quint64(entry.payload.size()) + (sequence % 50 == 7 ? 1'000'000 : 0); // cut
    return entry;
}

long peakMemory()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

void say(const char *what, qint64 milliseconds, qint64 entries, qint64 bytes)
{
    std::printf("%-22s %7.2f s %10.0f entries/s %9.1f MiB   peak memory %ld MiB\n", what,
                double(milliseconds) / 1000,
                double(entries) * 1000 / double(std::max<qint64>(1, milliseconds)),
                double(bytes) / 1024 / 1024, peakMemory());
    std::fflush(stdout);
}

bool write(EntryFormat format, const QString &name, qint64 entries)
{
    QFile file(name);
    QElapsedTimer time;
    time.start();
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const auto writer = makeEntryWriter(format, &file);
    for (qint64 sequence = 1; sequence <= entries; ++sequence) {
        if (!writer->write(entryOf(sequence)))
            return false;
    }
    if (!writer->finish() || !file.flush())
        return false;
    say(qPrintable(u"export as "_s + suffixOf(format)), time.elapsed(), entries, file.size());
    return true;
}

bool readAgain(const QString &name, qint64 entries)
{
    QFile file(name);
    QElapsedTimer time;
    time.start();
    if (!file.open(QIODevice::ReadOnly))
        return false;
    RecordingReader reader(&file);
    qint64 read = 0;
    qint64 different = 0;
    while (const auto entry = reader.next()) {
        ++read;
        different += *entry == entryOf(read) ? 0 : 1;
    }
    say("open again", time.elapsed(), read, file.size());
    std::printf("%lld of %lld entries read, %lld different%s%s\n", static_cast<long long>(read),
                static_cast<long long>(entries), static_cast<long long>(different),
                reader.error().isEmpty() ? "" : ": ", qPrintable(reader.error()));
    return read == entries && different == 0 && reader.error().isEmpty();
}

}

int main(int argc, char *argv[])
{
    const qint64 entries = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const QTemporaryDir folder;
    for (const EntryFormat format :
         {EntryFormat::JsonLines, EntryFormat::Csv, EntryFormat::Text, EntryFormat::Har}) {
        if (!write(format, folder.filePath(suffixOf(format)), entries)) {
            std::fprintf(stderr, "It could not be written.\n");
            return 1;
        }
    }
    return readAgain(folder.filePath(suffixOf(EntryFormat::JsonLines)), entries) ? 0 : 1;
}
