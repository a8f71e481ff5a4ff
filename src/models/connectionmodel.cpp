#include "connectionmodel.h"

#include "displaytext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace {

bool idLess(const ConnectionInfo &a, const ConnectionInfo &b)
{
    return a.id < b.id;
}

bool contains(const QList<ConnectionInfo> &connections, const ConnectionInfo &wanted)
{
    return std::binary_search(connections.begin(), connections.end(), wanted, idLess);
}

QString trafficText(quint64 messages, quint64 bytes)
{
    return ConnectionModel::tr("%1 · %2", "number of messages, number of bytes")
        .arg(QLocale().toString(messages), DisplayText::byteCount(bytes));
}

QString roundTripText(qint64 microseconds)
{
    if (microseconds < 0)
        return QStringLiteral("–");
    return ConnectionModel::tr("%1 ms").arg(QLocale().toString(double(microseconds) / 1000, 'f', 2));
}

QString displayText(const ConnectionInfo &connection, int column)
{
    switch (column) {
    case ConnectionModel::IdColumn:
        return QLatin1Char('#') + QString::number(connection.id);
    case ConnectionModel::PeerColumn:
        return DisplayText::oneLine(connection.peer);
    case ConnectionModel::ServiceColumn:
        return serviceName(connection.service);
    case ConnectionModel::SinceColumn:
        return QDateTime::fromMSecsSinceEpoch(connection.since).toString(u"HH:mm:ss");
    case ConnectionModel::InColumn:
        return trafficText(connection.messagesIn, connection.bytesIn);
    case ConnectionModel::OutColumn:
        return trafficText(connection.messagesOut, connection.bytesOut);
    case ConnectionModel::RoundTripColumn:
        return roundTripText(connection.roundTrip);
    default:
        return {};
    }
}

QVariant sortValue(const ConnectionInfo &connection, int column)
{
    switch (column) {
    case ConnectionModel::IdColumn:
        return connection.id;
    case ConnectionModel::SinceColumn:
        return connection.since;
    case ConnectionModel::InColumn:
        return connection.messagesIn;
    case ConnectionModel::OutColumn:
        return connection.messagesOut;
    case ConnectionModel::RoundTripColumn:
        return connection.roundTrip;
    default:
        return displayText(connection, column);
    }
}

bool isNumber(int column)
{
    return column == ConnectionModel::IdColumn || column == ConnectionModel::InColumn
        || column == ConnectionModel::OutColumn || column == ConnectionModel::RoundTripColumn;
}

}

void ConnectionModel::setConnections(const QList<ConnectionInfo> &connections)
{
    // What went, in runs from the end, so that the row numbers before a run stay true.
    for (qsizetype last = m_connections.size() - 1; last >= 0; --last) {
        if (contains(connections, m_connections.at(last)))
            continue;
        qsizetype first = last;
        while (first > 0 && !contains(connections, m_connections.at(first - 1)))
            --first;
        beginRemoveRows({}, int(first), int(last));
        m_connections.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }

    // What is left is a part of the new list: what changed and what came, in runs.
    for (qsizetype row = 0; row < connections.size();) {
        qsizetype end = row + 1;
        const bool known = row < m_connections.size() && m_connections.at(row).id == connections.at(row).id;
        if (!known) {
            const auto isNew = [&](qsizetype i) {
                return row >= m_connections.size() || connections.at(i).id < m_connections.at(row).id;
            };
            while (end < connections.size() && isNew(end))
                ++end;
            beginInsertRows({}, int(row), int(end) - 1);
            m_connections.insert(row, end - row, {});
            std::copy(connections.begin() + row, connections.begin() + end, m_connections.begin() + row);
            endInsertRows();
        } else if (m_connections.at(row) != connections.at(row)) {
            const auto isChanged = [&](qsizetype i) {
                return i < m_connections.size() && m_connections.at(i).id == connections.at(i).id
                    && m_connections.at(i) != connections.at(i);
            };
            while (end < connections.size() && isChanged(end))
                ++end;
            std::copy(connections.begin() + row, connections.begin() + end, m_connections.begin() + row);
            emit dataChanged(index(int(row), 0), index(int(end) - 1, ColumnCount - 1));
        }
        row = end;
    }
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_connections.size());
}

int ConnectionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConnectionInfo &connection = m_connections.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(connection, index.column());
    case Qt::TextAlignmentRole:
        return isNumber(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case SortRole:
        return sortValue(connection, index.column());
    case IdRole:
        return connection.id;
    default:
        return {};
    }
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IdColumn:
        return tr("#", "column: connection number");
    case PeerColumn:
        return tr("Peer");
    case ServiceColumn:
        return tr("Service");
    case SinceColumn:
        return tr("Since");
    case InColumn:
        return tr("In");
    case OutColumn:
        return tr("Out");
    case RoundTripColumn:
        return tr("Round trip");
    default:
        return {};
    }
}
