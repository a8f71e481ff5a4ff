#include "certificate.h"
#include "clienttab.h"
#include "composepanel.h"
#include "inlinebar.h"
#include "localauthority.h"
#include "mainwindow.h"
#include "rawserver.h"
#include "savedmenu.h"
#include "savedmessagesdialog.h"
#include "servicestable.h"
#include "settingsdialog.h"
#include "tabpane.h"
#include "testutils.h"
#include "theme.h"
#include "trustpanel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QStyleOption>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTranslator>

using namespace Qt::Literals::StringLiterals;
using State = ServerStatus::State;

namespace {
struct Stage
{
    Stage()
    {
        for (const Setting<int> &port : Settings::port)
            settings().setValue(port, 0);
        settings().setValue(Settings::closeDeadline, 1000);
    }

    void show()
    {
        window = std::make_unique<MainWindow>(&settings());
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
        QTRY_VERIFY(window->isActiveWindow());
    }
    /// As if the program ended and were started again.
    void startAnew()
    {
        window->close();
        window.reset();
        m_settings.reset();
        show();
    }

    Settings &settings()
    {
        if (!m_settings)
            m_settings = std::make_unique<Settings>(path);
        return *m_settings;
    }
    TabPane *left() const { return window->findChild<TabPane *>(u"tabWidget"_s); }
    TabPane *right() const { return window->findChild<TabPane *>(u"rightTabWidget"_s); }
    QAction *action(const QString &name) const { return window->findChild<QAction *>(name); }
    void press(const QString &key) const { QTest::keySequence(window.get(), QKeySequence(key)); }
    QStringList names() const
    {
        QStringList names;
        for (int i = 0; i < left()->count(); ++i)
            names.append(left()->tabText(i));
        return names;
    }
    quint16 startServer() const
    {
        press(u"F5"_s);
        if (!QTest::qWaitFor([this] { return window->serverTab()->state() == State::Running; }))
            return 0;
        return quint16(window->serverTab()->ownUrl(ServiceKind::Echo).port());
    }

    QTemporaryDir dir;
    QString path = dir.filePath(u"settings.ini"_s);
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> window;
};
}

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setQuitOnLastWindowClosed(false); }
    void beginsWithServerAndOneClient();
    void everyActionIsInAMenu();
    void everyKeyWorksWhileOneWrites();
    void noTwoAccessKeysAreTheSame_data();
    void noTwoAccessKeysAreTheSame();
    void opensAndClosesClients();
    void closesWithTheMiddleButton();
    void renamesATab();
    void aTabKeepsHtmlAsText();
    void remembersItsTabs();
    void standsSideBySide();
    void aNewClientOpensWhereItWasAskedFor();
    void theMenuFollowsTheKeysAcross();
    void sideBySideGivesItsRoomBack();
    void sideBySideIsRemembered();
    void theServersTabIsRemembered();
    void theTabsInFrontAreRemembered();
    void takesSavedMessagesByKey();
    void connectsToItsOwnServer();
    void opensAnAddressInAFreeClient();
    void fitsASmallScreen();
    void tellsClientsBeforeItCloses();
    void staysAliveWhileClosing();
    void aSecondCloseIsAtOnce();
    void closesAtOnceWithoutAServer();
    void trustsItsOwnServer_data();
    void itsClientsSayGoodbye_data();
    void itsClientsSayGoodbye();
    void aSilentServerDoesNotHoldItUp();
    void trustsItsOwnServer();
    void offersItsServerAsItIsPlannedNow();
    void forgetsToConnectWhenTheStartIsRefused();
    void quitsWhileAClientAsksForTrust();
    void tellsOfABrokenSettingsFile();
    void changesThemeAndTextSize();
    void checkBoxesAreSeenInTheDark();
    void settingsDialogKeepsWhatIsRight();
    void settingsDialogRefusesWhatIsWrong();
    void helpOpens();
};

void TestMainWindow::beginsWithServerAndOneClient()
{
    Stage stage;
    stage.show();
    QCOMPARE(stage.names(), QStringList({u"Server"_s, u"Client 1"_s}));
    QVERIFY(!stage.right()->isVisible());
    QVERIFY(!stage.action(u"closeClientAction"_s)->isEnabled()); // the server is in front
}

