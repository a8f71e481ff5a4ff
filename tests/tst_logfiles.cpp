#include "inlinebar.h"
#include "logexport.h"
#include "logfiles.h"
#include "logpanel.h"
#include "logrecorder.h"
#include "logview.h"
#include "messagelog.h"
#include "recording.h"
#include "recordingtab.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// A log, its files, and the recording that is opened again.
class TestLogFiles : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void exportsEverything_data();
    void exportsEverything();
    void exportsInTheFormatThatTheNameAsksFor_data();
    void exportsInTheFormatThatTheNameAsksFor();
    void remembersFolderAndFormat();
    void exportsWhatIsShown();
    void exportsWhatIsSelected();
    void exportsNothingThatWasCleared();
    void leavesTheOldFileWhenItFails();
    void tellsThatADiskIsFull();
    void cancels();
    void records();
    void recordsToTheEndWhenTheLogGoes();
    void endsARecordingThatCannotBeWritten_data();
    void endsARecordingThatCannotBeWritten();
    void opensARecording();
    void opensWhatIsGood();
    void saysWhatCannotBeOpened_data();
    void saysWhatCannotBeOpened();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_panel->findChild<T *>(name);
    }
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void append(const QByteArray &text, Direction direction = Direction::Received)
    {
        LogEntry entry;
        entry.direction = direction;
        entry.kind = EntryKind::Text;
        entry.payload = text;
        m_log->append(entry);
    }
    bool hasRows(int count) const
    {
        return QTest::qWaitFor([&] { return m_panel->model()->rowCount() == count; });
    }
    /// Chooses \a action in the menu, then \a file with the filter that ends in \a filter.
    void choose(const QString &action, const QString &file, const QString &filter = {});
    InlineBar *bar() const { return m_panel->findChild<LogFiles *>()->findChild<InlineBar *>(); }
    static QByteArray contentOf(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QByteArrayList textsOf(const QString &name);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<LogPanel> m_panel;
};

void TestLogFiles::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_log = std::make_unique<MessageLog>();
    m_panel = std::make_unique<LogPanel>();
    m_panel->setLog(m_log.get());
    m_panel->resize(800, 500);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestLogFiles::cleanup()
{
    m_panel.reset();
    m_log.reset();
}

void TestLogFiles::choose(const QString &action, const QString &file, const QString &filter)
{
    auto *menu = child<QMenu>(u"exportMenu"_s);
    emit menu->aboutToShow();
    auto *chosen = menu->findChild<QAction *>(action);
    QVERIFY(chosen->isEnabled());
    chosen->trigger();
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_panel->findChild<QFileDialog *>()) && dialog->isVisible());
    for (const QString &each : dialog->nameFilters()) {
        if (!filter.isEmpty() && each.endsWith(filter)) {
            dialog->selectNameFilter(each);
            emit dialog->filterSelected(each);
        }
    }
    auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    edit->setText(file);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(!m_panel->findChild<QFileDialog *>());
}

QByteArrayList TestLogFiles::textsOf(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return {"no file"};
    RecordingReader reader(&file);
    QByteArrayList texts;
    while (const auto entry = reader.next())
        texts += entry->payload;
    if (!reader.error().isEmpty())
        texts += reader.error().toUtf8();
    return texts;
}

void TestLogFiles::exportsEverything_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("JSON Lines") << u"jsonl"_s << "{\"format\":\"websocket-lab-recording\""_ba;
    QTest::newRow("CSV") << u"csv"_s << "sequence,time,"_ba;
    QTest::newRow("text") << u"txt"_s << "< one\n> two\n"_ba;
    QTest::newRow("HAR") << u"har"_s << "{\"log\":{"_ba;
}

void TestLogFiles::exportsEverything()
{
    QFETCH(QString, suffix);
    QFETCH(QByteArray, begin);
    append("one");
    append("two", Direction::Sent);
    QVERIFY(hasRows(2));
    choose(u"exportAll"_s, path(u"export"_s), u"(*.%1)"_s.arg(suffix));
    QTRY_VERIFY(bar()->isVisible());
    QVERIFY2(bar()->sentence().startsWith(u"2 "_s), qPrintable(bar()->sentence()));
    const QByteArray content = contentOf(path(u"export."_s + suffix));
    QVERIFY2(content.startsWith(begin), content);
    QVERIFY(content.contains("two"));
}

