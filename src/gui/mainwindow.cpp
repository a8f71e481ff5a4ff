#include "mainwindow.h"

#include "clienttab.h"
#include "composepanel.h"
#include "helpwindow.h"
#include "labwindow.h"
#include "logfiles.h"
#include "logpanel.h"
#include "recordingtab.h"
#include "savedmenu.h"
#include "server.h"
#include "settingsdialog.h"
#include "theme.h"
#include "ui_mainwindow.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QScreen>

using namespace Qt::Literals::StringLiterals;
using State = ServerStatus::State;

namespace {
constexpr std::chrono::milliseconds savePause{500};
constexpr std::chrono::milliseconds quitMargin{1'000}; // beyond the server's close deadline
constexpr int textSizeStep = 10; // per cent
constexpr int mostRemembered = 30; // addresses

// Beside what a client tab saves of itself.
const auto nameKey = u"tabName"_s;
const auto numberKey = u"tabNumber"_s;
const auto rightKey = u"tabOnRight"_s;

QIcon stateIcon(Client::State state)
{
    switch (state) {
    case Client::State::Connected:
        return Theme::icon(u"connect"_s, Theme::Tone::On);
    case Client::State::Connecting:
    case Client::State::Closing:
        return Theme::icon(u"connect"_s, Theme::Tone::Working);
    case Client::State::Unconnected:
        break;
    }
    return Theme::icon(u"disconnect"_s, Theme::Tone::Lifecycle);
}

QIcon stateIcon(State state)
{
    switch (state) {
    case State::Running:
        return Theme::icon(u"start"_s, Theme::Tone::On);
    case State::Starting:
    case State::Stopping:
        return Theme::icon(u"start"_s, Theme::Tone::Working);
    case State::Stopped:
        break;
    }
    return Theme::icon(u"stop"_s, Theme::Tone::Lifecycle);
}
}

MainWindow::MainWindow(Settings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_ui(std::make_unique<Ui::MainWindow>())
    , m_settings(settings)
    , m_savedMessages(settings)
    , m_pins(QFileInfo(settings->path()).path() + u"/trusted-servers.json"_s)
{
    m_ui->setupUi(this);
    startThreads();
    m_serverTab = new ServerTab(m_server, &m_log, &m_board, settings, this);
    m_ui->serverMenu->addMenu(m_serverTab->certificateMenu());
    connect(m_serverTab, &ServerTab::stateChanged, this, &MainWindow::onServerState);
    connect(m_serverTab, &ServerTab::settingsRequested, this, [this] {
        showSettings();
        if (auto *dialog = findChild<SettingsDialog *>())
            dialog->showPage(SettingsDialog::Page::Access);
    });
    connect(m_serverTab, &ServerTab::connectionsSelected, m_ui->disconnectAction, &QAction::setEnabled);

    connect(m_serverTab->logPanel()->files(), &LogFiles::recordingChanged, this, &MainWindow::refreshActions);

    connectPane(m_ui->tabWidget);
    connectPane(m_ui->rightTabWidget);
    connectActions();
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(savePause);
    connect(&m_saveTimer, &QTimer::timeout, this, &MainWindow::saveClients);
    m_quitTimer.setSingleShot(true);
    connect(&m_quitTimer, &QTimer::timeout, this, &QWidget::close);
    connect(m_settings, &Settings::failed, this,
            [this](const QString &sentence) { m_ui->bar->tell(InlineBar::Kind::Warning, sentence); });

    restore();
    if (!m_settings->trouble().isEmpty())
        m_ui->bar->tell(InlineBar::Kind::Warning, m_settings->trouble());
}

MainWindow::~MainWindow()
{
    saveClients();
    // The pages read the log and call into the threads: they go first, and with them those that were
    // closed a moment ago. What their panes say of that concerns nobody any more.
    m_ui->tabWidget->disconnect(this);
    m_ui->rightTabWidget->disconnect(this);
    qDeleteAll(findChildren<ClientTab *>());
    qDeleteAll(findChildren<RecordingTab *>());
    delete m_serverTab;
    delete m_labWindow;
    for (QThread *thread : {&m_serverThread, &m_clientThread})
        thread->quit();
    m_serverThread.wait();
    m_clientThread.wait();
}

void MainWindow::startThreads()
{
    m_server = new Server(&m_log, &m_board);
    m_serverThread.take(m_server);
    m_serverThread.start();
    m_clientThread.start();
}

void MainWindow::connectPane(TabPane *pane)
{
    connect(pane, &TabPane::newPageRequested, this, [this, pane] {
        m_lastPane = pane;
        newClient();
    });
    connect(pane, &TabPane::closeRequested, this, &MainWindow::closePage);
    connect(pane, &TabPane::renamed, this, &MainWindow::renamePage);
    connect(pane, &TabPane::menuRequested, this, &MainWindow::showPageMenu);
    connect(pane, &TabPane::pageMoved, this, [this] { m_saveTimer.start(); });
    connect(pane, &QTabWidget::currentChanged, this, [this, pane] {
        m_lastPane = pane;
        m_saveTimer.start();
        refreshActions();
    });
}

void MainWindow::connectActions()
{
    const Ui::MainWindow &ui = *m_ui;
    connect(ui.newClientAction, &QAction::triggered, this, &MainWindow::newClient);
    connect(ui.closeClientAction, &QAction::triggered, this, [this] { closePage(currentPage()); });
    connect(ui.openRecordingAction, &QAction::triggered, this, &MainWindow::askForRecording);
    connect(ui.exportAction, &QAction::triggered, this, [this] { currentLog()->chooseExport(); });
    connect(ui.recordAction, &QAction::triggered, this, [this] { currentLog()->files()->toggleRecording(); });
    connect(ui.renameTabAction, &QAction::triggered, this, [this] { currentPane()->rename(currentPage()); });
    connect(ui.quitAction, &QAction::triggered, this, &QWidget::close);

    connect(ui.filterAction, &QAction::triggered, this, [this] { currentLog()->focusFilter(); });
    connect(ui.findNextAction, &QAction::triggered, this, [this] { currentLog()->findNext(); });
    connect(ui.findPreviousAction, &QAction::triggered, this, [this] { currentLog()->findPrevious(); });
    connect(ui.findAction, &QAction::triggered, this, [this] { currentLog()->findInMessage(); });
    connect(ui.copyRowsAction, &QAction::triggered, this, [this] { currentLog()->copySelection(); });
    connect(ui.clearLogAction, &QAction::triggered, this, [this] { currentLog()->clear(); });
    connect(ui.settingsAction, &QAction::triggered, this, &MainWindow::showSettings);

    connect(ui.sideBySideAction, &QAction::toggled, this, &MainWindow::setSideBySide);
    connect(ui.moveAcrossAction, &QAction::triggered, this, [this] { moveAcross(currentPage()); });
    connect(ui.nextTabAction, &QAction::triggered, this, [this] { stepTab(1); });
    connect(ui.previousTabAction, &QAction::triggered, this, [this] { stepTab(-1); });
    ui.largerTextAction->setShortcuts({QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)});
    connect(ui.largerTextAction, &QAction::triggered, this,
            [this] { setTextSize(m_settings->value(Settings::textSize) + textSizeStep); });
    connect(ui.smallerTextAction, &QAction::triggered, this,
            [this] { setTextSize(m_settings->value(Settings::textSize) - textSizeStep); });
    connect(ui.normalTextAction, &QAction::triggered, this,
            [this] { setTextSize(Settings::textSize.fallback); });
    connect(ui.fullScreenAction, &QAction::toggled, this,
            [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
    m_themes = new QActionGroup(this);
    const std::array themeActions{ui.systemThemeAction, ui.lightThemeAction, ui.darkThemeAction};
    for (std::size_t i = 0; i < themeActions.size(); ++i) {
        m_themes->addAction(themeActions[i]);
        connect(themeActions[i], &QAction::triggered, this, [this, i] { setTheme(Settings::Theme(i)); });
    }

    connect(ui.startServerAction, &QAction::triggered, m_serverTab, &ServerTab::start);
    connect(ui.stopServerAction, &QAction::triggered, m_serverTab, &ServerTab::stop);
    connect(ui.counterPlusAction, &QAction::triggered, m_serverTab, [this] { m_serverTab->stepCounter(1); });
    connect(ui.counterMinusAction, &QAction::triggered, m_serverTab,
            [this] { m_serverTab->stepCounter(-1); });
    connect(ui.counterResetAction, &QAction::triggered, m_serverTab, &ServerTab::resetCounter);
    connect(ui.disconnectAction, &QAction::triggered, m_serverTab, &ServerTab::disconnectSelected);
    connect(ui.restorePortsAction, &QAction::triggered, m_serverTab, &ServerTab::restorePorts);

    const auto onClient = [this](QAction *action, void (ClientTab::*slot)()) {
        connect(action, &QAction::triggered, this, [this, slot] {
            if (ClientTab *client = currentClient())
                (client->*slot)();
        });
    };
    onClient(ui.editUrlAction, &ClientTab::focusUrl);
    onClient(ui.connectAction, &ClientTab::connectOrDisconnect);
    onClient(ui.checkAction, &ClientTab::checkConnection);
    const auto onComposePanel = [this](auto *from, auto signal, void (ComposePanel::*slot)()) {
        connect(from, signal, this, [this, slot] {
            if (const ClientTab *client = currentClient())
                (client->composePanel()->*slot)();
        });
    };
    onComposePanel(ui.composeAction, &QAction::triggered, &ComposePanel::focus);
    onComposePanel(ui.sendAction, &QAction::triggered, &ComposePanel::send);
    onComposePanel(ui.pingAction, &QAction::triggered, &ComposePanel::ping);
    onComposePanel(ui.closeWithCodeAction, &QAction::triggered, &ComposePanel::closeWithCode);
    auto *savedMenu = new SavedMenu(&m_savedMessages, SavedMenu::Keys::Working, ui.clientMenu);
    ui.clientMenu->insertMenu(ui.pingAction, savedMenu);
    onComposePanel(savedMenu, &SavedMenu::saveRequested, &ComposePanel::saveMessage);
    onComposePanel(savedMenu, &SavedMenu::editRequested, &ComposePanel::editSavedMessages);
    connect(savedMenu, &SavedMenu::chosen, this, [this](const Composer::Draft &draft) {
        if (const ClientTab *client = currentClient())
            client->composePanel()->compose(draft);
    });
    connect(ui.ownServerAction, &QAction::triggered, this, [this] {
        ClientTab *client = freeClient();
        bringForward(client);
        connectToOwnServer(client);
    });

    connect(ui.helpAction, &QAction::triggered, this, &MainWindow::showHelp);
    connect(ui.labAction, &QAction::triggered, this, &MainWindow::showLab);
    connect(ui.aboutAction, &QAction::triggered, this, &MainWindow::showAbout);
    connect(ui.aboutQtAction, &QAction::triggered, qApp, &QApplication::aboutQt);
    onServerState(State::Stopped);
}

void MainWindow::restore()
{
    setTheme(m_settings->value(Settings::theme));
    setTextSize(m_settings->value(Settings::textSize));
    if (!restoreGeometry(m_settings->value(Settings::geometry))) {
        const int em = fontMetrics().height();
        resize(QSize(em * 76, em * 50).boundedTo(screen()->availableSize() * 0.9));
    }

    m_ui->rightTabWidget->hide();
    TabPane *const serverPane =
        m_settings->value(Settings::serverOnRight) ? m_ui->rightTabWidget : m_ui->tabWidget;
    serverPane->addPage(m_serverTab, tr("Server"), false);
    for (const QVariantMap &state : m_settings->clients())
        addClient(state.value(rightKey).toBool() ? m_ui->rightTabWidget : m_ui->tabWidget, state);
    if (clients().isEmpty())
        addClient(m_ui->tabWidget);
    const QSignalBlocker quiet(m_ui->sideBySideAction);
    const bool split = m_settings->value(Settings::sideBySide);
    m_ui->sideBySideAction->setChecked(split);
    setSideBySide(split);
    m_ui->splitter->restoreState(m_settings->value(Settings::windowSplitter));
    connect(m_ui->splitter, &QSplitter::splitterMoved, this,
            [this] { m_settings->setValue(Settings::windowSplitter, m_ui->splitter->saveState()); });
    m_ui->tabWidget->setCurrentIndex(
        qMin(m_settings->value(Settings::currentTab), m_ui->tabWidget->count() - 1));
    m_lastPane = m_ui->tabWidget;
    refreshTab(m_serverTab);
    refreshActions();
}

void MainWindow::saveClients()
{
    m_saveTimer.stop();
    QList<QVariantMap> states;
    for (const ClientTab *client : clients()) {
        QVariantMap state = client->saveState();
        if (m_names.contains(client))
            state.insert(nameKey, m_names.value(client));
        state.insert(numberKey, m_numbers.value(client));
        if (paneOf(client) == m_ui->rightTabWidget)
            state.insert(rightKey, true);
        states.append(state);
    }
    m_settings->setClients(states);
    m_settings->setValue(Settings::serverOnRight, paneOf(m_serverTab) == m_ui->rightTabWidget);
    m_settings->setValue(Settings::currentTab, qMax(0, m_ui->tabWidget->currentIndex()));
    m_settings->setValue(Settings::geometry, saveGeometry());
}

// ---- Tabs -------------------------------------------------------------------------------------

QList<QWidget *> MainWindow::pages() const
{
    QList<QWidget *> pages;
    for (const TabPane *pane : {m_ui->tabWidget, m_ui->rightTabWidget}) {
        for (int i = 0; i < pane->count(); ++i)
            pages.append(pane->widget(i));
    }
    return pages;
}

QList<ClientTab *> MainWindow::clients() const
{
    QList<ClientTab *> clients;
    for (QWidget *page : pages()) {
        if (auto *client = qobject_cast<ClientTab *>(page))
            clients.append(client);
    }
    return clients;
}

TabPane *MainWindow::paneOf(const QWidget *page) const
{
    return m_ui->rightTabWidget->indexOf(page) >= 0 ? m_ui->rightTabWidget : m_ui->tabWidget;
}

TabPane *MainWindow::currentPane() const
{
    for (TabPane *pane : {m_ui->tabWidget, m_ui->rightTabWidget}) {
        if (pane->isVisible() && pane->isAncestorOf(QApplication::focusWidget()))
            return pane;
    }
    return m_lastPane == m_ui->rightTabWidget && m_ui->rightTabWidget->isVisible() ? m_ui->rightTabWidget
                                                                                   : m_ui->tabWidget;
}

QWidget *MainWindow::currentPage() const
{
    return currentPane()->currentWidget();
}

ClientTab *MainWindow::currentClient() const
{
    return qobject_cast<ClientTab *>(currentPage());
}

LogPanel *MainWindow::currentLog() const
{
    if (const auto *recording = qobject_cast<RecordingTab *>(currentPage()))
        return recording->logPanel();
    const ClientTab *client = currentClient();
    return client ? client->logPanel() : m_serverTab->logPanel();
}

void MainWindow::bringForward(QWidget *page)
{
    TabPane *pane = paneOf(page);
    pane->setCurrentWidget(page);
    m_lastPane = pane;
}

void MainWindow::stepTab(int step)
{
    TabPane *pane = currentPane();
    pane->setCurrentIndex((pane->currentIndex() + step + pane->count()) % pane->count());
}

ClientTab *MainWindow::addClient(TabPane *pane, const QVariantMap &state)
{
    auto *client = new ClientTab(&m_clientThread, &m_pins, this);
    int number = state.value(numberKey).toInt();
    const QList<int> taken = m_numbers.values();
    if (number <= 0 || taken.contains(number)) {
        for (number = 1; taken.contains(number); ++number) { }
    }
    m_numbers.insert(client, number);
    if (const QString name = state.value(nameKey).toString(); !name.isEmpty())
        m_names.insert(client, name);
    client->composePanel()->setSavedMessages(&m_savedMessages);
    client->setHistory(m_settings->value(Settings::history));
    client->restoreState(state);
    client->setOwnListeners(m_serverTab->listeners(), m_serverTab->authority());
    client->setOwnServerRunning(m_serverTab->state() == State::Running);
    connect(client, &ClientTab::titleChanged, this, [this, client] {
        refreshTab(client);
        m_saveTimer.start();
    });
    connect(client, &ClientTab::stateChanged, this, [this, client] {
        refreshTab(client);
        refreshActions();
        m_saveTimer.start();
    });
    connect(client, &ClientTab::urlUsed, this, &MainWindow::rememberUrl);
    connect(client, &ClientTab::connectToOwnServerRequested, this,
            [this, client] { connectToOwnServer(client); });
    connect(client, &ClientTab::startOwnServerRequested, m_serverTab, &ServerTab::start);
    connect(client->logPanel()->files(), &LogFiles::recordingChanged, this, &MainWindow::refreshActions);
    pane->addPage(client, QString(), true);
    refreshTab(client);
    m_saveTimer.start();
    return client;
}

/// The client in front when it has nothing to do, else another such one, else a new one.
ClientTab *MainWindow::freeClient()
{
    QList<ClientTab *> candidates = clients();
    if (ClientTab *front = currentClient())
        candidates.prepend(front);
    const auto found = std::find_if(candidates.cbegin(), candidates.cend(), [](const ClientTab *client) {
        return client->state() == Client::State::Unconnected;
    });
    return found == candidates.cend() ? addClient(currentPane()) : *found;
}

void MainWindow::newClient()
{
    ClientTab *client = addClient(currentPane());
    bringForward(client);
    client->focusUrl();
}

void MainWindow::openUrl(const QString &url, const QByteArray &authorities)
{
    const QList<ClientTab *> all = clients();
    const auto free = std::find_if(all.cbegin(), all.cend(),
                                   [&url](const ClientTab *client) { return client->isFreeFor(url); });
    ClientTab *client = free == all.cend() ? addClient(currentPane()) : *free;
    bringForward(client);
    client->openUrl(url, authorities);
}

void MainWindow::askForRecording()
{
    auto *dialog = new QFileDialog(this, tr("Open Recording"), QDir::homePath(),
                                   tr("Recordings (*.jsonl);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openRecording);
    dialog->open();
}

void MainWindow::openRecording(const QString &name)
{
    for (QWidget *page : pages()) {
        const auto *open = qobject_cast<RecordingTab *>(page);
        if (open && open->fileName() == name) {
            closePage(page); // it may have grown
            break;
        }
    }
    auto *recording = new RecordingTab(name, this);
    currentPane()->addPage(recording, QString(), true);
    refreshTab(recording);
    bringForward(recording);
}

void MainWindow::closePage(QWidget *page)
{
    if (!page || page == m_serverTab)
        return;
    m_names.remove(page);
    m_numbers.remove(page);
    page->deleteLater(); // it may be its own button that asked
    page->hide();
    TabPane *pane = paneOf(page);
    pane->removeTab(pane->indexOf(page));
    settlePanes();
    m_saveTimer.start();
    refreshActions();
}

void MainWindow::renamePage(QWidget *page, const QString &name)
{
    if (name.isEmpty())
        m_names.remove(page);
    else
        m_names.insert(page, name);
    refreshTab(page);
    m_saveTimer.start();
}

void MainWindow::showPageMenu(QWidget *page, QPoint globalPosition)
{
    bringForward(page);
    refreshActions();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_ui->renameTabAction, m_ui->moveAcrossAction, m_ui->closeClientAction});
    menu->addSeparator();
    menu->addAction(m_ui->newClientAction);
    menu->popup(globalPosition);
}

void MainWindow::refreshTab(QWidget *page)
{
    TabPane *pane = paneOf(page);
    const int index = pane->indexOf(page);
    QString name = m_names.value(page);
    if (const auto *client = qobject_cast<ClientTab *>(page)) {
        const QString title = client->title();
        if (name.isEmpty())
            name = tr("Client %1").arg(m_numbers.value(client));
        pane->setTabToolTip(index, u"<qt>"_s + title.toHtmlEscaped());
        pane->setTabIcon(index, stateIcon(client->state()));
    } else if (const auto *recording = qobject_cast<RecordingTab *>(page)) {
        if (name.isEmpty())
            name = QFileInfo(recording->fileName()).fileName();
        pane->setTabToolTip(index, u"<qt>"_s + recording->fileName().toHtmlEscaped());
        pane->setTabIcon(index, Theme::icon(u"recording"_s));
    } else {
        if (name.isEmpty())
            name = tr("Server");
        pane->setTabIcon(index, stateIcon(m_serverTab->state()));
    }
    pane->setTabText(index, name.replace(u'&', "&&"_L1));
}

// ---- Side by side -----------------------------------------------------------------------------

void MainWindow::moveAcross(QWidget *page)
{
    if (!m_ui->sideBySideAction->isChecked()) {
        m_ui->sideBySideAction->setChecked(true);
        return;
    }
    TabPane *from = paneOf(page);
    TabPane *to = from == m_ui->tabWidget ? m_ui->rightTabWidget : m_ui->tabWidget;
    from->removeTab(from->indexOf(page));
    to->addPage(page, QString(), page != m_serverTab);
    refreshTab(page);
    bringForward(page);
    settlePanes();
    m_saveTimer.start();
}

/// Splits the window, with the page in front (or else the first but the server) on the right; or puts all tabs
/// into one pane again.
void MainWindow::setSideBySide(bool on)
{
    TabPane *left = m_ui->tabWidget;
    TabPane *right = m_ui->rightTabWidget;
    m_settings->setValue(Settings::sideBySide, on);
    if (on) {
        right->show();
        if (right->count() == 0 && left->count() > 1) {
            QWidget *page = left->currentWidget();
            if (page == m_serverTab)
                page = left->widget(left->indexOf(page) == 0 ? 1 : 0);
            left->removeTab(left->indexOf(page));
            right->addPage(page, QString(), true);
            refreshTab(page);
        } else if (right->count() == 0) {
            addClient(right);
        } else if (left->count() == 0) {
            addClient(left);
        }
        m_ui->splitter->setSizes({width() / 2, width() / 2});
    } else {
        QWidget *front = currentPage();
        while (right->count() > 0) {
            QWidget *page = right->widget(0);
            right->removeTab(0);
            left->addPage(page, QString(), page != m_serverTab);
            refreshTab(page);
        }
        right->hide();
        if (front)
            bringForward(front);
    }
    m_saveTimer.start();
    refreshActions();
}

/// An empty pane is of no use.
void MainWindow::settlePanes()
{
    if (m_ui->sideBySideAction->isChecked()
        && (m_ui->tabWidget->count() == 0 || m_ui->rightTabWidget->count() == 0))
        m_ui->sideBySideAction->setChecked(false);
}

// ---- Server and clients -----------------------------------------------------------------------

void MainWindow::onServerState(State state)
{
    const bool running = state == State::Running;
    m_ui->startServerAction->setEnabled(state == State::Stopped);
    m_ui->stopServerAction->setEnabled(state == State::Starting || running);
    for (QAction *action : {m_ui->counterPlusAction, m_ui->counterMinusAction, m_ui->counterResetAction})
        action->setEnabled(running);
    m_ui->restorePortsAction->setEnabled(state == State::Stopped);
    if (state == State::Stopped)
        m_ui->disconnectAction->setEnabled(false);
    refreshTab(m_serverTab);
    for (ClientTab *client : clients()) {
        client->setOwnListeners(m_serverTab->listeners(), m_serverTab->authority());
        client->setOwnServerRunning(running);
    }
    if (running && m_waiting) {
        connectToOwnServer(m_waiting);
        m_waiting.clear();
    } else if (state == State::Stopped && m_waiting) {
        m_waiting.clear();
        bringForward(m_serverTab); // it says why
    }
    if (state == State::Stopped && m_quitting)
        close();
}

/// To the counter, which shows most; starts the server first where that is needed.
void MainWindow::connectToOwnServer(ClientTab *client)
{
    if (m_serverTab->state() == State::Running) {
        client->openUrl(m_serverTab->ownUrl(ServiceKind::Counter).toString());
        return;
    }
    m_waiting = client;
    m_serverTab->start();
    if (m_serverTab->state() == State::Stopped)
        bringForward(m_serverTab); // it says why, or asks
}

void MainWindow::rememberUrl(const QString &url)
{
    QUrl clean(url);
    clean.setUserInfo({}); // secrets are not written
    QStringList history = m_settings->value(Settings::history);
    history.removeAll(clean.toString());
    history.prepend(clean.toString());
    history = history.mid(0, mostRemembered);
    m_settings->setValue(Settings::history, history);
    for (ClientTab *client : clients())
        client->setHistory(history);
}

void MainWindow::refreshActions()
{
    const ClientTab *client = currentClient();
    m_ui->closeClientAction->setEnabled(currentPage() != m_serverTab);
    m_ui->recordAction->setText(currentLog()->files()->isRecording() ? tr("&Stop Recording")
                                                                     : tr("Record to a &File…"));
    m_ui->recordAction->setEnabled(currentLog()->files()->isRecordable());
    for (QAction *action : {m_ui->editUrlAction, m_ui->composeAction, m_ui->connectAction, m_ui->checkAction})
        action->setEnabled(client);
    const bool connected = client && client->state() == Client::State::Connected;
    for (QAction *action : {m_ui->sendAction, m_ui->pingAction, m_ui->closeWithCodeAction})
        action->setEnabled(connected);
    m_ui->connectAction->setText(connected ? tr("&Disconnect")
                                     : client && client->state() == Client::State::Connecting
                                     ? tr("&Cancel")
                                     : tr("&Connect"));
}

// ---- Settings and help ------------------------------------------------------------------------

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] {
        setTheme(m_settings->value(Settings::theme));
        setTextSize(m_settings->value(Settings::textSize));
        m_serverTab->takeSettings();
    });
    dialog->open();
}

