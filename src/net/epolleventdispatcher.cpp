#include "epolleventdispatcher.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <QThread>
#include <QTimerEvent>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <limits>

namespace {

constexpr int mostEvents = 512; // of one turn; the others come in the next
constexpr qint64 nanosecondsPerMillisecond = 1'000'000;
constexpr std::array<quint32, 3> wantedEvents{EPOLLIN, EPOLLOUT, EPOLLPRI}; // by QSocketNotifier::Type

qint64 nanosecondsNow()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

/// Whole milliseconds until \a due, rounded up, so that nobody wakes just before it.
qint64 millisecondsUntil(qint64 due)
{
    const qint64 left = due - nanosecondsNow();
    return left <= 0 ? 0 : (left + nanosecondsPerMillisecond - 1) / nanosecondsPerMillisecond;
}

}

EpollEventDispatcher::EpollEventDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wakeUps(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = quint32(m_wakeUps);
    if (m_epoll < 0 || m_wakeUps < 0 || epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUps, &event) != 0)
        qFatal("No event loop: the system gives no epoll descriptor (%d).", errno);
}

EpollEventDispatcher::~EpollEventDispatcher()
{
    ::close(m_wakeUps);
    ::close(m_epoll);
}

void EpollEventDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int number = int(notifier->socket());
    Descriptor &descriptor = m_descriptors[number];
    if (descriptor.generation == 0)
        descriptor.generation = ++m_lastGeneration;
    descriptor.notifiers[size_t(notifier->type())] = notifier;
    watch(number, &descriptor);
}

void EpollEventDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const auto found = m_descriptors.find(int(notifier->socket()));
    if (found == m_descriptors.end())
        return;
    QSocketNotifier *&place = found->notifiers[size_t(notifier->type())];
    if (place != notifier)
        return;
    place = nullptr;
    watch(found.key(), &*found);
    if (found->notifiers != decltype(found->notifiers){})
        return;
    m_alwaysReady -= found->alwaysReady;
    m_descriptors.erase(found);
}

/// Tells epoll what the notifiers of \a descriptor want.
void EpollEventDispatcher::watch(int number, Descriptor *descriptor)
{
    quint32 wanted = 0;
    for (size_t type = 0; type < wantedEvents.size(); ++type)
        wanted |= descriptor->notifiers[type] ? wantedEvents[type] : 0;
    if (wanted == descriptor->watched || descriptor->alwaysReady)
        return;
    epoll_event event{};
    event.events = wanted;
    event.data.u64 = quint64(descriptor->generation) << 32 | quint32(number);
    const int change = !wanted ? EPOLL_CTL_DEL : descriptor->watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    bool told = epoll_ctl(m_epoll, change, number, &event) == 0;
    // Closed and opened again meanwhile: epoll forgot it by itself.
    if (!told && errno == ENOENT && wanted)
        told = epoll_ctl(m_epoll, EPOLL_CTL_ADD, number, &event) == 0;
    if (!told && errno == EPERM) {
        descriptor->alwaysReady = true;
        ++m_alwaysReady;
    } else if (!told && wanted) {
        qWarning("QSocketNotifier: Invalid socket %d, it will not be watched.", number);
    }
    descriptor->watched = wanted;
}

void EpollEventDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    const Timer timer{object, interval, type, nanosecondsNow() + interval * nanosecondsPerMillisecond};
    m_timers.insert(id, timer);
    m_due.emplace(timer.due, id);
}

bool EpollEventDispatcher::unregisterTimer(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    m_due.erase({found->due, id});
    m_timers.erase(found);
    return true;
}

bool EpollEventDispatcher::unregisterTimers(QObject *object)
{
    const QList<TimerInfo> timers = registeredTimers(object);
    for (const TimerInfo &timer : timers)
        unregisterTimer(timer.timerId);
    return !timers.isEmpty();
}

QList<QAbstractEventDispatcher::TimerInfo> EpollEventDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> timers;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it) {
        if (it->object == object)
            timers.append(TimerInfo(it.key(), int(it->interval), it->type));
    }
    return timers;
}

int EpollEventDispatcher::remainingTime(int id)
{
    const auto found = m_timers.constFind(id);
    return found == m_timers.cend() ? -1 : int(millisecondsUntil(found->due));
}

void EpollEventDispatcher::wakeUp()
{
    if (QThread::currentThread() == thread()) {
        m_wokenHere = true; // seen before waiting, without asking the system
        return;
    }
    if (m_woken.exchange(true))
        return;
    const quint64 one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wakeUps, &one, sizeof one);
}

void EpollEventDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

bool EpollEventDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted = false;
    m_wokenHere = false;
    ++m_turn;
    emit awake();
    QCoreApplication::sendPostedEvents();

    int timeout = 0;
    if (flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_interrupted && !m_wokenHere) {
        emit aboutToBlock();
        timeout = m_wokenHere ? 0 : waitTime(flags);
    }
    int handled = takeReady(flags, timeout);
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        handled += fireTimers();
    return handled > 0;
}

/// How long to wait for the next event, in milliseconds; -1: as long as it takes.
int EpollEventDispatcher::waitTime(QEventLoop::ProcessEventsFlags flags) const
{
    if (m_alwaysReady > 0 && !flags.testFlag(QEventLoop::ExcludeSocketNotifiers))
        return 0;
    if (flags.testFlag(QEventLoop::X11ExcludeTimers))
        return -1;
    for (const auto &[due, id] : m_due) {
        if (!m_timers.find(id)->firing)
            return int(qMin<qint64>(millisecondsUntil(due), std::numeric_limits<int>::max()));
    }
    return -1;
}

/// Waits and activates the notifiers of what is ready; returns how many.
int EpollEventDispatcher::takeReady(QEventLoop::ProcessEventsFlags flags, int timeout)
{
    if (flags.testFlag(QEventLoop::ExcludeSocketNotifiers)) {
        pollfd wakeUps{m_wakeUps, POLLIN, 0};
        if (::poll(&wakeUps, 1, timeout) > 0)
            drainWakeUps();
        return 0;
    }
    std::array<epoll_event, mostEvents> events;
    const int count = epoll_wait(m_epoll, events.data(), int(events.size()), timeout);
    int activated = 0;
    // A slot that runs a loop of its own has seen what follows here; what is still ready is told again.
    const quint64 turn = m_turn;
    for (int i = 0; i < count && m_turn == turn; ++i) {
        const int number = int(quint32(events[size_t(i)].data.u64));
        if (number == m_wakeUps)
            drainWakeUps();
        else
            activated +=
                activate(number, quint32(events[size_t(i)].data.u64 >> 32), events[size_t(i)].events);
    }
    if (m_alwaysReady > 0) {
        const QList<int> numbers = m_descriptors.keys();
        for (const int number : numbers) {
            const auto found = m_descriptors.constFind(number);
            if (found != m_descriptors.cend() && found->alwaysReady)
                activated += activate(number, found->generation, EPOLLIN | EPOLLOUT);
        }
    }
    return activated;
}

/// Tells the notifiers of descriptor \a number that it is \a ready, if it is still the same descriptor.
int EpollEventDispatcher::activate(int number, quint32 generation, quint32 ready)
{
    int activated = 0;
    for (size_t type = 0; type < wantedEvents.size(); ++type) {
        // Looked up each time: the slot of one may unregister the others.
        const auto found = m_descriptors.constFind(number);
        if (found == m_descriptors.cend() || found->generation != generation)
            break;
        QSocketNotifier *notifier = found->notifiers[type];
        if (!notifier || !(ready & (wantedEvents[type] | EPOLLHUP | EPOLLERR)))
            continue;
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
        ++activated;
    }
    return activated;
}

/// Fires each timer that is due once; returns how many.
int EpollEventDispatcher::fireTimers()
{
    const qint64 now = nanosecondsNow();
    // Those that slots start now have to wait for the next turn, or sockets would never get theirs.
    QList<int> ids;
    for (auto it = m_due.cbegin(); it != m_due.cend() && it->first <= now; ++it)
        ids.append(it->second);
    int fired = 0;
    for (const int id : std::as_const(ids)) {
        const auto timer = m_timers.find(id);
        if (timer == m_timers.end() || timer->firing || timer->due > now)
            continue;
        m_due.erase({timer->due, id});
        timer->due += timer->interval * nanosecondsPerMillisecond;
        if (timer->due < now)
            timer->due = now + timer->interval * nanosecondsPerMillisecond;
        m_due.emplace(timer->due, id);
        timer->firing = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer->object, &event);
        ++fired;
        if (const auto still = m_timers.find(id); still != m_timers.end())
            still->firing = false;
    }
    return fired;
}

void EpollEventDispatcher::drainWakeUps()
{
    quint64 count;
    [[maybe_unused]] const ssize_t taken = ::read(m_wakeUps, &count, sizeof count);
    m_woken = false;
}
