#pragma once

#include "batch.h"
#include "endpoint.h"
#include "place.h"
#include "status.h"

#include <QMap>
#include <QObject>

#include <optional>

/// One WebSocket of the server: who is there, and how its service talks to it.
///
/// Lives in the server's thread. Services keep plain pointers from opened() to closed().
class Connection : public QObject
{
    Q_OBJECT
public:
    /// \a info has id, peer, service and since filled in. It holds its \a place as long as it lives.
    Connection(Endpoint *endpoint, const ConnectionInfo &info, const Limits &limits, const Place &place,
               QObject *parent = nullptr);

    quint32 id() const { return m_info.id; }
    const QString &peer() const { return m_info.peer; }
    ServiceKind service() const { return m_info.service; }
    /// With the traffic so far.
    ConnectionInfo info() const;
    Endpoint *endpoint() const { return m_endpoint; }

    void sendText(const QByteArray &utf8) { m_endpoint->sendText(utf8); }
    void sendBinary(const QByteArray &bytes) { m_endpoint->sendBinary(bytes); }
    /// Sends a batch that was encoded and logged once for many, see Audience. Where it has a \a topic,
    /// each text makes the earlier ones of that topic worthless: a client with more than
    /// Limits::unsentSkipBytes unsent then gets only the newest, once it has caught up.
    void sendBatch(const Batch &batch, std::optional<int> topic = {});
    /// Starts the closing handshake; the service hears nothing more from it but closed().
    void close(quint16 code, const QString &reason = {}) { m_endpoint->close(code, reason); }

private:
    void catchUp();

    Endpoint *const m_endpoint;
    const ConnectionInfo m_info;
    const qint64 m_unsentSkipBytes;
    const Place m_place;
    QMap<int, Batch> m_skipped; ///< the newest text of each topic
};
