#pragma once

#include "messagelog.h"

#include <QCoreApplication>

#include <optional>

class QIODevice;

/// Log entries as JSON Lines: a header line with the format's name and version, then one object for each
/// entry. What is written and read again is equal.
///
///     {"format":"websocket-lab-recording","version":1}
///     {"sequence":1,"time":1700000000000000,"kind":"text","direction":"sent","size":5,"text":"Hello"}
///
/// `time` is in microseconds since 1970-01-01 UTC; `connection` and `recipients` (of a broadcast) stand where
/// they are not 0. A request that went over TLS is marked by `"encrypted":true`. `frames` are the headers of
/// the frames that carried it, as on the wire, in hexadecimal; `frameCount` stands where not all of them were
/// kept. The payload is `text` where it is UTF-8 of a kind that is text and fits in a line, else `base64`;
/// text that is no UTF-8 is marked by `"invalid":true`, and a payload that is not the whole one by
/// `"cut":true`.
namespace Recording {

constexpr qsizetype maximumPayload = 16 * 1024 * 1024; ///< bytes of one payload in a recording
constexpr qsizetype maximumLine = 24 * 1024 * 1024; ///< bytes of one line that are read

/// The first line, with its line feed.
QByteArray header();

/// \a entry as one line, with its line feed; of the payload at most \a most bytes.
QByteArray line(const LogEntry &entry, qsizetype most = maximumPayload);

/// The entry that \a line writes, or nothing and in \a error what is wrong, as the end of a sentence.
std::optional<LogEntry> parseLine(const QByteArray &line, QString *error);

}

/// Reads a recording, entry by entry; nothing in it is trusted.
class RecordingReader
{
    Q_DECLARE_TR_FUNCTIONS(Recording)
public:
    /// \a device is open for reading and outlives the reader.
    explicit RecordingReader(QIODevice *device);

    /// The next entry. Nothing at the end, and when something is wrong: then error() says what.
    std::optional<LogEntry> next();

    /// One sentence that names the line, or empty.
    QString error() const { return m_error; }
    /// The line read last, from 1.
    qint64 lineNumber() const { return m_line; }

private:
    std::optional<QByteArray> readLine(qsizetype most);
    bool readHeader();
    void fail(const QString &reason);

    QIODevice *const m_device;
    QString m_error;
    qint64 m_line = 0;
    qint64 m_lastSequence = 0;
    bool m_ended = false;
};
