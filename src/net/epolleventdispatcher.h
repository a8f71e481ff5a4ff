#pragma once

#include <QAbstractEventDispatcher>
#include <QHash>

#include <array>
#include <atomic>
#include <set>
#include <utility>

/// The event loop of a thread with thousands of sockets, on Linux's epoll.
///
/// Qt's own dispatchers look at every descriptor in every turn, so that one message among five thousand
/// idle connections costs milliseconds; this one is told by the kernel which are ready. It does what Qt's
/// do, but looks at no window system: give it to threads without windows, by QThread::setEventDispatcher()
/// before they start. All functions but wakeUp() and interrupt() belong to that thread.
class EpollEventDispatcher : public QAbstractEventDispatcher
{
    Q_OBJECT
public:
    explicit EpollEventDispatcher(QObject *parent = nullptr);
    ~EpollEventDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;

    void wakeUp() override;
    void interrupt() override;

private:
    /// The notifiers of one descriptor, by QSocketNotifier::Type.
    struct Descriptor
    {
        std::array<QSocketNotifier *, 3> notifiers{};
        quint32 watched = 0; ///< what epoll was told, EPOLLIN and so on
        quint32 generation = 0; ///< tells it from one that had the same number before
        bool alwaysReady = false; ///< a file, of which epoll wants to know nothing
    };
    struct Timer
    {
        QObject *object;
        qint64 interval; ///< milliseconds
        Qt::TimerType type;
        qint64 due; ///< nanoseconds of the steady clock
        bool firing = false; ///< its slot runs, maybe with a loop of its own
    };

    void watch(int number, Descriptor *descriptor);
    int waitTime(QEventLoop::ProcessEventsFlags flags) const;
    int takeReady(QEventLoop::ProcessEventsFlags flags, int timeout);
    int activate(int number, quint32 generation, quint32 ready);
    int fireTimers();
    void drainWakeUps();

    const int m_epoll;
    const int m_wakeUps; ///< an eventfd
    QHash<int, Descriptor> m_descriptors;
    int m_alwaysReady = 0; ///< descriptors that are
    quint32 m_lastGeneration = 0;
    quint64 m_turn = 0;
    QHash<int, Timer> m_timers; ///< by id
    std::set<std::pair<qint64, int>> m_due; ///< when and which
    std::atomic<bool> m_woken{false}; ///< by another thread
    bool m_wokenHere = false; ///< by this one, since the turn began
    std::atomic<bool> m_interrupted{false};
};
