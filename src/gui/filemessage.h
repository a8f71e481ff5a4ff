#pragma once

#include <QByteArray>
#include <QFuture>
#include <QString>

/// A message that a file holds, read beside the GUI thread.
struct FileMessage
{
    QString error; ///< one sentence when it cannot be sent, else empty
    bool isText = false;
    QByteArray bytes; ///< when it is no text
    QString text;

    static constexpr qint64 longest = 64 * 1024 * 1024; ///< bytes of one message

    /// One sentence when the file at \a path cannot be a message, else empty. Quick.
    static QString objection(const QString &path);
    /// Reads the file at \a path in a thread of its own; text must be UTF-8.
    static QFuture<FileMessage> read(const QString &path, bool asText);
};
