#include "entryformats.h"

#include "entrynames.h"
#include "frame.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>

namespace {

/// Whether a spreadsheet would take \a text for a formula; some of them skip blanks, or know the wide signs.
bool startsLikeAFormula(const QByteArray &text)
{
    const QByteArray start = text.trimmed();
    return std::ranges::any_of(std::array{"=", "+", "-", "@", "＝", "＋", "－", "＠"},
                               [&start](const char *sign) { return start.startsWith(sign); });
}

/// A field of RFC 4180. An apostrophe before a formula keeps it text.
QByteArray field(const QByteArray &text)
{
    QByteArray result = text;
    if (startsLikeAFormula(text))
        result.prepend('\'');
    if (result.contains('"') || result.contains(',') || result.contains('\n') || result.contains('\r'))
        return '"' + result.replace("\"", "\"\"") + '"';
    return result;
}

QByteArray bytesOf(QLatin1StringView name)
{
    return QByteArray(name.data(), name.size());
}

class CsvWriter : public EntryWriter
{
public:
    explicit CsvWriter(QIODevice *device)
        : EntryWriter(device)
    {
        put("sequence,time,connection,recipients,direction,kind,size,cut,encoding,payload\r\n");
    }

protected:
    void writeEntry(const LogEntry &entry) override
    {
        // As in a recording, bytes in base64; a Close alone is written out, for its two bytes say nothing.
        QByteArray encoding = "text";
        QByteArray payload = entry.payload;
        if (entry.kind == EntryKind::Close) {
            const ClosePayload close = decodeClosePayload(entry.payload);
            payload = QByteArray::number(close.code) + ' ' + close.reason.toUtf8();
        } else if (entry.kind == EntryKind::Binary || !payload.isValidUtf8()) {
            encoding = "base64";
            payload = payload.toBase64();
        }
        const bool cut = isCut(entry);
        const QByteArrayList row{QByteArray::number(entry.sequence),
                                 isoTime(entry.time),
                                 QByteArray::number(entry.connection),
                                 QByteArray::number(std::max(entry.recipients, 1U)),
                                 bytesOf(directionName(entry.direction)),
                                 bytesOf(kindName(entry.kind)),
                                 QByteArray::number(entry.size),
                                 cut ? "yes" : "no",
                                 encoding,
                                 field(payload)};
        put(row.join(',') + "\r\n");
    }
};

}

std::unique_ptr<EntryWriter> makeCsvWriter(QIODevice *device)
{
    return std::make_unique<CsvWriter>(device);
}
