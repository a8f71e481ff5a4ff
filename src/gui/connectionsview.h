#pragma once

#include "connectionmodel.h"

#include <QSortFilterProxyModel>
#include <QTableView>

class ColumnWidths;

/// The server's open connections in a sortable table; several can be selected.
class ConnectionsView : public QTableView
{
    Q_OBJECT
public:
    explicit ConnectionsView(QWidget *parent = nullptr);

    void setConnections(const QList<ConnectionInfo> &connections);
    /// What stands in the rows' place while there are none.
    void setEmptyHint(const QString &text);
    QList<ConnectionInfo> selectedConnections() const;
    ColumnWidths *columnWidths() const { return m_columnWidths; }

    QSize minimumSizeHint() const override;

signals:
    void connectionsSelected(bool some);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUsualWidths();
    void refreshRowHeight();

    ConnectionModel m_connections;
    QSortFilterProxyModel m_sorted;
    QString m_emptyHint;
    ColumnWidths *m_columnWidths;
};
