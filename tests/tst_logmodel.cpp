#include "logmodel.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

/// The log's rows: bounded, filtered, one change for each batch.
class TestLogModel : public QObject
{
    Q_OBJECT

private slots:
    void showsAnEntry();
    void addsABatchAtOnce();
    void keepsTheNewest();
    void keepsNoMoreBytesThanTheLog();
    void takesTheEndOfABatchThatIsTooLong();
    void filters_data();
    void filters();
    void filtersWhatComes();
    void dropsRowsThatTheFilterShows();
    void filtersAHundredThousandWithoutAFreeze();
    void takesEntriesWhileItFilters();
    void findsRowsBySequence();
    void showsTimesSinceTheRowAbove();
    void showsARoundTripOnThePong();
    void readsRowsAloud();
    void copiesTheWholeText();
    void clears();
};

namespace {

LogEntry makeEntry(qint64 sequence, Direction direction, EntryKind kind, const QByteArray &payload,
                   quint32 connection = 7)
{
    LogEntry entry;
    entry.sequence = sequence;
    entry.time = 1'000'000'000'000 + sequence * 1'000;
    entry.connection = connection;
    entry.direction = direction;
    entry.kind = kind;
    entry.size = quint64(payload.size());
    entry.payload = payload;
    return entry;
}

QList<LogEntry> makeTexts(qint64 first, int count)
{
    QList<LogEntry> entries;
    for (qint64 sequence = first; sequence < first + count; ++sequence) {
        entries.append(makeEntry(sequence, sequence % 2 == 0 ? Direction::Sent : Direction::Received,
                                 EntryKind::Text, "message " + QByteArray::number(sequence)));
    }
    return entries;
}

QList<LogEntry> oneOfEach()
{
    return {
        makeEntry(1, Direction::None, EntryKind::Info, "Connected."),
        makeEntry(2, Direction::Sent, EntryKind::Text, "{\"action\": \"Plus\"}"),
        makeEntry(3, Direction::Received, EntryKind::Text, "本消息 ÄÖ"),
        makeEntry(4, Direction::Received, EntryKind::Ping, "p", 8),
        makeEntry(5, Direction::Sent, EntryKind::Pong, "p", 8),
        makeEntry(6, Direction::None, EntryKind::Error, "It broke."),
        makeEntry(7, Direction::Received, EntryKind::Close, QByteArray("\x03\xe9", 2)),
    };
}

QString cell(const LogModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

}

void TestLogModel::showsAnEntry()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.appendEntries({makeEntry(1, Direction::Received, EntryKind::Text, "Hello")});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.columnCount(), int(LogModel::ColumnCount));
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(1'000'000'001);
    QCOMPARE(cell(model, 0, LogModel::TimeColumn), time.toString(u"HH:mm:ss.zzz"));
    QCOMPARE(cell(model, 0, LogModel::DirectionColumn), QStringLiteral("↓"));
    QCOMPARE(cell(model, 0, LogModel::ConnectionColumn), QStringLiteral("#7"));
    QCOMPARE(cell(model, 0, LogModel::TypeColumn), QStringLiteral("text"));
    QCOMPARE(cell(model, 0, LogModel::SizeColumn), QStringLiteral("5 B"));
    QCOMPARE(cell(model, 0, LogModel::TextColumn), QStringLiteral("Hello"));
}

void TestLogModel::addsABatchAtOnce()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &LogModel::rowsInserted);
    model.appendEntries(makeTexts(1, 500));
    model.appendEntries({});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 500);
}

void TestLogModel::keepsTheNewest()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCapacity(100);
    model.appendEntries(makeTexts(1, 90));
    QSignalSpy inserted(&model, &LogModel::rowsInserted);
    QSignalSpy removed(&model, &LogModel::rowsRemoved);
    model.appendEntries(makeTexts(91, 30));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.first().at(1).toInt(), 0);
    QCOMPARE(removed.first().at(2).toInt(), 19);
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.entryAt(0).sequence, 21);
    QCOMPARE(model.entryAt(99).sequence, 120);
}

