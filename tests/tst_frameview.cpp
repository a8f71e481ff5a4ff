#include "explanationtable.h"
#include "framediagram.h"
#include "frameview.h"
#include "logpanel.h"
#include "messagedetail.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// The detail pane's views of the wire: a message's frames, and a handshake line by line.
class TestFrameView : public QObject
{
    Q_OBJECT

private slots:
    void showsAFrame();
    void marksTheFieldThatIsChosen();
    void letsChooseAmongFragments();
    void saysWhatIsWrongWithAFrame();
    void isThereOnlyWhenThereIsSomethingToShow();
    void staysWhereTheReaderWas();
    void fitsAnyWidth_data();
    void fitsAnyWidth();
    void copiesARow();
    void explainsTheHandshake();
    void showsAHandshakesOtherHalf();
    void findsInTheText();
};

namespace {

constexpr int wireTab = 3;

LogEntry masked(const QByteArray &payload)
{
    LogEntry entry;
    entry.kind = EntryKind::Text;
    entry.direction = Direction::Received;
    entry.payload = payload;
    entry.size = quint64(payload.size());
    const QByteArray frame = encodeMaskedFrame(Opcode::Text, payload, {'\x37', '\xFA', '\x21', '\x3D'});
    entry.frames.add(QByteArrayView(frame).chopped(payload.size()));
    return entry;
}

LogEntry fragmented()
{
    LogEntry entry;
    entry.kind = EntryKind::Text;
    entry.direction = Direction::Received;
    entry.payload = "Hello";
    entry.size = 5;
    for (const char *header : {"0102", "0000", "8003"})
        entry.frames.add(QByteArray::fromHex(header));
    return entry;
}

LogEntry request()
{
    LogEntry entry;
    entry.kind = EntryKind::Request;
    entry.direction = Direction::Sent;
    entry.payload = "GET / HTTP/1.1\r\nHost: localhost:6789\r\nSec-WebSocket-Key: "
                    "dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    entry.size = quint64(entry.payload.size());
    return entry;
}

LogEntry response()
{
    LogEntry entry;
    entry.kind = EntryKind::Response;
    entry.direction = Direction::Received;
    entry.payload = "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: "
                    "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    entry.size = quint64(entry.payload.size());
    return entry;
}

struct Shown
{
    explicit Shown(const QSize &size = {900, 500})
    {
        detail.resize(size);
        detail.show();
    }

    bool exposed() { return QTest::qWaitForWindowExposed(&detail); }
    QTabWidget *tabs() const { return detail.findChild<QTabWidget *>(u"formTabs"_s); }
    FrameDiagram *diagram() const { return detail.findChild<FrameDiagram *>(); }
    ExplanationTable *table(const QString &name = u"frameTable"_s) const
    {
        return detail.findChild<ExplanationTable *>(name);
    }
    QComboBox *choice() const { return detail.findChild<QComboBox *>(u"frameChoice"_s); }
    void clickTab(int index)
    {
        QTabBar *bar = tabs()->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(index).center());
    }

    MessageDetail detail;
};

QString cell(const ExplanationTable *table, int row, int column)
{
    return table->item(row, column)->text();
}

}

void TestFrameView::showsAFrame()
{
    Shown shown;
    shown.detail.setEntry(masked("Hello"));
    QVERIFY(shown.exposed());
    QCOMPARE(shown.tabs()->tabText(wireTab), u"Frame"_s);
    shown.clickTab(wireTab);
    QVERIFY(shown.diagram()->isVisible());
    QVERIFY(shown.choice()->isHidden() || !shown.choice()->isVisible());
    QCOMPARE(shown.table()->rowCount(), 9);
    QCOMPARE(cell(shown.table(), 5, 0), u"3–6"_s);
    QCOMPARE(cell(shown.table(), 5, 1), u"Masking-key"_s);
    QCOMPARE(cell(shown.table(), 5, 2), u"37 FA 21 3D"_s);
}