void TestMainWindow::everyActionIsInAMenu()
{
    Stage stage;
    stage.show();
    QSet<QAction *> inMenus;
    for (const QMenu *menu : stage.window->menuBar()->findChildren<QMenu *>())
        for (QAction *action : menu->actions())
            inMenus.insert(action);
    QSet<QKeySequence> keys;
    int named = 0;
    for (QAction *action : stage.window->findChildren<QAction *>(QRegularExpression(u"Action$"_s))) {
        ++named;
        QVERIFY2(inMenus.contains(action), qPrintable(action->objectName()));
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!keys.contains(key), qPrintable(key.toString()));
            keys.insert(key);
        }
    }
    QVERIFY(named > 30);
}

/// A line edit takes some keys for itself before a menu gets them.
void TestMainWindow::everyKeyWorksWhileOneWrites()
{
    Stage stage;
    stage.show();
    const auto actions = stage.window->findChildren<QAction *>(QRegularExpression(u"Action$"_s));
    for (const QAction *action : actions) // what it takes under X11 only: to the end, and delete the line
        for (const QString &key : {u"Ctrl+E"_s, u"Ctrl+U"_s})
            QVERIFY2(!action->shortcuts().contains(QKeySequence(key)), qPrintable(action->objectName()));
    QWidget *client = stage.left()->widget(1);
    for (const QString &name : {u"urlBox"_s, u"filterEdit"_s, u"composerEdit"_s}) {
        auto *field = client->findChild<QWidget *>(name);
        for (const QAction *action : actions) {
            for (const QKeySequence &keys : action->shortcuts()) {
                QKeyEvent asked(QEvent::ShortcutOverride, keys[0].key(), keys[0].keyboardModifiers());
                asked.ignore();
                QApplication::sendEvent(field, &asked);
                QVERIFY2(!asked.isAccepted(), qPrintable(name + u' ' + keys.toString()));
            }
        }
    }
}

void TestMainWindow::noTwoAccessKeysAreTheSame_data()
{
    QTest::addColumn<QString>("catalogue");
    QTest::newRow("English") << u"websocket-lab_en"_s;
    QTest::newRow("Chinese") << u"websocket-lab_zh_CN"_s;
}

void TestMainWindow::noTwoAccessKeysAreTheSame()
{
    QFETCH(QString, catalogue);
    QTranslator translator;
    QVERIFY(translator.load(catalogue, u":/i18n"_s));
    QCoreApplication::installTranslator(&translator);
    Stage stage;
    stage.show();
    const auto check = [&stage](const char *when) {
        QMap<QKeySequence, QString> keys;
        const auto add = [&](const QString &text) {
            const QKeySequence key = QKeySequence::mnemonic(text);
            if (key.isEmpty())
                return;
            QVERIFY2(!keys.contains(key),
                     qPrintable(QString::fromLatin1(when) + u": "_s + keys.value(key) + u", "_s + text));
            keys.insert(key, text);
        };
        for (const QAction *menu : stage.window->menuBar()->actions())
            add(menu->text());
        const QWidget *page = stage.left()->currentWidget();
        for (const auto *button : page->findChildren<QAbstractButton *>())
            if (button->isVisible())
                add(button->text());
        for (const auto *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->buddy())
                add(label->text());
        QVERIFY(keys.size() > 8);
    };
    const auto *server = stage.window->serverTab();
    check("server, stopped");
    QVERIFY(stage.startServer() > 0);
    check("server, running");
    stage.left()->setCurrentIndex(1);
    auto *client = qobject_cast<ClientTab *>(stage.left()->currentWidget());
    check("client");
    client->findChild<QAbstractButton *>(u"optionsButton"_s)->click();
    client->findChild<QComboBox *>(u"formatBox"_s)->setCurrentIndex(1);
    check("client with its options, JSON");
    client->openUrl(server->ownUrl(ServiceKind::Hello).toString());
    QTRY_COMPARE(client->state(), Client::State::Connected);
    check("client, connected");
    client->findChild<QAction *>(u"sendRepeatedly"_s)->trigger();
    check("client, to send repeatedly");
    QCoreApplication::removeTranslator(&translator);
}

