#include "epolleventdispatcher.h"
#include "networkthread.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <csignal>
#include <memory>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Two ends of a stream.
struct Pair
{
    Pair()
    {
        [[maybe_unused]] const int made = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data());
    }
    ~Pair()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    void write() const { [[maybe_unused]] const ssize_t written = ::write(ends[1], "x", 1); }
    void read() const
    {
        char c = 0;
        [[maybe_unused]] const ssize_t taken = ::read(ends[0], &c, 1);
    }

    std::array<int, 2> ends{};
};

/// Counts the events of its own timers.
class Ticker : public QObject
{
public:
    int ticks = 0;
    std::function<void(int)> onTick;

protected:
    void timerEvent(QTimerEvent *event) override
    {
        ++ticks;
        if (onTick)
            onTick(event->timerId());
    }
};

}

/// What Qt's own dispatchers have to pass, on the one of ours: this program's own loop is it.
class TestEpollEventDispatcher : public QObject
{
    Q_OBJECT
private slots:
    void timersFireNotEarlyAndInOrder();
    void timersOfAllTypes_data();
    void timersOfAllTypes();
    void timerRepeatsWithoutDrift();
    void zeroTimerLeavesSocketsTheirTurn();
    void timerStoppedByAnotherTimer();
    void timerDoesNotFireWithinItself();
    void remainingTime();
    void timersMoveWithTheirObject();
    void notifierReads();
    void notifierWrites();
    void notifierSeesTheEnd();
    void notifierUnregisteredInSlot();
    void notifierDeletedInAnothersSlot();
    void descriptorReusedInSlot();
    void descriptorClosedUnderNotifier();
    void notifierOfFile();
    void nestedLoopTakesWhatIsReady();
    void socketsExcluded();
    void wakeUpFromThread();
    void manyWakeUps();
    void signalsInterruptNothing();
    void processEventsDoesNotWait();
    void threadEndsInTime();
    void thousandSockets();
};

void TestEpollEventDispatcher::timersFireNotEarlyAndInOrder()
{
    QList<int> order;
    QElapsedTimer clock;
    clock.start();
    qint64 earliest = 0;
    QTimer::singleShot(60ms, Qt::PreciseTimer, this, [&] { order += 60; });
    QTimer::singleShot(20ms, Qt::PreciseTimer, this, [&] {
        order += 20;
        earliest = clock.nsecsElapsed();
    });
    QTimer::singleShot(40ms, Qt::PreciseTimer, this, [&] { order += 40; });
    QTRY_COMPARE(order, (QList<int>{20, 40, 60}));
    QVERIFY2(earliest >= 20'000'000, qPrintable(QString::number(earliest)));
}

void TestEpollEventDispatcher::timersOfAllTypes_data()
{
    QTest::addColumn<Qt::TimerType>("type");
    QTest::newRow("precise") << Qt::PreciseTimer;
    QTest::newRow("coarse") << Qt::CoarseTimer;
    QTest::newRow("very coarse") << Qt::VeryCoarseTimer;
}

void TestEpollEventDispatcher::timersOfAllTypes()
{
    QFETCH(Qt::TimerType, type);
    QTimer timer;
    timer.setTimerType(type);
    timer.setInterval(30);
    timer.setSingleShot(true);
    QSignalSpy spy(&timer, &QTimer::timeout);
    timer.start();
    const auto registered = thread()->eventDispatcher()->registeredTimers(&timer);
    QCOMPARE(registered.size(), 1);
    QCOMPARE(registered.first().interval, 30);
    QCOMPARE(registered.first().timerType, type);
    QVERIFY(spy.wait());
    QVERIFY(thread()->eventDispatcher()->registeredTimers(&timer).isEmpty());
}

void TestEpollEventDispatcher::timerRepeatsWithoutDrift()
{
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QElapsedTimer clock;
    clock.start();
    int ticks = 0;
    connect(&timer, &QTimer::timeout, this, [&] { ++ticks; });
    timer.start(10);
    QTRY_VERIFY(ticks >= 10);
    QVERIFY(clock.elapsed() >= 10 * 10);
}

void TestEpollEventDispatcher::zeroTimerLeavesSocketsTheirTurn()
{
    Pair pair;
    QSocketNotifier notifier(pair.ends[0], QSocketNotifier::Read);
    bool read = false;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        pair.read();
        read = true;
    });
    QTimer busy;
    int turns = 0;
    connect(&busy, &QTimer::timeout, this, [&] { ++turns; });
    busy.start(0);
    pair.write();
    QTRY_VERIFY(read);
    QTRY_VERIFY(turns > 100);
}

