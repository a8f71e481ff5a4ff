#include "entryformats.h"

#include "displaytext.h"

using namespace Qt::StringLiterals;

namespace {

class TextWriter : public EntryWriter
{
public:
    explicit TextWriter(QIODevice *device)
        : EntryWriter(device)
    {
    }

protected:
    void writeEntry(const LogEntry &entry) override
    {
        put(DisplayText::transcriptLine(entry).toUtf8() + '\n');
    }
};

}

std::unique_ptr<EntryWriter> makeTextWriter(QIODevice *device)
{
    return std::make_unique<TextWriter>(device);
}
