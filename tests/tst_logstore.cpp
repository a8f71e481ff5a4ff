#include "logfile.h"
#include "logstore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mebi = 1024 * 1024;

LogEntry makeEntry(qint64 number, qsizetype length = 200)
{
    LogEntry entry;
    entry.time = number;
    entry.connection = quint32(number % 7);
    entry.direction = Direction::Received;
    entry.kind = EntryKind::Text;
    entry.payload = QByteArray::number(number).leftJustified(length, '.');
    entry.size = quint64(entry.payload.size());
    FrameHeader header;
    header.length = entry.size;
    entry.frames.add(header);
    return entry;
}

bool isEntry(const LogEntry &entry, qint64 number)
{
    const LogEntry expected = makeEntry(number);
    return entry.sequence == number && entry.time == number && entry.connection == expected.connection
        && entry.kind == EntryKind::Text && entry.direction == Direction::Received
        && entry.payload == expected.payload && entry.size == expected.size
        && entry.frames == expected.frames;
}

void fill(LogStore *store, qint64 from, qint64 to)
{
    for (qint64 number = from; number <= to; ++number)
        store->append(makeEntry(number));
}

/// No file may grow beyond a size, as on a full disk, while this lives.
class FullDisk
{
public:
    explicit FullDisk(qint64 size)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{rlim_t(size), m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

/// The descriptors of this process that are open files in \a directory.
QList<int> openFiles(const QString &directory)
{
    QList<int> found;
    const QStringList descriptors =
        QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::Files | QDir::System);
    for (const QString &descriptor : descriptors) {
        if (QFile::symLinkTarget(u"/proc/self/fd/"_s + descriptor).startsWith(directory))
            found.append(descriptor.toInt());
    }
    return found;
}

}

