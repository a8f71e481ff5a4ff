#include "messagelog.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <limits>
#include <map>
#include <memory>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

class TestMessageLog : public QObject
{
    Q_OBJECT

    static LogEntry textEntry(const QByteArray &payload, quint32 connection = 1)
    {
        LogEntry entry;
        entry.kind = EntryKind::Text;
        entry.direction = Direction::Received;
        entry.connection = connection;
        entry.payload = payload;
        return entry;
    }

private slots:
    void givesSequenceAndTime()
    {
        MessageLog log;
        QCOMPARE(log.lastSequence(), 0);
        QVERIFY(log.entriesSince(0).isEmpty());

        const qint64 before = QDateTime::currentMSecsSinceEpoch() * 1000;
        log.append(textEntry("one"));
        log.append(textEntry("two"));
        const auto entries = log.entriesSince(0);
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[0].sequence, 1);
        QCOMPARE(entries[1].sequence, 2);
        QCOMPARE(entries[0].payload, "one"_ba);
        QCOMPARE(entries[0].size, 3U);
        QVERIFY(entries[0].time >= before);
        QVERIFY(entries[0].time <= (QDateTime::currentMSecsSinceEpoch() + 1) * 1000);
        QCOMPARE(log.lastSequence(), 2);
    }

    void keepsATimeThatWasGiven()
    {
        MessageLog log;
        LogEntry entry = textEntry("x");
        entry.time = 42;
        log.append(entry);
        QCOMPARE(log.entriesSince(0).first().time, 42);
    }

    void entriesSince_data()
    {
        QTest::addColumn<qint64>("sequence");
        QTest::addColumn<qsizetype>("most");
        QTest::addColumn<QList<qint64>>("expected");

        // Capacity 5, ten entries: 6 to 10 are there.
        QTest::newRow("all that are left") << 0LL << qsizetype(100) << QList<qint64>{6, 7, 8, 9, 10};
        QTest::newRow("some") << 8LL << qsizetype(100) << QList<qint64>{9, 10};
        QTest::newRow("just before the oldest") << 5LL << qsizetype(100) << QList<qint64>{6, 7, 8, 9, 10};
        QTest::newRow("none newer") << 10LL << qsizetype(100) << QList<qint64>{};
        QTest::newRow("a sequence of the future") << 99LL << qsizetype(100) << QList<qint64>{};
        QTest::newRow("the newest two") << 0LL << qsizetype(2) << QList<qint64>{9, 10};
        QTest::newRow("at most none") << 0LL << qsizetype(0) << QList<qint64>{};
        QTest::newRow("a negative bound") << 0LL << qsizetype(-1) << QList<qint64>{};
    }

    void entriesSince()
    {
        QFETCH(const qint64, sequence);
        QFETCH(const qsizetype, most);
        QFETCH(const QList<qint64>, expected);

        MessageLog log(LogLimits{.entries = 5});
        for (int i = 0; i < 10; ++i)
            log.append(textEntry("x"));
        QList<qint64> sequences;
        for (const LogEntry &entry : log.entriesSince(sequence, most))
            sequences += entry.sequence;
        QCOMPARE(sequences, expected);
    }

    void level_data()
    {
        QTest::addColumn<LogLevel>("level");
        QTest::addColumn<QList<EntryKind>>("kept");

        const QList<EntryKind> all{EntryKind::Text,     EntryKind::Binary, EntryKind::Ping,
                                   EntryKind::Pong,     EntryKind::Close,  EntryKind::Request,
                                   EntryKind::Response, EntryKind::Info,   EntryKind::Error};
        QTest::newRow("error") << LogLevel::Error << QList{EntryKind::Error};
        QTest::newRow("info") << LogLevel::Info << QList{EntryKind::Info, EntryKind::Error};
        QTest::newRow("debug") << LogLevel::Debug << all;
    }

    void level()
    {
        QFETCH(const LogLevel, level);
        QFETCH(const QList<EntryKind>, kept);

        MessageLog log;
        QCOMPARE(log.level(), LogLevel::Debug);
        log.setLevel(level);
        QCOMPARE(log.level(), level);
        for (int kind = 0; kind <= int(EntryKind::Error); ++kind) {
            LogEntry entry = textEntry("x");
            entry.kind = EntryKind(kind);
            log.append(entry);
            QCOMPARE(log.keeps(entry.kind), kept.contains(entry.kind));
        }
        QList<EntryKind> kinds;
        for (const LogEntry &entry : log.entriesSince(0))
            kinds += entry.kind;
        QCOMPARE(kinds, kept);
        QCOMPARE(log.lastSequence(), kept.size());
    }

    void appendsSentences()
    {
        MessageLog log;
        log.appendText(EntryKind::Error, u"端口 8765 is taken."_s, 7);
        const LogEntry entry = log.entriesSince(0).first();
        QCOMPARE(entry.kind, EntryKind::Error);
        QCOMPARE(entry.direction, Direction::None);
        QCOMPARE(entry.connection, 7U);
        QCOMPARE(entry.payload, u"端口 8765 is taken."_s.toUtf8());
    }

    void cutsAPayload_data()
    {
        QTest::addColumn<EntryKind>("kind");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<qsizetype>("kept");

        const auto most = MessageLog::maximumPayload;
        QTest::newRow("exactly the bound") << EntryKind::Text << QByteArray(most, 'x') << most;
        QTest::newRow("one more") << EntryKind::Text << QByteArray(most + 1, 'x') << most;
        QTest::newRow("ten times") << EntryKind::Binary << QByteArray(10 * most, '\x80') << most;
        QTest::newRow("three-byte characters")
            << EntryKind::Text << u"中"_s.repeated(most).toUtf8() << most - 1;
        QTest::newRow("four-byte characters one off")
            << EntryKind::Text << 'x' + u"😀"_s.repeated(most).toUtf8() << most - 3;
        QTest::newRow("continuation bytes only")
            << EntryKind::Text << QByteArray(2 * most, '\x80') << most - 3;
    }

    void cutsAPayload()
    {
        QFETCH(const EntryKind, kind);
        QFETCH(const QByteArray, payload);
        QFETCH(const qsizetype, kept);

        MessageLog log;
        LogEntry entry = textEntry(payload);
        entry.kind = kind;
        log.append(entry);
        const LogEntry logged = log.entriesSince(0).first();
        QCOMPARE(logged.size, quint64(payload.size()));
        QCOMPARE(logged.payload.size(), kept);
        QCOMPARE(logged.payload, payload.first(kept));
        QVERIFY(logged.payload.capacity() <= MessageLog::maximumPayload + 64);
    }

    void readsLargePayloadsWhole()
    {
        MessageLog log;
        QList<QByteArray> payloads;
        for (int i = 0; i < 6; ++i) {
            payloads.append(QByteArray::number(i) + QByteArray(5'000'000, 'x') + QByteArray::number(i));
            log.append(textEntry(payloads.last()));
        }
        const QList<LogEntry> slice = log.read(0, 100);
        QCOMPARE(slice.size(), 4); // not all at once
        QList<LogEntry> entries = slice + log.read(slice.last().sequence + 1, 100);
        QCOMPARE(entries.size(), 6);
        for (int i = 0; i < 6; ++i)
            QVERIFY(entries[i].payload == payloads[i] && entries[i].sequence == i + 1);
        QCOMPARE(log.entriesSince(5).first().payload, payloads.last().first(MessageLog::maximumPayload));
    }

    void boundsTheBytes()
    {
        constexpr qint64 memory = 4 * 1024 * 1024;
        MessageLog log(LogLimits{.memory = memory});
        for (int i = 0; i < 200; ++i)
            log.append(textEntry(QByteArray(MessageLog::maximumPayload, 'x')));
        const auto entries = log.entriesSince(0);
        QVERIFY2(entries.size() >= 45 && entries.size() <= 64, qPrintable(QString::number(entries.size())));
        QCOMPARE(entries.last().sequence, 200);
        QCOMPARE(entries.first().sequence, 201 - entries.size());
        QVERIFY(log.store()->usage().memory <= memory);
    }

    void readsAllInSlices()
    {
        MessageLog log(LogLimits{.entries = 1'000});
        for (int i = 1; i <= 1'500; ++i)
            log.append(textEntry(QByteArray::number(i)));
        qint64 next = 0;
        int read = 0;
        for (;;) {
            const auto entries = log.read(next, 64);
            QVERIFY(entries.size() <= 64);
            if (entries.isEmpty())
                break;
            for (const LogEntry &entry : entries) {
                ++read;
                QCOMPARE(entry.sequence, 500 + read);
                QCOMPARE(entry.payload.toLongLong(), entry.sequence);
            }
            next = entries.last().sequence + 1;
        }
        QCOMPARE(read, 1'000);
        QVERIFY(log.read(1, 0).isEmpty());
        QCOMPARE(log.read(1'400, std::numeric_limits<qsizetype>::max()).size(), 101);
    }

    void clears()
    {
        MessageLog log;
        log.append(textEntry("one"));
        log.clear();
        QVERIFY(log.entriesSince(0).isEmpty());
        log.append(textEntry("two"));
        QCOMPARE(log.read(0, 10).first().sequence, 2);
    }

    void wakesTheReaderOnce()
    {
        MessageLog log;
        QSignalSpy spy(&log, &MessageLog::entriesAvailable);
        log.append(textEntry("one"));
        log.append(textEntry("two"));
        QCOMPARE(spy.size(), 1);
        log.entriesSince(0);
        QCOMPARE(spy.size(), 1);
        log.append(textEntry("three"));
        log.append(textEntry("four"));
        QCOMPARE(spy.size(), 2);
    }

    void doesNotWakeForWhatIsNotKept()
    {
        MessageLog log;
        log.setLevel(LogLevel::Info);
        QSignalSpy spy(&log, &MessageLog::entriesAvailable);
        log.append(textEntry("one"));
        QCOMPARE(spy.size(), 0);
    }

    // Several threads append, one reader pulls when it is woken: nothing is lost, nothing comes
    // twice, and each thread's own entries stay in order.
    void severalThreadsAndOneReader()
    {
        constexpr quint32 threadCount = 4;
        constexpr int perThread = 5'000;
        constexpr qint64 total = threadCount * perThread;
        MessageLog log;
        qint64 lastSequence = 0;
        std::map<quint32, int> lastNumber;
        bool inOrder = true;
        const auto pull = [&] {
            for (const LogEntry &entry : log.entriesSince(lastSequence)) {
                inOrder = inOrder && entry.sequence == lastSequence + 1;
                lastSequence = entry.sequence;
                int &last = lastNumber[entry.connection];
                inOrder = inOrder && entry.payload.toInt() == last + 1;
                ++last;
            }
        };
        connect(&log, &MessageLog::entriesAvailable, this, pull, Qt::QueuedConnection);

        std::vector<std::unique_ptr<QThread>> threads;
        for (quint32 id = 1; id <= threadCount; ++id) {
            threads.emplace_back(QThread::create([&log, id] {
                for (int number = 1; number <= perThread; ++number)
                    log.append(textEntry(QByteArray::number(number), id));
            }));
        }
        for (const auto &thread : threads)
            thread->start();
        QTRY_COMPARE_WITH_TIMEOUT(lastSequence, total, 60'000);
        for (const auto &thread : threads)
            QVERIFY(thread->wait());
        QVERIFY(inOrder);
        for (quint32 id = 1; id <= threadCount; ++id)
            QCOMPARE(lastNumber[id], perThread);
    }

    void handsEachEntryToTheTap()
    {
        MessageLog log;
        QList<LogEntry> tapped;
        log.setTap([&tapped](const LogEntry &entry) { tapped.append(entry); });
        std::vector<std::thread> threads;
        for (quint32 thread = 1; thread <= 4; ++thread) {
            threads.emplace_back([&log, thread] {
                for (int i = 0; i < 2'000; ++i)
                    log.appendText(EntryKind::Info, QString::number(i), thread);
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(tapped == log.entriesSince(0)); // none twice, none out of order

        LogEntry large;
        large.kind = EntryKind::Binary;
        large.payload = QByteArray(MessageLog::maximumPayload + 1, 'x');
        log.append(large);
        QVERIFY(tapped.last().payload == large.payload);
        QCOMPARE(log.entriesSince(0, 1).first().payload.size(), MessageLog::maximumPayload);
    }
};

QTEST_GUILESS_MAIN(TestMessageLog)
#include "tst_messagelog.moc"
