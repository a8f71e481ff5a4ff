#include "messagedetail.h"
#include "payloadview.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextBlock>

#include <ctime>

using namespace Qt::Literals::StringLiterals;

namespace {

enum Form { Text, Json, Hex };

LogEntry message(const QByteArray &payload, EntryKind kind = EntryKind::Text, qsizetype missing = 0)
{
    LogEntry entry;
    entry.kind = kind;
    entry.direction = Direction::Received;
    entry.payload = payload;
    entry.size = quint64(payload.size() + missing);
    return entry;
}

/// The longest time for which this thread worked without coming round to the event loop. Time in which
/// other programs had the processor does not count.
class LongestGap : public QObject
{
public:
    LongestGap()
    {
        m_timer.setInterval(0);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = milliseconds();
            m_since = worked();
        });
        m_timer.start();
    }
    qint64 milliseconds() const { return std::max(m_longest, worked() - m_since); }

private:
    static qint64 worked()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return qint64(time.tv_sec) * 1'000 + time.tv_nsec / 1'000'000;
    }

    QTimer m_timer;
    qint64 m_longest = 0;
    qint64 m_since = worked();
};

}

/// The pane that shows one message, used by mouse and keys.
class TestMessageDetail : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void choosesTheForm_data();
    void choosesTheForm();
    void keepsTheChosenForm();
    void cleansWhatItShows();
    void showsCutJson();
    void foldsWithTheMouse();
    void foldsWithTheKeyboard();
    void foldsAll();
    void copiesTheMessage();
    void copiesBytes();
    void copiesARow();
    void copiesACommand();
    void copiesASelectionOverALongLine();
    void finds();
    void findsBackwardsAndRound();
    void findsBehindWhatIsShown();
    void findsWhatIsFolded();
    void findsInTheNextMessage();
    void saysThatNothingIsFound();
    void closesTheFindLineFirst();
    void showsMore();
    void neverFreezes_data();
    void neverFreezes();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_detail->findChild<T *>(name);
    }
    void press(const QString &button) const
    {
        auto *found = child<QAbstractButton>(button);
        QVERIFY2(found && found->isVisible() && found->isEnabled(), qPrintable(button));
        QTest::mouseClick(found, Qt::LeftButton);
    }
    /// Opens the menu of a pane and clicks on an action; false: it cannot be clicked on.
    bool choose(const QString &action) const
    {
        QMenu *menu = nullptr;
        const QList<QWidget *> before = QApplication::topLevelWidgets();
        emit shown()->customContextMenuRequested({5, 5});
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (!before.contains(widget) && qobject_cast<QMenu *>(widget))
                menu = qobject_cast<QMenu *>(widget);
        }
        if (!menu)
            return false;
        auto *found = child<QAction>(action);
        const bool possible = found->isVisible() && found->isEnabled();
        if (possible)
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(found).center());
        menu->close();
        return possible;
    }
    PayloadView *pane(Form form) const
    {
        return child<PayloadView>(QList{u"textPane"_s, u"jsonPane"_s, u"hexPane"_s}.at(form));
    }
    PayloadView *shown() const { return pane(Form(tabs()->currentIndex())); }
    QTabWidget *tabs() const { return child<QTabWidget>(u"formTabs"_s); }
    QString clipboard() const { return QGuiApplication::clipboard()->text(); }
    QString result() const { return child<QLabel>(u"findResult"_s)->text(); }
    QLineEdit *findEdit() const { return child<QLineEdit>(u"findEdit"_s); }
    void look(const QString &text) const
    {
        m_detail->find();
        QVERIFY(findEdit()->isVisible());
        findEdit()->clear();
        QTest::keyClicks(findEdit(), text);
    }

    std::unique_ptr<MessageDetail> m_detail;
};

void TestMessageDetail::init()
{
    m_detail = std::make_unique<MessageDetail>();
    m_detail->resize(800, 300);
    m_detail->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_detail.get()));
    QGuiApplication::clipboard()->clear();
}

void TestMessageDetail::cleanup()
{
    m_detail.reset();
}