void TestFrameView::marksTheFieldThatIsChosen()
{
    Shown shown;
    shown.detail.setEntry(masked("Hello"));
    QVERIFY(shown.exposed());
    shown.clickTab(wireTab);
    const QImage before = shown.diagram()->grab().toImage();
    QTest::mouseClick(shown.diagram(), Qt::LeftButton, {}, shown.diagram()->fieldRect(4).center());
    QCOMPARE(shown.table()->currentRow(), 4);
    QVERIFY(shown.table()->hasFocus());
    QVERIFY(shown.diagram()->grab().toImage() != before);
    QTest::keyClick(shown.table(), Qt::Key_Down);
    QCOMPARE(shown.table()->currentRow(), 5);
    for (int field = 0; field < 7; ++field) {
        QTest::mouseClick(shown.diagram(), Qt::LeftButton, {}, shown.diagram()->fieldRect(field).center());
        QCOMPARE(shown.table()->currentRow(), field);
    }
}

void TestFrameView::letsChooseAmongFragments()
{
    Shown shown;
    shown.detail.setEntry(fragmented());
    QVERIFY(shown.exposed());
    QCOMPARE(shown.tabs()->tabText(wireTab), u"Frames"_s);
    shown.clickTab(wireTab);
    QVERIFY(shown.choice()->isVisible());
    QCOMPARE(shown.choice()->count(), 3);
    QCOMPARE(cell(shown.table(), 0, 2), u"0"_s);
    shown.choice()->setFocus();
    QTest::keyClick(shown.choice(), Qt::Key_End);
    QCOMPARE(shown.choice()->currentIndex(), 2);
    QCOMPARE(cell(shown.table(), 0, 2), u"1"_s);
    QCOMPARE(cell(shown.table(), shown.table()->rowCount() - 1, 3), u"\"llo\""_s);
}

void TestFrameView::saysWhatIsWrongWithAFrame()
{
    LogEntry fault;
    fault.kind = EntryKind::Error;
    fault.direction = Direction::Received;
    fault.payload = "The other side broke the rules of RFC 6455: text is not UTF-8.";
    fault.size = quint64(fault.payload.size());
    fault.frames.add(QByteArray::fromHex("0102"));
    fault.frames.add(QByteArray::fromHex("8003"));
    Shown shown;
    shown.detail.setEntry(fault, {}, {});
    QVERIFY(shown.exposed());
    shown.clickTab(wireTab);
    auto *said = shown.detail.findChild<QLabel *>(u"frameFault"_s);
    QVERIFY(said->isVisible());
    QCOMPARE(said->text(), QString::fromUtf8(fault.payload));
    QCOMPARE(shown.choice()->currentIndex(), 1); // the last is the one at fault
    QCOMPARE(shown.table()->item(2, 3)->text(), u"0x0 continuation"_s);
    shown.detail.setEntry(masked("Hello"), {}, {});
    QVERIFY(!said->isVisible());
}

void TestFrameView::isThereOnlyWhenThereIsSomethingToShow()
{
    Shown shown;
    QVERIFY(!shown.tabs()->isTabVisible(wireTab));
    LogEntry plain = masked("Hello");
    plain.frames = {};
    shown.detail.setEntry(plain);
    QVERIFY(!shown.tabs()->isTabVisible(wireTab));
    shown.detail.setEntry(masked("Hello"));
    QVERIFY(shown.tabs()->isTabVisible(wireTab));
    shown.detail.clear();
    QVERIFY(!shown.tabs()->isTabVisible(wireTab));
    QCOMPARE(shown.table()->rowCount(), 0);
}

void TestFrameView::staysWhereTheReaderWas()
{
    Shown shown;
    shown.detail.setEntry(masked("Hello"));
    QVERIFY(shown.exposed());
    shown.clickTab(wireTab);
    LogEntry plain = masked("no frames");
    plain.frames = {};
    shown.detail.setEntry(plain);
    QCOMPARE(shown.tabs()->currentIndex(), 0);
    QVERIFY(shown.detail.findChild<QPlainTextEdit *>(u"textPane"_s)->isVisible());
    shown.detail.setEntry(masked("again"));
    QCOMPARE(shown.tabs()->currentIndex(), wireTab);
    shown.clickTab(2);
    shown.detail.setEntry(masked("in hexadecimal"));
    QCOMPARE(shown.tabs()->currentIndex(), 2);
}