void TestLogFiles::exportsInTheFormatThatTheNameAsksFor_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("CSV") << u"all.csv"_s << u"(*.jsonl)"_s << "sequence,time,"_ba;
    QTest::newRow("HAR, in capitals") << u"all.HAR"_s << u"(*.jsonl)"_s << "{\"log\":{"_ba;
    QTest::newRow("JSON Lines") << u"all.jsonl"_s << u"(*.har)"_s
                                << "{\"format\":\"websocket-lab-recording\""_ba;
    QTest::newRow("a suffix that says nothing") << u"all.log"_s << u"(*.csv)"_s << "sequence,time,"_ba;
}

void TestLogFiles::exportsInTheFormatThatTheNameAsksFor()
{
    QFETCH(QString, name);
    QFETCH(QString, filter);
    QFETCH(QByteArray, begin);
    append("one");
    QVERIFY(hasRows(1));
    choose(u"exportAll"_s, path(name), filter);
    QTRY_VERIFY(bar()->isVisible());
    const QByteArray content = contentOf(path(name));
    QVERIFY2(content.startsWith(begin), content);
}

void TestLogFiles::remembersFolderAndFormat()
{
    append("one");
    QVERIFY(hasRows(1));
    choose(u"exportAll"_s, path(u"first.csv"_s));
    QTRY_VERIFY(bar()->isVisible());
    choose(u"exportAll"_s, u"second"_s);
    QTRY_COMPARE(contentOf(path(u"second.csv"_s)), contentOf(path(u"first.csv"_s)));

    m_panel->setLog(nullptr);
    m_panel = std::make_unique<LogPanel>(); // whichever log it is of
    m_panel->setLog(m_log.get());
    m_panel->show();
    QVERIFY(hasRows(1));
    choose(u"exportAll"_s, u"third"_s);
    QTRY_COMPARE(contentOf(path(u"third.csv"_s)), contentOf(path(u"first.csv"_s)));
}

void TestLogFiles::exportsWhatIsShown()
{
    for (const char *text : {"apple", "pear", "Apple pie"})
        append(text);
    QVERIFY(hasRows(3));
    child<QLineEdit>(u"filterEdit"_s)->setText(u"apple"_s);
    QVERIFY(hasRows(2));
    choose(u"exportShown"_s, path(u"shown.jsonl"_s));
    QTRY_COMPARE(textsOf(path(u"shown.jsonl"_s)), (QByteArrayList{"apple", "Apple pie"}));
}

void TestLogFiles::exportsWhatIsSelected()
{
    auto *menu = child<QMenu>(u"exportMenu"_s);
    emit menu->aboutToShow();
    for (const QString &action : {u"exportSelected"_s, u"exportShown"_s, u"exportAll"_s})
        QVERIFY(!menu->findChild<QAction *>(action)->isEnabled()); // there is nothing
    for (const char *text : {"one", "two", "three"})
        append(text);
    QVERIFY(hasRows(3));
    emit menu->aboutToShow();
    QVERIFY(!menu->findChild<QAction *>(u"exportSelected"_s)->isEnabled());
    child<LogView>(u"logView"_s)->selectRow(1);
    choose(u"exportSelected"_s, path(u"selected.jsonl"_s));
    QTRY_COMPARE(textsOf(path(u"selected.jsonl"_s)), QByteArrayList{"two"});
}

void TestLogFiles::exportsNothingThatWasCleared()
{
    append("secret");
    QVERIFY(hasRows(1));
    m_panel->clear();
    append("after");
    QVERIFY(hasRows(1));
    choose(u"exportAll"_s, path(u"all.jsonl"_s));
    QTRY_COMPARE(textsOf(path(u"all.jsonl"_s)), QByteArrayList{"after"});
}

