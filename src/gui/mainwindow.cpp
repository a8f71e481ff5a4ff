#include "mainwindow.h"

#include "clienttab.h"
#include "clienttabs.h"
#include "helpwindow.h"
#include "labwindow.h"
#include "pageactions.h"
#include "recordingtab.h"
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
#include <QMessageBox>
#include <QScreen>

using namespace Qt::Literals::StringLiterals;
using State = ServerStatus::State;

namespace {
constexpr std::chrono::milliseconds savePause{500};
constexpr std::chrono::milliseconds quitMargin{1'000}; // beyond the server's close deadline
constexpr std::chrono::milliseconds leaveMargin{500}; // beyond the clients' own deadline
constexpr int textSizeStep = 10; // per cent

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
{
    m_ui->setupUi(this);
    auto *server = new Server(&m_log, &m_board);
    m_serverThread.take(server); // and deletes it
    m_serverThread.start();
    m_clientThread.start();
    m_serverTab = new ServerTab(server, &m_log, &m_board, settings, this);
    m_clients = new ClientTabs(m_ui->panes, m_serverTab, settings, &m_savedMessages, &m_clientThread, this);
    connectPages();
    connectServer();
    connectActions();
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(savePause);
    connect(&m_saveTimer, &QTimer::timeout, this, &MainWindow::save);
    m_quitTimer.setSingleShot(true);
    connect(&m_quitTimer, &QTimer::timeout, this, &QWidget::close);
    connect(m_settings, &Settings::failed, this,
            [this](const QString &sentence) { m_ui->bar->tell(InlineBar::Kind::Warning, sentence); });

    restore();
    onServerState(State::Stopped);
    m_pageActions = std::make_unique<PageActions>(m_ui.get(), m_clients, m_serverTab, &m_savedMessages);
    if (!m_settings->trouble().isEmpty())
        m_ui->bar->tell(InlineBar::Kind::Warning, m_settings->trouble());
}

MainWindow::~MainWindow()
{
    save();
    // The pages read the log and call into the threads: they go first, and with them those that were
    // closed a moment ago. What their panes say of that concerns nobody any more.
    m_pageActions.reset();
    m_ui->panes->disconnect(this);
    qDeleteAll(findChildren<ClientTab *>());
    qDeleteAll(findChildren<RecordingTab *>());
    delete m_serverTab;
    delete m_labWindow;
    m_clientThread.waitForTaken(Client::leaveDeadline + leaveMargin); // the servers hear goodbye
    for (QThread *thread : {&m_serverThread, &m_clientThread})
        thread->quit();
    m_serverThread.wait();
    m_clientThread.wait();
}

void MainWindow::connectPages()
{
    const auto saveSoon = [this] { m_saveTimer.start(); };
    connect(m_ui->panes, &TabPanes::currentChanged, this, saveSoon);
    connect(m_ui->panes, &TabPanes::arranged, this, saveSoon);
    connect(m_clients, &ClientTabs::changed, this, saveSoon);
    connect(m_ui->panes, &TabPanes::sideBySideChanged, this, [this](bool on) {
        m_ui->sideBySideAction->setChecked(on);
        m_settings->setValue(Settings::sideBySide, on);
    });
}

void MainWindow::connectServer()
{
    const Ui::MainWindow &ui = *m_ui;
    ui.serverMenu->addMenu(m_serverTab->certificateMenu());
    connect(m_serverTab, &ServerTab::stateChanged, this, &MainWindow::onServerState);
    connect(m_serverTab, &ServerTab::settingsRequested, this, [this] {
        showSettings();
        if (auto *dialog = findChild<SettingsDialog *>())
            dialog->showPage(SettingsDialog::Page::Access);
    });
    connect(m_serverTab, &ServerTab::connectionsSelected, ui.disconnectAction, &QAction::setEnabled);

    connect(ui.startServerAction, &QAction::triggered, m_serverTab, &ServerTab::start);
    connect(ui.stopServerAction, &QAction::triggered, m_serverTab, &ServerTab::stop);
    connect(ui.counterPlusAction, &QAction::triggered, m_serverTab, [this] { m_serverTab->stepCounter(1); });
    connect(ui.counterMinusAction, &QAction::triggered, m_serverTab,
            [this] { m_serverTab->stepCounter(-1); });
    connect(ui.counterResetAction, &QAction::triggered, m_serverTab, &ServerTab::resetCounter);
    connect(ui.disconnectAction, &QAction::triggered, m_serverTab, &ServerTab::disconnectSelected);
    connect(ui.restorePortsAction, &QAction::triggered, m_serverTab, &ServerTab::restorePorts);
}

/// Those that PageActions does not connect.
void MainWindow::connectActions()
{
    const Ui::MainWindow &ui = *m_ui;
    connect(ui.newClientAction, &QAction::triggered, m_clients, &ClientTabs::newClient);
    connect(ui.openRecordingAction, &QAction::triggered, this, &MainWindow::askForRecording);
    connect(ui.quitAction, &QAction::triggered, this, &QWidget::close);
    connect(ui.settingsAction, &QAction::triggered, this, &MainWindow::showSettings);

    connect(ui.sideBySideAction, &QAction::triggered, ui.panes, &TabPanes::setSideBySide);
    connect(ui.nextTabAction, &QAction::triggered, ui.panes, [this] { m_ui->panes->stepTab(1); });
    connect(ui.previousTabAction, &QAction::triggered, ui.panes, [this] { m_ui->panes->stepTab(-1); });
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

    connect(ui.ownServerAction, &QAction::triggered, m_clients, &ClientTabs::openOwnServer);

    connect(ui.helpAction, &QAction::triggered, this, &MainWindow::showHelp);
    connect(ui.labAction, &QAction::triggered, this, &MainWindow::showLab);
    connect(ui.aboutAction, &QAction::triggered, this, &MainWindow::showAbout);
    connect(ui.aboutQtAction, &QAction::triggered, qApp, &QApplication::aboutQt);
}

void MainWindow::restore()
{
    setTheme(m_settings->value(Settings::theme));
    setTextSize(m_settings->value(Settings::textSize));
    if (!restoreGeometry(m_settings->value(Settings::geometry))) {
        const int em = fontMetrics().height();
        resize(QSize(em * 76, em * 50).boundedTo(screen()->availableSize() * 0.9));
    }

    TabPanes *panes = m_ui->panes;
    m_clients->restore();
    const bool serverOnRight = m_settings->value(Settings::serverOnRight);
    panes->insertPage(m_serverTab, serverOnRight ? TabPanes::Side::Right : TabPanes::Side::Left,
                      m_settings->value(Settings::serverTab), false);
    panes->setName(m_serverTab, m_settings->value(Settings::serverName));
    panes->setSideBySide(m_settings->value(Settings::sideBySide));
    panes->restoreState(m_settings->value(Settings::windowSplitter));
    connect(panes, &QSplitter::splitterMoved, this,
            [this] { m_settings->setValue(Settings::windowSplitter, m_ui->panes->saveState()); });
    for (const TabPanes::Side side : {TabPanes::Side::Right, TabPanes::Side::Left})
        panes->setFrontIndex(side, m_settings->value(Settings::currentTab[std::size_t(side)]));
}

void MainWindow::save()
{
    m_saveTimer.stop();
    m_clients->save();
    const TabPanes *panes = m_ui->panes;
    m_settings->setValue(Settings::serverOnRight, panes->sideOf(m_serverTab) == TabPanes::Side::Right);
    m_settings->setValue(Settings::serverTab, panes->indexOf(m_serverTab));
    m_settings->setValue(Settings::serverName, panes->name(m_serverTab));
    for (const TabPanes::Side side : {TabPanes::Side::Left, TabPanes::Side::Right})
        m_settings->setValue(Settings::currentTab[std::size_t(side)], panes->frontIndex(side));
    m_settings->setValue(Settings::geometry, saveGeometry());
}

// ---- Pages ------------------------------------------------------------------------------------

QList<ClientTab *> MainWindow::clients() const
{
    return m_clients->all();
}

void MainWindow::openUrl(const QString &url, const QByteArray &authorities)
{
    m_clients->openUrl(url, authorities);
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

/// In a new tab, also where there is one: the file may have grown.
void MainWindow::openRecording(const QString &name)
{
    TabPanes *panes = m_ui->panes;
    for (QWidget *page : panes->pages()) {
        const auto *open = qobject_cast<RecordingTab *>(page);
        if (open && open->fileName() == name) {
            panes->closePage(page);
            break;
        }
    }
    auto *recording = new RecordingTab(name, this);
    panes->addPage(recording, panes->currentSide());
    panes->setLabel(recording, {QFileInfo(name).fileName(), name, Theme::icon(u"recording"_s)});
    panes->bringForward(recording);
}

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
    m_ui->panes->setLabel(m_serverTab, {tr("Server"), {}, stateIcon(state)});
    if (state == State::Stopped && m_quitting)
        close();
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
    const int size = qBound(Settings::textSize.least, percent, Settings::textSize.most);
    m_settings->setValue(Settings::textSize, size);
    Theme::setTextSize(size);
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
    save();
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
