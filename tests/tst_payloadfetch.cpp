#include "payloadfetch.h"

#include <QTemporaryDir>
#include <QTest>

/// Large payloads that are on disk, read beside the GUI thread.
class TestPayloadFetch : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void readsFromDisk();
    void givesUpTheOneBefore();
    void stops();
    void saysWhatIsNotKeptAnyMore();
    void canGoWhileItReads();

private:
    static constexpr qint64 mebi = 1024 * 1024;

    static QByteArray payload(qint64 number) { return QByteArray(2 * mebi, char('a' + number)); }
    /// The entry as the log's page has it.
    LogEntry entry(qint64 sequence) const { return LogReader(m_store).entry(sequence); }

    QTemporaryDir m_directory;
    std::shared_ptr<LogStore> m_store;
};

/// Ten messages, of which the first ones are on disk.
void TestPayloadFetch::init()
{
    m_store = std::make_shared<LogStore>(
        LogLimits{.entries = 1'000, .memory = 8 * mebi, .disk = 64 * mebi, .directory = m_directory.path()});
    for (qint64 number = 1; number <= 10; ++number) {
        LogEntry entry;
        entry.kind = EntryKind::Text;
        entry.payload = payload(number);
        entry.size = quint64(entry.payload.size());
        m_store->append(entry);
    }
    QTRY_VERIFY(m_store->isLargeOnDisk(1) && m_store->isLargeOnDisk(2));
    QVERIFY(!m_store->isLargeOnDisk(10));
    QVERIFY(!m_store->isLargeOnDisk(11));
}

void TestPayloadFetch::readsFromDisk()
{
    PayloadFetch fetch;
    QList<LogEntry> read;
    fetch.start(m_store, entry(1), [&](const LogEntry &whole) { read.append(whole); });
    QVERIFY(read.isEmpty()); // never before start() has returned
    QTRY_COMPARE(read.size(), 1);
    QCOMPARE(read.first().sequence, 1);
    QCOMPARE(read.first().payload, payload(1));
}

void TestPayloadFetch::givesUpTheOneBefore()
{
    PayloadFetch fetch;
    QList<qint64> read;
    const auto take = [&](const LogEntry &whole) { read.append(whole.sequence); };
    for (const qint64 sequence : {1, 2, 1, 2})
        fetch.start(m_store, entry(sequence), take);
    QTRY_COMPARE(read, QList<qint64>{2}); // one thread reads: what was before is over, too
    fetch.start(m_store, entry(1), take);
    QTRY_COMPARE(read, (QList<qint64>{2, 1}));
}

void TestPayloadFetch::stops()
{
    PayloadFetch fetch;
    QList<qint64> read;
    fetch.start(m_store, entry(1), [&](const LogEntry &whole) { read.append(whole.sequence); });
    fetch.stop();
    fetch.stop();
    fetch.start(m_store, entry(2), [&](const LogEntry &whole) { read.append(whole.sequence); });
    QTRY_COMPARE(read, QList<qint64>{2});
}

void TestPayloadFetch::saysWhatIsNotKeptAnyMore()
{
    PayloadFetch fetch;
    const LogEntry beginning = entry(1);
    m_store->clear();
    std::optional<LogEntry> read;
    fetch.start(m_store, beginning, [&](const LogEntry &entry) { read = entry; });
    QTRY_VERIFY(read);
    QCOMPARE(*read, beginning);
}

void TestPayloadFetch::canGoWhileItReads()
{
    bool called = false;
    {
        PayloadFetch fetch;
        fetch.start(m_store, entry(1), [&](const LogEntry &) { called = true; });
    }
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestPayloadFetch)
#include "tst_payloadfetch.moc"
