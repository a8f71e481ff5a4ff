#pragma once

#include "statuspill.h"

#include "options.h"

#include <QVariantMap>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class ConnectPanel;
}
class ClientSession;

/// Where a client connects to and how, the button for both ways, and how the connection stands.
class ConnectPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectPanel(QWidget *parent = nullptr);
    ~ConnectPanel() override;

    /// What it tells of; to be set at first, and to outlive it.
    void setSession(const ClientSession *session);
    /// How the last connection ended, in a word or two, until the next attempt; and whether badly.
    void setEnding(const QString &word, bool failed);
    /// Whether the last connection ended badly.
    bool hasFailed() const { return m_failed; }

    /// What is filled in. Nothing, and one sentence in \a error, when some of it cannot be used.
    std::optional<ClientOptions> options(QString *error) const;
    /// Whether the connection is to be made again when it is lost.
    ReconnectOptions reconnect() const;
    /// True when it asks for the passphrase of the client's own certificate, which the connection needs:
    /// connectRequested() follows unless the person gives up.
    bool askForPassphrase();
    /// Goes to what options() has objected to; true when it is read there what is wrong.
    bool showMistake();

    void setUrl(const QString &url);
    void focusUrl();
    /// Earlier addresses, newest first.
    void setHistory(const QStringList &urls);
    QStringList history() const;
    /// The host and port of the connection or else of the address, or "Client" while there is none.
    QString title() const { return m_title; }
    /// Whether \a url can be filled in without anything being lost: nothing is connected, and this is the
    /// address already, or there are neither address nor options.
    bool isFreeFor(const QString &url) const;

    /// Address and options, without passwords and other secrets.
    QVariantMap saveState() const;
    /// Takes them from \a state, where there may be more.
    void restoreState(const QVariantMap &state);

signals:
    void connectRequested();
    /// Whatever is the next thing to do, to the connection or to the attempt.
    void connectOrDisconnectRequested();
    /// The connection is to be made anew, with what is filled in now.
    void reconnectRequested();
    void trustedServersRequested();
    /// \a url is what is written now, none when it is no address.
    void addressChanged(const std::optional<QUrl> &url);
    void titleChanged(const QString &title);

private:
    std::optional<QUrl> address() const;
    void showCertificate();
    void refresh();
    void refreshStatus();
    void refreshPeer();
    void refreshSummary();
    void refreshTitle();

    std::unique_ptr<Ui::ConnectPanel> m_ui;
    const ClientSession *m_session = nullptr;
    QString m_ending;
    bool m_failed = false;
    QString m_title;
};
