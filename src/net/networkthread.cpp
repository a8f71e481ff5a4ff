#include "networkthread.h"

#include <QAbstractEventDispatcher>

#ifdef Q_OS_LINUX
#include "epolleventdispatcher.h"
#endif

NetworkThread::NetworkThread(const QString &name, QObject *parent)
    : QThread(parent)
{
    setObjectName(name);
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
