#include "networkthread.h"

#include <QAbstractEventDispatcher>

#include <openssl/crypto.h>

#ifdef Q_OS_LINUX
#include "epolleventdispatcher.h"
#endif

NetworkThread::NetworkThread(const QString &name, QObject *parent)
    : QThread(parent)
{
    setObjectName(name);
    // A thread that has been waited for is still giving back what OpenSSL keeps for it; the end of the program would
    // take OpenSSL away from under it.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
#ifdef Q_OS_LINUX
    if (qgetenv("WSLAB_EVENT_DISPATCHER") != "qt")
        setEventDispatcher(new EpollEventDispatcher);
#endif
}

NetworkThread::~NetworkThread()
{
    // QThread deletes it at the end of the thread, but not when there never was one.
    delete eventDispatcher();
}
