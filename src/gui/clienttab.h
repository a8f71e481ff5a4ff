#pragma once

#include "client.h"

#include <QVariantMap>
#include <QWidget>

#include <memory>

namespace Ui {
class ClientTab;
}
class LogPanel;

/// One outgoing connection on the screen: address, log, composer and what its service offers.
///
/// Lives in the GUI thread; its Client lives in the network thread and is only called queued. The
/// tab must be deleted before that thread ends.
class ClientTab : public QWidget
{
    Q_OBJECT
public:
    explicit ClientTab(QThread *networkThread, QWidget *parent = nullptr);
    ~ClientTab() override;

    /// Address, options and look, without passwords and other secrets.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

    /// Earlier addresses, newest first.
    void setHistory(const QStringList &urls);
    QStringList history() const;

    /// A short name for the tab: the host and port, or "Client" while there is none.
    QString title() const;
    /// What was last heard from the client.
    Client::State state() const { return m_state; }
    LogPanel *logPanel() const;

    /// Tells whether this program's own server runs, which decides what the tab offers after a failure.
    /// When it begins to run after startOwnServerRequested(), the tab tries again.
    void setOwnServerRunning(bool running);

public slots:
    /// Fills in \a url and connects; does only the former while another connection is open.
    void openUrl(const QString &url);
    /// Connects, cancels or disconnects, whatever the state asks for.
    void connectOrDisconnect();
    /// Sends what the composer holds.
    void send();
    void ping();
    /// Asks for a code and a reason, then closes.
    void closeWithCode();
    void focusUrl();
    void focusFilter();
    void focusComposer();

signals:
    void titleChanged(const QString &title);
    void stateChanged(Client::State state);
    /// \a url is being connected to; for the shared history.
    void urlUsed(const QString &url);
    void connectToOwnServerRequested();
    void startOwnServerRequested();

private:
    std::unique_ptr<Ui::ClientTab> m_ui;
    Client *m_client = nullptr;
    Client::State m_state = Client::State::Unconnected;
};