void TestEpollEventDispatcher::timerStoppedByAnotherTimer()
{
    QTimer first;
    QTimer second;
    first.setSingleShot(true);
    second.setSingleShot(true);
    QSignalSpy spy(&second, &QTimer::timeout);
    connect(&first, &QTimer::timeout, &second, &QTimer::stop);
    bool later = false;
    QTimer::singleShot(40ms, this, [&] { later = true; });
    first.start(5);
    second.start(5);
    QTRY_VERIFY(later);
    QCOMPARE(spy.size(), 0);
}

void TestEpollEventDispatcher::timerDoesNotFireWithinItself()
{
    Ticker ticker;
    int deepest = 0;
    int depth = 0;
    ticker.onTick = [&](int id) {
        deepest = qMax(deepest, ++depth);
        QEventLoop loop;
        QTimer::singleShot(20ms, &loop, &QEventLoop::quit);
        loop.exec();
        ticker.killTimer(id);
        --depth;
    };
    ticker.startTimer(1);
    QTRY_COMPARE(ticker.ticks, 1);
    QTRY_COMPARE(depth, 0);
    QCOMPARE(deepest, 1);
}

void TestEpollEventDispatcher::remainingTime()
{
    QTimer timer;
    timer.start(10'000);
    QVERIFY(timer.remainingTime() > 9'000);
    QVERIFY(timer.remainingTime() <= 10'000);
    timer.stop();
    QCOMPARE(timer.remainingTime(), -1);
}

void TestEpollEventDispatcher::timersMoveWithTheirObject()
{
    NetworkThread other(u"other"_s);
    auto *ticker = new Ticker;
    std::atomic<QThread *> tickedIn = nullptr;
    ticker->onTick = [&](int) { tickedIn = QThread::currentThread(); };
    ticker->startTimer(5);
    ticker->moveToThread(&other);
    QVERIFY(thread()->eventDispatcher()->registeredTimers(ticker).isEmpty());
    connect(&other, &QThread::finished, ticker, &QObject::deleteLater);
    other.start();
    QTRY_COMPARE(tickedIn.load(), &other);
    other.quit();
    QVERIFY(other.wait());
}

void TestEpollEventDispatcher::notifierReads()
{
    Pair pair;
    QSocketNotifier notifier(pair.ends[0], QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    connect(&notifier, &QSocketNotifier::activated, this, [&] { pair.read(); });
    pair.write();
    pair.write();
    QTRY_COMPARE(spy.size(), 2); // level triggered: what is left is told again
    notifier.setEnabled(false);
    pair.write();
    QCoreApplication::processEvents();
    QCOMPARE(spy.size(), 2);
    notifier.setEnabled(true);
    QTRY_COMPARE(spy.size(), 3);
}

void TestEpollEventDispatcher::notifierWrites()
{
    Pair pair;
    QSocketNotifier reads(pair.ends[0], QSocketNotifier::Read);
    QSocketNotifier writes(pair.ends[0], QSocketNotifier::Write);
    QSignalSpy readSpy(&reads, &QSocketNotifier::activated);
    QSignalSpy writeSpy(&writes, &QSocketNotifier::activated);
    connect(&writes, &QSocketNotifier::activated, &writes, [&] { writes.setEnabled(false); });
    QTRY_COMPARE(writeSpy.size(), 1);
    QCOMPARE(readSpy.size(), 0);
    connect(&reads, &QSocketNotifier::activated, this, [&] { pair.read(); });
    pair.write();
    QTRY_COMPARE(readSpy.size(), 1);
    QCOMPARE(writeSpy.size(), 1);
}

void TestEpollEventDispatcher::notifierSeesTheEnd()
{
    Pair pair;
    QSocketNotifier notifier(pair.ends[0], QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    connect(&notifier, &QSocketNotifier::activated, &notifier, [&] { notifier.setEnabled(false); });
    ::shutdown(pair.ends[1], SHUT_RDWR);
    QTRY_COMPARE(spy.size(), 1);
}

void TestEpollEventDispatcher::notifierUnregisteredInSlot()
{
    Pair pair;
    auto *notifier = new QSocketNotifier(pair.ends[0], QSocketNotifier::Read);
    auto *writer = new QSocketNotifier(pair.ends[0], QSocketNotifier::Write);
    int activated = 0;
    connect(notifier, &QSocketNotifier::activated, this, [&] {
        ++activated;
        delete writer; // ready as well, in the same event
        notifier->deleteLater();
        notifier->setEnabled(false);
    });
    connect(writer, &QSocketNotifier::activated, this, [&] { activated += 100; });
    pair.write();
    QTRY_COMPARE(activated % 100, 1);
    QCoreApplication::processEvents();
    QCOMPARE(activated % 100, 1);
}

void TestEpollEventDispatcher::notifierDeletedInAnothersSlot()
{
    constexpr size_t count = 8;
    std::array<Pair, count> pairs;
    std::array<std::unique_ptr<QSocketNotifier>, count> notifiers;
    int activated = 0;
    for (size_t i = 0; i < count; ++i) {
        notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i].ends[0], QSocketNotifier::Read);
        connect(notifiers[i].get(), &QSocketNotifier::activated, this, [&, i] {
            ++activated;
            for (size_t other = 0; other < count; ++other) {
                if (other != i)
                    notifiers[other].reset();
            }
            notifiers[i]->setEnabled(false);
        });
        pairs[i].write();
    }
    QTRY_COMPARE(activated, 1);
    QCoreApplication::processEvents();
    QCOMPARE(activated, 1);
}

void TestEpollEventDispatcher::descriptorReusedInSlot()
{
    auto first = std::make_unique<Pair>();
    auto second = std::make_unique<Pair>();
    std::array<std::unique_ptr<QSocketNotifier>, 2> notifiers{
        std::make_unique<QSocketNotifier>(first->ends[0], QSocketNotifier::Read),
        std::make_unique<QSocketNotifier>(second->ends[0], QSocketNotifier::Read)};
    std::unique_ptr<QSocketNotifier> fresh;
    int freshActivated = 0;
    int activated = 0;
    // Whichever comes first closes the other one, whose number the new pair then gets: it has nothing to
    // read, and the event that waits belongs to the one that is gone.
    const auto replace = [&](size_t other, std::unique_ptr<Pair> *gone, std::unique_ptr<Pair> *mine) {
        ++activated;
        (*mine)->read();
        notifiers[other].reset();
        const int number = (*gone)->ends[0];
        gone->reset();
        *gone = std::make_unique<Pair>();
        QCOMPARE((*gone)->ends[0], number);
        fresh = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
        connect(fresh.get(), &QSocketNotifier::activated, this, [&] { ++freshActivated; });
    };
    connect(notifiers[0].get(), &QSocketNotifier::activated, this, [&] { replace(1, &second, &first); });
    connect(notifiers[1].get(), &QSocketNotifier::activated, this, [&] { replace(0, &first, &second); });
    first->write();
    second->write();
    QTRY_COMPARE(activated, 1);
    QCoreApplication::processEvents();
    QCOMPARE(freshActivated, 0);
}

void TestEpollEventDispatcher::descriptorClosedUnderNotifier()
{
    Pair pair;
    QSocketNotifier notifier(pair.ends[0], QSocketNotifier::Read);
    // epoll forgets a descriptor that is closed; another one with its number is watched all the same.
    Pair other;
    QCOMPARE(::dup2(other.ends[0], pair.ends[0]), pair.ends[0]);
    QSocketNotifier writer(pair.ends[0], QSocketNotifier::Write);
    QSignalSpy spy(&writer, &QSocketNotifier::activated);
    connect(&writer, &QSocketNotifier::activated, &writer, [&] { writer.setEnabled(false); });
    QTRY_COMPARE(spy.size(), 1);
}

void TestEpollEventDispatcher::notifierOfFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QSocketNotifier notifier(file.handle(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    QTRY_VERIFY(spy.size() >= 2); // a file is always ready
    notifier.setEnabled(false);
    const qsizetype before = spy.size();
    QCoreApplication::processEvents();
    QCOMPARE(spy.size(), before);
}

void TestEpollEventDispatcher::nestedLoopTakesWhatIsReady()
{
    std::array<Pair, 2> pairs;
    QSocketNotifier first(pairs[0].ends[0], QSocketNotifier::Read);
    QSocketNotifier second(pairs[1].ends[0], QSocketNotifier::Read);
    int firstSeen = 0;
    int secondSeen = 0;
    const auto nest = [&](const Pair &pair, int *seen) {
        pair.read();
        ++*seen;
        if (firstSeen + secondSeen == 1) {
            QEventLoop loop;
            QTimer::singleShot(20ms, &loop, &QEventLoop::quit);
            loop.exec(); // sees the other one
        }
    };
    connect(&first, &QSocketNotifier::activated, this, [&] { nest(pairs[0], &firstSeen); });
    connect(&second, &QSocketNotifier::activated, this, [&] { nest(pairs[1], &secondSeen); });
    pairs[0].write();
    pairs[1].write();
    QTRY_COMPARE(firstSeen + secondSeen, 2);
    QCoreApplication::processEvents();
    QCOMPARE(firstSeen, 1);
    QCOMPARE(secondSeen, 1);
}

void TestEpollEventDispatcher::socketsExcluded()
{
    Pair pair;
    QSocketNotifier notifier(pair.ends[0], QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    connect(&notifier, &QSocketNotifier::activated, this, [&] { pair.read(); });
    pair.write();
    QEventLoop loop;
    QTimer::singleShot(20ms, &loop, &QEventLoop::quit);
    loop.exec(QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(spy.size(), 0);
    QTRY_COMPARE(spy.size(), 1);
}

void TestEpollEventDispatcher::wakeUpFromThread()
{
    QEventLoop loop;
    QScopedPointer<QThread> thread(
        QThread::create([&] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); }));
    thread->start();
    loop.exec(); // ends by the other thread's call alone
    QVERIFY(thread->wait());
}

void TestEpollEventDispatcher::manyWakeUps()
{
    constexpr int calls = 20'000;
    int seen = 0;
    QScopedPointer<QThread> thread(QThread::create([&] {
        for (int i = 0; i < calls; ++i)
            QMetaObject::invokeMethod(
                this, [&] { ++seen; }, Qt::QueuedConnection);
    }));
    thread->start();
    QTRY_COMPARE(seen, calls);
    QVERIFY(thread->wait());
}

void TestEpollEventDispatcher::signalsInterruptNothing()
{
    struct sigaction action
    {
    };
    struct sigaction before
    {
    };
    action.sa_handler = [](int) {};
    QCOMPARE(::sigaction(SIGUSR1, &action, &before), 0);
    const pthread_t self = pthread_self();
    QEventLoop loop;
    QElapsedTimer clock;
    clock.start();
    QTimer::singleShot(50ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    QScopedPointer<QThread> thread(QThread::create([self] {
        for (int i = 0; i < 100; ++i)
            pthread_kill(self, SIGUSR1);
    }));
    thread->start();
    loop.exec();
    QVERIFY(clock.elapsed() >= 50);
    QVERIFY(thread->wait());
    ::sigaction(SIGUSR1, &before, nullptr);
}

void TestEpollEventDispatcher::processEventsDoesNotWait()
{
    QTimer far;
    far.start(60'000);
    QCoreApplication::processEvents(); // whatever is pending
    QVERIFY(!thread()->eventDispatcher()->processEvents(QEventLoop::AllEvents));
}

void TestEpollEventDispatcher::threadEndsInTime()
{
    NetworkThread idle(u"idle"_s);
    idle.start();
    QVERIFY(qobject_cast<EpollEventDispatcher *>(idle.eventDispatcher()));
    idle.quit();
    QVERIFY(idle.wait());
    const NetworkThread neverStarted(u"never started"_s);
}

void TestEpollEventDispatcher::thousandSockets()
{
    constexpr int count = 1'000;
    QTcpServer server;
    server.setListenBacklogSize(count);
    server.setMaxPendingConnections(count);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int echoed = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        while (QTcpSocket *socket = server.nextPendingConnection()) {
            connect(socket, &QIODevice::readyRead, socket, [socket] { socket->write(socket->readAll()); });
            connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < count; ++i) {
        auto &client = clients.emplace_back(std::make_unique<QTcpSocket>());
        connect(client.get(), &QAbstractSocket::connected, client.get(),
                [socket = client.get()] { socket->write("x"); });
        connect(client.get(), &QIODevice::readyRead, this, [&echoed, socket = client.get()] {
            echoed += int(socket->readAll().size());
            socket->disconnectFromHost();
        });
        client->connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
    }
    QTRY_COMPARE_WITH_TIMEOUT(echoed, count, 30'000);
}

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(new EpollEventDispatcher);
    QCoreApplication application(argc, argv);
    TestEpollEventDispatcher test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_epolleventdispatcher.moc"
