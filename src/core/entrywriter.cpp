#include "entrywriter.h"

#include "entryformats.h"
#include "recording.h"
#include "secrets.h"

#include <QIODevice>

using namespace Qt::StringLiterals;

namespace {

class JsonLinesWriter : public EntryWriter
{
public:
    explicit JsonLinesWriter(QIODevice *device)
        : EntryWriter(device)
    {
        put(Recording::header());
    }

protected:
    void writeEntry(const LogEntry &entry) override { put(Recording::line(entry)); }
};

}

EntryWriter::EntryWriter(QIODevice *device)
    : m_device(device)
{
}

bool EntryWriter::write(const LogEntry &entry)
{
    if (m_good)
        writeEntry(Secrets::masked(entry));
    return m_good;
}

bool EntryWriter::finish()
{
    if (m_good)
        writeEnd();
    return m_good;
}

void EntryWriter::put(QByteArrayView bytes)
{
    m_good = m_good && m_device->write(bytes.data(), bytes.size()) == bytes.size();
}

std::unique_ptr<EntryWriter> makeEntryWriter(EntryFormat format, QIODevice *device,
                                             const QList<RecordedHandshake> &handshakes)
{
    switch (format) {
    case EntryFormat::JsonLines:
        break;
    case EntryFormat::Csv:
        return makeCsvWriter(device);
    case EntryFormat::Text:
        return makeTextWriter(device);
    case EntryFormat::Har:
        return makeHarWriter(device, handshakes);
    }
    return std::make_unique<JsonLinesWriter>(device);
}

QString suffixOf(EntryFormat format)
{
    switch (format) {
    case EntryFormat::JsonLines:
        break;
    case EntryFormat::Csv:
        return u"csv"_s;
    case EntryFormat::Text:
        return u"txt"_s;
    case EntryFormat::Har:
        return u"har"_s;
    }
    return u"jsonl"_s;
}
