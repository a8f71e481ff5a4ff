#include "pageactions.h"

#include "clienttab.h"
#include "clienttabs.h"
#include "composepanel.h"
#include "logfiles.h"
#include "logpanel.h"
#include "recordingtab.h"
#include "savedmenu.h"
#include "servertab.h"
#include "ui_mainwindow.h"

PageActions::PageActions(const Ui::MainWindow *ui, ClientTabs *clients, ServerTab *server,
                         const SavedMessages *messages)
    : m_ui(ui)
    , m_clients(clients)
    , m_server(server)
{
    connectTab();
    connectLog();
    connectClient();
    connectComposer(messages);
    connect(ui->panes, &TabPanes::currentChanged, this, &PageActions::refresh);
    connect(clients, &ClientTabs::stateChanged, this, &PageActions::refresh);
    connect(server->logPanel()->files(), &LogFiles::recordingChanged, this, &PageActions::refresh);
    refresh();
}

void PageActions::connectTab()
{
    TabPanes *panes = m_ui->panes;
    const auto onPage = [this, panes](const QAction *action, void (TabPanes::*slot)(QWidget *)) {
        connect(action, &QAction::triggered, this, [panes, slot] { (panes->*slot)(panes->currentPage()); });
    };
    onPage(m_ui->closeClientAction, &TabPanes::closePage);
    onPage(m_ui->renameTabAction, &TabPanes::editName);
    onPage(m_ui->moveAcrossAction, &TabPanes::moveAcross);
    connect(panes, &TabPanes::menuRequested, this, &PageActions::showMenu);
}

void PageActions::connectLog()
{
    const auto onLog = [this](const QAction *action, void (LogPanel::*slot)()) {
        connect(action, &QAction::triggered, this, [this, slot] { (currentLog()->*slot)(); });
    };
    onLog(m_ui->exportAction, &LogPanel::chooseExport);
    onLog(m_ui->filterAction, &LogPanel::focusFilter);
    onLog(m_ui->findNextAction, &LogPanel::findNext);
    onLog(m_ui->findPreviousAction, &LogPanel::findPrevious);
    onLog(m_ui->findAction, &LogPanel::findInMessage);
    onLog(m_ui->copyRowsAction, &LogPanel::copySelection);
    onLog(m_ui->clearLogAction, &LogPanel::clear);
    connect(m_ui->recordAction, &QAction::triggered, this,
            [this] { currentLog()->files()->toggleRecording(); });
}

void PageActions::connectClient()
{
    const auto onClient = [this](const QAction *action, void (ClientTab::*slot)()) {
        connect(action, &QAction::triggered, this, [this, slot] {
            if (ClientTab *client = m_clients->current())
                (client->*slot)();
        });
    };
    onClient(m_ui->editUrlAction, &ClientTab::focusUrl);
    onClient(m_ui->connectAction, &ClientTab::connectOrDisconnect);
    onClient(m_ui->checkAction, &ClientTab::checkConnection);
}

void PageActions::connectComposer(const SavedMessages *messages)
{
    const auto onComposer = [this](const auto *from, auto signal, void (ComposePanel::*slot)()) {
        connect(from, signal, this, [this, slot] {
            if (const ClientTab *client = m_clients->current())
                (client->composePanel()->*slot)();
        });
    };
    onComposer(m_ui->composeAction, &QAction::triggered, &ComposePanel::focus);
    onComposer(m_ui->sendAction, &QAction::triggered, &ComposePanel::send);
    onComposer(m_ui->pingAction, &QAction::triggered, &ComposePanel::ping);
    onComposer(m_ui->closeWithCodeAction, &QAction::triggered, &ComposePanel::closeWithCode);

    auto *saved = new SavedMenu(messages, SavedMenu::Keys::Working, m_ui->clientMenu);
    m_ui->clientMenu->insertMenu(m_ui->pingAction, saved);
    onComposer(saved, &SavedMenu::saveRequested, &ComposePanel::saveMessage);
    onComposer(saved, &SavedMenu::editRequested, &ComposePanel::editSavedMessages);
    connect(saved, &SavedMenu::chosen, this, [this](const Composer::Draft &draft) {
        if (const ClientTab *client = m_clients->current())
            client->composePanel()->compose(draft);
    });
}

LogPanel *PageActions::currentLog() const
{
    if (const auto *recording = qobject_cast<RecordingTab *>(m_ui->panes->currentPage()))
        return recording->logPanel();
    const ClientTab *client = m_clients->current();
    return client ? client->logPanel() : m_server->logPanel();
}

void PageActions::showMenu(QWidget *page, QPoint globalPosition)
{
    m_ui->panes->bringForward(page);
    refresh();
    auto *menu = new QMenu(m_ui->panes->window());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_ui->renameTabAction, m_ui->moveAcrossAction, m_ui->closeClientAction});
    menu->addSeparator();
    menu->addAction(m_ui->newClientAction);
    menu->popup(globalPosition);
}

void PageActions::refresh()
{
    const ClientTab *client = m_clients->current();
    const LogFiles *files = currentLog()->files();
    m_ui->closeClientAction->setEnabled(m_ui->panes->isClosable(m_ui->panes->currentPage()));
    m_ui->recordAction->setText(files->isRecording() ? tr("&Stop Recording") : tr("Record to a &File…"));
    m_ui->recordAction->setEnabled(files->isRecordable());
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
