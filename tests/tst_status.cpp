#include "status.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <memory>

class TestStatus : public QObject
{
    Q_OBJECT

    static ServerStatus counting(qint64 value)
    {
        ServerStatus status;
        status.counterValue = value;
        status.connections.resize(value % 7);
        return status;
    }

private slots:
    void countsClientsByService()
    {
        ServerStatus status;
        for (const ServiceKind service : {ServiceKind::Time, ServiceKind::Counter, ServiceKind::Time}) {
            ConnectionInfo connection;
            connection.service = service;
            status.connections += connection;
        }
        QCOMPARE(status.clients(ServiceKind::Time), 2);
        QCOMPARE(status.clients(ServiceKind::Counter), 1);
        QCOMPARE(status.clients(ServiceKind::Echo), 0);
    }

    void announcesOnceUntilRead()
    {
        StatusBoard board;
        QSignalSpy spy(&board, &StatusBoard::changed);
        QCOMPARE(board.read(), ServerStatus());
        board.publish(counting(1));
        board.publish(counting(2));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(board.read(), counting(2));
        QCOMPARE(board.read(), counting(2));
        QCOMPARE(spy.size(), 1);
        board.publish(counting(3));
        QCOMPARE(spy.size(), 2);
    }

    // One thread publishes, this one reads when told: it always sees a whole status, and the last.
    void publishesFromAnotherThread()
    {
        constexpr qint64 last = 20'000;
        StatusBoard board;
        qint64 seen = 0;
        bool whole = true;
        connect(
            &board, &StatusBoard::changed, this,
            [&] {
                const ServerStatus status = board.read();
                whole = whole && status == counting(status.counterValue) && status.counterValue >= seen;
                seen = status.counterValue;
            },
            Qt::QueuedConnection);
        const std::unique_ptr<QThread> thread(QThread::create([&board] {
            for (qint64 value = 1; value <= last; ++value)
                board.publish(counting(value));
        }));
        thread->start();
        QTRY_COMPARE_WITH_TIMEOUT(seen, last, 60'000);
        QVERIFY(thread->wait());
        QVERIFY(whole);
    }
};

QTEST_GUILESS_MAIN(TestStatus)
#include "tst_status.moc"
