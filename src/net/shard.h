#pragma once

#include "connection.h"
#include "messagelog.h"
#include "openinghandshake.h"
#include "place.h"
#include "status.h"

#include <QMap>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <array>

class BroadcastHub;
class Counter;
class Service;

/// What the shards of a server have in common. Outlives them.
struct ShardCommons
{
    MessageLog *log = nullptr;
    Counter *counter = nullptr;
    BroadcastHub *broadcasts = nullptr;
    ServerOptions options;
    int mostConnections = 0; ///< Limits::connections, or less where the file limit asks for it
    std::atomic<int> present = 0; ///< connections and handshakes of all shards, but for those turned away
    std::atomic<int> turnedAway = 0; ///< who find no place, and hear it over TLS
    std::atomic<quint32> lastId = 0; ///< of a connection
};

/// Some of a server's connections, from their first byte to their end, with the services that they talk to:
/// one network thread's share.
///
/// Made anywhere, then moved to its thread; every function is called queued. Destroy it in its own thread.
class Shard : public QObject, private OpeningHandshake::Observer, private Connection::Keeper
{
    Q_OBJECT
public:
    explicit Shard(ShardCommons *commons);
    ~Shard() override;

    /// Makes the services. To be called before anything else.
    void begin();
    /// Takes \a descriptor, an accepted TCP connection's.
    void admit(qintptr descriptor, const std::shared_ptr<const HandshakeRules> &rules);
    /// Closes a connection, if it is here.
    void disconnectConnection(quint32 id, quint16 code, const QString &reason);
    /// Drops the handshakes, and says goodbye (1001) to the others; emptied() follows.
    void stop();

signals:
    /// The newest state, at most every 100 ms; \a refused counts from the start.
    void changed(const QList<ConnectionInfo> &connections, quint64 refused);
    /// The last connection has gone after stop().
    void emptied();

private:
    struct Admission;
    void awaitTls(Transport *transport, const Admission &admission);
    void awaitHandshake(Transport *transport, const QByteArray &early, const Admission &admission);
    void refuse(const QString &sentence);
    void accepted(OpeningHandshake *handshake, Transport *transport, const RequestHead &head,
                  const QByteArray &early) override;
    void pageServed(OpeningHandshake *handshake, const RequestHead &head) override;
    void refused(OpeningHandshake *handshake, const Refusal &refusal) override;
    void webSocketRefused(OpeningHandshake *handshake, const RequestHead &head,
                          const QByteArray &response) override;
    void connectionOpened(Connection *connection) override;
    void connectionCounted() override { touch(); }
    void connectionClosing(Connection *connection) override;
    void connectionClosed(Connection *connection, const CloseStatus &status) override;
    void finishStopping();
    QString goodbye() const;
    void touch();
    void publish();

    ShardCommons *const m_commons;
    MessageLog *const m_log;
    std::shared_ptr<DecoderPool> m_decoders;
    bool m_stopping = false;
    QMap<quint32, Connection *> m_connections; ///< by id
    QSet<Connection *> m_members; ///< those that their service knows
    std::array<std::unique_ptr<Service>, serviceKindCount> m_services;
    quint64 m_refused = 0;
    QTimer m_publishTimer;
};
