#pragma once

#include "client.h"
#include "ownserver.h"

#include <QVariantMap>
#include <QWidget>

#include <memory>

namespace Ui {
class ClientTab;
}
class ClientNews;
class ClientSession;
class ClientTrust;
class ComposePanel;
class LogPanel;
class NetworkThread;
class PinStore;

/// One outgoing connection on the screen: address, log, composer and what its service offers.
///
/// Lives in the GUI thread, and must be deleted before the network thread ends.
class ClientTab : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the tab; \a pins are the servers trusted by their identity.
    ClientTab(NetworkThread *networkThread, const PinStore *pins, QWidget *parent = nullptr);
    ~ClientTab() override;

    /// Address, options and look, without passwords and other secrets.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

    /// Earlier addresses, newest first.
    void setHistory(const QStringList &urls);
    QStringList history() const;

    /// A short name for the tab: the host and port, or "Client" while there is none.
    QString title() const;
    Client::State state() const;
    LogPanel *logPanel() const;
    ComposePanel *composePanel() const;
    /// Whether \a url can be opened here without anything being lost: nothing is connected, and the tab has
    /// this address already, or neither address nor options.
    bool isFreeFor(const QString &url) const;

    /// How this program's own \a server stands now, which decides what is trusted, and what the tab offers
    /// after a failure. When it begins to run after startOwnServerRequested(), the tab tries again.
    void setOwnServer(const OwnServer &server);

public slots:
    /// Fills in \a url and connects; does nothing while another connection is open. \a authorities (PEM)
    /// are trusted by this tab as long as it lives, and not saved.
    void openUrl(const QString &url, const QByteArray &authorities = {});
    /// Connects, cancels or disconnects, whatever the state asks for.
    void connectOrDisconnect();
    /// Walks a connection to the address step by step, and shows where it stops.
    void checkConnection();
    void focusUrl();
    void focusFilter();

signals:
    void titleChanged(const QString &title);
    void stateChanged(Client::State state);
    /// \a url is being connected to; for the shared history. Without user and password.
    void urlUsed(const QString &url);
    void connectToOwnServerRequested();
    void startOwnServerRequested();

private:
    void connectWidgets();
    void connectTrust();
    void connectSession();
    void connectToUrl();
    void reconnect();
    void refuse(const QString &sentence);
    void refuseOptions(const QString &sentence);
    void onConnected();
    void onClosed(const CloseStatus &status);
    void onFailed(const QString &sentence);
    void onOver(bool gaveUp);
    void greet(const QString &name);
    void refresh();

    std::unique_ptr<Ui::ClientTab> m_ui;
    NetworkThread *const m_networkThread;
    ClientSession *m_session;
    ClientNews *m_news = nullptr;
    ClientTrust *m_trust = nullptr;
    QString m_pendingName; ///< to be sent to hello once connected
    bool m_reconnecting = false; ///< connect again once this connection has ended
    OwnServer m_ownServer;
    bool m_retryWhenServerRuns = false;
};
