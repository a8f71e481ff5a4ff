#include "fuzztarget.h"
#include "pinstore.h"

#include <QFile>
#include <QTemporaryDir>

/// The file of the servers that a person trusts.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QTemporaryDir folder(QStringLiteral("/dev/shm/fuzz_pinstore"));
    must(folder.isValid(), "there is a folder to write to");
    const QString name = folder.filePath(QStringLiteral("pins.json"));
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    QFile file(name);
    must(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "there is room");
    file.close();

    const PinStore store(name);
    QString error;
    const auto pins = store.pins(&error);
    must(pins || !error.isEmpty(), "a refusal says why");
    const PinStore::Pin pin{
        QStringLiteral("lab.example:443"), QByteArray(32, 'x'), QDateTime::fromSecsSinceEpoch(0), {}};
    must(store.add(pin, &error) == pins.has_value(), "what can be read can be added to, and nothing else");
    must(file.open(QIODevice::ReadOnly), "the file is there");
    if (!pins) {
        must(file.readAll() == bytes, "what cannot be read is left alone");
        return 0;
    }
    for (const PinStore::Pin &one : *pins)
        must(!one.place.isEmpty() && one.publicKeyHash.size() == 32, "a pin is whole");
    const auto after = store.pins(&error);
    must(after && after->last().place == pin.place && after->last().publicKeyHash == pin.publicKeyHash,
         "what was added is there");
    return 0;
}
