#pragma once

#include "client.h"
#include "status.h"

#include <QVariantMap>
#include <QWidget>

#include <functional>
#include <memory>

namespace Ui {
class ClientTab;
}
class ClientNews;
class ClientTrust;
class ComposePanel;
class LogPanel;
class PinStore;
class Reconnection;

/// One outgoing connection on the screen: address, log, composer and what its service offers.
///
/// Lives in the GUI thread; its Client lives in the network thread and is only called queued. The
/// tab must be deleted before that thread ends.
class ClientTab : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the tab; \a pins are the servers trusted by their identity.
    ClientTab(QThread *networkThread, const PinStore *pins, QWidget *parent = nullptr);
    ~ClientTab() override;

    /// Address, options and look, without passwords and other secrets.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

    /// Earlier addresses, newest first.
    void setHistory(const QStringList &urls);
    QStringList history() const;

    /// A short name for the tab: the host and port, or "Client" while there is none.
    QString title() const;
    Client::State state() const { return m_state; }
    LogPanel *logPanel() const;
    ComposePanel *composePanel() const;
    /// Whether \a url can be opened here without anything being lost: nothing is connected, and the tab has this
    /// address already, or neither address nor options.
    bool isFreeFor(const QString &url) const;

    /// Tells whether this program's own server runs, which decides what the tab offers after a failure.
    /// When it begins to run after startOwnServerRequested(), the tab tries again.
    void setOwnServerRunning(bool running);
    /// This program's own open ports, so that the tab knows which of them greets, and the authority (PEM) of
    /// this machine that vouches for them; empty: it does not.
    void setOwnListeners(const QList<ListenerInfo> &listeners, const QByteArray &authority = {});

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
    void connectClient();
    void call(std::function<void(Client *)> action);
    void connectTrust();
    void connectToUrl();
    void reconnect();
    void showCertificate();
    void setState(Client::State state);
    void onConnected(const Client::Handshake &handshake);
    void onClosed(const CloseStatus &status);
    void onFailed(const QString &sentence);
    void onPong(qint64 roundTrip);
    void onWaiting(int number, int attempts, std::chrono::milliseconds pause);
    void onOver(int attempts);
    void greet(const QString &name);
    void refresh();
    void refreshConnection();
    void refreshTitle();

    std::unique_ptr<Ui::ClientTab> m_ui;
    MessageLog *m_log; ///< the client's child, so that it is there as long as the client
    Client *m_client;
    Reconnection *m_reconnection; ///< the client's child
    ClientNews *m_news;
    ClientTrust *m_trust;
    Client::State m_state = Client::State::Unconnected;
    Client::Handshake m_handshake;
    qint64 m_roundTrip = -1; ///< microseconds
    ClientOptions m_options; ///< of the connection that is open or was tried last
    QString m_title;
    QString m_ending; ///< how the last connection ended, in a word or two
    QByteArray m_authorities; ///< trusted besides the options', PEM
    QString m_pendingName; ///< to be sent to hello once connected
    std::optional<Client::Distrust> m_distrust; ///< why the failure that follows comes
    bool m_reconnecting = false; ///< connect again once this connection has ended
    bool m_failed = false;
    bool m_cancelled = false;
    bool m_ownServerRunning = false;
    QList<ListenerInfo> m_ownListeners;
    bool m_retryWhenServerRuns = false;
};
