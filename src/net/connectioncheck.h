#pragma once

#include "client.h"
#include "connectionreport.h"

#include <QElapsedTimer>
#include <QTimer>

class QHostInfo;

/// Walks the way of a connection, from the name to the first frame, and tells where it stops and why.
///
/// What it does after the name is done by a Client, so that it finds what a Client finds. Lives in a network
/// thread: make it, moveToThread(), then call every slot queued.
class ConnectionCheck : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionCheck(QObject *parent = nullptr);
    ~ConnectionCheck() override;

public slots:
    /// Begins, unless a check is under way. Takes at most a few times the options' openDeadline.
    void start(const ClientOptions &options);
    /// Ends the check that is under way; finished() follows.
    void cancel();

signals:
    /// A step has begun or ended.
    void progressed(const ConnectionReport &report);
    /// The server's certificate is not trusted; finished() follows.
    void distrusted(const Client::Distrust &distrust);
    /// The end. Emitted once for each start().
    void finished(const ConnectionReport &report);

private:
    void lookUp();
    void lookedUp(const QHostInfo &info);
    void begin(ConnectionStep step);
    void pass(ConnectionStep step, const QString &detail);
    void stop(const QString &verdict);
    void awaitFrame();
    void frameCame(const QString &detail);
    void timeOut();
    void closed(const CloseStatus &status);
    QString explain(const CloseStatus &status) const;
    void finish();

    MessageLog m_log; ///< nobody reads it
    Client m_client;
    ClientOptions m_options;
    ConnectionReport m_report;
    ConnectionStep m_step = ConnectionStep::Name; ///< the one under way
    QElapsedTimer m_since; ///< its begin
    QTimer m_deadline; ///< for what the client has no deadline for
    int m_lookUp = -1;
    bool m_running = false;
};
