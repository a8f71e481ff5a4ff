#include "clienttab.h"
#include "composer.h"
#include "connectionsview.h"
#include "logmodel.h"
#include "logview.h"
#include "mainwindow.h"
#include "tabpane.h"
#include "theme.h"

#include <QCheckBox>
#include <QDateTime>
#include <QFontDatabase>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionTab>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double rounding = 0.07; // of sizes that are whole pixels

/// A window on the screen, with settings in a folder of its own.
class Stage
{
public:
    ~Stage() { Theme::setTextSize(100); }

    /// Opens the window, as at a new start of the program if it was open.
    void show()
    {
        window.reset();
        settings.reset();
        settings = std::make_unique<Settings>(dir.filePath(u"settings.ini"_s));
        window = std::make_unique<MainWindow>(settings.get());
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
    }
    void press(const QString &key) const { QTest::keySequence(window.get(), QKeySequence(key)); }
    void enlarge(int steps) const
    {
        for (int i = 0; i < steps; ++i)
            press(u"Ctrl++"_s);
        QCoreApplication::sendPostedEvents();
    }
    void backToNormal() const
    {
        press(u"Ctrl+0"_s);
        QCoreApplication::sendPostedEvents();
    }
    TabPane *tabs() const { return window->findChild<TabPane *>(u"tabWidget"_s); }
    LogView *log() const { return window->clients().constFirst()->findChild<LogView *>(); }

    QTemporaryDir dir;
    std::unique_ptr<Settings> settings;
    std::unique_ptr<MainWindow> window;
};

/// True when \a view shows the usual texts of all its columns whole.
bool columnsHaveRoom(const LogView *view)
{
    for (int column = 0; column < LogModel::TextColumn; ++column) {
        if (!view->isColumnHidden(column) && view->columnWidth(column) < view->usualWidth(column)) {
            qWarning("column %d: %d < %d", column, view->columnWidth(column), view->usualWidth(column));
            return false;
        }
    }
    return true;
}

/// Shows what is protected in a tab bar.
class TabRoom : public TabBar
{
public:
    /// What is missing for the text of tab \a index, in pixels; 0 or less: it is shown whole.
    static int missing(TabBar *bar, int index)
    {
        QStyleOptionTab option;
        (bar->*&TabRoom::initStyleOption)(&option, index);
        const int room = bar->style()->subElementRect(QStyle::SE_TabBarTabText, &option, bar).width();
        return bar->fontMetrics().size(Qt::TextShowMnemonic, bar->tabText(index)).width() - room;
    }
};

/// The visible buttons beside and on the tabs.
QList<QWidget *> buttonsOf(const TabBar *bar)
{
    QList<QWidget *> buttons;
    for (QWidget *each : bar->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (each->isVisible())
            buttons.append(each);
    }
    return buttons;
}

QRect onScreen(const QWidget *widget)
{
    return {widget->mapToGlobal(QPoint(0, 0)), widget->size()};
}

}

class TestTextSize : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setQuitOnLastWindowClosed(false); }
    void theLogsColumnsFollow();
    void theLogsColumnsFitAtTheNextStart();
    void connectionsAreShownWhole();
    void theMessageFieldFollows();
    void iconsAndBoxesFollow_data();
    void iconsAndBoxesFollow();
    void closeButtonsFollow();
    void sizesAreTheSameInChinese();
    void tabsAreNamedInFull_data();
    void tabsAreNamedInFull();
    void nothingIsUnderTheNewTabButton_data();
    void nothingIsUnderTheNewTabButton();
};

void TestTextSize::theLogsColumnsFollow()
{
    Stage stage;
    stage.show();
    stage.press(u"Ctrl+PgDown"_s);
    const LogView *view = stage.log();
    QVERIFY(columnsHaveRoom(view));
    stage.log()->setColumnWidth(LogModel::TypeColumn, view->columnWidth(LogModel::TypeColumn) * 2);
    const int chosen = view->columnWidth(LogModel::TypeColumn);
    stage.enlarge(10);
    QVERIFY(columnsHaveRoom(view));
    QVERIFY(qAbs(view->columnWidth(LogModel::TypeColumn) / double(chosen) / 2 - 1) < rounding);
    QTRY_VERIFY(!view->horizontalScrollBar()->isVisible());
    stage.backToNormal();
    QVERIFY(qAbs(view->columnWidth(LogModel::TypeColumn) / double(chosen) - 1) < rounding);
}

void TestTextSize::theLogsColumnsFitAtTheNextStart()
{
    Stage stage;
    stage.show();
    stage.enlarge(10);
    const int large = stage.log()->columnWidth(LogModel::TimeColumn);
    stage.show();
    QCOMPARE(stage.log()->columnWidth(LogModel::TimeColumn), large);
    stage.settings->setValue(Settings::textSize, 100); // as if somebody else had used another screen
    stage.window.reset();
    Theme::setTextSize(100);
    stage.show();
    QVERIFY(qAbs(stage.log()->columnWidth(LogModel::TimeColumn) * 2.0 / large - 1) < rounding);
}

