#pragma once

#include "pinstore.h"
#include "status.h"
#include "tabpanes.h"

#include <QHash>
#include <QPointer>
#include <QVariantMap>

class ClientTab;
class NetworkThread;
class SavedMessages;
class ServerTab;
class Settings;

/// The client tabs among the window's pages: makes them, numbers them, and tells each what all share: the
/// addresses used, the messages saved, the servers trusted and the state of the program's own server.
///
/// Lives in the GUI thread. The tabs belong to the panes.
class ClientTabs : public QObject
{
    Q_OBJECT
public:
    /// Adds its tabs to \a panes; their connections live in \a networkThread. All five must outlive the tabs.
    ClientTabs(TabPanes *panes, ServerTab *server, Settings *settings, SavedMessages *messages,
               NetworkThread *networkThread, QObject *parent = nullptr);

    /// From left to right.
    QList<ClientTab *> all() const;
    /// The one that is the current page, or null.
    ClientTab *current() const;

    /// Adds those that are in the settings, or else one.
    void restore();
    /// Puts them into the settings, each with its name and side.
    void save() const;

public slots:
    /// Adds one, with the keys in its address.
    void newClient();
    /// Connects to \a url in the first tab that is free for it, or in a new one; trusting \a authorities
    /// (PEM), too.
    void openUrl(const QString &url, const QByteArray &authorities = {});
    /// Connects a tab that has nothing to do to the program's own server, which is started where that is
    /// needed.
    void openOwnServer();

signals:
    /// What save() writes is another than before.
    void changed();
    /// A connection or a recording of one of the tabs has begun or ended.
    void stateChanged();

private:
    ClientTab *add(TabPanes::Side side, const QVariantMap &state = {});
    ClientTab *freeClient();
    int number(const QVariantMap &state) const;
    void refreshLabel(ClientTab *client);
    void onServerState(ServerStatus::State state);
    void connectToOwnServer(ClientTab *client);
    void tellOfOwnServer();
    void rememberUrl(const QString &url);

    TabPanes *m_panes;
    ServerTab *m_server;
    Settings *m_settings;
    SavedMessages *m_messages;
    NetworkThread *m_networkThread;
    const PinStore m_pins;
    QHash<const QWidget *, int> m_numbers; ///< in the tabs' names
    QPointer<ClientTab> m_waiting; ///< connects once the server runs
};
