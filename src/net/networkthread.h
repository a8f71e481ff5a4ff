#pragma once

#include <QPointer>
#include <QSemaphore>
#include <QThread>

#include <chrono>

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

    /// Moves \a object, which has no parent, here. It is deleted at the thread's end, or together with a
    /// thread that never began.
    void take(QObject *object);
    /// Waits until all that was taken is gone, which must be going by itself; false when it is not within \a
    /// deadline.
    bool waitForTaken(std::chrono::milliseconds deadline);

private:
    QList<QPointer<QObject>> m_taken;
    QSemaphore m_gone; ///< as many as are gone of those taken
};
