#pragma once

#include "options.h"

#include <QMutex>
#include <QObject>

/// One open connection of the server, as a person is told of it.
struct ConnectionInfo
{
    quint32 id = 0; ///< rising from 1
    QString peer; ///< address and port; behind a trusted proxy the forwarded address
    ServiceKind service = ServiceKind::Hello;
    qint64 since = 0; ///< milliseconds since 1970-01-01 UTC
    quint64 messagesIn = 0;
    quint64 messagesOut = 0;
    quint64 bytesIn = 0; ///< payload bytes
    quint64 bytesOut = 0;
    qint64 roundTrip = -1; ///< microseconds from the last ping to its pong; -1: not known yet

    bool operator==(const ConnectionInfo &) const = default;
};

/// One open port.
struct ListenerInfo
{
    ServiceKind service = ServiceKind::Hello;
    QString address; ///< "127.0.0.1", "::1"
    quint16 port = 0; ///< the real one
    QUrl url; ///< ws://127.0.0.1:8765/

    bool operator==(const ListenerInfo &) const = default;
};

/// What the server is doing right now.
struct ServerStatus
{
    enum class State { Stopped, Starting, Running, Stopping };
    State state = State::Stopped;
    QList<ListenerInfo> listeners;
    QList<ConnectionInfo> connections; ///< by id
    qint64 counterValue = 0;
    int counterUsers = 0;
    quint64 refused = 0; ///< connections refused since the start

    bool operator==(const ServerStatus &) const = default;
    /// Open connections of \a service.
    int clients(ServiceKind service) const;
};

/// Where the server's thread puts its newest status and any other thread pulls it from.
///
/// publish() and read() may be called from any thread. changed() is emitted from the publishing
/// thread once, and then not again until somebody has called read().
class StatusBoard : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~StatusBoard() override;

    void publish(const ServerStatus &status);
    ServerStatus read() const;

signals:
    void changed();

private:
    mutable QMutex m_mutex;
    ServerStatus m_status;
    mutable bool m_announced = false;
};