/// The log's entries in memory and on disk.
class TestLogStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(m_directory->isValid());
    }

    void keepsAllOnDisk()
    {
        const auto store = std::make_shared<LogStore>(limits(mebi, 64 * mebi));
        fill(store.get(), 1, 50'000);
        QTRY_VERIFY(store->usage().memory <= mebi);
        QCOMPARE(store->range().first, 1);
        QCOMPARE(store->range().last, 50'000);
        QVERIFY(store->usage().entriesOnDisk > 45'000);
        QVERIFY(store->usage().disk < 50'000 * (200 + 64));
        const LogReader reader(store);
        for (qint64 number = 1; number <= 50'000; ++number)
            QVERIFY2(isEntry(reader.peek(number), number), qPrintable(QString::number(number)));
        for (const qint64 number : {49'999, 1, 25'000, 2, 50'000})
            QVERIFY(isEntry(reader.entry(number), number));
        QCOMPARE(reader.peek(0).sequence, 0);
        QCOMPARE(reader.peek(50'001).sequence, 0);
    }

    void touchesNoDiskForALittle()
    {
        LogStore store(limits(64 * mebi, 64 * mebi));
        fill(&store, 1, 10'000);
        QCOMPARE(store.usage().disk, 0);
        QVERIFY(openFiles(m_directory->path()).isEmpty());
    }

    void leavesNoFileBehind()
    {
        LogStore store(limits(mebi, 64 * mebi));
        fill(&store, 1, 50'000);
        QTRY_VERIFY(store.usage().disk > mebi);
        // The file has no name already now: also a killed program leaves none.
        QVERIFY(QDir(m_directory->path()).isEmpty());
        const QList<int> files = openFiles(m_directory->path());
        QCOMPARE(files.size(), 1);
        struct stat status = {};
        QCOMPARE(fstat(files.first(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0600U);
        QVERIFY((fcntl(files.first(), F_GETFD) & FD_CLOEXEC) != 0);
    }

    void boundsTheDisk()
    {
        const auto store = std::make_shared<LogStore>(limits(mebi, 2 * mebi));
        for (qint64 number = 1; number <= 100'000; number += 10'000) {
            fill(store.get(), number, number + 9'999);
            QTRY_VERIFY(store->usage().memory <= mebi);
        }
        QCOMPARE(store->usage().disk, 2 * mebi);
        QCOMPARE(store->range().last, 100'000);
        QVERIFY(store->range().count() > 10'000 && store->range().count() < 16'000);
        const LogReader reader(store);
        for (qint64 number = store->range().first; number <= 100'000; ++number)
            QVERIFY2(isEntry(reader.peek(number), number), qPrintable(QString::number(number)));
        QCOMPARE(reader.peek(store->range().first - 1).sequence, 0);
    }

    void keepsLargePayloadsWhole()
    {
        LogStore store(limits(64 * mebi, 0));
        const QList<qsizetype> sizes{LogEntry::maximumPayload,
                                     LogEntry::maximumPayload + 1,
                                     LogPage::size,
                                     3 * mebi + 1,
                                     16 * mebi,
                                     32 * mebi + 1};
        for (qsizetype i = 0; i < sizes.size(); ++i)
            QCOMPARE(store.append(makeEntry(i + 1, sizes[i])), i + 1);
        QVERIFY(isWhole(store, 1, LogEntry::maximumPayload)); // in the page
        QVERIFY(store.usage().memory > 19 * mebi && store.usage().memory < 22 * mebi);
        for (qsizetype i = 1; i < 5; ++i)
            QVERIFY2(isWhole(store, i + 1, sizes[i]), qPrintable(QString::number(sizes[i])));
        LogEntry tooLarge = entryOf(store, 6);
        QCOMPARE(tooLarge.payload.size(), LogEntry::maximumPayload);
        QCOMPARE(tooLarge.size, quint64(sizes[5]));
        QVERIFY(!store.complete(&tooLarge));
        QCOMPARE(tooLarge.payload.size(), LogEntry::maximumPayload);
    }

    void copiesMemoryOfSomebodyElse()
    {
        LogStore store(limits(64 * mebi, 0));
        QByteArray theirs(mebi, 'x');
        LogEntry entry = makeEntry(1);
        entry.payload = QByteArray::fromRawData(theirs.constData(), theirs.size());
        store.append(entry);
        theirs.fill('y');
        LogEntry kept = entryOf(store, 1);
        QVERIFY(store.complete(&kept));
        QCOMPARE(kept.payload, QByteArray(mebi, 'x'));
    }

    void oldLargePayloadsMakeRoom()
    {
        LogStore store(limits(8 * mebi, 0));
        for (qint64 number = 1; number <= 20; ++number)
            store.append(makeEntry(number, mebi));
        QVERIFY(store.usage().memory <= 8 * mebi);
        // The entries stay, and the newest payloads.
        QCOMPARE(store.range().first, 1);
        for (qint64 number = 17; number <= 20; ++number)
            QVERIFY(isWhole(store, number, mebi));
        LogEntry old = entryOf(store, 10);
        QCOMPARE(old.payload.size(), LogEntry::maximumPayload);
        QVERIFY(!store.complete(&old));
    }

    void keepsLargePayloadsOnDisk()
    {
        LogStore store(limits(8 * mebi, 64 * mebi));
        for (qint64 number = 1; number <= 60; ++number) {
            store.append(makeEntry(number, mebi + 5));
            fill(&store, 0, 99);
            QTRY_VERIFY(store.usage().memory <= 8 * mebi);
        }
        QCOMPARE(store.range().first, 1);
        QVERIFY(store.usage().disk <= 64 * mebi);
        int whole = 0;
        for (qint64 sequence = 1; sequence <= store.range().last; sequence += 101) {
            const qint64 number = sequence / 101 + 1;
            const LogEntry entry = entryOf(store, sequence);
            QCOMPARE(entry.size, quint64(mebi + 5));
            if (LogEntry large = entry; store.complete(&large)) {
                QCOMPARE(large.payload, makeEntry(number, mebi + 5).payload);
                ++whole;
            } else {
                QCOMPARE(whole, 0); // the oldest went
            }
        }
        // Half of the disk in slots of 256 KiB, and half of the memory.
        QVERIFY2(whole >= 32 * 4 / 5 + 2 && whole <= 32 + 4, qPrintable(QString::number(whole)));
        store.clear();
        QCOMPARE(store.usage().memory, 0);
        QCOMPARE(store.usage().disk, 0);
    }

    void forgetsLargePayloadsWithTheirEntries()
    {
        LogStore store({.entries = 1'000, .memory = 64 * mebi});
        store.append(makeEntry(1, 8 * mebi));
        fill(&store, 1, 10'000);
        QVERIFY(store.range().first > 1);
        QVERIFY(store.usage().memory < 8 * mebi);
    }

    void goesOnWithLargePayloadsWhenTheDiskIsFull()
    {
        LogStore store(limits(4 * mebi, 64 * mebi));
        const FullDisk full(3 * mebi + 1'000);
        for (int i = 1; i <= 30; ++i) {
            store.append(makeEntry(i, mebi));
            QTRY_VERIFY(store.usage().memory <= 4 * mebi + LogPage::size);
        }
        QVERIFY(store.usage().disk <= 3 * mebi);
        const LogStore::Range range = store.range();
        QCOMPARE(range.last, 31); // and the sentence
        for (qint64 sequence = range.first; sequence <= range.last; ++sequence) {
            LogEntry entry = entryOf(store, sequence);
            QCOMPARE(entry.sequence, sequence);
            if (entry.kind == EntryKind::Text && store.complete(&entry))
                QCOMPARE(entry.payload.size(), mebi);
        }
        LogEntry newest = entryOf(store, range.last);
        QVERIFY(store.complete(&newest));
    }

    void readsLargePayloadsWhileTheyMakeRoom()
    {
        LogStore store(limits(2 * mebi, 8 * mebi));
        constexpr qint64 total = 300;
        const std::unique_ptr<QThread> writer(QThread::create([&] {
            for (qint64 number = 1; number <= total; ++number)
                store.append(makeEntry(number, 600'000));
        }));
        writer->start();
        bool right = true;
        int read = 0;
        for (qint64 last = 0; right && last < total;) {
            const LogStore::Range range = store.range();
            last = range.last;
            for (qint64 sequence = range.first; right && sequence <= last; ++sequence) {
                LogEntry entry = entryOf(store, sequence);
                if (entry.sequence == 0 || !store.complete(&entry))
                    continue;
                right = entry.payload == makeEntry(sequence, 600'000).payload;
                ++read;
            }
        }
        QVERIFY(writer->wait());
        QVERIFY(right);
        QVERIFY(read > 0);
    }

    void saysThatTheDiskIsFullAndGoesOn_data()
    {
        QTest::addColumn<qint64>("fitting"); // bytes
        QTest::newRow("at once") << qint64(1'000);
        QTest::newRow("after some pages") << 2 * mebi + 1'000;
    }

    void saysThatTheDiskIsFullAndGoesOn()
    {
        QFETCH(const qint64, fitting);
        const auto store = std::make_shared<LogStore>(limits(mebi, 64 * mebi));
        const FullDisk full(fitting);
        for (int batch = 0; batch < 10; ++batch) {
            for (int i = 0; i < 6'000; ++i)
                store->append(makeEntry(0));
            QTRY_VERIFY(store->usage().memory <= mebi + LogPage::size);
        }
        const LogStore::Range range = store->range();
        QCOMPARE(range.last, 60'001); // and the sentence
        QCOMPARE(store->usage().disk, fitting / LogPage::size * LogPage::size);
        QVERIFY(range.count() > (mebi + fitting) / 300);
        const LogReader reader(store);
        for (qint64 sequence = range.first; sequence <= range.last; ++sequence)
            QCOMPARE(reader.peek(sequence).sequence, sequence);
    }

    void tellsTheSystemsReason_data()
    {
        QTest::addColumn<bool>("fileInTheWay");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("no room") << false << "File too large"_ba;
        QTest::newRow("no directory") << true << "Not a directory"_ba;
    }

    void tellsTheSystemsReason()
    {
        QFETCH(const bool, fileInTheWay);
        QFETCH(const QByteArray, reason);
        QString directory = m_directory->path();
        if (fileInTheWay) {
            QFile file(directory + u"/file"_s);
            QVERIFY(file.open(QIODevice::WriteOnly));
            directory += u"/file/below"_s;
        }
        const auto store = std::make_shared<LogStore>(
            LogLimits{.entries = 100'000, .memory = mebi, .disk = mebi, .directory = directory});
        const FullDisk full(1'000);
        fill(store.get(), 1, 8'000);
        QTRY_COMPARE(store->range().last, 8'001);
        const LogReader reader(store);
        int errors = 0;
        for (qint64 sequence = store->range().first; sequence <= 8'001; ++sequence) {
            const LogEntry entry = reader.entry(sequence);
            if (entry.kind != EntryKind::Error)
                continue;
            ++errors;
            QVERIFY2(entry.payload.contains(reason), entry.payload.constData());
            QVERIFY(entry.payload.contains("1 MiB"));
            QVERIFY(entry.time > 0);
        }
        QCOMPARE(errors, 1);
    }

    void clears()
    {
        const auto store = std::make_shared<LogStore>(limits(mebi, 64 * mebi));
        fill(store.get(), 1, 30'000);
        QTRY_VERIFY(store->usage().disk > mebi);
        const QList<int> files = openFiles(m_directory->path());
        QCOMPARE(files.size(), 1);
        store->clear();
        QCOMPARE(store->range().count(), 0);
        QCOMPARE(store->usage().memory, 0);
        QCOMPARE(store->usage().disk, 0);
        const auto bytes = [&] {
            struct stat status = {};
            fstat(files.first(), &status);
            return qint64(status.st_size);
        };
        QTRY_COMPARE(bytes(), 0);
        fill(store.get(), 30'001, 60'000);
        QTRY_VERIFY(store->usage().memory <= mebi);
        QCOMPARE(store->range().first, 30'001);
        const LogReader reader(store);
        for (qint64 number = 30'001; number <= 60'000; ++number)
            QVERIFY(isEntry(reader.peek(number), number));
    }

    void isReadWhileItIsWritten()
    {
        const auto store = std::make_shared<LogStore>(limits(mebi, 2 * mebi));
        constexpr qint64 total = 100'000;
        const std::unique_ptr<QThread> writer(QThread::create([&] { fill(store.get(), 1, total); }));
        writer->start();
        const LogReader reader(store);
        qint64 read = 0;
        bool right = true;
        for (qint64 next = 1; right && next <= total;) {
            const LogStore::Range range = store->range();
            next = std::max(next, range.first);
            for (; right && next <= range.last; ++next) {
                const LogEntry entry = reader.peek(next);
                if (entry.sequence == 0) // it has made room for others
                    continue;
                right = isEntry(entry, next);
                ++read;
            }
        }
        QVERIFY(writer->wait());
        QVERIFY(right);
        QVERIFY(read > 0);
    }

    void readersOutliveTheStore()
    {
        auto store = std::make_shared<LogStore>(limits(mebi, 64 * mebi));
        fill(store.get(), 1, 10);
        const std::shared_ptr<const LogPage> page = store->page(5);
        store.reset();
        QVERIFY(isEntry(page->entry(5), 5));
    }

    void doesNotTrustAFile()
    {
        std::unique_ptr<char[]> bytes(new char[LogPage::size]);
        std::memset(bytes.get(), 0xFF, LogPage::size);
        const LogPage page(1, 1'000'000, std::move(bytes));
        QVERIFY(page.count() * 40 <= LogPage::size);
        for (int i = 1; i <= page.count(); ++i)
            QVERIFY(page.entry(i).payload.isEmpty());
    }

    void takesAFewBytesMoreThanThePayload()
    {
        LogStore store(LogLimits{.entries = 1'000'000, .memory = 1024 * mebi});
        for (int i = 1; i <= 100'000; ++i)
            store.append(makeEntry(i, 100));
        QVERIFY2(store.usage().memory / 100'000 < 100 + 45,
                 qPrintable(QString::number(store.usage().memory / 100'000)));
    }

private:
    static LogEntry entryOf(const LogStore &store, qint64 sequence)
    {
        const std::shared_ptr<const LogPage> page = store.page(sequence);
        if (!page)
            return {};
        LogEntry entry = page->entry(sequence);
        entry.payload = QByteArray(entry.payload.constData(), entry.payload.size());
        return entry;
    }
    static bool isWhole(const LogStore &store, qint64 number, qsizetype size)
    {
        LogEntry entry = entryOf(store, number);
        return entry.size == quint64(size) && store.complete(&entry)
            && entry.payload == makeEntry(number, size).payload;
    }
    LogLimits limits(qint64 memory, qint64 disk) const
    {
        return {.entries = 1'000'000, .memory = memory, .disk = disk, .directory = m_directory->path()};
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

QTEST_GUILESS_MAIN(TestLogStore)
#include "tst_logstore.moc"
