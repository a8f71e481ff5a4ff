#pragma once

#include "options.h"

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
    /// True when the client's own certificate opens only with a passphrase, and none is known.
    bool wantsPassphrase() const;
    /// Asks for it; passphraseGiven() follows unless the person gives up.
    void askForPassphrase();
    /// The connection that accepts any certificate is over: the next one does not.
    void endException();
    /// What differs from the defaults, in a few words; empty when nothing does.
    QString summary() const;

    void setReadOnly(bool readOnly);

    /// For the settings file: no passwords, and no headers that carry secrets.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

signals:
    void changed();
    /// The servers trusted by their identity are to be shown.
    void trustedServersRequested();
    /// The passphrase of the client's own certificate is known now, until another one is chosen.
    void passphraseGiven();

private:
    void showProxyFields();
    void chooseFile(QLineEdit *edit, const QString &title, const QString &filter);
    QString ownFile() const;

    std::unique_ptr<Ui::ClientOptionsPane> m_ui;
    QByteArray m_passphrase; ///< of the client's own certificate; never saved
};
