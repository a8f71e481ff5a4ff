#pragma once

#include "messagelog.h"
#include "options.h"
#include "status.h"

#include <QMap>
#include <QObject>
#include <QSet>
#include <QSslConfiguration>
#include <QTimer>

#include <array>
#include <memory>

class Connection;
class Counter;
class Listener;
class OpeningHandshake;
class QHostAddress;
class QSslSocket;
class Service;
class Transport;
class TrustPages;
class Upgrader;
struct CloseStatus;
struct HandshakeRules;
struct RequestHead;

/// The server engine: listeners, services and open connections.
///
/// Lives in a network thread: make it, moveToThread(), then call every slot queued
/// (QMetaObject::invokeMethod). The log and the status board must outlive it; both are safe to read
/// from anywhere. Destroy it in its own thread (connect the thread's finished() to deleteLater()).
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

    bool hasFiles(QString *error) const;
    bool readTls(QString *error);
    bool openListeners(QString *error);
    bool openPort(const QList<QHostAddress> &addresses, const ListenerOptions &wanted, QString *error);
    void closeListeners();
    void makeServices();
    void admit(qintptr descriptor, const std::shared_ptr<const HandshakeRules> &rules);
    void awaitTls(QSslSocket *socket, const std::shared_ptr<const HandshakeRules> &rules);
    void awaitHandshake(Transport *transport, const std::shared_ptr<const HandshakeRules> &rules);
    void count(QObject *handshake);
    void refuse(const QString &sentence);
    void accept(Transport *transport, const RequestHead &head, const QByteArray &early,
                const OpeningHandshake *handshake);
    void leave(Connection *connection);
    void bury(Connection *connection, const CloseStatus &status);
    void finishStopping();
    QString goodbye() const;
    void setState(State state);
    void touch();
    void publish();

    MessageLog *const m_log;
    StatusBoard *const m_board;
    Upgrader *const m_upgrader;
    ServerOptions m_options;
    QSslConfiguration m_tls; ///< null: plain
    std::shared_ptr<const TrustPages> m_trust; ///< null: there is no authority to trust
    State m_state = State::Stopped;
    int m_fileLimit = 0; ///< how many files this process may have open
    int m_mostConnections = 0; ///< Limits::connections, or less where the file limit asks for it
    QList<Listener *> m_listeners;
    int m_handshakes = 0; ///< under way
    QMap<quint32, Connection *> m_connections; ///< by id
    QSet<Connection *> m_members; ///< those that their service knows
    Counter *m_counter = nullptr;
    std::array<std::unique_ptr<Service>, serviceKindCount> m_services;
    quint32 m_lastId = 0;
    quint64 m_refused = 0;
    QTimer m_publishTimer;
};
