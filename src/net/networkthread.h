#pragma once

#include <QThread>

/// A thread for sockets: with the event loop that is fastest for many of them.
///
/// That is epoll's on Linux and Qt's own elsewhere, or where the environment variable
/// WSLAB_EVENT_DISPATCHER says `qt`.
class NetworkThread : public QThread
{
    Q_OBJECT
public:
    /// \a name is what debuggers and `top` show.
    explicit NetworkThread(const QString &name, QObject *parent = nullptr);
    /// The thread has ended, or never began.
    ~NetworkThread() override;
};