void TestLogModel::keepsNoMoreBytesThanTheLog()
{
    LogModel model;
    const QByteArray large(MessageLog::maximumPayload, 'x');
    const int fit = int(MessageLog::maximumBytes / large.size());
    for (int i = 1; i <= fit + 10; ++i)
        model.appendEntries({makeEntry(i, Direction::Sent, EntryKind::Text, large)});
    QCOMPARE(model.rowCount(), fit);
    QCOMPARE(model.entryAt(0).sequence, 11);
}

void TestLogModel::takesTheEndOfABatchThatIsTooLong()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCapacity(10);
    model.appendEntries(makeTexts(1, 4));
    model.appendEntries(makeTexts(5, 25));
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.entryAt(0).sequence, 20);
}

void TestLogModel::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<LogFilter::Group>("group");
    QTest::addColumn<QList<qint64>>("sequences");
    using Group = LogFilter::Group;
    QTest::newRow("everything") << QString() << Group::All << QList<qint64>{1, 2, 3, 4, 5, 6, 7};
    QTest::newRow("sent") << QString() << Group::Sent << QList<qint64>{2, 5};
    QTest::newRow("received") << QString() << Group::Received << QList<qint64>{3, 4, 7};
    QTest::newRow("control frames") << QString() << Group::Control << QList<qint64>{4, 5, 7};
    QTest::newRow("errors") << QString() << Group::Errors << QList<qint64>{6};
    QTest::newRow("text in another case") << QStringLiteral("pLUS") << Group::All << QList<qint64>{2};
    QTest::newRow("Chinese text") << QStringLiteral("消息") << Group::All << QList<qint64>{3};
    QTest::newRow("umlauts in another case") << QStringLiteral("äö") << Group::All << QList<qint64>{3};
    QTest::newRow("text and group") << QStringLiteral("p") << Group::Sent << QList<qint64>{2, 5};
    QTest::newRow("a close by its code") << QStringLiteral("1001") << Group::All << QList<qint64>{7};
    QTest::newRow("a connection") << QStringLiteral("#8") << Group::All << QList<qint64>{4, 5};
    QTest::newRow("nothing fits") << QStringLiteral("zzz") << Group::All << QList<qint64>{};
}

void TestLogModel::filters()
{
    QFETCH(QString, text);
    QFETCH(LogFilter::Group, group);
    QFETCH(QList<qint64>, sequences);
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.appendEntries(oneOfEach());
    QSignalSpy applied(&model, &LogModel::filterApplied);
    model.setFilter(LogFilter(text, group));
    QCOMPARE(applied.size(), 1); // few rows: at once
    QList<qint64> shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown.append(model.entryAt(row).sequence);
    QCOMPARE(shown, sequences);
    QCOMPARE(model.entryCount(), 7);

    model.setFilter({});
    QCOMPARE(model.rowCount(), 7);
}

void TestLogModel::filtersWhatComes()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFilter(LogFilter({}, LogFilter::Group::Sent));
    QSignalSpy inserted(&model, &LogModel::rowsInserted);
    model.appendEntries({makeEntry(1, Direction::Received, EntryKind::Text, "no")});
    QCOMPARE(inserted.size(), 0);
    model.appendEntries(makeTexts(2, 10));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.entryCount(), 11);
}

void TestLogModel::dropsRowsThatTheFilterShows()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCapacity(10);
    model.setFilter(LogFilter({}, LogFilter::Group::Sent));
    model.appendEntries(makeTexts(1, 10)); // 2, 4, 6, 8, 10
    model.appendEntries(makeTexts(11, 5)); // drops 1 to 5
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.entryAt(0).sequence, 6);
    QCOMPARE(model.entryAt(4).sequence, 14);
}