void TestMainWindow::opensAndClosesClients()
{
    Stage stage;
    stage.show();
    stage.press(u"Ctrl+T"_s);
    stage.press(u"Ctrl+T"_s);
    QCOMPARE(stage.names(), QStringList({u"Server"_s, u"Client 1"_s, u"Client 2"_s, u"Client 3"_s}));
    QCOMPARE(stage.left()->currentIndex(), 3);
    stage.left()->setCurrentIndex(2);
    stage.press(u"Ctrl+W"_s);
    QCOMPARE(stage.names(), QStringList({u"Server"_s, u"Client 1"_s, u"Client 3"_s}));
    stage.left()->setCurrentIndex(0);
    stage.press(u"Ctrl+W"_s); // the server's tab stays
    QCOMPARE(stage.left()->count(), 3);
    QTest::mouseClick(stage.left()->findChild<QWidget *>(u"newClientButton"_s), Qt::LeftButton);
    QCOMPARE(stage.names().last(), u"Client 2"_s); // the number that became free
}

void TestMainWindow::closesWithTheMiddleButton()
{
    Stage stage;
    stage.show();
    TabBar *bar = stage.left()->bar();
    QTest::mouseClick(bar, Qt::MiddleButton, {}, bar->tabRect(0).center());
    QCOMPARE(stage.left()->count(), 2);
    QTest::mouseClick(bar, Qt::MiddleButton, {}, bar->tabRect(1).center());
    QCOMPARE(stage.names(), QStringList({u"Server"_s}));
}