void MainWindow::setTheme(Settings::Theme theme)
{
    m_settings->setValue(Settings::theme, theme);
    m_themes->actions().at(int(theme))->setChecked(true);
    Theme::apply(Theme::Scheme(theme));
}

void MainWindow::setTextSize(int percent)
{
    static const QFont usual = QApplication::font(); // of the desktop, before any change
    const int size = qBound(Settings::textSize.least, percent, Settings::textSize.most);
    m_settings->setValue(Settings::textSize, size);
    QFont font = usual;
    font.setPointSizeF(usual.pointSizeF() * size / 100);
    if (QApplication::font() != font)
        QApplication::setFont(font);
}

void MainWindow::showHelp()
{
    auto *help = findChild<HelpWindow *>();
    if (!help) {
        help = new HelpWindow(this);
        help->setAttribute(Qt::WA_DeleteOnClose);
    }
    help->show();
    help->raise();
    help->activateWindow();
}

void MainWindow::showLab()
{
    if (!m_labWindow) {
        m_labWindow = new LabWindow(&m_serverThread, this);
        connect(m_labWindow, &LabWindow::tryRequested, this,
                [this](const QString &url, const QByteArray &authority) {
                    openUrl(url, authority);
                    raise();
                    activateWindow();
                });
    }
    m_labWindow->present();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About WebSocket Lab"));
    box->setTextFormat(Qt::PlainText);
    box->setIconPixmap(windowIcon().pixmap(fontMetrics().height() * 4));
    box->setText(tr("WebSocket Lab %1").arg(QApplication::applicationVersion()));
    box->setInformativeText(tr("See, try and teach WebSockets.\n\nQt %1\nSettings: %2")
                                .arg(QString::fromLatin1(qVersion()), m_settings->path()));
    box->open();
}

// ---- The window itself ------------------------------------------------------------------------

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveClients();
    if (m_quitting || m_serverTab->state() == State::Stopped) {
        if (m_labWindow)
            m_labWindow->close(); // or the program would go on for its sake
        event->accept();
        QMainWindow::closeEvent(event);
        return;
    }
    // Everybody is told first (1001), while the window stays alive; a second close does not wait.
    event->ignore();
    m_quitting = true;
    m_ui->bar->tell(InlineBar::Kind::Information,
                    tr("Saying goodbye to the server's clients, then the program ends."));
    m_ui->bar->offer(tr("End now"), [this] { close(); });
    m_quitTimer.start(m_settings->serverOptions().limits.closeDeadline + quitMargin);
    m_serverTab->stop();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_saveTimer.start();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QMainWindow::moveEvent(event);
    m_saveTimer.start();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange) {
        const QSignalBlocker quiet(m_ui->fullScreenAction);
        m_ui->fullScreenAction->setChecked(isFullScreen());
    }
}
