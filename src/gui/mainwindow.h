#pragma once

#include "messagelog.h"
#include "networkthread.h"
#include "savedmessages.h"
#include "servertab.h"

#include <QMainWindow>
#include <QTimer>

#include <memory>

namespace Ui {
class MainWindow;
}
class ClientTab;
class ClientTabs;
class LabWindow;
class PageActions;
class QActionGroup;

/// The program's window: the server, the clients and the recordings as pages with tabs, and the menu.
///
/// Threads are made here and nowhere else: one for the server, one for all clients. The log, the
/// status board and both threads end with the window.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// \a settings must outlive the window.
    explicit MainWindow(Settings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    ServerTab *serverTab() const { return m_serverTab; }
    /// The client tabs, from left to right.
    QList<ClientTab *> clients() const;

    /// Connects to \a url in the first client tab that is free for it, or in a new one; trusting
    /// \a authorities (PEM), too.
    void openUrl(const QString &url, const QByteArray &authorities = {});

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void connectPages();
    void connectServer();
    void connectActions();
    void restore();
    void save();

    void askForRecording();
    void openRecording(const QString &name);
    void onServerState(ServerStatus::State state);
    void showSettings();
    void showHelp();
    void showLab();
    void showAbout();
    void setTheme(Settings::Theme theme);
    void setTextSize(int percent);

    std::unique_ptr<Ui::MainWindow> m_ui;
    Settings *m_settings;
    SavedMessages m_savedMessages;
    MessageLog m_log{LogLimits::forWindow()};
    StatusBoard m_board;
    NetworkThread m_serverThread{QStringLiteral("server")};
    NetworkThread m_clientThread{QStringLiteral("clients")};
    ServerTab *m_serverTab = nullptr;
    ClientTabs *m_clients = nullptr;
    std::unique_ptr<PageActions> m_pageActions;
    LabWindow *m_labWindow = nullptr; ///< once it was asked for
    QActionGroup *m_themes = nullptr;
    QTimer m_saveTimer;
    QTimer m_quitTimer;
    bool m_quitting = false;
};
