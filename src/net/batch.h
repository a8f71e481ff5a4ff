#pragma once

#include <QByteArray>

/// Texts encoded as a server sends them, without a mask (RFC 6455 section 5.1), so that the same bytes go
/// to any number of clients.
struct Batch
{
    /// Adds \a utf8 as a text message.
    void add(const QByteArray &utf8);
    /// The last text alone.
    Batch newest() const;

    QByteArray frames;
    quint64 messages = 0;
    quint64 payloadBytes = 0;

private:
    qsizetype m_newest = 0; ///< where its frame begins
    quint64 m_newestBytes = 0; ///< of its payload
};
