#pragma once

#include "handshakefields.h"
#include "options.h"

#include <QTimer>
#include <QVariantMap>
#include <QWidget>

#include <memory>

namespace Ui {
class ClientOptionsPane;
}
class QLineEdit;

/// How a connection is to be made, beyond its address: headers, subprotocols, origin, trust, proxy,
/// limits.
class ClientOptionsPane : public QWidget
{
    Q_OBJECT
public:
    explicit ClientOptionsPane(QWidget *parent = nullptr);
    ~ClientOptionsPane() override;

    /// What is filled in, without the address. Nothing, and one sentence in \a error, when a line
    /// cannot be used.
    std::optional<ClientOptions> options(QString *error) const;
    /// Whether the connection is to be made again when it is lost.
    ReconnectOptions reconnect() const;
    /// True when the client's own certificate opens only with a passphrase, and none is known.
    bool wantsPassphrase() const;
    /// Asks for it; passphraseGiven() follows unless the person gives up.
    void askForPassphrase();
    /// The connection that accepts any certificate is over: the next one does not.
    void endException();
    /// What differs from the defaults, in a few words; empty when nothing does.
    QString summary() const;
    /// Says what cannot be sent, if there is such; true if so. Done, too, once the person has stopped typing.
    bool judge();

    /// While connected nothing can be changed, until the person wants to and then asks for a new connection.
    void setConnected(bool connected);

    /// For the settings file: no passwords, tokens, cookies and headers that carry secrets, unless the person
    /// wants them saved.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

signals:
    void changed();
    /// The connection is to be made anew, with what is filled in now.
    void reconnectRequested();
    /// The servers trusted by their identity are to be shown.
    void trustedServersRequested();
    /// The passphrase of the client's own certificate is known now, until another one is chosen.
    void passphraseGiven();

private:
    void showProxyFields();
    void showSignInFields();
    SignIn signIn() const;
    bool readHandshake(ClientOptions *options, QString *error) const;
    void setLocked(bool readOnly);
    QVariantMap saveState(bool withSecrets) const;
    void chooseFile(QLineEdit *edit, const QString &title, const QString &filter);
    QString ownFile() const;

    std::unique_ptr<Ui::ClientOptionsPane> m_ui;
    QTimer m_judgeTimer;
    QVariantMap m_before; ///< what the connection was made with, while it is being changed
    bool m_connected = false;
    QByteArray m_passphrase; ///< of the client's own certificate; never saved
};
