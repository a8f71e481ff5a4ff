#include "logmodel.h"

#include "displaytext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace {

constexpr qint64 longestLookBack = 1'000; ///< entries between a ping and its pong

QString typeText(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Text:
        return LogModel::tr("text");
    case EntryKind::Binary:
        return LogModel::tr("binary");
    case EntryKind::Ping:
        return LogModel::tr("ping");
    case EntryKind::Pong:
        return LogModel::tr("pong");
    case EntryKind::Close:
        return LogModel::tr("close");
    case EntryKind::Request:
        return LogModel::tr("request");
    case EntryKind::Response:
        return LogModel::tr("response");
    case EntryKind::Info:
        return LogModel::tr("info");
    case EntryKind::Error:
        return LogModel::tr("error");
    }
    return {};
}

bool carriesPayload(EntryKind kind)
{
    return kind != EntryKind::Info && kind != EntryKind::Error;
}

QString connectionText(const LogEntry &entry)
{
    if (entry.connection != 0)
        return QLatin1Char('#') + QString::number(entry.connection);
    if (entry.recipients != 0)
        return LogModel::tr("all (%1)", "sent to that many connections").arg(entry.recipients);
    return {};
}

QString timeOfDay(qint64 microseconds)
{
    return QDateTime::fromMSecsSinceEpoch(microseconds / 1000).toString(u"HH:mm:ss.zzz");
}

}

LogModel::LogModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    connect(&m_scan, &LogScan::found, this, &LogModel::takeFound);
    connect(&m_scan, &LogScan::finished, this, [this] {
        m_scan.resume(m_range.last); // what came meanwhile
        if (std::exchange(m_filtering, false))
            emit filterApplied();
    });
}

void LogModel::setStore(std::shared_ptr<const LogStore> store)
{
    beginResetModel();
    m_scan.stop();
    m_store = std::move(store);
    m_reader = LogReader(m_store);
    m_range = {};
    m_found.clear();
    endResetModel();
    setFilter(m_filter);
}

void LogModel::update()
{
    if (!m_store)
        return;
    forget();
    const qint64 last = m_store->range().last;
    if (last == m_range.last || m_replacing)
        return;
    const bool asRows = m_showsAll && m_filter.isEmpty();
    if (asRows)
        beginInsertRows({}, rowCount(), rowCount() + int(last - m_range.last) - 1);
    m_range.last = last;
    if (asRows)
        endInsertRows();
    else
        m_scan.resume(last);
}

void LogModel::forget()
{
    const qint64 first = m_store ? m_store->range().first : m_range.first;
    if (first <= m_range.first)
        return;
    const int rows = firstRowFrom(first);
    if (rows > 0)
        beginRemoveRows({}, 0, rows - 1);
    m_range.first = first;
    m_range.last = std::max(m_range.last, first - 1);
    m_found.erase(m_found.begin(), m_found.begin() + (m_showsAll ? 0 : rows));
    if (rows > 0)
        endRemoveRows();
}

void LogModel::setFilter(const LogFilter &filter)
{
    m_filter = filter;
    m_scan.stop();
    m_filtering = true;
    m_replacing = true;
    if (!filter.isEmpty() && m_store) {
        m_scan.start(m_store, filter, m_range.last);
        return;
    }
    showAll();
    m_filtering = false;
    emit filterApplied();
}

void LogModel::showAll()
{
    beginResetModel();
    m_replacing = false;
    m_showsAll = true;
    m_found = {};
    endResetModel();
}

void LogModel::takeFound(const QList<qint64> &sequences)
{
    const auto first = std::lower_bound(sequences.begin(), sequences.end(), m_range.first); // still there
    if (m_replacing) {
        beginResetModel();
        m_replacing = false;
        m_showsAll = false;
        m_found.assign(first, sequences.end());
        endResetModel();
    } else if (first != sequences.end()) {
        beginInsertRows({}, rowCount(), rowCount() + int(sequences.end() - first) - 1);
        m_found.insert(m_found.end(), first, sequences.end());
        endInsertRows();
    }
}

void LogModel::setTimeStyle(TimeStyle style)
{
    if (style == m_timeStyle)
        return;
    m_timeStyle = style;
    if (rowCount() > 0)
        emit dataChanged(index(0, TimeColumn), index(rowCount() - 1, TimeColumn), {Qt::DisplayRole});
}

qint64 LogModel::sequenceAt(int row) const
{
    return m_showsAll ? m_range.first + row : m_found[std::size_t(row)];
}

/// The first row with \a sequence or a higher one.
int LogModel::firstRowFrom(qint64 sequence) const
{
    if (m_showsAll)
        return int(std::clamp<qint64>(sequence - m_range.first, 0, m_range.count()));
    return int(std::lower_bound(m_found.begin(), m_found.end(), sequence) - m_found.begin());
}

int LogModel::rowOfSequence(qint64 sequence) const
{
    const int row = firstRowFrom(sequence);
    return row < rowCount() && sequenceAt(row) == sequence ? row : -1;
}

