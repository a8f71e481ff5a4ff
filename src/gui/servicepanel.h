#pragma once

#include "counterprotocol.h"
#include "messagelog.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class ServicePanel;
}

/// What the service at the other end offers beyond plain messages: the counter's value, its users and
/// steps, once it has told of them; a name to be greeted with, where hello answers. Hidden otherwise.
class ServicePanel : public QWidget
{
    Q_OBJECT
public:
    explicit ServicePanel(QWidget *parent = nullptr);
    ~ServicePanel() override;

    /// Forgets the counter and, for a service that greets, shows the name.
    void begin(bool greets);
    /// Takes the newest state and users event out of \a entries.
    void take(const QList<LogEntry> &entries);
    /// While not connected the value is a dash, and only greeting is possible.
    void setConnected(bool connected);

    QString name() const;
    void setName(const QString &name);

signals:
    void stepRequested(CounterProtocol::Action action);
    void greetRequested(const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    std::unique_ptr<Ui::ServicePanel> m_ui;
    std::optional<qint64> m_value;
    std::optional<qint64> m_users;
    bool m_greets = false;
    bool m_connected = false;
};