void TestMessageDetail::choosesTheForm_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("form");
    QTest::addColumn<bool>("hasJson");
    QTest::newRow("an object") << QByteArray(" {}") << int(EntryKind::Text) << int(Json) << true;
    QTest::newRow("an array in bytes") << QByteArray("[1]") << int(EntryKind::Binary) << int(Json) << true;
    QTest::newRow("text") << QByteArray("Hello") << int(EntryKind::Text) << int(Text) << false;
    QTest::newRow("a number") << QByteArray("42") << int(EntryKind::Text) << int(Text) << false;
    QTest::newRow("nearly JSON") << QByteArray("[1") << int(EntryKind::Text) << int(Text) << false;
    QTest::newRow("bytes") << QByteArray("\x01\x02") << int(EntryKind::Binary) << int(Hex) << false;
    QTest::newRow("JSON with wrong UTF-8")
        << QByteArray("[\"\xff\"]") << int(EntryKind::Binary) << int(Hex) << false;
    QTest::newRow("a sentence") << QByteArray("[1]") << int(EntryKind::Info) << int(Text) << false;
}

void TestMessageDetail::choosesTheForm()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, kind);
    m_detail->setEntry(message(payload, EntryKind(kind)));
    QTEST(tabs()->currentIndex(), "form");
    QTEST(tabs()->isTabEnabled(Json), "hasJson");
    QVERIFY(!child<QWidget>(u"noticeRow"_s)->isVisible());
}

void TestMessageDetail::keepsTheChosenForm()
{
    m_detail->setEntry(message("[1]"));
    QTest::mouseClick(tabs()->tabBar(), Qt::LeftButton, {}, tabs()->tabBar()->tabRect(Hex).center());
    QCOMPARE(tabs()->currentIndex(), int(Hex));
    m_detail->setEntry(message("[2]"));
    QCOMPARE(tabs()->currentIndex(), int(Hex));
    QCOMPARE(pane(Text)->toPlainText(), QString()); // only what is shown takes room
}

void TestMessageDetail::cleansWhatItShows()
{
    m_detail->setEntry(message("<b>a</b>\x1b[1m\xE2\x80\xAE"
                               "b"));
    QCOMPARE(shown()->toPlainText(), u"<b>a</b>␛[1m⟦RLO⟧b"_s);
    LogEntry close = message(QByteArray::fromHex("03e8") + "bye", EntryKind::Close);
    m_detail->setEntry(close);
    QCOMPARE(shown()->toPlainText(), u"1000 (OK) bye"_s);
    tabs()->setCurrentIndex(Hex);
    QVERIFY2(shown()->toPlainText().startsWith(u"00000000  03 e8 62 79 65"_s),
             qPrintable(shown()->toPlainText()));
}