QString LogModel::rowText(int row) const
{
    QStringList cells;
    for (int column = TimeColumn; column < TextColumn; ++column)
        cells.append(displayText(row, column));
    cells.append(DisplayText::preview(m_reader.peek(sequenceAt(row)), LogEntry::maximumPayload));
    return cells.join(u'\t');
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return int(m_showsAll ? m_range.count() : qint64(m_found.size()));
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return displayText(index.row(), index.column());
    case Qt::TextAlignmentRole:
        if (index.column() == SizeColumn)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        if (index.column() == DirectionColumn)
            return QVariant(Qt::AlignCenter);
        return {};
    case Qt::AccessibleTextRole:
        return sentence(index.row());
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == SizeColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::TextAlignmentRole && section != DirectionColumn)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case DirectionColumn:
        return tr("↑↓", "column: sent or received");
    case ConnectionColumn:
        return tr("Connection");
    case TypeColumn:
        return tr("Type");
    case SizeColumn:
        return tr("Size");
    case TextColumn:
        return tr("Text");
    default:
        return {};
    }
}

QString LogModel::displayText(int row, int column) const
{
    const LogEntry entry = m_reader.peek(sequenceAt(row));
    switch (column) {
    case TimeColumn:
        return timeText(row);
    case DirectionColumn:
        return entry.direction == Direction::Sent    ? QStringLiteral("↑")
            : entry.direction == Direction::Received ? QStringLiteral("↓")
                                                     : QString();
    case ConnectionColumn:
        return connectionText(entry);
    case TypeColumn:
        return typeText(entry.kind);
    case SizeColumn:
        return carriesPayload(entry.kind) ? DisplayText::byteCount(entry.size) : QString();
    case TextColumn:
        return contentText(row);
    default:
        return {};
    }
}

QString LogModel::contentText(int row) const
{
    const QString preview = DisplayText::preview(m_reader.peek(sequenceAt(row)));
    const std::optional<qint64> microseconds = roundTrip(row);
    if (!microseconds)
        return preview;
    const QString time = tr("round trip %1 ms").arg(QLocale().toString(double(*microseconds) / 1000, 'f', 2));
    return preview.isEmpty() ? time : tr("%1 (%2)", "pong: payload, round trip").arg(preview, time);
}

/// Microseconds from our ping to the pong in \a row, when the ping is among the entries shortly before.
std::optional<qint64> LogModel::roundTrip(int row) const
{
    if (kindAt(row) != EntryKind::Pong || directionAt(row) != Direction::Received)
        return {};
    const LogEntry pong = entryAt(row);
    const qint64 oldest = std::max(pong.sequence - longestLookBack, m_range.first);
    for (qint64 sequence = pong.sequence - 1; sequence >= oldest; --sequence) {
        const LogEntry ping = m_reader.peek(sequence);
        if (ping.kind == EntryKind::Ping && ping.direction == Direction::Sent
            && ping.connection == pong.connection && ping.payload == pong.payload)
            return pong.time - ping.time;
    }
    return {};
}

LogEntry LogModel::otherHead(int row) const
{
    if (!isHead(kindAt(row)))
        return {};
    const LogEntry head = entryAt(row);
    const qint64 step = head.kind == EntryKind::Request ? 1 : -1;
    const qint64 first = std::max(head.sequence - longestLookBack, m_range.first);
    const qint64 last = std::min(head.sequence + longestLookBack, m_range.last);
    for (qint64 sequence = head.sequence + step; sequence >= first && sequence <= last; sequence += step) {
        const LogEntry other = m_reader.peek(sequence);
        if (isHead(other.kind) && other.connection == head.connection)
            return other.kind != head.kind ? m_reader.entry(sequence) : LogEntry();
    }
    return {};
}

QString LogModel::timeText(int row) const
{
    const qint64 time = m_reader.peek(sequenceAt(row)).time;
    if (m_timeStyle == TimeStyle::TimeOfDay || row == 0)
        return timeOfDay(time);
    const double seconds = double(time - m_reader.peek(sequenceAt(row - 1)).time) / 1e6;
    return (seconds < 0 ? QString() : QStringLiteral("+")) + QLocale().toString(seconds, 'f', 3);
}

/// A row as a screen reader says it.
QString LogModel::sentence(int row) const
{
    const LogEntry entry = m_reader.peek(sequenceAt(row));
    QStringList parts{timeOfDay(entry.time)};
    if (entry.direction != Direction::None)
        parts.append(entry.direction == Direction::Sent ? tr("sent") : tr("received"));
    parts.append(typeText(entry.kind));
    if (entry.connection != 0)
        parts.append(tr("connection %1").arg(entry.connection));
    if (carriesPayload(entry.kind))
        parts.append(DisplayText::byteCount(entry.size));
    return tr("%1: %2", "a log row read aloud: circumstances, text")
        .arg(parts.join(QStringLiteral(", ")), contentText(row));
}
