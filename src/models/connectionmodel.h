#pragma once

#include "status.h"

#include <QAbstractTableModel>

/// The server's open connections as rows, by rising id. Lives in the GUI thread.
class ConnectionModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        IdColumn,
        PeerColumn,
        ServiceColumn,
        SinceColumn,
        InColumn,
        OutColumn,
        RoundTripColumn,
        ColumnCount,
    };
    enum Role {
        SortRole = Qt::UserRole, ///< the cell's value as a number or text that sorts well
        IdRole, ///< the connection's id, in every column
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows \a connections, whose ids must rise. Rows that stay, stay: only what came, went or
    /// changed is announced, so a view keeps its selection and place.
    void setConnections(const QList<ConnectionInfo> &connections);
    /// The connection shown in \a row, which must be a valid one.
    const ConnectionInfo &connectionAt(int row) const { return m_connections.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<ConnectionInfo> m_connections;
};
