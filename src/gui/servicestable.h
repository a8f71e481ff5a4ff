#pragma once

#include "status.h"

#include <QTableWidget>

#include <array>

class QLabel;
class QSpinBox;
class QToolButton;

/// The services: which of them have a port of their own, where each is reached, and by how many.
/// Shows the planned addresses while the server is stopped and the real ones while it runs.
class ServicesTable : public QTableWidget
{
    Q_OBJECT
public:
    enum Column { ServiceColumn, PortColumn, UrlColumn, ClientsColumn, ActionsColumn };

    /// A service's own port as it is planned.
    struct Plan
    {
        bool hasPort = false;
        int port = 0; ///< 0: a free one
    };

    explicit ServicesTable(QWidget *parent = nullptr);

    Plan plan(ServiceKind service) const;
    /// Does not emit edited().
    void setPlan(ServiceKind service, const Plan &plan);
    /// What the server is to open.
    QList<ListenerOptions> listeners() const;
    /// The first service whose port another one before it has too.
    std::optional<ServiceKind> duplicate() const;

    /// The host that planned and real URLs show instead of "every address" ("0.0.0.0").
    void setHost(const QString &host);
    /// Whether planned URLs are wss ones.
    void setSecure(bool secure);
    /// While locked, ticks and ports are shown but cannot be changed.
    void setLocked(bool locked);
    /// Shows the real addresses of \a listeners; an empty list shows the planned ones.
    void setListeners(const QList<ListenerInfo> &listeners);
    /// Open connections of each service.
    void setClients(const ServerStatus &status);
    /// Where \a service is reached: its own port, or its path on the first one. Empty: nowhere.
    QUrl url(ServiceKind service) const;
    /// The page that a browser shows for \a service. Empty: nowhere.
    QUrl page(ServiceKind service) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// No browser could be started for \a page.
    void pageNotOpened(const QUrl &page);
    /// listeners() are other ones now, whoever changed them.
    void plansChanged();
    /// The person ticked or unticked a service, or gave it another port.
    void edited(ServiceKind service);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QSpinBox *port = nullptr;
        QToolButton *copy = nullptr;
        QToolButton *open = nullptr;
        Plan plan;
    };

    void addRow(ServiceKind service);
    void onItemChanged(QTableWidgetItem *item);
    void refresh();
    void refreshIcons();
    void refreshSizes();
    Row &row(ServiceKind service) { return m_rows[std::size_t(service)]; }
    const Row &row(ServiceKind service) const { return m_rows[std::size_t(service)]; }

    std::array<Row, serviceKindCount> m_rows;
    QList<ListenerInfo> m_listeners;
    QString m_host;
    bool m_secure = false;
    bool m_locked = false;
    bool m_refreshing = false;
};
