#pragma once

#include "batch.h"
#include "endpoint.h"
#include "place.h"
#include "status.h"

#include <QMap>
#include <QObject>

#include <optional>

class Service;

/// One WebSocket of the server: who is there, and how its service talks to it.
///
/// Lives in the server's thread. Services keep plain pointers from opened() to closed().
class Connection : public QObject, private Endpoint::Observer
{
    Q_OBJECT
public:
    /// Who keeps the connections of a thread.
    class Keeper
    {
    public:
        virtual void connectionOpened(Connection *connection) = 0;
        /// Something was counted.
        virtual void connectionCounted() = 0;
        /// Nothing can be sent to it any more.
        virtual void connectionClosing(Connection *connection) = 0;
        /// Told last; it may be deleted later.
        virtual void connectionClosed(Connection *connection, const CloseStatus &status) = 0;

    protected:
        ~Keeper() = default;
    };

    /// \a info has id, peer, service and since filled in; \a service gets the messages. It holds its \a place
    /// as long as it lives.
    Connection(Endpoint *endpoint, const ConnectionInfo &info, const Limits &limits, const Place &place,
               Service *service, Keeper *keeper, QObject *parent = nullptr);

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
    void endpointOpened() override { m_keeper->connectionOpened(this); }
    void textArrived(const QString &text) override;
    void binaryArrived(const QByteArray &bytes) override;
    void unsentShrank() override;
    void trafficCounted() override { m_keeper->connectionCounted(); }
    void closingBegan() override { m_keeper->connectionClosing(this); }
    void endpointClosed(const CloseStatus &status) override { m_keeper->connectionClosed(this, status); }

    Endpoint *const m_endpoint;
    const ConnectionInfo m_info;
    const qint64 m_unsentSkipBytes;
    const Place m_place;
    Service *const m_service;
    Keeper *const m_keeper;
    QMap<int, Batch> m_skipped; ///< the newest text of each topic
};
