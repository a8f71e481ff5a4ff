#pragma once

#include "options.h"

#include <QVariantMap>
#include <QWidget>

#include <memory>

namespace Ui {
class ClientOptionsPane;
}

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

private:
    void showProxyFields();
    void chooseAuthorities();

    std::unique_ptr<Ui::ClientOptionsPane> m_ui;
};