void TestMainWindow::renamesATab()
{
    Stage stage;
    stage.show();
    TabBar *bar = stage.left()->bar();
    QTest::mouseDClick(bar, Qt::LeftButton, {}, bar->tabRect(1).center());
    auto *edit = bar->findChild<QLineEdit *>(u"tabNameEdit"_s);
    QVERIFY(edit);
    edit->selectAll();
    QTest::keyClicks(edit, u"Alice & Bob"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(stage.left()->tabText(1), u"Alice && Bob"_s);
    QTRY_VERIFY(!bar->findChild<QLineEdit *>(u"tabNameEdit"_s));

    stage.left()->setCurrentIndex(1);
    stage.press(u"F2"_s);
    edit = bar->findChild<QLineEdit *>(u"tabNameEdit"_s);
    QVERIFY(edit);
    QCOMPARE(edit->text(), u"Alice & Bob"_s);
    QTest::keyClicks(edit, u"Carol"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(stage.left()->tabText(1), u"Alice && Bob"_s);
    stage.startAnew();
    QCOMPARE(stage.left()->tabText(1), u"Alice && Bob"_s);
}

void TestMainWindow::aTabKeepsHtmlAsText()
{
    Stage stage;
    stage.show();
    emit stage.left()->renamed(stage.left()->widget(1), u"<h1>big</h1>"_s);
    QCOMPARE(stage.left()->tabText(1), u"<h1>big</h1>"_s);
    QVERIFY(!stage.left()->tabToolTip(1).contains(u"<h1>"_s));
}

void TestMainWindow::remembersItsTabs()
{
    Stage stage;
    stage.show();
    stage.press(u"Ctrl+T"_s);
    stage.left()->bar()->moveTab(0, 2);
    stage.startAnew();
    QCOMPARE(stage.window->clients().size(), 2);
    stage.press(u"Ctrl+T"_s);
    // Written soon after the change, not only at the end.
    QTRY_COMPARE(Settings(stage.path).clients().size(), 3);
}

void TestMainWindow::standsSideBySide()
{
    Stage stage;
    stage.show();
    stage.press(u"F9"_s);
    QVERIFY(stage.right()->isVisible());
    QCOMPARE(stage.left()->count(), 1);
    QCOMPARE(stage.right()->count(), 1);
    QCOMPARE(stage.right()->tabText(0), u"Client 1"_s);

    stage.right()->widget(0)->setFocus();
    stage.action(u"newClientAction"_s)->trigger();
    QCOMPARE(stage.left()->count() + stage.right()->count(), 3);
    stage.action(u"moveAcrossAction"_s)->trigger();
    QCOMPARE(stage.left()->count() + stage.right()->count(), 3);
    stage.press(u"F9"_s);
    QVERIFY(!stage.right()->isVisible());
    QCOMPARE(stage.left()->count(), 3);
    QVERIFY(stage.names().contains(u"Client 2"_s));
}

void TestMainWindow::aNewClientOpensWhereItWasAskedFor()
{
    Stage stage;
    stage.show();
    stage.press(u"F9"_s);
    stage.left()->widget(0)->setFocus();
    QTest::mouseClick(stage.right()->findChild<QToolButton *>(u"newClientButton"_s), Qt::LeftButton);
    QCOMPARE(stage.left()->count(), 1);
    QCOMPARE(stage.right()->count(), 2);
    QVERIFY(stage.right()->isAncestorOf(QApplication::focusWidget()));
    stage.left()->widget(0)->setFocus();
    stage.press(u"Ctrl+T"_s);
    QCOMPARE(stage.left()->count(), 2);
}

void TestMainWindow::theMenuFollowsTheKeysAcross()
{
    Stage stage;
    stage.show();
    stage.press(u"F9"_s);
    stage.left()->widget(0)->setFocus();
    QVERIFY(!stage.action(u"checkAction"_s)->isEnabled());
    const auto *client = qobject_cast<const ClientTab *>(stage.right()->widget(0));
    auto *editor = client->findChild<Composer *>();
    QTest::mouseClick(editor->viewport(), Qt::LeftButton, {}, editor->viewport()->rect().center());
    QVERIFY(stage.action(u"checkAction"_s)->isEnabled());
    QVERIFY(stage.action(u"closeClientAction"_s)->isEnabled());
    stage.left()->widget(0)->setFocus();
    QVERIFY(!stage.action(u"checkAction"_s)->isEnabled());
}

void TestMainWindow::theServersTabIsRemembered()
{
    Stage stage;
    stage.show();
    stage.press(u"Ctrl+T"_s);
    stage.left()->bar()->moveTab(0, 1);
    stage.left()->setCurrentIndex(1);
    stage.action(u"renameTabAction"_s)->trigger();
    auto *editor = stage.left()->findChild<QLineEdit *>(u"tabNameEdit"_s);
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, u"Class 7"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    const QStringList names{u"Client 1"_s, u"Class 7"_s, u"Client 2"_s};
    QCOMPARE(stage.names(), names);
    stage.startAnew();
    QCOMPARE(stage.names(), names);
    QCOMPARE(stage.left()->currentIndex(), 1);
}

void TestMainWindow::theTabsInFrontAreRemembered()
{
    Stage stage;
    stage.show();
    stage.press(u"F9"_s);
    for (TabPane *pane : {stage.left(), stage.right()})
        QTest::mouseClick(pane->findChild<QToolButton *>(u"newClientButton"_s), Qt::LeftButton);
    QCOMPARE(stage.left()->currentIndex(), 1);
    QCOMPARE(stage.right()->currentIndex(), 1);
    stage.startAnew();
    QCOMPARE(stage.left()->currentIndex(), 1);
    QCOMPARE(stage.right()->currentIndex(), 1);
}

void TestMainWindow::sideBySideGivesItsRoomBack()
{
    Stage stage;
    stage.show();
    stage.press(u"Ctrl+T"_s);
    stage.window->resize(1000, 700);
    stage.press(u"F9"_s);
    QTRY_VERIFY(stage.window->width() > 1000); // two clients need more
    stage.press(u"F9"_s);
    QTRY_COMPARE(stage.window->size(), QSize(1000, 700));
    // What a person chose meanwhile stays.
    stage.press(u"F9"_s);
    QTRY_VERIFY(stage.window->width() > 1000);
    stage.window->resize(1500, 700);
    stage.press(u"F9"_s);
    QVERIFY(!stage.right()->isVisible());
    QCOMPARE(stage.window->size(), QSize(1500, 700));
}

void TestMainWindow::sideBySideIsRemembered()
{
    Stage stage;
    stage.show();
    stage.press(u"F9"_s);
    stage.startAnew();
    QVERIFY(stage.right()->isVisible());
    QCOMPARE(stage.right()->count(), 1);
    QCOMPARE(stage.left()->count(), 1);
    // The last tab of a pane takes the pane with it.
    TabBar *bar = stage.right()->bar();
    QTest::mouseClick(bar, Qt::MiddleButton, {}, bar->tabRect(0).center());
    QVERIFY(!stage.right()->isVisible());
    QCOMPARE(stage.names(), QStringList({u"Server"_s}));
}

void TestMainWindow::takesSavedMessagesByKey()
{
    Stage stage;
    stage.show();
    stage.press(u"Ctrl+T"_s);
    const auto composerOf = [&](qsizetype client) {
        return stage.window->clients().at(client)->findChild<Composer *>();
    };
    const auto save = [&](const QString &text) {
        composerOf(1)->setPlainText(text);
        stage.window->menuBar()->findChild<SavedMenu *>()->findChild<QAction *>(u"saveMessage"_s)->trigger();
        auto *dialog = stage.window->findChild<SavedMessagesDialog *>();
        QVERIFY(dialog);
        dialog->accept();
        QTRY_VERIFY(!stage.window->findChild<SavedMessagesDialog *>());
    };
    save(u"first"_s);
    save(u"second"_s);
    stage.startAnew();
    stage.left()->setCurrentIndex(2);
    QTRY_VERIFY(stage.window->isActiveWindow());
    stage.press(u"Ctrl+1"_s);
    QCOMPARE(composerOf(1)->toPlainText(), u"first"_s);
    stage.press(u"Ctrl+2"_s);
    QCOMPARE(composerOf(1)->toPlainText(), u"second"_s);
    QCOMPARE(composerOf(0)->toPlainText(), QString()); // only the one in front
    stage.left()->setCurrentIndex(0);
    stage.press(u"Ctrl+1"_s); // the server has no use for it
    QCOMPARE(composerOf(1)->toPlainText(), u"second"_s);
}

void TestMainWindow::connectsToItsOwnServer()
{
    Stage stage;
    stage.show();
    stage.press(u"Ctrl+Shift+O"_s); // starts the server, too
    const ClientTab *client = stage.window->clients().constFirst();
    QTRY_COMPARE(client->state(), Client::State::Connected);
    QCOMPARE(stage.window->serverTab()->state(), State::Running);
    QCOMPARE(stage.left()->currentWidget(), client);
    QCOMPARE(stage.window->clients().size(), 1);
    QVERIFY(!stage.settings().value(Settings::history).isEmpty());
}

void TestMainWindow::opensAnAddressInAFreeClient()
{
    const RunningServer server;
    const QString echo = u"ws://127.0.0.1:%1/echo"_s.arg(server.port(ServiceKind::Hello));
    Stage stage;
    stage.show();
    const auto opensIn = [&stage](const QString &url, qsizetype index) {
        stage.window->openUrl(url);
        const ClientTab *client = stage.window->clients().at(index);
        QCOMPARE(stage.left()->currentWidget(), client);
        QTRY_COMPARE(client->state(), Client::State::Connected);
    };
    opensIn(echo, 0); // the empty one of the beginning
    QCOMPARE(stage.names(), QStringList({u"Server"_s, u"Client 1"_s}));
    opensIn(echo, 1); // the first is busy
    QCOMPARE(stage.window->clients().size(), 2);

    stage.startAnew();
    opensIn(echo, 0); // has the address still
    stage.window->clients().at(0)->connectOrDisconnect();
    QTRY_COMPARE(stage.window->clients().at(0)->state(), Client::State::Unconnected);
    opensIn(u"ws://127.0.0.1:%1/broadcast"_s.arg(server.port(ServiceKind::Hello)), 2);

    stage.press(u"Ctrl+T"_s);
    ClientTab *prepared = stage.window->clients().at(3);
    prepared->findChild<QPlainTextEdit *>(u"headersEdit"_s)->setPlainText(u"X-Meant-For: another"_s);
    opensIn(u"ws://127.0.0.1:%1/time"_s.arg(server.port(ServiceKind::Hello)), 4);
}

void TestMainWindow::fitsASmallScreen()
{
    const QSize small(800, 600);
    Stage stage;
    stage.show();
    stage.window->resize(small);
    ClientTab *client = stage.window->clients().constFirst();
    stage.left()->setCurrentWidget(client);
    for (const QString &name : {u"optionsButton"_s, u"limitsButton"_s})
        client->findChild<QAbstractButton *>(name)->click();
    client->findChild<QComboBox *>(u"signInBox"_s)->setCurrentIndex(1);
    client->findChild<QComboBox *>(u"proxyBox"_s)->setCurrentIndex(2);
    client->openUrl(u"ws://localhost:1/"_s); // the user's name is missing
    QTRY_VERIFY(client->findChild<QLabel *>(u"problemLabel"_s)->isVisible());
    QTRY_VERIFY2(stage.window->minimumSizeHint().height() <= small.height(),
                 qPrintable(QString::number(stage.window->minimumSizeHint().height())));
    QCOMPARE(stage.window->size(), small);
    QVERIFY(stage.window->rect().contains(
        QRect(client->composePanel()->mapTo(stage.window.get(), QPoint()), client->composePanel()->size())));
    // What is out of sight comes into it with the keys.
    auto *last = client->findChild<QSpinBox *>(u"limitBox"_s);
    QVERIFY(last->visibleRegion().isEmpty());
    client->findChild<QSpinBox *>(u"pongDeadlineBox"_s)->setFocus();
    QTest::keyClick(stage.window.get(), Qt::Key_Tab);
    QVERIFY(last->hasFocus());
    QCOMPARE(last->visibleRegion().boundingRect(), last->rect());
}

void TestMainWindow::tellsClientsBeforeItCloses()
{
    Stage stage;
    stage.show();
    RawPeer peer(stage.startServer());
    QVERIFY(peer.open("/echo"));
    QVERIFY(!stage.window->close());
    QVERIFY(stage.window->isVisible());
    const RawPeer::Received close = peer.next();
    QCOMPARE(close.opcode, Opcode::Close);
    QCOMPARE(decodeClosePayload(close.payload).code, CloseCode::GoingAway);
    peer.send(Opcode::Close, close.payload);
    QTRY_VERIFY(!stage.window->isVisible());
}

void TestMainWindow::staysAliveWhileClosing()
{
    Stage stage;
    stage.show();
    RawPeer peer(stage.startServer());
    QVERIFY(peer.open("/echo"));
    QVERIFY(!stage.window->close());
    // The peer never answers; meanwhile the window does.
    stage.press(u"Ctrl+T"_s);
    QCOMPARE(stage.window->clients().size(), 2);
    QVERIFY(stage.window->isVisible());
    QTRY_VERIFY(!stage.window->isVisible());
}

void TestMainWindow::aSecondCloseIsAtOnce()
{
    Stage stage;
    stage.settings().setValue(Settings::closeDeadline, 60'000);
    stage.show();
    RawPeer peer(stage.startServer());
    QVERIFY(peer.open("/echo"));
    QVERIFY(!stage.window->close());
    QVERIFY(stage.window->close());
    stage.window.reset(); // must not wait for the minute
    QVERIFY(peer.gone());
}

void TestMainWindow::closesAtOnceWithoutAServer()
{
    Stage stage;
    stage.show();
    QVERIFY(stage.window->close());
}

void TestMainWindow::trustsItsOwnServer_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("localhost") << u"localhost"_s;
    for (const QString &address : LocalAuthority::machineAddresses()) {
        if (!QHostAddress(address).isLinkLocal()) // of no use without an interface
            QTest::addRow("%s", qPrintable(address)) << address;
    }
}

void TestMainWindow::itsClientsSayGoodbye_data()
{
    QTest::addColumn<bool>("tab");
    QTest::addColumn<bool>("program");
    QTest::newRow("the tab is closed") << true << false;
    QTest::newRow("the program ends") << false << true;
    QTest::newRow("the tab is closed, and the program ends at once") << true << true;
}

void TestMainWindow::itsClientsSayGoodbye()
{
    QFETCH(bool, tab);
    QFETCH(bool, program);
    const RunningServer server;
    Stage stage;
    stage.show();
    stage.window->openUrl(server.url(ServiceKind::Counter, u"127.0.0.1"_s, u"/echo"_s).toString());
    QTRY_COMPARE(stage.window->clients().last()->state(), Client::State::Connected);
    if (tab)
        stage.press(u"Ctrl+W"_s);
    QCOMPARE(stage.window->clients().isEmpty(), tab);
    if (program) {
        QVERIFY(stage.window->close());
        stage.window.reset();
    }
    QVERIFY(server.logged(EntryKind::Info, "left echo: 1001 (going away)"));
}

void TestMainWindow::aSilentServerDoesNotHoldItUp()
{
    RawServer silent(good);
    Stage stage;
    stage.show();
    stage.window->openUrl(silent.url().toString());
    QTRY_COMPARE(stage.window->clients().last()->state(), Client::State::Connected);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(stage.window->close());
    stage.window.reset();
    QVERIFY2(timer.elapsed() < 4'000, "the closing handshake has 5 s");
    QTRY_VERIFY(!silent.bytes.isEmpty()); // the Close
}

void TestMainWindow::trustsItsOwnServer()
{
    QFETCH(QString, host);
    Stage stage;
    stage.settings().setValue(Settings::secure, true);
    stage.settings().setValue(Settings::reach, Settings::Reach::Network);
    stage.settings().setValue(Settings::certificateFolder, stage.dir.filePath(u"certificates"_s));
    stage.show();
    QVERIFY(stage.startServer() > 0);
    QUrl url = stage.window->serverTab()->ownUrl(ServiceKind::Echo);
    QCOMPARE(url.scheme(), u"wss"_s);
    url.setHost(host);
    stage.window->openUrl(url.toString());
    ClientTab *client = stage.window->clients().last();
    QTRY_COMPARE(client->state(), Client::State::Connected);
    QVERIFY(!client->findChild<TrustPanel *>()->isVisible());
    QVERIFY(!QFile::exists(stage.dir.filePath(u"trusted-servers.json"_s)));
}

void TestMainWindow::offersItsServerAsItIsPlannedNow()
{
    Stage stage;
    stage.show();
    ClientTab *client = stage.window->clients().constFirst();
    QTcpServer reserved;
    QVERIFY(reserved.listen());
    const quint16 port = reserved.serverPort(); // nothing listens on it
    reserved.close();
    auto *spin = stage.window->serverTab()->findChild<QSpinBox *>(u"counterPort"_s);
    spin->setValue(port); // after the client was made
    stage.window->openUrl(u"ws://localhost:%1/"_s.arg(port));
    auto *bar = client->findChild<InlineBar *>(u"messageBar"_s);
    QTRY_VERIFY(bar->isVisible());
    for (QPushButton *button : bar->findChildren<QPushButton *>()) {
        if (button->text() == u"Start my server"_s)
            button->click();
    }
    QTRY_COMPARE(client->state(), Client::State::Connected);
}

void TestMainWindow::forgetsToConnectWhenTheStartIsRefused()
{
    Stage stage;
    stage.settings().setValue(Settings::secure, true);
    stage.settings().setValue(Settings::certificateFolder, stage.dir.filePath(u"certificates"_s));
    stage.settings().setValue(Settings::certificateFile, stage.dir.filePath(u"not-there.pem"_s));
    stage.show();
    stage.press(u"Ctrl+Shift+O"_s);
    QCOMPARE(stage.window->serverTab()->state(), State::Stopped);
    QCOMPARE(stage.left()->currentWidget(), stage.window->serverTab()); // it says why
    stage.settings().setValue(Settings::certificateFile, QString());
    QVERIFY(stage.startServer() > 0);
    QCOMPARE(stage.window->clients().constFirst()->state(), Client::State::Unconnected);
}

void TestMainWindow::quitsWhileAClientAsksForTrust()
{
    CertificateSpec spec;
    spec.commonName = u"localhost"_s;
    spec.dnsNames = QStringList{u"localhost"_s};
    QString error;
    const auto identity = makeIdentity(spec, nullptr, &error);
    QVERIFY2(identity, qPrintable(error));
    ServerOptions options = RunningServer::freePorts();
    options.tls = ServerTls{identity->certificate, identity->key, {}};
    const RunningServer server(options);
    Stage stage;
    stage.show();
    stage.window->openUrl(u"wss://localhost:%1/"_s.arg(server.port(ServiceKind::Counter)));
    const auto *panel = stage.window->clients().last()->findChild<TrustPanel *>();
    QTRY_VERIFY(panel->isVisible());
    QTest::mouseClick(panel->findChild<QPushButton *>(u"trustButton"_s), Qt::LeftButton);
    QVERIFY(panel->isVisible()); // asks once more
    stage.window->close();
    stage.window.reset();
    QVERIFY(!QFile::exists(stage.dir.filePath(u"trusted-servers.json"_s)));

    stage.show();
    for (const ClientTab *client : stage.window->clients())
        QVERIFY(!client->findChild<TrustPanel *>()->isVisible());
}

void TestMainWindow::tellsOfABrokenSettingsFile()
{
    Stage stage;
    stage.m_settings.reset();
    QFile file(stage.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no settings\n");
    file.close();
    stage.show();
    auto *bar = stage.window->findChild<InlineBar *>(u"bar"_s);
    QVERIFY(bar->isVisible());
    QVERIFY(bar->sentence().contains(u"settings.ini.broken"_s));
}

void TestMainWindow::changesThemeAndTextSize()
{
    Stage stage;
    stage.show();
    stage.action(u"darkThemeAction"_s)->trigger();
    QTRY_VERIFY(stage.window->palette().color(QPalette::Window).lightness() < 128);
    stage.action(u"lightThemeAction"_s)->trigger();
    QTRY_VERIFY(stage.window->palette().color(QPalette::Window).lightness() > 128);
    QCOMPARE(stage.settings().value(Settings::theme), Settings::Theme::Light);
    const double before = stage.window->font().pointSizeF();
    stage.press(u"Ctrl++"_s);
    QTRY_VERIFY(stage.window->font().pointSizeF() > before);
    stage.press(u"Ctrl+0"_s);
    QTRY_COMPARE(stage.window->font().pointSizeF(), before);
    stage.action(u"systemThemeAction"_s)->trigger();
}

void TestMainWindow::checkBoxesAreSeenInTheDark()
{
    Stage stage;
    stage.show();
    stage.action(u"darkThemeAction"_s)->trigger();
    auto *box = stage.window->serverTab()->findChild<QCheckBox *>(u"secureBox"_s);
    QVERIFY(box && box->isEnabled() && !box->isChecked());
    QStyleOptionButton option;
    option.initFrom(box);
    const QRect indicator = box->style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, box);
    QTRY_VERIFY(Theme::contrast(box->grab().toImage().pixelColor(indicator.left(), indicator.center().y()),
                                box->palette().color(QPalette::Window))
                >= 3); // as WCAG 2.1 wants it for the parts of controls
    stage.action(u"systemThemeAction"_s)->trigger();
}

void TestMainWindow::settingsDialogKeepsWhatIsRight()
{
    Stage stage;
    stage.show();
    stage.press(u"Ctrl+,"_s);
    auto *dialog = stage.window->findChild<SettingsDialog *>();
    QVERIFY(dialog);
    QVERIFY2(dialog->height() < 560, "has no place on a screen of 800 x 600 with a title and a panel");
    dialog->findChild<QAbstractButton *>(u"nullOriginCheck"_s)->setChecked(true);
    dialog->findChild<QPlainTextEdit *>(u"originsEdit"_s)
        ->setPlainText(u" https://example.org \n\nhttp://a.b:8080\n"_s);
    dialog->findChild<QLineEdit *>(u"greetingEdit"_s)->setText(u"Moin %1"_s);
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    const ServerOptions options = stage.settings().serverOptions();
    QCOMPARE(options.allowedOrigins,
             QStringList({u"null"_s, u"https://example.org"_s, u"http://a.b:8080"_s}));
    QCOMPARE(options.services.greeting, u"Moin %1"_s);
}

void TestMainWindow::settingsDialogRefusesWhatIsWrong()
{
    Stage stage;
    stage.show();
    stage.press(u"Ctrl+,"_s);
    auto *dialog = stage.window->findChild<SettingsDialog *>();
    QVERIFY(dialog);
    QPushButton *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    auto *origins = dialog->findChild<QPlainTextEdit *>(u"originsEdit"_s);
    auto *proxies = dialog->findChild<QPlainTextEdit *>(u"proxiesEdit"_s);
    for (const QString &wrong :
         {u"example.org"_s, u"https://example.org/page"_s, u"https://"_s, u"ein Satz"_s}) {
        origins->setPlainText(wrong);
        ok->click();
        QVERIFY2(dialog->isVisible(), qPrintable(wrong));
        QVERIFY(dialog->findChild<InlineBar *>()->sentence().contains(wrong));
    }
    origins->clear();
    proxies->setPlainText(u"proxy.example"_s);
    ok->click();
    QVERIFY(dialog->isVisible());
    proxies->setPlainText(u"10.0.0.1"_s);
    ok->click();
    QVERIFY(!dialog->isVisible());
    QCOMPARE(stage.settings().serverOptions().trustedProxies, QStringList{u"10.0.0.1"_s});
}

void TestMainWindow::helpOpens()
{
    Stage stage;
    stage.show();
    stage.press(u"F1"_s);
    const QDialog *help = stage.window->findChild<QDialog *>();
    QVERIFY(help && help->isVisible() && !help->isModal());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