void TestFrameView::fitsAnyWidth_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("points");
    QTest::newRow("narrow") << 300 << 10;
    QTest::newRow("usual") << 800 << 10;
    QTest::newRow("wide") << 1600 << 10;
    QTest::newRow("for a projector") << 1600 << 24;
}

void TestFrameView::fitsAnyWidth()
{
    QFETCH(int, width);
    QFETCH(int, points);
    FrameDiagram diagram;
    QFont font = diagram.font();
    font.setPointSize(points);
    diagram.setFont(font);
    const FrameExplanation frame(masked("Hello, all of you"), 0);
    diagram.setFrame(frame);
    const int wide = std::max(width, diagram.minimumSizeHint().width());
    diagram.resize(wide, diagram.heightForWidth(wide));
    const int fields = int(frame.fields().size()) - 2; // the last two are derived
    for (int field = 0; field < fields; ++field)
        QVERIFY(diagram.rect().contains(diagram.fieldRect(field)));
    QVERIFY(diagram.heightForWidth(1600) <= diagram.heightForWidth(300));
}

void TestFrameView::copiesARow()
{
    Shown shown;
    shown.detail.setEntry(masked("Hello"));
    QVERIFY(shown.exposed());
    shown.clickTab(wireTab);
    shown.table()->setFocus();
    shown.table()->setCurrentCell(5, 0);
    QTest::keyClick(shown.table(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"3–6\tMasking-key\t37 FA 21 3D\t"_s));
}

void TestFrameView::explainsTheHandshake()
{
    Shown shown;
    shown.detail.setEntry(response(), {}, request());
    QVERIFY(shown.exposed());
    QCOMPARE(shown.tabs()->tabText(wireTab), u"Handshake"_s);
    QCOMPARE(shown.tabs()->currentIndex(), wireTab); // the lines with their meaning come first
    QCOMPARE(shown.table(u"handshakeLines"_s)->rowCount(), 3);
    QCOMPARE(cell(shown.table(u"handshakeLines"_s), 0, 0), u"HTTP/1.1 101 Switching Protocols"_s);
    const ExplanationTable *steps = shown.table(u"acceptSteps"_s);
    QVERIFY(steps->isVisible());
    QCOMPARE(steps->rowCount(), 5);
    QCOMPARE(cell(steps, 3, 0), u"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="_s);
    shown.clickTab(0);
    QCOMPARE(shown.tabs()->currentIndex(), 0);
    shown.detail.setEntry(response());
    QVERIFY(!steps->isVisible());
}

void TestFrameView::showsAHandshakesOtherHalf()
{
    MessageLog log;
    LogPanel panel;
    panel.setLog(&log);
    panel.resize(900, 700);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    log.append(request());
    log.append(response());
    log.append(masked("Hello"));
    auto *view = panel.findChild<QAbstractItemView *>(u"logView"_s);
    QTRY_COMPARE(view->model()->rowCount(), 3);
    for (const int row : {0, 1}) {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, 0)).center());
        auto *steps = panel.findChild<ExplanationTable *>(u"acceptSteps"_s);
        QTRY_VERIFY(steps->isVisible());
        QVERIFY(cell(steps, 4, 1).startsWith(u"✓"_s));
    }
}

void TestFrameView::findsInTheText()
{
    Shown shown;
    shown.detail.setEntry(masked("Hello"));
    QVERIFY(shown.exposed());
    shown.clickTab(wireTab);
    shown.detail.find();
    QCOMPARE(shown.tabs()->currentIndex(), 0);
    shown.clickTab(wireTab);
    QVERIFY(!shown.detail.findChild<QWidget *>(u"findBar"_s)->isVisible());
}

QTEST_MAIN(TestFrameView)
#include "tst_frameview.moc"
