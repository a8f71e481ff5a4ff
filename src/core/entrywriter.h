#pragma once

#include "messagelog.h"
#include "requesthead.h"

#include <QString>

#include <memory>

class QIODevice;

/// The formats in which entries leave the program.
enum class EntryFormat : quint8 {
    JsonLines, ///< whole and exact: see recording.h
    Csv, ///< RFC 4180
    Text, ///< as `wslab connect` prints: `>` sent, `<` received
    Har, ///< HTTP Archive 1.2, messages as Chrome writes them
};

/// An opening handshake, for formats that tell of it.
struct RecordedHandshake
{
    qint64 time = 0; ///< of the request, microseconds since 1970-01-01 UTC
    qint64 duration = 0; ///< until the response, microseconds
    quint32 connection = 0; ///< whose messages follow
    QString url; ///< ws or wss; without user and password
    HeaderFields request;
    int status = 0; ///< 0: there was no response
    QByteArray reason;
    HeaderFields response;
};

/// Writes entries to a device, one after the other and without keeping them; secrets are masked.
class EntryWriter
{
public:
    virtual ~EntryWriter() = default;

    /// False when the device could not take it, now or before.
    bool write(const LogEntry &entry);
    /// Writes what ends the file; false when the device could not take all.
    bool finish();

protected:
    explicit EntryWriter(QIODevice *device);

    virtual void writeEntry(const LogEntry &entry) = 0;
    virtual void writeEnd() { }
    void put(QByteArrayView bytes);
    /// Nothing more is of use.
    void fail() { m_good = false; }

private:
    QIODevice *const m_device;
    bool m_good = true;
};

/// The writer of \a format to \a device, which is open and outlives it; \a handshakes are in the order of
/// their times.
std::unique_ptr<EntryWriter> makeEntryWriter(EntryFormat format, QIODevice *device,
                                             const QList<RecordedHandshake> &handshakes = {});

/// What ends the name of a file of \a format, like `jsonl`.
QString suffixOf(EntryFormat format);
