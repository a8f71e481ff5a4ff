#pragma once

#include "messagelog.h"
#include "options.h"
#include "status.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

class Listener;
class NetworkThread;
class QHostAddress;
class Shard;
class TlsContext;
class TrustPages;
struct HandshakeRules;
struct ShardCommons;

/// The server engine: its listeners, its counter and its shards, which have the connections.
///
/// Lives in a network thread: make it, moveToThread(), then call every slot queued
/// (QMetaObject::invokeMethod). The log and the status board must outlive it; both are safe to read
/// from anywhere. Destroy it in its own thread (NetworkThread::take()).
class Server : public QObject
{
    Q_OBJECT
public:
    /// \a log gets all traffic and events, \a status the newest state at most every 100 ms.
    Server(MessageLog *log, StatusBoard *status, QObject *parent = nullptr);
    ~Server() override;

public slots:
    /// Opens all listeners or none: then emits started(), or failed() with one sentence that names
    /// address, port and cause. Does nothing while running.
    void start(const ServerOptions &options);
    /// Says goodbye (1001) to every client, waits for their answers up to Limits::closeDeadline,
    /// then emits stopped(). Also emits stopped() when nothing was running.
    void stop();
    /// Closes one connection with \a code (1000, 1001, 1008, 3000 to 4999) and \a reason.
    void disconnectConnection(quint32 id, quint16 code, const QString &reason);
    /// Changes the counter by one as a client's plus or minus would; everybody gets the state.
    void stepCounter(int step);
    /// Sets the counter to its first value.
    void resetCounter();

signals:
    void started(const QList<ListenerInfo> &listeners);
    /// Starting did not succeed; nothing is listening.
    void failed(const QString &sentence);
    void stopped();

private:
    using State = ServerStatus::State;

    /// What a shard has said of itself.
    struct Share
    {
        QList<ConnectionInfo> connections;
        quint64 refused = 0;
    };

    bool hasFiles(QString *error) const;
    bool readTls(QString *error);
    bool openListeners(QString *error);
    bool openPort(const QList<QHostAddress> &addresses, const ListenerOptions &wanted, QString *error);
    void closeListeners();
    void makeShards();
    void dropShards();
    void admit(qintptr descriptor, const std::shared_ptr<const HandshakeRules> &rules);
    void shardEmptied();
    void setState(State state);
    void touch();
    void publish();

    MessageLog *const m_log;
    StatusBoard *const m_board;
    ServerOptions m_options;
    std::shared_ptr<const TlsContext> m_tls; ///< null: plain
    std::shared_ptr<const TrustPages> m_trust; ///< null: there is no authority to trust
    State m_state = State::Stopped;
    int m_fileLimit = 0; ///< how many files this process may have open
    int m_mostConnections = 0; ///< Limits::connections, or less where the file limit asks for it
    QList<Listener *> m_listeners;
    std::unique_ptr<ShardCommons> m_commons; ///< while there are shards
    std::vector<Shard *> m_shards; ///< the first one lives in this thread
    std::vector<std::unique_ptr<NetworkThread>> m_threads; ///< of the others
    size_t m_nextShard = 0; ///< whose turn it is to get a connection
    size_t m_emptyShards = 0; ///< while stopping
    QHash<const Shard *, Share> m_shares;
    quint64 m_cutOff = 0; ///< connections refused before any shard saw them
    quint32 m_lastId = 0; ///< of a connection, before the shards
    qint64 m_counterValue = 0;
    QTimer m_publishTimer;
};