void TestMessageDetail::showsCutJson()
{
    m_detail->setEntry(message(R"({"a": [1, "b)", EntryKind::Text, 1'000));
    QCOMPARE(tabs()->currentIndex(), int(Json));
    QCOMPARE(shown()->toPlainText(), u"{\n  \"a\": [\n    1,\n    \"b"_s);
    const QString notice = child<QLabel>(u"noticeLabel"_s)->text();
    QVERIFY2(notice.contains(u"12 B of 1,012 B"_s) || notice.contains(u"12 B of 1012 B"_s),
             qPrintable(notice));
}

void TestMessageDetail::foldsWithTheMouse()
{
    m_detail->setEntry(message(R"({"a":[1,2],"b":{"c":[]}})"));
    const QString unfolded = shown()->toPlainText();
    QWidget *gutter = nullptr;
    for (QObject *each : shown()->children()) {
        auto *widget = qobject_cast<QWidget *>(each);
        if (widget && widget != shown()->viewport() && widget->isVisible()
            && widget->height() == shown()->viewport()->height() && widget->x() < shown()->viewport()->x())
            gutter = widget;
    }
    QVERIFY(gutter);
    const auto clickLine = [&](int line) {
        const QTextCursor cursor(shown()->document()->findBlockByNumber(line));
        QTest::mouseClick(gutter, Qt::LeftButton, {}, {5, shown()->cursorRect(cursor).center().y()});
    };
    clickLine(1);
    QCOMPARE(shown()->toPlainText(), u"{\n  \"a\": [… 2 …],\n  \"b\": {\n    \"c\": []\n  }\n}"_s);
    clickLine(2);
    QCOMPARE(shown()->toPlainText(), u"{\n  \"a\": [… 2 …],\n  \"b\": {… 1 …}\n}"_s);
    clickLine(3); // nothing to be folded
    clickLine(1);
    clickLine(5);
    QCOMPARE(shown()->toPlainText(), unfolded);
}

void TestMessageDetail::foldsWithTheKeyboard()
{
    m_detail->setEntry(message(R"({"a":[1,2],"b":0})"));
    shown()->setFocus();
    QTest::keyClick(shown(), Qt::Key_Down);
    QTest::keyClick(shown(), Qt::Key_Space);
    QCOMPARE(shown()->toPlainText(), u"{\n  \"a\": [… 2 …],\n  \"b\": 0\n}"_s);
    QTest::keyClick(shown(), Qt::Key_Space); // still in the same line
    QCOMPARE(shown()->toPlainText(), u"{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": 0\n}"_s);
}

void TestMessageDetail::foldsAll()
{
    m_detail->setEntry(message(R"([[1],[2,{}]])"));
    QVERIFY(!choose(u"unfoldAll"_s)); // nothing is folded
    QVERIFY(choose(u"foldAll"_s));
    QCOMPARE(shown()->toPlainText(), u"[\n  [… 1 …],\n  [… 2 …]\n]"_s);
    QVERIFY(choose(u"unfoldAll"_s));
    QCOMPARE(shown()->toPlainText(), u"[\n  [\n    1\n  ],\n  [\n    2,\n    {}\n  ]\n]"_s);
    tabs()->setCurrentIndex(Text);
    QVERIFY(!choose(u"foldAll"_s));
}

void TestMessageDetail::copiesTheMessage()
{
    m_detail->setEntry(message(R"({"b":1.10, "a":"é"})"));
    QVERIFY(choose(u"copyMessage"_s));
    QCOMPARE(clipboard(), u"{\"b\":1.10, \"a\":\"é\"}"_s); // as it came, not as it is shown
}

void TestMessageDetail::copiesBytes()
{
    m_detail->setEntry(message("\xff\x01", EntryKind::Binary));
    QVERIFY(!choose(u"copyMessage"_s));
    QVERIFY(choose(u"copyHex"_s));
    QCOMPARE(clipboard(), u"ff 01"_s);
}

void TestMessageDetail::copiesARow()
{
    m_detail->setEntry(message("x"));
    QVERIFY(!choose(u"copyRow"_s));
    m_detail->setEntry(message("x"), u"12:00\tx"_s);
    QVERIFY(choose(u"copyRow"_s));
    QCOMPARE(clipboard(), u"12:00\tx"_s);
}

void TestMessageDetail::copiesACommand()
{
    m_detail->setEntry(message("it's"));
    QVERIFY(!choose(u"copyCommand"_s)); // to where?
    m_detail->setAddress(u"ws://localhost:8765/"_s);
    QVERIFY(choose(u"copyCommand"_s));
    QCOMPARE(clipboard(), u"printf '%s\\n' 'it'\\''s' | wslab connect ws://localhost:8765/"_s);
    m_detail->setEntry(message("\x01", EntryKind::Binary));
    QVERIFY(!choose(u"copyCommand"_s));
    QVERIFY(!child<QAction>(u"copyCommand"_s)->toolTip().isEmpty()); // why not
}

void TestMessageDetail::copiesASelectionOverALongLine()
{
    const QByteArray text = QByteArray(5'000, 'x') + "\nend";
    m_detail->setEntry(message(text));
    QCOMPARE(shown()->characters(), text.size());
    QVERIFY(shown()->document()->blockCount() > 2);
    shown()->setFocus();
    QTest::keySequence(shown(), QKeySequence::SelectAll);
    QTest::keySequence(shown(), QKeySequence::Copy);
    QCOMPARE(clipboard(), QString::fromLatin1(text));
}

void TestMessageDetail::finds()
{
    m_detail->setEntry(message("one two ONE " + QByteArray(3'000, '-') + " one"));
    press(u"findButton"_s);
    QTest::keyClicks(findEdit(), u"one"_s);
    QTRY_COMPARE(result(), u"1 of 3"_s);
    QCOMPARE(shown()->textCursor().selectedText(), u"one"_s);
    QTest::keyClick(findEdit(), Qt::Key_Return);
    QCOMPARE(result(), u"2 of 3"_s);
    QCOMPARE(shown()->textCursor().selectedText(), u"ONE"_s);
    press(u"findNextButton"_s);
    QCOMPARE(shown()->cursorCharacter(), 3'013);
    QCOMPARE(shown()->textCursor().selectedText(), u"one"_s);
    QTest::keyClicks(findEdit(), u"x"_s);
    QTRY_COMPARE(result(), u"Not found"_s);
}

void TestMessageDetail::findsBackwardsAndRound()
{
    m_detail->setEntry(message("a1a2a3"));
    look(u"a"_s);
    QTRY_COMPARE(result(), u"1 of 3"_s);
    QTest::keyClick(findEdit(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(result(), u"3 of 3"_s);
    QCOMPARE(shown()->textCursor().selectionStart(), 4);
    press(u"findPreviousButton"_s);
    QCOMPARE(result(), u"2 of 3"_s);
    QTest::keyClick(findEdit(), Qt::Key_Return);
    QTest::keyClick(findEdit(), Qt::Key_Return);
    QCOMPARE(result(), u"1 of 3"_s);
}

void TestMessageDetail::findsBehindWhatIsShown()
{
    const QByteArray text = "needle" + QByteArray(2'000'000, 'x') + "needle" + QByteArray(500'000, 'y');
    m_detail->setEntry(message(text));
    look(u"needle"_s);
    QTRY_COMPARE(result(), u"1 of 2"_s);
    QTest::keyClick(findEdit(), Qt::Key_Return);
    QCOMPARE(result(), u"2 of 2"_s);
    QCOMPARE(shown()->textCursor().selectedText(), u"needle"_s);
    const QString notice = child<QLabel>(u"noticeLabel"_s)->text();
    QVERIFY2(!notice.startsWith(u"Bytes 1 to"_s), qPrintable(notice));
    press(u"fromStartButton"_s);
    QVERIFY(child<QLabel>(u"noticeLabel"_s)->text().startsWith(u"Bytes 1 to"_s));
    QTest::keyClick(findEdit(), Qt::Key_Return); // round, to the first
    QCOMPARE(shown()->cursorCharacter(), 0);
    tabs()->setCurrentIndex(Hex);
    QTRY_COMPARE(result(), u"1 of 2"_s);
    QTest::keyClick(findEdit(), Qt::Key_Return);
    QVERIFY(shown()->textCursor().selectedText().startsWith(u"6e 65  65"_s));
}

void TestMessageDetail::findsWhatIsFolded()
{
    m_detail->setEntry(message(R"([["hidden"]])"));
    QVERIFY(choose(u"foldAll"_s));
    QVERIFY(!shown()->toPlainText().contains(u"hidden"_s));
    look(u"hidden"_s);
    QTRY_COMPARE(result(), u"1 of 1"_s);
    QCOMPARE(shown()->textCursor().selectedText(), u"hidden"_s);
}

void TestMessageDetail::findsInTheNextMessage()
{
    m_detail->setEntry(message("abc"));
    look(u"b"_s);
    QTRY_COMPARE(result(), u"1 of 1"_s);
    m_detail->setEntry(message("xbxb"));
    QTRY_COMPARE(result(), u"1 of 2"_s);
    QCOMPARE(shown()->textCursor().selectionStart(), 1);
}

void TestMessageDetail::saysThatNothingIsFound()
{
    m_detail->setEntry(message(QByteArray(300'000, 'x')));
    look(u"y"_s);
    QTRY_COMPARE(result(), u"Not found"_s);
    QVERIFY(!child<QAbstractButton>(u"findNextButton"_s)->isEnabled());
    QTest::keyClick(findEdit(), Qt::Key_Return);
    findEdit()->clear();
    QTRY_COMPARE(result(), QString());
}

void TestMessageDetail::closesTheFindLineFirst()
{
    m_detail->setEntry(message("abc"));
    QSignalSpy closed(m_detail.get(), &MessageDetail::closeRequested);
    look(u"b"_s);
    QTest::keyClick(findEdit(), Qt::Key_Escape);
    QVERIFY(!findEdit()->isVisible());
    QVERIFY(shown()->extraSelections().isEmpty());
    QCOMPARE(closed.size(), 0);
    press(u"closeDetailButton"_s);
    QCOMPARE(closed.size(), 1);
}

void TestMessageDetail::showsMore()
{
    QByteArray text;
    for (int i = 0; i < 120'000; ++i)
        text += QByteArray::number(i) + '\n';
    m_detail->setEntry(message(text));
    QVERIFY(shown()->characters() < text.size());
    QVERIFY(text.startsWith(shown()->toPlainText().toUtf8()));
    press(u"showMoreButton"_s);
    QTRY_COMPARE(shown()->toPlainText().size(), PayloadPane::firstCharacters + 512 * 1024);
    QVERIFY(text.startsWith(shown()->toPlainText().toUtf8()));
    press(u"showMoreButton"_s);
    QTRY_COMPARE(shown()->toPlainText().toUtf8(), text);
    QVERIFY(!child<QWidget>(u"noticeRow"_s)->isVisible());
}

void TestMessageDetail::neverFreezes_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("form");
    const QByteArray line(16 * 1024 * 1024, 'x');
    QTest::newRow("16 MiB on one line") << line << int(Text);
    QTest::newRow("16 MiB on one line, as bytes") << line << int(Hex);
    QTest::newRow("a million Chinese characters") << u"中"_s.repeated(1'000'000).toUtf8() << int(Text);
    QTest::newRow("100,000 brackets")
        << QByteArray(QByteArray(50'000, '[') + QByteArray(50'000, ']')) << int(Json);
    QTest::newRow("many brackets side by side")
        << QByteArray('[' + QByteArray("[1],").repeated(2'000'000) + "0]") << int(Json);
    QTest::newRow("JSON with one long string") << QByteArray("[\"" + line + "\"]") << int(Json);
}

/// Shows it, shows more of it, looks for its end, folds it, copies it.
void TestMessageDetail::neverFreezes()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, form);
    m_detail->setEntry(message(QString(u"中x"_s).toUtf8())); // the fonts are read once
    m_detail->grab();
    const LongestGap gap;
    const auto isSmooth = [&](const char *what) {
        QApplication::processEvents();
        if (gap.milliseconds() >= 100)
            qWarning("%s: %lld ms", what, gap.milliseconds());
        return gap.milliseconds() < 100;
    };
    m_detail->setEntry(message(payload));
    QVERIFY(isSmooth("show"));
    QTRY_COMPARE(tabs()->isTabEnabled(Json), form == Json);
    QVERIFY(isSmooth("check"));
    tabs()->setCurrentIndex(form);
    QVERIFY(isSmooth("form"));
    const qsizetype before = shown()->characters();
    press(u"showMoreButton"_s);
    QTRY_VERIFY(shown()->characters() > before + 400'000);
    QVERIFY(isSmooth("more"));
    m_detail->find();
    findEdit()->setText(u"not in there"_s);
    QTRY_COMPARE_WITH_TIMEOUT(result(), u"Not found"_s, 30'000);
    QVERIFY(isSmooth("find"));
    if (form == Json) {
        QVERIFY(choose(u"foldAll"_s));
        QVERIFY(isSmooth("fold"));
    }
    m_detail->clear();
    QVERIFY(isSmooth("clear"));
}

QTEST_MAIN(TestMessageDetail)
#include "tst_messagedetail.moc"
