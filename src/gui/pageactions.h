#pragma once

#include <QObject>

namespace Ui {
class MainWindow;
}
class ClientTab;
class ClientTabs;
class LogPanel;
class SavedMessages;
class ServerTab;

/// The menu's actions that are about the current page, its log and its client: what they do, whether they
/// can, and what they are called now. GUI thread.
class PageActions : public QObject
{
    Q_OBJECT
public:
    /// All four must outlive it; \a clients and \a server are among the pages of \a ui already.
    PageActions(const Ui::MainWindow *ui, ClientTabs *clients, ServerTab *server,
                const SavedMessages *messages);

private:
    void connectTab();
    void connectLog();
    void connectClient();
    void connectComposer(const SavedMessages *messages);
    void showMenu(QWidget *page, QPoint globalPosition);
    LogPanel *currentLog() const;
    void refresh();

    const Ui::MainWindow *m_ui;
    ClientTabs *m_clients;
    ServerTab *m_server;
};
