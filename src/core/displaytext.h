#pragma once

#include "messagelog.h"

#include <QByteArrayView>
#include <QString>

/// Wire bytes made fit to be shown: plain, bounded, on one line.
namespace DisplayText {

constexpr qsizetype maximumPreview = 512; ///< characters of a row

/// UTF-8 \a bytes as one safe line of at most \a most characters: control characters become
/// pictures (␛), line ends ⏎, bidirectional controls and invisible separators ⟦RLO⟧ and the like;
/// what was cut is marked by "…". Never reads more of \a bytes than it needs.
QString oneLine(QByteArrayView bytes, qsizetype most = maximumPreview);
inline QString oneLine(const QByteArray &bytes, qsizetype most = maximumPreview)
{
    return oneLine(QByteArrayView(bytes), most);
}
/// The same for a string.
QString oneLine(const QString &text, qsizetype most = maximumPreview);
/// The same, but line feeds and tabs stay: for a pane that shows a whole message.
QString manyLines(QByteArrayView bytes, qsizetype most);

/// `48 65 6C 6C 6F` of at most \a most bytes, then "…".
QString hex(QByteArrayView bytes, qsizetype most = 64);

/// `[FIN text masked 5]` for each of \a frames with the payload's bytes; of many only the first \a most.
QString frames(const FrameHeaders &frames, int most = 4);

/// What a log row shows of \a entry: text cleaned, binary in hex, a Close as `1001 (going away) reason`, of a
/// request or response the first line.
QString preview(const LogEntry &entry, qsizetype most = maximumPreview);

/// \a text on one line, ⏎ for its line ends; for a file or a pipe: everything else stays as it is.
QString unbroken(const QString &text);

/// `(binary, 3 B) 01 02 03`, at most \a most of the \a bytes.
QString binaryLine(QByteArrayView bytes, qsizetype most);

/// \a entry as `wslab connect` prints it into a pipe: `> ` before what was sent, `< ` before what was
/// received.
QString transcriptLine(const LogEntry &entry);

/// A number of bytes for people: `18 B`, `1.5 KiB`, `3.0 MiB`, in the user's locale.
QString byteCount(quint64 bytes);

}
