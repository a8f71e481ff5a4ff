#include "networkthread.h"

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
