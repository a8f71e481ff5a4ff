#pragma once

#include "messagelog.h"
#include "networkthread.h"
#include "pinstore.h"
#include "savedmessages.h"
#include "servertab.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace Ui {
class MainWindow;
}
class ClientTab;
class LabWindow;
class LogPanel;
class QActionGroup;
class RecordingTab;
class TabPane;

/// The program's window: the server and the clients, as tabs in one pane or in two side by side.
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

public slots:
    /// Adds a client tab, with the keys in its address.
    void newClient();
    /// Asks for a recording, then opens it.
    void askForRecording();
    /// Adds a tab with the recording in the file \a name, or brings forward the one that there is.
    void openRecording(const QString &name);
    /// Connects to \a url in the first client tab that is free for it, or in a new one; trusting \a authorities
    /// (PEM), too.
    void openUrl(const QString &url, const QByteArray &authorities = {});

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void startThreads();
    void connectActions();
    void connectPane(TabPane *pane);
    void restore();
    void saveClients();

    ClientTab *addClient(TabPane *pane, const QVariantMap &state = {});
    ClientTab *freeClient();
    void closePage(QWidget *page);
    void renamePage(QWidget *page, const QString &name);
    void showPageMenu(QWidget *page, QPoint globalPosition);
    void moveAcross(QWidget *page);
    void setSideBySide(bool on);
    void settlePanes();

    TabPane *paneOf(const QWidget *page) const;
    TabPane *currentPane() const;
    QWidget *currentPage() const;
    ClientTab *currentClient() const;
    LogPanel *currentLog() const;
    QList<QWidget *> pages() const;
    void bringForward(QWidget *page);
    void stepTab(int step);

    void refreshTab(QWidget *page);
    void refreshActions();
    void onServerState(ServerStatus::State state);
    void connectToOwnServer(ClientTab *client);
    void rememberUrl(const QString &url);
    void showSettings();
    void showHelp();
    void showLab();
    void showAbout();
    void setTheme(Settings::Theme theme);
    void setTextSize(int percent);

    std::unique_ptr<Ui::MainWindow> m_ui;
    Settings *m_settings;
    SavedMessages m_savedMessages;
    const PinStore m_pins;
    MessageLog m_log{LogLimits::forWindow()};
    StatusBoard m_board;
    NetworkThread m_serverThread{QStringLiteral("server")};
    NetworkThread m_clientThread{QStringLiteral("clients")};
    Server *m_server = nullptr; ///< lives in m_serverThread, which deletes it
    ServerTab *m_serverTab = nullptr;
    LabWindow *m_labWindow = nullptr; ///< once it was asked for
    QActionGroup *m_themes = nullptr;
    QHash<const QWidget *, QString> m_names; ///< given by a person
    QHash<const QWidget *, int> m_numbers; ///< of the client tabs
    QPointer<QWidget> m_lastPane; ///< the one that had the keys last
    QPointer<ClientTab> m_waiting; ///< connects once the server runs
    QTimer m_saveTimer;
    QTimer m_quitTimer;
    bool m_quitting = false;
};