void TestLogModel::filtersAHundredThousandWithoutAFreeze()
{
    LogModel model;
    model.appendEntries(makeTexts(1, 100'000));
    QSignalSpy applied(&model, &LogModel::filterApplied);
    qint64 longest = 0;
    QElapsedTimer turn;
    turn.start();
    model.setFilter(LogFilter(QStringLiteral("MESSAGE 9999"), LogFilter::Group::All));
    longest = turn.elapsed();
    while (applied.isEmpty()) {
        turn.restart();
        QCoreApplication::processEvents();
        longest = std::max(longest, turn.elapsed());
    }
    QCOMPARE(model.rowCount(), 11); // 9999 and 99990 to 99999
    QVERIFY2(longest < 100, qPrintable(QString::number(longest)));
}

void TestLogModel::takesEntriesWhileItFilters()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCapacity(2'000);
    const QByteArray padding(30'000, 'x');
    QList<LogEntry> entries = makeTexts(1, 2'000);
    for (LogEntry &entry : entries)
        entry.payload.prepend(padding);
    model.appendEntries(entries);
    QSignalSpy applied(&model, &LogModel::filterApplied);
    model.setFilter(LogFilter(QStringLiteral("message"), LogFilter::Group::Sent));
    QVERIFY(applied.isEmpty()); // 60 MB take longer than one turn
    QCOMPARE(model.rowCount(), 2'000); // the old rows stay
    model.appendEntries(makeTexts(2'001, 100));
    QTRY_COMPARE(applied.size(), 1);
    QCOMPARE(model.rowCount(), 1'000);
    QCOMPARE(model.entryAt(0).sequence, 102);
    QCOMPARE(model.entryAt(999).sequence, 2'100);
}

void TestLogModel::findsRowsBySequence()
{
    LogModel model;
    model.appendEntries(makeTexts(1, 10));
    model.setFilter(LogFilter({}, LogFilter::Group::Sent));
    QCOMPARE(model.rowOfSequence(6), 2);
    QCOMPARE(model.rowOfSequence(7), -1);
    QCOMPARE(model.rowOfSequence(100), -1);
}

void TestLogModel::showsTimesSinceTheRowAbove()
{
    LogModel model;
    model.appendEntries(makeTexts(1, 4));
    model.setFilter(LogFilter({}, LogFilter::Group::Sent));
    QSignalSpy changed(&model, &LogModel::dataChanged);
    model.setTimeStyle(LogModel::TimeStyle::SincePrevious);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(cell(model, 1, LogModel::TimeColumn),
             QStringLiteral("+0.002")); // since the row above, not the entry
}

void TestLogModel::showsARoundTripOnThePong()
{
    LogModel model;
    model.appendEntries({makeEntry(1, Direction::Sent, EntryKind::Ping, "a"),
                         makeEntry(2, Direction::Sent, EntryKind::Ping, "b"),
                         makeEntry(4, Direction::Received, EntryKind::Pong, "a"),
                         makeEntry(5, Direction::Received, EntryKind::Pong, "unasked")});
    QCOMPARE(cell(model, 2, LogModel::TextColumn), QStringLiteral("a (round trip 3.00 ms)"));
    QCOMPARE(cell(model, 3, LogModel::TextColumn), QStringLiteral("unasked"));
}

void TestLogModel::readsRowsAloud()
{
    LogModel model;
    model.appendEntries({makeEntry(1, Direction::Received, EntryKind::Text, "Hello")});
    const QString sentence = model.index(0, LogModel::SizeColumn).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(sentence.endsWith(QStringLiteral("received, text, connection 7, 5 B: Hello")),
             qPrintable(sentence));
}

void TestLogModel::copiesTheWholeText()
{
    LogModel model;
    const QByteArray payload = QByteArray(2'000, 'x') + "\nend";
    model.appendEntries({makeEntry(1, Direction::Sent, EntryKind::Text, payload)});
    const QString text = model.rowText(0);
    QCOMPARE(text.count(u'\t'), 5);
    QVERIFY(text.endsWith(QStringLiteral("x⏎end")));
    QVERIFY(cell(model, 0, LogModel::TextColumn).size() <= 513);
}

void TestLogModel::clears()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.appendEntries(makeTexts(1, 10));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    model.appendEntries(makeTexts(11, 2));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.entryAt(0).sequence, 11);
}

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