void TestLogFiles::leavesTheOldFileWhenItFails()
{
    append("one");
    QVERIFY(hasRows(1));
    LogExport exporting;
    QSignalSpy failed(&exporting, &LogExport::failed);
    LogExport::Task task;
    task.fileName = path(u"no folder/x.jsonl"_s);
    task.last = 1;
    task.source = entriesOf(m_log.get());
    exporting.start(task);
    QTRY_COMPARE(failed.size(), 1);
    const QString sentence = failed.first().first().toString();
    QVERIFY2(sentence.contains(task.fileName) && sentence.contains(u"Nothing is lost"_s),
             qPrintable(sentence));
    QVERIFY(!exporting.isRunning());

    choose(u"exportAll"_s, u"/proc/x.jsonl"_s);
    QTRY_VERIFY(bar()->isVisible());
    QVERIFY2(bar()->sentence().contains(u"could not be written"_s), qPrintable(bar()->sentence()));
    QCOMPARE(m_panel->model()->rowCount(), 1);
}

void TestLogFiles::tellsThatADiskIsFull()
{
    // The writer itself; no file system here is small enough to be filled.
    QFile full(u"/dev/full"_s);
    QVERIFY(full.open(QIODevice::WriteOnly));
    const auto writer = makeEntryWriter(EntryFormat::JsonLines, &full);
    append("one");
    writer->write(m_log->entriesSince(0).first());
    writer->finish();
    QVERIFY(!full.flush());
}

void TestLogFiles::cancels()
{
    QFile old(path(u"old.jsonl"_s));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    append("one");
    LogExport exporting;
    QSignalSpy cancelled(&exporting, &LogExport::cancelled);
    bool hasProgressed = false; // told by the thread that exports, so not to a QSignalSpy
    connect(&exporting, &LogExport::progressed, this, [&hasProgressed] { hasProgressed = true; });
    LogExport::Task task;
    task.fileName = old.fileName();
    task.last = 1'000'000'000;
    // A log without an end.
    task.source = [this](qint64 from) {
        LogEntry entry = m_log->entriesSince(0).first();
        entry.sequence = from;
        return QList<LogEntry>{entry};
    };
    exporting.start(task);
    QTRY_VERIFY(hasProgressed);
    exporting.cancel();
    QTRY_COMPARE(cancelled.size(), 1);
    QVERIFY(!exporting.isRunning());
    QCOMPARE(contentOf(old.fileName()), "old"_ba);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"old.jsonl"_s});
}

void TestLogFiles::records()
{
    append("before");
    QVERIFY(hasRows(1));
    QSignalSpy changed(child<LogFiles>(u"files"_s), &LogFiles::recordingChanged);
    choose(u"record"_s, path(u"trace"_s));
    const QString name = path(u"trace.jsonl"_s);
    auto *label = child<QLabel>(u"recordLabel"_s);
    QTRY_VERIFY(label->isVisible());
    QCOMPARE(changed.takeFirst().first().toBool(), true);
    append("one");
    QTRY_COMPARE(textsOf(name), QByteArrayList{"one"}); // at once, not at the end
    m_panel->setPaused(true); // holds the rows, not the recording
    m_panel->clear();
    append("two");
    QTRY_COMPARE(textsOf(name), (QByteArrayList{"one", "two"}));
    QTRY_VERIFY(label->text().contains(u"trace.jsonl"_s) && !label->text().contains(u" 0 B"_s));
    QTest::mouseClick(child<QPushButton>(u"stopRecordingButton"_s), Qt::LeftButton);
    QVERIFY(!label->isVisible());
    QCOMPARE(changed.takeFirst().first().toBool(), false);
    append("three");
    m_panel->setPaused(false);
    QVERIFY(hasRows(2));
    m_panel->setLog(nullptr);
    QCOMPARE(textsOf(name), (QByteArrayList{"one", "two"}));
}

void TestLogFiles::recordsToTheEndWhenTheLogGoes()
{
    choose(u"record"_s, path(u"trace.jsonl"_s));
    QTRY_VERIFY(child<QLabel>(u"recordLabel"_s)->isVisible());
    QByteArrayList texts;
    for (int i = 0; i < 10'000; ++i) {
        texts += QByteArray::number(i);
        append(texts.last());
    }
    m_panel->setLog(nullptr);
    QCOMPARE(textsOf(path(u"trace.jsonl"_s)), texts);
}

