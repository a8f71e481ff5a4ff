#include "inlinebar.h"
#include "logfindbar.h"
#include "logpanel.h"
#include "logview.h"
#include "messagedetail.h"
#include "messagelog.h"
#include "theme.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAccessible>
#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPalette>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::Literals::StringLiterals;

/// The log on the screen, fed by a real log.
class TestLogPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsWhatAnotherThreadAppends();
    void pullsNoMoreOftenThanNeeded();
    void showsAHintWhileEmpty();
    void followsUntilTheReaderScrollsUp();
    void keepsItsPlaceWhileOldRowsGo();
    void resumesWithEnd();
    void walksOnFromWhatIsSeen();
    void clearsTheFilterWithEscape();
    void neverMovesTheSelection();
    void keepsTheChosenRowOnTheScreen();
    void keepsTheMessageWhoseRowIsGone();
    void pausesWithoutLoss();
    void saysWhatWasDropped();
    void showsWhatIsOnDisk();
    void tellsTheNewestWhilePaused();
    void filters();
    void saysWhatIsWrongWithAFilter();
    void completesTerms();
    void findsTheNextRow();
    void saysWhatIsWrongWithASearch();
    void keepsTheChosenRowOverAFilter();
    void copiesRows();
    void showsTheMessageInThreeForms();
    void saysWhatTheLogDidNotKeep();
    void showsALargeMessageWhole();
    void readsALargeMessageFromDisk();
    void readsOnlyTheChosenMessage();
    void standsALongLine();
    void showsMarkupAsText();
    void offersOnlyVisibleRowsToAssistiveTechnology();
    void savesItsState();
    void hasReadableColours_data();
    void hasReadableColours();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_panel->findChild<T *>(name);
    }
    void press(const QString &button) const
    {
        QTest::mouseClick(child<QAbstractButton>(button), Qt::LeftButton);
    }
    int rows() const { return m_panel->model()->rowCount(); }
    qint64 lastSequence() const { return rows() > 0 ? m_panel->model()->sequenceAt(rows() - 1) : 0; }
    QString text(const QString &label) const { return child<QLabel>(label)->text(); }
    /// A part of the bar that finds rows; the one that looks into a message has such, too.
    template <typename T>
    T *findBarChild(const QString &name) const
    {
        return child<LogFindBar>(u"rowFindBar"_s)->findChild<T *>(name);
    }
    QString findResult() const { return findBarChild<QLabel>(u"findResult"_s)->text(); }
    void append(int count, const QByteArray &text = "message")
    {
        for (int i = 0; i < count; ++i) {
            LogEntry entry;
            entry.direction = i % 2 == 0 ? Direction::Received : Direction::Sent;
            entry.kind = EntryKind::Text;
            entry.connection = 7;
            entry.payload = text + ' ' + QByteArray::number(++m_appended);
            m_log->append(entry);
        }
    }
    /// Ten messages of 2 MiB, numbered from 1, of which the first ones are on disk; then a short one.
    void appendLarge(const QString &directory)
    {
        constexpr qint64 mebi = 1024 * 1024;
        m_panel->setLog(nullptr);
        m_log = std::make_unique<MessageLog>(
            LogLimits{.entries = 1'000, .memory = 8 * mebi, .disk = 64 * mebi, .directory = directory});
        m_panel->setLog(m_log.get());
        LogEntry entry;
        entry.kind = EntryKind::Text;
        entry.direction = Direction::Received;
        for (int number = 1; number <= 10; ++number) {
            entry.payload = "[\"" + QByteArray::number(number) + QByteArray(2 * mebi, 'x') + "\"]";
            m_log->append(entry);
        }
        append(1);
        QVERIFY(hasRows(11));
        QTRY_VERIFY(m_log->store()->isLargeOnDisk(1) && m_log->store()->isLargeOnDisk(2));
    }
    /// True once \a count rows have come.
    bool hasRows(int count) const
    {
        return QTest::qWaitFor([&] { return rows() == count; });
    }

    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<LogPanel> m_panel;
    LogView *m_view = nullptr;
    int m_appended = 0;
};

void TestLogPanel::init()
{
    m_appended = 0;
    m_log = std::make_unique<MessageLog>(LogLimits{.entries = 1'000});
    m_panel = std::make_unique<LogPanel>();
    m_panel->setLog(m_log.get());
    m_panel->resize(800, 500);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_view = child<LogView>(u"logView"_s);
}

void TestLogPanel::cleanup()
{
    m_panel.reset();
    m_log.reset();
}

void TestLogPanel::showsWhatAnotherThreadAppends()
{
    QAbstractItemModelTester tester(m_panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::unique_ptr<QThread> thread(QThread::create([this] { append(5'000); }));
    thread->start();
    QTRY_VERIFY(lastSequence() == 5'000);
    QVERIFY(thread->wait());
    QVERIFY(rows() <= 1'000);
}

void TestLogPanel::pullsNoMoreOftenThanNeeded()
{
    append(1);
    QVERIFY(hasRows(1));
    QSignalSpy inserted(m_panel->model(), &LogModel::rowsInserted);
    QElapsedTimer time;
    time.start();
    while (time.elapsed() < 300) {
        append(1);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    QVERIFY2(inserted.size() <= 300 / 50 + 2, qPrintable(QString::number(inserted.size())));
    QVERIFY(inserted.size() >= 2);
}

void TestLogPanel::showsAHintWhileEmpty()
{
    m_panel->setEmptyHint(u"Nothing yet.\nDo something."_s, u"Do it"_s);
    auto *label = child<QLabel>(u"emptyLabel"_s);
    QVERIFY(label->isVisible());
    QVERIFY(!m_view->isVisible());
    QSignalSpy triggered(m_panel.get(), &LogPanel::emptyActionTriggered);
    press(u"emptyButton"_s);
    QCOMPARE(triggered.size(), 1);
    append(1);
    QTRY_VERIFY(m_view->isVisible());
    press(u"clearButton"_s);
    QVERIFY(label->isVisible());
}

void TestLogPanel::followsUntilTheReaderScrollsUp()
{
    auto *button = child<QAbstractButton>(u"followButton"_s);
    QScrollBar *bar = m_view->verticalScrollBar();
    append(200);
    QVERIFY(hasRows(200));
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(!button->isVisible());

    bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    QVERIFY(!m_view->isFollowing());
    const int value = bar->value();
    append(20);
    QVERIFY(hasRows(220));
    QCOMPARE(bar->value(), value);
    QVERIFY(button->isVisible());
    QCOMPARE(m_view->newRows(), 20);
    QVERIFY2(button->text().contains(u"20"_s), qPrintable(button->text()));

    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(m_view->isFollowing());
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(!button->isVisible());
    append(20);
    QVERIFY(hasRows(240));
    QCOMPARE(bar->value(), bar->maximum());
}

void TestLogPanel::keepsItsPlaceWhileOldRowsGo()
{
    append(1'000);
    QVERIFY(hasRows(1'000));
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
    const qint64 top = m_panel->model()->entryAt(m_view->rowAt(0)).sequence;
    append(100);
    QTRY_COMPARE(lastSequence(), 1'100);
    QCOMPARE(rows(), 1'000);
    QCOMPARE(m_panel->model()->entryAt(m_view->rowAt(0)).sequence, top);
    QVERIFY(!m_view->isFollowing());
}

void TestLogPanel::resumesWithEnd()
{
    append(200);
    QVERIFY(hasRows(200));
    m_view->setFocus();
    QTest::keyClick(m_view, Qt::Key_Home);
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    QVERIFY(!m_view->isFollowing());
    QTest::keyClick(m_view, Qt::Key_End);
    QVERIFY(m_view->isFollowing());
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    QVERIFY(!m_view->currentIndex().isValid());
    QTest::keyClick(m_view, Qt::Key_Up); // begins with what is to be seen, not at the top
    QCOMPARE(m_view->currentIndex().row(), 199);
}

void TestLogPanel::walksOnFromWhatIsSeen()
{
    append(200);
    QVERIFY(hasRows(200));
    m_view->setFocus();
    m_view->selectRow(199);
    QTest::keyClick(m_view, Qt::Key_Home);
    QCOMPARE(m_view->currentIndex().row(), 199);
    QTest::keyClick(m_view, Qt::Key_Down);
    QCOMPARE(m_view->currentIndex().row(), 0);
    QTest::keyClick(m_view, Qt::Key_Down);
    QCOMPARE(m_view->currentIndex().row(), 1);
    QTest::keyClick(m_view, Qt::Key_End);
    QTest::keyClick(m_view, Qt::Key_Up);
    QCOMPARE(m_view->currentIndex().row(), 199);
    QTest::keyClick(m_view, Qt::Key_Up);
    QCOMPARE(m_view->currentIndex().row(), 198);
}

void TestLogPanel::clearsTheFilterWithEscape()
{
    append(20);
    QVERIFY(hasRows(20));
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    m_view->selectRow(0);
    auto *edit = child<QLineEdit>(u"filterEdit"_s);
    auto *detail = child<MessageDetail>(u"detail"_s);
    m_panel->focusFilter();
    QTest::keyClicks(edit, u"message 1"_s);
    QTRY_COMPARE(rows(), 11);
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(edit->text(), QString());
    QTRY_COMPARE(rows(), 20);
    QVERIFY(detail->isVisible());
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!detail->isVisible());
}

void TestLogPanel::neverMovesTheSelection()
{
    append(900);
    QVERIFY(hasRows(900));
    m_view->selectRow(800);
    QTest::keyClick(m_view, Qt::Key_End);
    const qint64 chosen = m_panel->model()->entryAt(800).sequence;
    append(300);
    QTRY_COMPARE(lastSequence(), 1'200);
    QCOMPARE(m_panel->model()->entryAt(m_view->currentIndex().row()).sequence, chosen);
    QCOMPARE(m_view->selectionModel()->selectedRows().size(), 1);
    QVERIFY(m_view->isFollowing());
}

void TestLogPanel::keepsTheChosenRowOnTheScreen()
{
    append(200);
    QVERIFY(hasRows(200));
    auto *detail = child<MessageDetail>(u"detail"_s);
    const auto rectOf = [this](int row) {
        return m_view->visualRect(m_panel->model()->index(row, LogModel::TextColumn));
    };
    const int height = m_view->height();
    const auto choose = [&](int row) {
        QVERIFY(m_view->viewport()->rect().contains(rectOf(row)));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, rectOf(row).center());
        QVERIFY(detail->isVisible());
        QTRY_VERIFY(m_view->height() < height);
        QVERIFY(m_view->viewport()->rect().contains(rectOf(row)));
        QCOMPARE(m_view->currentIndex().row(), row);
    };
    choose(m_view->rowAt(0) + 1); // the detail opens, and leaves no room for it at the log's end
    QVERIFY(!m_view->isFollowing());
    const int value = m_view->verticalScrollBar()->value();
    append(5);
    QVERIFY(hasRows(205));
    QCOMPARE(m_view->verticalScrollBar()->value(), value);

    QTest::keyClick(m_view, Qt::Key_Escape);
    QTRY_COMPARE(m_view->height(), height);
    QTest::keyClick(m_view, Qt::Key_End);
    choose(204); // that is the end
    QVERIFY(m_view->isFollowing());
}

void TestLogPanel::keepsTheMessageWhoseRowIsGone()
{
    append(1'000);
    QVERIFY(hasRows(1'000));
    m_view->selectRow(0);
    QTRY_VERIFY(child<MessageDetail>(u"detail"_s)->isVisible());
    append(50);
    QTRY_COMPARE(m_panel->model()->entryAt(0).sequence, 51);
    QVERIFY(!m_view->selectionModel()->hasSelection());
    QCOMPARE(child<QPlainTextEdit>(u"textPane"_s)->toPlainText(), u"message 1"_s);
}

void TestLogPanel::pausesWithoutLoss()
{
    append(10);
    QVERIFY(hasRows(10));
    press(u"pauseButton"_s);
    append(500);
    auto *count = child<QLabel>(u"countLabel"_s);
    QTRY_VERIFY2(count->text().contains(u"500 waiting"_s), qPrintable(count->text()));
    QCOMPARE(rows(), 10);
    press(u"pauseButton"_s);
    QCOMPARE(rows(), 510);
    QVERIFY(!count->text().contains(u"waiting"_s));
}

void TestLogPanel::saysWhatWasDropped()
{
    append(10);
    QVERIFY(hasRows(10));
    press(u"pauseButton"_s);
    append(1'200);
    QTRY_VERIFY2(text(u"countLabel"_s).contains(u"210 oldest dropped"_s), qPrintable(text(u"countLabel"_s)));
    QCOMPARE(rows(), 0);
    press(u"pauseButton"_s);
    append(1);
    QTRY_COMPARE(lastSequence(), 1'211);
    QCOMPARE(rows(), 1'000);
    press(u"clearButton"_s);
    QCOMPARE(rows(), 0);
    append(5);
    QVERIFY(hasRows(5));
    QCOMPARE(text(u"countLabel"_s), u"5 row(s)"_s); // what was cleared was not dropped
}

void TestLogPanel::showsWhatIsOnDisk()
{
    const QTemporaryDir directory;
    m_panel->setLog(nullptr);
    m_log = std::make_unique<MessageLog>(LogLimits{.entries = 1'000'000,
                                                   .memory = 1024 * 1024,
                                                   .disk = 64 * 1024 * 1024,
                                                   .directory = directory.path()});
    m_panel->setLog(m_log.get());
    append(20'000);
    QVERIFY(hasRows(20'000));
    QTRY_VERIFY(m_log->store()->usage().memory <= 1024 * 1024);
    append(1);
    QTRY_VERIFY2(text(u"countLabel"_s).contains(u"older on disk"_s), qPrintable(text(u"countLabel"_s)));
    m_view->setFocus();
    QTest::keyClick(m_view, Qt::Key_Home);
    m_view->selectRow(0);
    QTRY_COMPARE(child<QPlainTextEdit>(u"textPane"_s)->toPlainText(), u"message 1"_s);
    press(u"clearButton"_s);
    QCOMPARE(rows(), 0);
    QCOMPARE(m_log->store()->usage().disk, 0);
}

void TestLogPanel::tellsTheNewestWhilePaused()
{
    append(1);
    QVERIFY(hasRows(1));
    QList<qint64> told;
    connect(m_panel.get(), &LogPanel::entriesPulled, this, [&](const QList<LogEntry> &entries) {
        for (const LogEntry &entry : entries)
            told.append(entry.sequence);
    });
    m_panel->setPaused(true);
    append(3);
    QTRY_COMPARE(told.size(), 3);
    m_panel->setPaused(false);
    append(1);
    QTRY_COMPARE(told.size(), 4);
    QCOMPARE(told, (QList<qint64>{2, 3, 4, 5})); // none twice
}

void TestLogPanel::filters()
{
    append(10);
    append(10, "needle");
    QVERIFY(hasRows(20));
    QTest::keyClicks(child<QLineEdit>(u"filterEdit"_s), u"NEEDLE"_s);
    QTRY_COMPARE(rows(), 10);
    press(u"sentButton"_s);
    QTRY_COMPARE(rows(), 5);
    auto *count = child<QLabel>(u"countLabel"_s);
    QTRY_COMPARE(count->text(), u"5 of 20 rows"_s);
    press(u"errorsButton"_s);
    QTRY_COMPARE(rows(), 0);
    QVERIFY(m_view->isVisible()); // the log is not empty, only the filter shows nothing
    press(u"allButton"_s);
    child<QLineEdit>(u"filterEdit"_s)->clear();
    QTRY_COMPARE(rows(), 20);
}

void TestLogPanel::saysWhatIsWrongWithAFilter()
{
    append(10);
    QVERIFY(hasRows(10));
    auto *edit = child<QLineEdit>(u"filterEdit"_s);
    auto *bar = child<InlineBar>(u"filterBar"_s);
    edit->setText(u"-7"_s);
    QTRY_COMPARE(rows(), 9);
    QVERIFY(!bar->isVisible());
    edit->setText(u"/mess(/"_s);
    QVERIFY(bar->isVisible());
    QVERIFY2(bar->sentence().contains(u"/mess(/ is no regular expression"_s), qPrintable(bar->sentence()));
    QVERIFY2(bar->sentence().contains(u"hides no rows"_s), qPrintable(bar->sentence()));
    QTRY_COMPARE(rows(), 10); // not those of what was half typed
    append(1);
    QTRY_COMPARE(rows(), 11);
    press(u"sentButton"_s);
    QTRY_COMPARE(rows(), 5);
    QVERIFY(bar->isVisible());
    press(u"allButton"_s);
    QTRY_COMPARE(rows(), 11);
    edit->setText(u"/mess(age)? [12]$/"_s);
    QVERIFY(!bar->isVisible());
    QTRY_COMPARE(rows(), 2);
}

void TestLogPanel::completesTerms()
{
    append(4);
    QVERIFY(hasRows(4));
    auto *edit = child<QLineEdit>(u"filterEdit"_s);
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    edit->setFocus();
    QTest::keyClicks(edit, u"message i"_s);
    QVERIFY(!edit->completer()->popup()->isVisible());
    QTest::keyClicks(edit, u"s:se"_s);
    QTRY_VERIFY(edit->completer()->popup()->isVisible());
    QTest::keyClick(edit->completer()->popup(), Qt::Key_Down);
    QTest::keyClick(edit->completer()->popup(), Qt::Key_Return);
    QCOMPARE(edit->text(), u"message is:sent"_s);
    QTRY_COMPARE(rows(), 2);
}

void TestLogPanel::findsTheNextRow()
{
    append(20);
    QVERIFY(hasRows(20));
    press(u"sentButton"_s); // 2, 4, … 20
    QTRY_COMPARE(rows(), 10);
    auto *edit = findBarChild<QLineEdit>(u"findEdit"_s);
    QVERIFY(!edit->isVisible());
    m_panel->findNext();
    QVERIFY(edit->isVisible());
    QTest::keyClicks(edit, u"message 1"_s); // 10, 12, 14, 16, 18
    QTRY_COMPARE(findResult(), u"5 found"_s);
    const auto chosen = [this] { return m_panel->model()->sequenceAt(m_view->currentIndex().row()); };
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(findResult(), u"1 of 5"_s);
    QCOMPARE(chosen(), 10);
    m_panel->findNext();
    QCOMPARE(chosen(), 12);
    m_panel->findPrevious();
    m_panel->findPrevious();
    QCOMPARE(chosen(), 18);
    QCOMPARE(findResult(), u"5 of 5"_s);
    append(2, "message 1"); // one of them is sent
    QTRY_COMPARE(findResult(), u"5 of 6"_s);
    press(u"allButton"_s);
    QTRY_COMPARE(findResult(), u"10 of 13"_s); // of 1, 10 to 19, 21, 22
    edit->setText(u"zzz"_s);
    QTRY_COMPARE(findResult(), u"Not found"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QTRY_VERIFY(!edit->isVisible());
    QVERIFY(m_view->currentIndex().isValid());
}

void TestLogPanel::saysWhatIsWrongWithASearch()
{
    append(3);
    QVERIFY(hasRows(3));
    m_panel->findNext();
    auto *edit = findBarChild<QLineEdit>(u"findEdit"_s);
    edit->setText(u"/[/"_s);
    QVERIFY2(findResult().startsWith(u"/[/ is no regular expression"_s), qPrintable(findResult()));
    QVERIFY(!findBarChild<QAbstractButton>(u"findNextButton"_s)->isEnabled());
    edit->setText(u"2"_s);
    QTRY_COMPARE(findResult(), u"1 found"_s);
}

void TestLogPanel::keepsTheChosenRowOverAFilter()
{
    append(200);
    QVERIFY(hasRows(200));
    m_view->selectRow(51);
    const qint64 chosen = m_panel->model()->entryAt(51).sequence;
    press(u"sentButton"_s);
    QTRY_COMPARE(rows(), 100);
    QCOMPARE(m_panel->model()->entryAt(m_view->currentIndex().row()).sequence, chosen);
    press(u"receivedButton"_s);
    QTRY_VERIFY(!m_view->currentIndex().isValid());
    press(u"allButton"_s);
    QTRY_COMPARE(m_view->currentIndex().row(), 51);
}

void TestLogPanel::copiesRows()
{
    append(5);
    QVERIFY(hasRows(5));
    m_view->setFocus();
    m_view->selectRow(1);
    QTest::keyClick(m_view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_view, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(0).endsWith(u"↑\t#7\ttext\t9 B\tmessage 2"_s), qPrintable(lines.at(0)));
    QVERIFY(lines.at(1).endsWith(u"message 3"_s));
}

void TestLogPanel::showsTheMessageInThreeForms()
{
    LogEntry entry;
    entry.direction = Direction::Received;
    entry.kind = EntryKind::Text;
    entry.payload = R"({"b":1.10,"a":9007199254740993})";
    m_log->append(entry);
    entry.payload = "no json";
    m_log->append(entry);
    QVERIFY(hasRows(2));
    auto *tabs = child<QTabWidget>(u"formTabs"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
                      m_view->visualRect(m_panel->model()->index(0, LogModel::TextColumn)).center());
    QVERIFY(tabs->isVisible());
    QCOMPARE(tabs->currentIndex(), 1); // JSON, since it is some
    QCOMPARE(child<QPlainTextEdit>(u"jsonPane"_s)->toPlainText(),
             u"{\n  \"b\": 1.10,\n  \"a\": 9007199254740993\n}"_s);
    tabs->setCurrentIndex(2);
    QVERIFY(child<QPlainTextEdit>(u"hexPane"_s)->toPlainText().startsWith(u"00000000  7b 22 62 22"_s));
    tabs->setCurrentIndex(1);
    m_view->selectRow(1);
    QCOMPARE(tabs->currentIndex(), 0);
    QVERIFY(!tabs->isTabEnabled(1));
    QCOMPARE(child<QPlainTextEdit>(u"textPane"_s)->toPlainText(), u"no json"_s);
    QTest::keyClick(m_view, Qt::Key_Escape);
    QTRY_VERIFY(!tabs->isVisible());
    QVERIFY(!m_view->selectionModel()->hasSelection());
}

void TestLogPanel::saysWhatTheLogDidNotKeep()
{
    LogEntry entry;
    entry.kind = EntryKind::Binary;
    entry.direction = Direction::Received;
    entry.payload = QByteArray(MessageLog::maximumPayload, 'x');
    entry.size = 3 * 1024 * 1024; // as when the rest has made room
    m_log->append(entry);
    QVERIFY(hasRows(1));
    m_view->selectRow(0);
    auto *notice = child<QLabel>(u"noticeLabel"_s);
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(u"64.0 KiB of 3.0 MiB"_s), qPrintable(notice->text()));
    auto *hex = child<QPlainTextEdit>(u"hexPane"_s);
    QVERIFY(hex->isVisible());
    QVERIFY(hex->toPlainText().size() < PayloadPane::firstCharacters + 100);
    QVERIFY2(notice->text().contains(u"Bytes 1 to "_s), qPrintable(notice->text()));
    QTRY_VERIFY(child<QAbstractButton>(u"showMoreButton"_s)->height() > 0);
    press(u"showMoreButton"_s);
    QTRY_COMPARE(hex->toPlainText().count(u'\n'), int(MessageLog::maximumPayload / 16) - 1);
    QVERIFY(!child<QAbstractButton>(u"showMoreButton"_s)->isVisible());
}

void TestLogPanel::showsALargeMessageWhole()
{
    LogEntry entry;
    entry.kind = EntryKind::Text;
    entry.direction = Direction::Received;
    entry.payload = QByteArray(3 * 1024 * 1024, 'x') + "the end";
    m_log->append(entry);
    QVERIFY(hasRows(1));
    m_view->selectRow(0);
    auto *notice = child<QLabel>(u"noticeLabel"_s);
    QVERIFY2(notice->text().endsWith(u" of 3,145,735 are shown."_s), qPrintable(notice->text()));
    m_panel->findChild<QAction *>(u"copyMessage"_s)->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"xthe end"_s));
}

void TestLogPanel::readsALargeMessageFromDisk()
{
    const QTemporaryDir directory;
    appendLarge(directory.path());
    auto *pane = child<QPlainTextEdit>(u"textPane"_s);
    auto *copy = m_panel->findChild<QAction *>(u"copyMessage"_s);
    m_view->selectRow(0);
    // The beginning is there at once; the rest comes later, and is not taken for lost meanwhile.
    QVERIFY(pane->toPlainText().startsWith(u"[\"1xxx"_s));
    QCOMPARE(text(u"noticeLabel"_s), u"The rest of the message is being read…"_s);
    QVERIFY(!child<QAbstractButton>(u"showMoreButton"_s)->isVisible());
    auto *menu = qobject_cast<QMenu *>(copy->parent());
    emit menu->aboutToShow();
    QVERIFY(!copy->isEnabled());
    QTRY_VERIFY2(text(u"noticeLabel"_s).endsWith(u" of 2,097,157 are shown."_s),
                 qPrintable(text(u"noticeLabel"_s)));
    QTRY_COMPARE(child<QTabWidget>(u"formTabs"_s)->currentIndex(), 1); // JSON, since all of it is
    emit menu->aboutToShow();
    QVERIFY(copy->isEnabled());
    copy->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"x\"]"_s));
}

void TestLogPanel::readsOnlyTheChosenMessage()
{
    const QTemporaryDir directory;
    appendLarge(directory.path());
    auto *pane = child<QPlainTextEdit>(u"textPane"_s);
    m_view->selectRow(0);
    m_view->selectRow(10);
    QCOMPARE(pane->toPlainText(), u"message 1"_s);
    QVERIFY(!child<QLabel>(u"noticeLabel"_s)->isVisible());
    m_view->selectRow(0);
    m_view->selectRow(1);
    QTRY_COMPARE(child<QTabWidget>(u"formTabs"_s)->currentIndex(), 1);
    QVERIFY(child<QPlainTextEdit>(u"jsonPane"_s)->toPlainText().startsWith(u"[\n  \"2xxx"_s));
    m_view->selectRow(0);
    QTest::keyClick(m_view, Qt::Key_Escape);
    QTRY_VERIFY(!child<MessageDetail>(u"detail"_s)->isVisible());
    press(u"clearButton"_s);
    QCOMPARE(pane->toPlainText(), QString());
}

void TestLogPanel::standsALongLine()
{
    LogEntry entry;
    entry.kind = EntryKind::Text;
    entry.direction = Direction::Received;
    entry.payload = QByteArray(MessageLog::maximumPayload, 'x');
    m_log->append(entry);
    QVERIFY(hasRows(1));
    QElapsedTimer time;
    time.start();
    m_view->selectRow(0);
    m_panel->grab();
    QVERIFY2(time.elapsed() < 1'000, qPrintable(QString::number(time.elapsed())));
}

void TestLogPanel::showsMarkupAsText()
{
    QByteArray nested;
    for (int i = 0; i < 30; ++i)
        nested += "<table>";
    append(1, nested);
    QVERIFY(hasRows(1));
    QElapsedTimer time;
    time.start();
    m_view->selectRow(0);
    m_panel->grab();
    QVERIFY2(time.elapsed() < 1'000, qPrintable(QString::number(time.elapsed())));
    QCOMPARE(child<QPlainTextEdit>(u"textPane"_s)->toPlainText(), QString::fromLatin1(nested + " 1"));
    for (const QLabel *label : m_panel->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestLogPanel::offersOnlyVisibleRowsToAssistiveTechnology()
{
    append(1'000);
    QVERIFY(hasRows(1'000));
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QVERIFY2(list->childCount() > 5 && list->childCount() < 60,
             qPrintable(QString::number(list->childCount())));
    const QString last = list->child(list->childCount() - 1)->text(QAccessible::Name);
    QVERIFY2(last.endsWith(u"sent, text, connection 7, 12 B: message 1000"_s), qPrintable(last));
    QCOMPARE(list->indexOfChild(list->child(3)), 3);
    m_view->selectRow(m_view->rowAt(0) + 2);
    QVERIFY(list->child(2)->state().selected);
    QVERIFY(!list->child(3)->state().selected);
    QVERIFY(!list->child(5'000));

    QAccessibleInterface *child = list->child(4);
    m_panel->clear();
    QCOMPARE(list->childCount(), 0);
    QVERIFY(!child->isValid());
    QCOMPARE(child->text(QAccessible::Name), QString());
}

void TestLogPanel::savesItsState()
{
    append(3);
    QVERIFY(hasRows(3));
    m_panel->model()->setTimeStyle(LogModel::TimeStyle::TimeOfDay);
    m_view->setColumnWidth(LogModel::TypeColumn, 123);
    const QByteArray state = m_panel->saveState();
    LogPanel other;
    other.setConnectionColumnVisible(false);
    other.restoreState(state);
    auto *view = other.findChild<LogView *>(u"logView"_s);
    QCOMPARE(view->columnWidth(LogModel::TypeColumn), 123);
    QVERIFY(view->isColumnHidden(LogModel::ConnectionColumn));
    other.restoreState("garbage");
    other.restoreState({});
    QCOMPARE(view->columnWidth(LogModel::TypeColumn), 123);
}

void TestLogPanel::hasReadableColours_data()
{
    QTest::addColumn<Theme::Scheme>("scheme");
    QTest::newRow("system") << Theme::Scheme::System;
    QTest::newRow("light") << Theme::Scheme::Light;
    QTest::newRow("dark") << Theme::Scheme::Dark;
}

void TestLogPanel::hasReadableColours()
{
    QFETCH(Theme::Scheme, scheme);
    Theme::apply(scheme);
    const QPalette palette = QGuiApplication::palette();
    using Tone = Theme::Tone;
    for (const Tone tone :
         {Tone::Sent, Tone::Received, Tone::Error, Tone::Lifecycle, Tone::Working, Tone::On}) {
        for (const auto ground : {QPalette::Base, QPalette::Window}) {
            const double contrast = Theme::contrast(Theme::color(tone, palette), palette.color(ground));
            QVERIFY2(contrast >= 4.5, qPrintable(u"tone %1: %2"_s.arg(int(tone)).arg(contrast)));
        }
    }
    for (const auto &[text, ground] : {std::pair(QPalette::PlaceholderText, QPalette::Base),
                                       std::pair(QPalette::PlaceholderText, QPalette::Window),
                                       std::pair(QPalette::HighlightedText, QPalette::Highlight),
                                       std::pair(QPalette::ButtonText, QPalette::Button)}) {
        if (scheme == Theme::Scheme::System) // not ours
            break;
        const double contrast = Theme::contrast(palette.color(text), palette.color(ground));
        QVERIFY2(contrast >= 4.5, qPrintable(u"role %1: %2"_s.arg(int(text)).arg(contrast)));
    }
    Theme::apply(Theme::Scheme::System);
}

QTEST_MAIN(TestLogPanel)
#include "tst_logpanel.moc"
