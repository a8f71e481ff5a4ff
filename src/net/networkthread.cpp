#include "networkthread.h"

#include <QAbstractEventDispatcher>

#include <openssl/crypto.h>

#include <utility>

#ifdef Q_OS_LINUX
#include "epolleventdispatcher.h"
#endif

NetworkThread::NetworkThread(const QString &name, QObject *parent)
    : QThread(parent)
{
    setObjectName(name);
    // A thread that has been waited for is still giving back what OpenSSL keeps for it; the end of the
    // program would take OpenSSL away from under it.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
#ifdef Q_OS_LINUX
    if (qgetenv("WSLAB_EVENT_DISPATCHER") != "qt")
        setEventDispatcher(new EpollEventDispatcher);
#endif
}

NetworkThread::~NetworkThread()
{
    // What is still there never had a thread to be deleted in.
    for (const QPointer<QObject> &object : std::as_const(m_taken))
        delete object;
    delete eventDispatcher();
}

void NetworkThread::take(QObject *object)
{
    m_taken.append(object);
    object->moveToThread(this);
    connect(this, &QThread::finished, object, &QObject::deleteLater);
    connect(
        object, &QObject::destroyed, this, [this] { m_gone.release(); }, Qt::DirectConnection);
}

bool NetworkThread::waitForTaken(std::chrono::milliseconds deadline)
{
    const int all = int(m_taken.size());
    const bool gone = m_gone.tryAcquire(all, int(deadline.count()));
    if (gone)
        m_gone.release(all);
    return gone;
}