void TestTextSize::connectionsAreShownWhole()
{
    Stage stage;
    stage.show();
    stage.window->resize(1000, 700);
    auto *view = stage.window->findChild<ConnectionsView *>();
    const ConnectionInfo busy{.id = 1234,
                              .peer = u"192.168.100.200:54321"_s,
                              .service = ServiceKind::Broadcast,
                              .since = QDateTime::currentMSecsSinceEpoch(),
                              .messagesIn = 9'876,
                              .messagesOut = 5'432,
                              .bytesIn = 700'000,
                              .bytesOut = 52'634,
                              .roundTrip = 123'456};
    view->setConnections({busy});
    const auto cutColumns = [view] {
        QStringList names;
        for (int column = 0; column < ConnectionModel::ColumnCount; ++column) {
            if (view->columnWidth(column) < view->sizeHintForIndex(view->model()->index(0, column)).width())
                names.append(view->model()->headerData(column, Qt::Horizontal).toString());
        }
        return names;
    };
    QCOMPARE(cutColumns(), QStringList());
    stage.window->resize(1500, 700);
    stage.enlarge(3);
    QCOMPARE(cutColumns(), QStringList());
}

void TestTextSize::theMessageFieldFollows()
{
    Stage stage;
    stage.show();
    stage.press(u"Ctrl+PgDown"_s);
    const auto *field = stage.window->clients().constFirst()->findChild<Composer *>();
    const int before = QFontInfo(field->font()).pixelSize();
    const int height = field->height();
    const QString family = QFontInfo(field->font()).family();
    QVERIFY(family != QFontInfo(stage.window->font()).family());
    stage.enlarge(10);
    QVERIFY(qAbs(QFontInfo(field->font()).pixelSize() / 2.0 / before - 1) < rounding);
    QCOMPARE(QFontInfo(field->font()).family(), family);
    QTRY_VERIFY(field->height() > height * 3 / 2);
}

void TestTextSize::iconsAndBoxesFollow_data()
{
    QTest::addColumn<Settings::Theme>("theme");
    QTest::newRow("system") << Settings::Theme::System;
    QTest::newRow("light") << Settings::Theme::Light;
    QTest::newRow("dark") << Settings::Theme::Dark;
}

void TestTextSize::iconsAndBoxesFollow()
{
    QFETCH(Settings::Theme, theme);
    Stage stage;
    stage.show();
    Theme::apply(Theme::Scheme(theme));
    const auto *box = stage.window->findChild<QCheckBox *>();
    const auto *button = stage.window->findChild<QToolButton *>(u"pauseButton"_s);
    const auto indicator = [&] { return box->style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, box); };
    const int icon = button->iconSize().width();
    const int side = indicator();
    stage.enlarge(10);
    QCOMPARE(button->iconSize().width(), icon * 2);
    QCOMPARE(indicator(), side * 2);
    stage.backToNormal();
    QCOMPARE(button->iconSize().width(), icon);
}

void TestTextSize::closeButtonsFollow()
{
    Stage stage;
    stage.show();
    TabBar *bar = stage.tabs()->bar();
    const auto button = [bar] {
        QWidget *left = bar->tabButton(1, QTabBar::LeftSide);
        return left ? left : bar->tabButton(1, QTabBar::RightSide);
    };
    const int before = button()->width();
    stage.enlarge(10);
    QCOMPARE(button()->width(), before * 2);
    QVERIFY(bar->tabRect(1).contains(button()->geometry()));
}

void TestTextSize::sizesAreTheSameInChinese()
{
    const QString script = u"\u670d\u52a1\u5668"_s; // "server"
    const QFont latin = QApplication::font();
    QVERIFY(Theme::textWidth(6, latin) > QFontMetrics(latin).horizontalAdvance(u"server"_s) * 3 / 4);
    const QStringList families = QFontDatabase::families(QFontDatabase::SimplifiedChinese);
    QVERIFY(!families.isEmpty());
    for (const QString &family : families) {
        QFont chinese = latin;
        chinese.setFamily(family);
        QCOMPARE(Theme::textWidth(90, chinese), Theme::textWidth(90, latin));
        QCOMPARE(Theme::textWidth(6, chinese), QFontMetrics(chinese).horizontalAdvance(script));
    }
}

void TestTextSize::tabsAreNamedInFull_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<int>("steps");
    QTest::newRow("few, usual") << 2 << 0;
    QTest::newRow("few, larger") << 2 << 3;
    QTest::newRow("few, twice as large") << 2 << 10;
    QTest::newRow("many, usual") << 12 << 0;
    QTest::newRow("many, larger") << 12 << 3;
}

void TestTextSize::tabsAreNamedInFull()
{
    QFETCH(int, clients);
    QFETCH(int, steps);
    Stage stage;
    stage.show();
    stage.window->resize(1000, 700);
    for (int i = 1; i < clients; ++i)
        stage.press(u"Ctrl+T"_s);
    stage.enlarge(steps);
    TabBar *bar = stage.tabs()->bar();
    QCOMPARE(bar->count(), clients + 1);
    for (int i = 0; i < bar->count(); ++i)
        QVERIFY2(TabRoom::missing(bar, i) <= 0, qPrintable(bar->tabText(i)));
}

void TestTextSize::nothingIsUnderTheNewTabButton_data()
{
    tabsAreNamedInFull_data();
}

void TestTextSize::nothingIsUnderTheNewTabButton()
{
    QFETCH(int, clients);
    QFETCH(int, steps);
    Stage stage;
    stage.show();
    stage.window->resize(1000, 700);
    for (int i = 1; i < clients; ++i)
        stage.press(u"Ctrl+T"_s);
    stage.enlarge(steps);
    const auto *add = stage.tabs()->findChild<QToolButton *>(u"newClientButton"_s);
    const QRect place = onScreen(add);
    QVERIFY(onScreen(stage.tabs()).contains(place));
    const QList<QWidget *> buttons = buttonsOf(stage.tabs()->bar());
    QVERIFY(!buttons.isEmpty());
    const QRect bar = onScreen(stage.tabs()->bar());
    for (const QWidget *each : buttons)
        QVERIFY2(!place.intersects(onScreen(each) & bar), each->metaObject()->className());
}

QTEST_MAIN(TestTextSize)
#include "tst_textsize.moc"
