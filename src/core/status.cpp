#include "status.h"

#include <QMutexLocker>

#include <algorithm>
#include <utility>

int ServerStatus::clients(ServiceKind service) const
{
    return int(std::ranges::count(connections, service, &ConnectionInfo::service));
}

StatusBoard::~StatusBoard()
{
    // What other threads did comes before: a sanitizer that cannot look into Qt sees it by the mutex.
    const QMutexLocker locker(&m_mutex);
    m_status = {};
}

void StatusBoard::publish(const ServerStatus &status)
{
    bool announce = false;
    {
        const QMutexLocker lock(&m_mutex);
        m_status = status;
        announce = !std::exchange(m_announced, true);
    }
    if (announce)
        emit changed();
}

ServerStatus StatusBoard::read() const
{
    const QMutexLocker lock(&m_mutex);
    m_announced = false;
    return m_status;
}
