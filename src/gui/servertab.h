#pragma once

#include "ownserver.h"
#include "settings.h"
#include "status.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class ServerTab;
}
class LogPanel;
class MessageLog;
class QMenu;
class Server;
class ServerStarter;

/// The server on the screen: start and stop, services, counter, connections and log.
///
/// Lives in the GUI thread. Its Server lives in a network thread and is only called queued; what it
/// does is pulled from the status board, at most ten times a second.
class ServerTab : public QWidget
{
    Q_OBJECT
public:
    /// All four must outlive the tab.
    ServerTab(Server *server, MessageLog *log, StatusBoard *status, Settings *settings,
              QWidget *parent = nullptr);
    ~ServerTab() override;

    ServerStatus::State state() const;
    /// The server as the program's own clients need to know it.
    OwnServer ownServer() const;
    /// Where this computer reaches \a service while the server runs; else empty.
    QUrl ownUrl(ServiceKind service) const;
    LogPanel *logPanel() const;
    /// Which certificate is shown over wss; for the menu bar too.
    QMenu *certificateMenu() const;

public slots:
    void start();
    void stop();
    void stepCounter(int step);
    void resetCounter();
    /// Asks for a code and a reason, then closes the selected connections.
    void disconnectSelected();
    /// Gives the tutorial's services their usual ports again.
    void restorePorts();
    /// The settings were changed elsewhere; a running server goes on with the old ones until it is
    /// started anew, which is offered.
    void takeSettings();
    void focusFilter();

signals:
    void stateChanged(ServerStatus::State state);
    /// What a start would open is another thing now.
    void plansChanged();
    /// Whether connections are selected.
    void connectionsSelected(bool some);
    /// The person wants to change who may connect.
    void settingsRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void onStateChanged(ServerStatus::State state);
    void onStatusChanged();
    void onServiceEdited(ServiceKind service);
    void onReachChosen(int index);
    void onSecureToggled(bool secure);
    void pull();
    void loadPlans();
    void refreshState();
    void refreshReach();
    void onPageNotOpened(const QUrl &page);
    void refreshPill();
    void refreshDuplicate();

    std::unique_ptr<Ui::ServerTab> m_ui;
    Server *m_server;
    StatusBoard *m_board;
    Settings *m_settings;
    ServerStarter *m_starter;
    ServerStatus m_status;
    QTimer m_pullTimer;
    QElapsedTimer m_sincePull;
};
