#include "logmodel.h"
#include "logsearch.h"
#include "messagelog.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

LogEntry makeEntry(qint64 sequence, Direction direction, EntryKind kind, const QByteArray &payload,
                   quint32 connection = 7)
{
    LogEntry entry;
    entry.time = 1'000'000'000'000 + sequence * 1'000;
    entry.connection = connection;
    entry.direction = direction;
    entry.kind = kind;
    entry.size = quint64(payload.size());
    entry.payload = payload;
    return entry;
}

void append(MessageLog *log, const QList<LogEntry> &entries)
{
    for (const LogEntry &entry : entries)
        log->append(entry);
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
        makeEntry(8, Direction::Sent, EntryKind::Binary, QByteArray("\x00\xff", 2)),
    };
}

QString cell(const LogModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

/// A model over a log, watched by Qt's own tester.
struct ShownLog
{
    explicit ShownLog(const LogLimits &limits = {})
        : log(limits)
    {
        model.setStore(log.store());
    }

    /// Appends \a entries and takes them in.
    void take(const QList<LogEntry> &entries)
    {
        append(&log, entries);
        model.update();
    }
    /// True once the rows follow what \a text and \a group ask for.
    bool filter(const QString &text, LogFilter::Group group = LogFilter::Group::All)
    {
        QString error;
        const auto filter = LogFilter::parse(text, group, &error);
        if (!filter)
            return false;
        model.setFilter(*filter);
        return QTest::qWaitFor([this] { return !model.isFiltering(); });
    }
    QList<qint64> sequences() const
    {
        QList<qint64> list;
        for (int row = 0; row < model.rowCount(); ++row)
            list.append(model.entryAt(row).sequence);
        return list;
    }

    MessageLog log;
    LogModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

QList<qint64> numbers(qint64 first, qint64 last, qint64 step = 1)
{
    QList<qint64> list;
    for (qint64 number = first; number <= last; number += step)
        list.append(number);
    return list;
}

}

/// The log's rows: filtered, searched, read from memory and disk.
class TestLogModel : public QObject
{
    Q_OBJECT

private slots:
    void showsAnEntry()
    {
        ShownLog shown;
        shown.take({makeEntry(1, Direction::Received, EntryKind::Text, "Hello")});
        const LogModel &model = shown.model;
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

    void onlyABroadcastIsToAll()
    {
        ShownLog shown;
        shown.log.appendBroadcast("to the only one", 1);
        shown.log.appendBroadcast("to three", 3);
        shown.log.appendResponse(Direction::Sent, "HTTP/1.1 426 Upgrade Required\r\n\r\n");
        LogEntry ofAClient = makeEntry(0, Direction::Sent, EntryKind::Text, "to the server");
        ofAClient.connection = 0;
        shown.take({ofAClient});
        QStringList connections;
        for (int row = 0; row < shown.model.rowCount(); ++row)
            connections.append(cell(shown.model, row, LogModel::ConnectionColumn));
        QCOMPARE(connections, QStringList({QStringLiteral("all (1)"), QStringLiteral("all (3)"), {}, {}}));
    }

    void addsABatchAtOnce()
    {
        ShownLog shown;
        QSignalSpy inserted(&shown.model, &LogModel::rowsInserted);
        shown.take(makeTexts(1, 500));
        shown.take({});
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(shown.model.rowCount(), 500);
    }

    void filtersOverTheWholePayload()
    {
        ShownLog shown;
        shown.take({makeEntry(1, Direction::Received, EntryKind::Text, QByteArray(1'000'000, 'x') + "needle"),
                    makeEntry(2, Direction::Received, EntryKind::Text, QByteArray(1'000'000, 'x'))});
        QString error;
        const auto filter = LogFilter::parse(QStringLiteral("needle"), LogFilter::Group::All, &error);
        QVERIFY2(filter, qPrintable(error));
        shown.model.setFilter(*filter);
        QTRY_VERIFY(!shown.model.isFiltering());
        QCOMPARE(shown.sequences(), numbers(1, 1));
    }

    void keepsWhatTheLogKeeps()
    {
        ShownLog shown(LogLimits{.entries = 100});
        shown.take(makeTexts(1, 90));
        QSignalSpy inserted(&shown.model, &LogModel::rowsInserted);
        QSignalSpy removed(&shown.model, &LogModel::rowsRemoved);
        shown.take(makeTexts(91, 30));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed.first().at(1).toInt(), 0);
        QCOMPARE(removed.first().at(2).toInt(), 19);
        QCOMPARE(shown.sequences(), numbers(21, 120));
        shown.take(makeTexts(121, 300)); // more at once than there is room for
        QCOMPARE(shown.sequences(), numbers(321, 420));
    }

    void standsStillUntilItIsUpdated()
    {
        ShownLog shown(LogLimits{.entries = 100});
        shown.take(makeTexts(1, 90));
        append(&shown.log, makeTexts(91, 30));
        QCOMPARE(shown.model.rowCount(), 90);
        shown.model.forget();
        QCOMPARE(shown.sequences(), numbers(21, 90));
        QVERIFY(shown.filter({}, LogFilter::Group::Sent));
        QCOMPARE(shown.sequences(), numbers(22, 90, 2)); // nor does a filter show what has come
        append(&shown.log, makeTexts(121, 200));
        shown.model.forget();
        QCOMPARE(shown.model.rowCount(), 0);
        shown.model.update();
        QTRY_COMPARE(shown.sequences(), numbers(222, 320, 2));
    }

    void showsWhatIsOnDisk()
    {
        const QTemporaryDir directory;
        ShownLog shown(LogLimits{.entries = 1'000'000,
                                 .memory = 1024 * 1024,
                                 .disk = 64 * 1024 * 1024,
                                 .directory = directory.path()});
        shown.take(makeTexts(1, 50'000));
        QTRY_VERIFY(shown.log.store()->usage().entriesOnDisk > 10'000);
        QCOMPARE(shown.model.rowCount(), 50'000);
        QCOMPARE(cell(shown.model, 0, LogModel::TextColumn), QStringLiteral("message 1"));
        QVERIFY(shown.filter(QStringLiteral("\"message 77\"")));
        QCOMPARE(shown.sequences().first(2), (QList<qint64>{77, 770}));
        QCOMPARE(cell(shown.model, 1, LogModel::TextColumn), QStringLiteral("message 770"));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<LogFilter::Group>("group");
        QTest::addColumn<QList<qint64>>("sequences");
        using Group = LogFilter::Group;
        using List = QList<qint64>;
        QTest::newRow("everything") << QString() << Group::All << List{1, 2, 3, 4, 5, 6, 7, 8};
        QTest::newRow("sent") << QString() << Group::Sent << List{2, 5, 8};
        QTest::newRow("received") << QString() << Group::Received << List{3, 4, 7};
        QTest::newRow("control frames") << QString() << Group::Control << List{4, 5, 7};
        QTest::newRow("errors") << QString() << Group::Errors << List{6};
        QTest::newRow("text in another case") << QStringLiteral("pLUS") << Group::All << List{2};
        QTest::newRow("Chinese text") << QStringLiteral("消息") << Group::All << List{3};
        QTest::newRow("umlauts in another case") << QStringLiteral("äö") << Group::All << List{3};
        QTest::newRow("text and group") << QStringLiteral("p") << Group::Sent << List{2, 5};
        QTest::newRow("a close by its code") << QStringLiteral("1001") << Group::All << List{7};
        QTest::newRow("nothing fits") << QStringLiteral("zzz") << Group::All << List{};
        QTest::newRow("two terms, both") << QStringLiteral("plus action") << Group::All << List{2};
        QTest::newRow("two terms, one fits") << QStringLiteral("plus zzz") << Group::All << List{};
        QTest::newRow("spaces around") << QStringLiteral("  plus  ") << Group::All << List{2};
        QTest::newRow("copied JSON") << QStringLiteral("{\"action\": \"plus\"}") << Group::All << List{2};
        QTest::newRow("not this text") << QStringLiteral("-p") << Group::All << List{1, 3, 6, 7, 8};
        QTest::newRow("this, not that") << QStringLiteral("p -plus") << Group::All << List{4, 5};
        QTest::newRow("a phrase") << QStringLiteral("\"It broke\"") << Group::All << List{6};
        QTest::newRow("a phrase in another order") << QStringLiteral("\"broke it\"") << Group::All << List{};
        QTest::newRow("a quote that does not end") << QStringLiteral("\"action") << Group::All << List{2};
        QTest::newRow("a minus as text") << QStringLiteral("\"-p\"") << Group::All << List{};
        QTest::newRow("a pattern") << QStringLiteral("/^c.*ed\\.$/") << Group::All << List{1};
        QTest::newRow("a pattern with a space") << QStringLiteral("/it +broke/") << Group::All << List{6};
        QTest::newRow("a pattern that minds the case")
            << QStringLiteral("/(?-i)plus/") << Group::All << List{};
        QTest::newRow("not a pattern") << QStringLiteral("-/./") << Group::All << List{};
        QTest::newRow("a pattern of Chinese") << QStringLiteral("/[一-龥]{3}/") << Group::All << List{3};
        QTest::newRow("a pattern for a close") << QStringLiteral("/going away/") << Group::All << List{7};
        QTest::newRow("a pattern for bytes") << QStringLiteral("/^\\x00\\xff/") << Group::All << List{8};
        QTest::newRow("a path is no pattern") << QStringLiteral("/plus") << Group::All << List{};
        QTest::newRow("a connection") << QStringLiteral("#8") << Group::All << List{4, 5};
        QTest::newRow("not a connection") << QStringLiteral("-#7") << Group::All << List{4, 5};
        QTest::newRow("a number sign as text") << QStringLiteral("#x") << Group::All << List{};
        QTest::newRow("larger") << QStringLiteral("size>16") << Group::All << List{2};
        QTest::newRow("as large or larger") << QStringLiteral("size>=9") << Group::All << List{1, 2, 3, 6};
        QTest::newRow("smaller") << QStringLiteral("size<2") << Group::All << List{4, 5};
        QTest::newRow("as large") << QStringLiteral("size=2") << Group::All << List{7, 8};
        QTest::newRow("between") << QStringLiteral("size>1 size<9") << Group::All << List{7, 8};
        QTest::newRow("kibibytes") << QStringLiteral("size<0.01k size>0.001M") << Group::All << List{};
        QTest::newRow("a direction") << QStringLiteral("is:sent") << Group::All << List{2, 5, 8};
        QTest::newRow("a kind") << QStringLiteral("is:pong") << Group::All << List{5};
        QTest::newRow("not a kind") << QStringLiteral("-is:text") << Group::All << List{1, 4, 5, 6, 7, 8};
        QTest::newRow("terms that say nothing yet")
            << QStringLiteral("- is: size>") << Group::Sent << List{2, 5, 8};
    }

    void filters()
    {
        QFETCH(const QString, text);
        QFETCH(const LogFilter::Group, group);
        QFETCH(const QList<qint64>, sequences);
        ShownLog shown;
        shown.take(oneOfEach());
        QVERIFY(shown.filter(text, group));
        QCOMPARE(shown.sequences(), sequences);
        QCOMPARE(shown.model.range().count(), 8);
        QVERIFY(shown.filter({}));
        QCOMPARE(shown.model.rowCount(), 8);
    }

    void knowsWhatNoPayloadCanChange()
    {
        const auto mayMatch = [](const QString &text, LogFilter::Group group = LogFilter::Group::All) {
            QString error;
            const auto filter = LogFilter::parse(text, group, &error);
            LogEntry cut = makeEntry(7, Direction::Sent, EntryKind::Text, "begin");
            cut.connection = 7;
            cut.size = 100'000;
            return filter && filter->mayMatch(cut);
        };
        for (const char *text : {"", "end", "/end/", "-begin", "\"end\" is:sent", "#7 size>97k end"})
            QVERIFY2(mayMatch(QString::fromLatin1(text)), text);
        for (const char *text : {"is:received", "-#7", "end size<97k", "/end/ is:ping"})
            QVERIFY2(!mayMatch(QString::fromLatin1(text)), text);
        QVERIFY(!mayMatch(QStringLiteral("end"), LogFilter::Group::Received));
        QVERIFY(mayMatch(QStringLiteral("end"), LogFilter::Group::Sent));
    }

    void saysWhatIsWrongWithAFilter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("a pattern") << QStringLiteral("ok /a(b/")
                                   << QStringLiteral("/a(b/ is no regular expression: at character 4");
        QTest::newRow("a size") << QStringLiteral("size>=big")
                                << QStringLiteral("After size>= comes a number");
        QTest::newRow("a negative size")
            << QStringLiteral("size<-1") << QStringLiteral("as in size>100 or size<2k");
        QTest::newRow("a kind") << QStringLiteral("is:pingpong")
                                << QStringLiteral("is:pingpong is not known");
        QTest::newRow("control characters")
            << QStringLiteral("is:\u202Ex") << QStringLiteral("is:⟦RLO⟧x is not known");
    }

    void saysWhatIsWrongWithAFilter()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, said);
        QString error;
        QVERIFY(!LogFilter::parse(text, LogFilter::Group::All, &error));
        QVERIFY2(error.contains(said), qPrintable(error));
        QVERIFY(error.endsWith(u'.'));
    }

    void filtersTheWholeOfALongMessage()
    {
        ShownLog shown;
        shown.take({makeEntry(1, Direction::Sent, EntryKind::Text, QByteArray(60'000, 'x') + "needle")});
        QVERIFY(shown.filter(QStringLiteral("NEEDLE")));
        QCOMPARE(shown.model.rowCount(), 1);
        QVERIFY(shown.filter(QStringLiteral("/needle$/")));
        QCOMPARE(shown.model.rowCount(), 1);
        QVERIFY(shown.filter(QStringLiteral("-needle")));
        QCOMPARE(shown.model.rowCount(), 0);
    }

    void matchesABinaryMessageByteByByte()
    {
        ShownLog shown;
        shown.take({makeEntry(1, Direction::Sent, EntryKind::Binary, QByteArray("\x00\xe4\xff", 3)),
                    makeEntry(2, Direction::Received, EntryKind::Close, QByteArray("\x03\xe9", 2))});
        QVERIFY(shown.filter(QStringLiteral("/^.Ä\\xff$/")));
        QCOMPARE(shown.sequences(), (QList<qint64>{1}));
        QVERIFY(shown.filter(QStringLiteral("/^1001 /")));
        QCOMPARE(shown.sequences(), (QList<qint64>{2}));
    }

    void givesUpAPatternThatWouldTakeForEver()
    {
        ShownLog shown;
        shown.take({makeEntry(1, Direction::Sent, EntryKind::Text, QByteArray(5'000, 'a'))});
        QElapsedTimer time;
        time.start();
        QVERIFY(shown.filter(QStringLiteral("/(a+)+[bc]/")));
        QVERIFY2(time.elapsed() < 3'000, qPrintable(QString::number(time.elapsed())));
    }

    void filtersWhatComes()
    {
        ShownLog shown;
        QVERIFY(shown.filter({}, LogFilter::Group::Sent));
        QSignalSpy inserted(&shown.model, &LogModel::rowsInserted);
        shown.take(makeTexts(1, 11));
        QTRY_COMPARE(shown.sequences(), numbers(2, 10, 2));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(shown.model.range().count(), 11);
        shown.take(makeTexts(12, 2));
        QTRY_COMPARE(shown.sequences(), numbers(2, 12, 2));
    }

    void dropsRowsThatTheFilterShows()
    {
        ShownLog shown(LogLimits{.entries = 10});
        QVERIFY(shown.filter({}, LogFilter::Group::Sent));
        shown.take(makeTexts(1, 10));
        QTRY_COMPARE(shown.sequences(), numbers(2, 10, 2));
        shown.take(makeTexts(11, 5));
        QTRY_COMPARE(shown.sequences(), numbers(6, 14, 2));
    }

    void filtersAMillionWithoutAFreeze()
    {
        MessageLog log(LogLimits{.entries = 1'000'000, .memory = 256 * 1024 * 1024});
        LogModel model; // Qt's tester would look at every row
        model.setStore(log.store());
        append(&log, makeTexts(1, 1'000'000));
        QElapsedTimer turn;
        turn.start();
        model.update();
        qint64 longest = turn.elapsed();
        QSignalSpy applied(&model, &LogModel::filterApplied);
        QElapsedTimer all;
        all.start();
        qint64 first = -1;
        connect(&model, &LogModel::modelReset, this, [&] { first = all.elapsed(); });
        QString error;
        turn.restart();
        model.setFilter(*LogFilter::parse(QStringLiteral("\"MESSAGE 99999\""), {}, &error));
        longest = std::max(longest, turn.elapsed());
        while (applied.isEmpty()) {
            turn.restart();
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            longest = std::max(longest, turn.elapsed());
        }
        qInfo("first rows after %lld ms, all after %lld ms, longest turn %lld ms", first, all.elapsed(),
              longest);
        QCOMPARE(model.rowCount(), 11); // 99,999 and 999,990 to 999,999
        QCOMPARE(model.sequenceAt(0), 99'999);
        QVERIFY2(longest < 100, qPrintable(QString::number(longest)));
    }

    void keepsTheOldRowsUntilTheNewOnesAreThere()
    {
        ShownLog shown;
        shown.take(makeTexts(1, 1'000));
        QString error;
        shown.model.setFilter(*LogFilter::parse({}, LogFilter::Group::Sent, &error));
        QVERIFY(shown.model.isFiltering());
        QCOMPARE(shown.model.rowCount(), 1'000);
        shown.take(makeTexts(1'001, 100));
        QCOMPARE(shown.model.rowCount(), 1'000);
        QTRY_VERIFY(!shown.model.isFiltering());
        shown.model.update();
        QTRY_COMPARE(shown.sequences(), numbers(2, 1'100, 2));
    }

    void leavesAFilterForTheNext()
    {
        ShownLog shown;
        shown.take(makeTexts(1, 10'000));
        QString error;
        QSignalSpy applied(&shown.model, &LogModel::filterApplied);
        for (const qsizetype length : {1, 2, 3, 7, 12}) {
            const QString text = QStringLiteral("message 7777").first(length);
            shown.model.setFilter(*LogFilter::parse(text, LogFilter::Group::All, &error));
        }
        QTRY_COMPARE(applied.size(), 1);
        QCOMPARE(shown.sequences(), (QList<qint64>{7'777}));
    }

    void findsRowsBySequence()
    {
        ShownLog shown;
        shown.take(makeTexts(1, 10));
        QCOMPARE(shown.model.rowOfSequence(7), 6);
        QVERIFY(shown.filter({}, LogFilter::Group::Sent));
        QCOMPARE(shown.model.rowOfSequence(6), 2);
        QCOMPARE(shown.model.rowOfSequence(7), -1);
        QCOMPARE(shown.model.rowOfSequence(100), -1);
    }

    void searchesTheShownRows()
    {
        ShownLog shown(LogLimits{.entries = 30});
        shown.take(makeTexts(1, 20));
        QVERIFY(shown.filter({}, LogFilter::Group::Sent));
        LogSearch search(&shown.model);
        QString error;
        search.setWanted(LogFilter::parse(QStringLiteral("1"), LogFilter::Group::All, &error));
        QVERIFY(search.isUnderWay());
        QTRY_COMPARE(search.count(), 5); // 10, 12, 14, 16, 18
        QVERIFY(!search.isUnderWay());
        QCOMPARE(search.next(0), 10);
        QCOMPARE(search.next(10), 12);
        QCOMPARE(search.next(18), 10);
        QCOMPARE(search.previous(10), 18);
        QCOMPARE(search.previous(13), 12);
        QCOMPARE(search.numberOf(14), 3);
        QCOMPARE(search.numberOf(15), 0);
        shown.take(makeTexts(21, 22)); // and 1 to 12 go
        search.update();
        QTRY_COMPARE(search.count(), 3); // 14, 16, 18
    }

    void showsTimesSinceTheRowAbove()
    {
        ShownLog shown;
        shown.take(makeTexts(1, 4));
        QVERIFY(shown.filter({}, LogFilter::Group::Sent));
        QSignalSpy changed(&shown.model, &LogModel::dataChanged);
        shown.model.setTimeStyle(LogModel::TimeStyle::SincePrevious);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(cell(shown.model, 1, LogModel::TimeColumn),
                 QStringLiteral("+0.002")); // since the row above, not the entry
    }

    void showsARoundTripOnThePong()
    {
        ShownLog shown;
        shown.take({makeEntry(1, Direction::Sent, EntryKind::Ping, "a"),
                    makeEntry(2, Direction::Sent, EntryKind::Ping, "b"),
                    makeEntry(4, Direction::Received, EntryKind::Pong, "a"),
                    makeEntry(5, Direction::Received, EntryKind::Pong, "unasked")});
        QCOMPARE(cell(shown.model, 2, LogModel::TextColumn), QStringLiteral("a (round trip 3.00 ms)"));
        QCOMPARE(cell(shown.model, 3, LogModel::TextColumn), QStringLiteral("unasked"));
    }

    void readsRowsAloud()
    {
        ShownLog shown;
        shown.take({makeEntry(1, Direction::Received, EntryKind::Text, "Hello")});
        const QString sentence =
            shown.model.index(0, LogModel::SizeColumn).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(sentence.endsWith(QStringLiteral("received, text, connection 7, 5 B: Hello")),
                 qPrintable(sentence));
    }

    void copiesTheWholeText()
    {
        ShownLog shown;
        const QByteArray payload = QByteArray(2'000, 'x') + "\nend";
        shown.take({makeEntry(1, Direction::Sent, EntryKind::Text, payload)});
        const QString text = shown.model.rowText(0);
        QCOMPARE(text.count(u'\t'), 5);
        QVERIFY(text.endsWith(QStringLiteral("x⏎end")));
        QVERIFY(cell(shown.model, 0, LogModel::TextColumn).size() <= 513);
    }

    void emptiesWithTheLog()
    {
        ShownLog shown;
        shown.take(makeTexts(1, 10));
        shown.log.clear();
        shown.model.update();
        QCOMPARE(shown.model.rowCount(), 0);
        QCOMPARE(shown.model.range().count(), 0);
        shown.take(makeTexts(11, 2));
        QCOMPARE(shown.sequences(), (QList<qint64>{11, 12}));
    }

    void showsAnotherLog()
    {
        ShownLog shown;
        shown.take(makeTexts(1, 10));
        QVERIFY(shown.filter({}, LogFilter::Group::Sent));
        MessageLog other;
        append(&other, makeTexts(1, 3));
        shown.model.setStore(other.store());
        QTRY_VERIFY(!shown.model.isFiltering());
        shown.model.update();
        QTRY_COMPARE(shown.sequences(), (QList<qint64>{2}));
        shown.model.setStore(nullptr);
        shown.model.update();
        QTRY_COMPARE(shown.model.rowCount(), 0);
    }

    void endsInTheMiddleOfAScan()
    {
        MessageLog log;
        append(&log, makeTexts(1, 50'000));
        auto model = std::make_unique<LogModel>();
        model->setStore(log.store());
        model->update();
        QString error;
        model->setFilter(
            *LogFilter::parse(QStringLiteral("/message [0-9]+5$/"), LogFilter::Group::All, &error));
        model.reset();
        QCOMPARE(log.lastSequence(), 50'000);
    }
};

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