void TestLogFiles::endsARecordingThatCannotBeWritten_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("words");
    QTest::newRow("no such folder") << u"/no/such/folder/x.jsonl"_s << u"Nothing is recorded"_s;
    QTest::newRow("a full device") << u"/dev/full"_s << u"has ended"_s;
}

void TestLogFiles::endsARecordingThatCannotBeWritten()
{
    QFETCH(QString, file);
    QFETCH(QString, words);
    LogRecorder recorder;
    QSignalSpy failed(&recorder, &LogRecorder::failed);
    recorder.start(m_log.get(), file);
    QVERIFY(recorder.isRecording());
    append("one");
    QTRY_COMPARE(failed.size(), 1);
    const QString sentence = failed.first().first().toString();
    QVERIFY2(sentence.contains(file) && sentence.contains(words), qPrintable(sentence));
    QVERIFY(!recorder.isRecording());
    QVERIFY(hasRows(1));

    // And another one may begin.
    recorder.start(m_log.get(), path(u"good.jsonl"_s));
    append("two");
    QTRY_COMPARE(textsOf(path(u"good.jsonl"_s)), QByteArrayList{"two"});
}

void TestLogFiles::opensARecording()
{
    QList<LogEntry> written;
    for (int i = 0; i < 1'000; ++i)
        append(QByteArray::number(i), i % 2 == 0 ? Direction::Sent : Direction::Received);
    m_log->appendText(EntryKind::Error, u"It broke."_s, 7);
    QVERIFY(hasRows(1'001));
    choose(u"exportAll"_s, path(u"all.jsonl"_s));
    QTRY_VERIFY(bar()->isVisible());

    RecordingTab tab(path(u"all.jsonl"_s));
    tab.show();
    QTRY_COMPARE(tab.logPanel()->model()->rowCount(), 1'001);
    for (int row = 0; row < 1'001; ++row)
        QVERIFY(tab.logPanel()->model()->entryAt(row) == m_panel->model()->entryAt(row));
    QVERIFY(!tab.findChild<InlineBar *>()->isVisible());
    QVERIFY(!tab.logPanel()->files()->isRecordable());
}

void TestLogFiles::opensWhatIsGood()
{
    append("one");
    append("two");
    const QList<LogEntry> entries = m_log->entriesSince(0);
    QFile file(path(u"cut.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(Recording::header() + Recording::line(entries[0]) + Recording::line(entries[1]).chopped(3));
    file.close();
    RecordingTab tab(file.fileName());
    tab.show();
    auto *told = tab.findChild<InlineBar *>(QString(), Qt::FindDirectChildrenOnly);
    QTRY_VERIFY(told->isVisible());
    QVERIFY2(told->sentence().contains(u"Line 3 is wrong: it is cut off."_s), qPrintable(told->sentence()));
    QTRY_COMPARE(tab.logPanel()->model()->rowCount(), 1);
}

void TestLogFiles::saysWhatCannotBeOpened_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("words");
    QTest::newRow("no such file") << u"/no/such/file.jsonl"_s << u"No such file"_s;
    QTest::newRow("something else") << QCoreApplication::applicationFilePath() << u"no recording"_s;
    QTest::newRow("without an end") << u"/dev/zero"_s << u"no recording"_s;
    QTest::newRow("empty") << u"/dev/null"_s << u"empty"_s;
}

void TestLogFiles::saysWhatCannotBeOpened()
{
    QFETCH(QString, file);
    QFETCH(QString, words);
    RecordingTab tab(file);
    tab.show();
    auto *told = tab.findChild<InlineBar *>(QString(), Qt::FindDirectChildrenOnly);
    QTRY_VERIFY(told->isVisible());
    QVERIFY2(told->sentence().contains(words), qPrintable(told->sentence()));
    QVERIFY(told->sentence().contains(file));
}

QTEST_MAIN(TestLogFiles)
#include "tst_logfiles.moc"
