#pragma once

#include <QByteArray>

class MessageLog;

/// One text for many clients: encoded once, logged once.
struct Broadcast
{
    explicit Broadcast(const QByteArray &utf8);

    /// Tells \a log that it went to \a recipients clients; nothing when there were none.
    void logTo(MessageLog *log, quint32 recipients) const;

    const QByteArray payload;
    const QByteArray frame; ///< as a server sends it (RFC 6455 section 5.1)
};
