#include "counter.h"

#include "counterprotocol.h"
#include "messagelog.h"

#include <utility>

namespace {

/// Many who join at once cause one `users` event in this time, not one each: telling ten thousand
/// of ten thousand arrivals would take a hundred million frames.
constexpr std::chrono::milliseconds usersPause{50};

}

Counter::Counter(qint64 firstValue, MessageLog *log, QObject *parent)
    : QObject(parent)
    , m_firstValue(qBound(-CounterProtocol::maximumValue, firstValue, CounterProtocol::maximumValue))
    , m_log(log)
    , m_value(m_firstValue)
    , m_usersTimer(this)
{
    m_usersTimer.setSingleShot(true);
    connect(&m_usersTimer, &QTimer::timeout, this, &Counter::tellUsers);
}

bool Counter::step(int step)
{
    const qint64 next = m_value + step;
    if (qAbs(next) > CounterProtocol::maximumValue)
        return false;
    change(next);
    return true;
}

void Counter::reset()
{
    change(m_firstValue);
}

void Counter::change(qint64 value)
{
    m_value = value;
    emit changed(value);
    if (m_users > 0)
        m_log->appendBroadcast(CounterProtocol::encodeState(value), quint32(m_users));
    for (Viewer *viewer : m_viewers)
        QMetaObject::invokeMethod(viewer, [viewer, value] { viewer->valueChanged(value); });
}

void Counter::add(Viewer *viewer)
{
    QMetaObject::invokeMethod(this, [this, viewer] { m_viewers.push_back(viewer); });
}

void Counter::join(Viewer *viewer, quint32 client)
{
    QMetaObject::invokeMethod(this, [this, viewer, client] {
        const qint64 users = ++m_users;
        ++m_newcomers[users];
        QMetaObject::invokeMethod(
            viewer, [viewer, client, users, value = m_value] { viewer->welcome(client, users, value); });
        usersChanged();
    });
}

void Counter::leave()
{
    QMetaObject::invokeMethod(this, [this] {
        --m_users;
        usersChanged();
    });
}

void Counter::step(Viewer *viewer, quint32 client, int step)
{
    QMetaObject::invokeMethod(this, [this, viewer, client, step] {
        if (!this->step(step))
            QMetaObject::invokeMethod(viewer, [viewer, client] { viewer->refused(client); });
    });
}

void Counter::usersChanged()
{
    if (!m_usersTimer.isActive())
        tellUsers();
}

void Counter::tellUsers()
{
    const auto newcomers = std::exchange(m_newcomers, {});
    if (newcomers.isEmpty() && m_users == m_toldUsers)
        return;
    const qint64 told = m_users == std::exchange(m_toldUsers, m_users)
        ? 0 // only those newcomers who were told another number
        : m_users - newcomers.value(m_users);
    if (told > 0)
        m_log->appendBroadcast(CounterProtocol::encodeUsers(m_users), quint32(told));
    for (Viewer *viewer : m_viewers)
        QMetaObject::invokeMethod(viewer, [viewer, users = m_users] { viewer->usersChanged(users); });
    m_usersTimer.start(usersPause);
}
