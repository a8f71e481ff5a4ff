#include "logmodel.h"

#include "displaytext.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QLocale>

#include <algorithm>

namespace {

constexpr int filterSliceMilliseconds = 12; ///< of one turn of the event loop, less than a frame
constexpr qsizetype longestLookBack = 1'000; ///< entries between a ping and its pong
constexpr int entriesPerLook = 256; ///< between two looks at the clock

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
    if (entry.direction == Direction::Sent)
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
    m_filterTimer.setSingleShot(true);
    m_filterTimer.setInterval(0);
    connect(&m_filterTimer, &QTimer::timeout, this, &LogModel::filterSome);
}

void LogModel::setCapacity(qsizetype entries)
{
    m_capacity = std::max<qsizetype>(entries, 1);
}

void LogModel::appendEntries(const QList<LogEntry> &entries)
{
    // Only the newest that fit are of interest, by number and by bytes.
    auto first = entries.end();
    qsizetype bytes = 0;
    while (first != entries.begin() && entries.end() - first < m_capacity) {
        const qsizetype more = std::prev(first)->payload.size();
        if (bytes + more > MessageLog::maximumBytes)
            break;
        bytes += more;
        --first;
    }
    if (first == entries.end())
        return;
    makeRoom(entries.end() - first, bytes);

    std::deque<qint64> shown;
    const qint64 before = endOrdinal();
    if (m_nextOrdinal < 0) { // else the new filter gets there by itself
        for (auto entry = first; entry != entries.end(); ++entry) {
            if (m_filter.matches(*entry))
                shown.push_back(before + (entry - first));
        }
    }
    if (!shown.empty())
        beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + shown.size()) - 1);
    m_entries.insert(m_entries.end(), first, entries.end());
    m_bytes += bytes;
    if (!shown.empty()) {
        m_rows.insert(m_rows.end(), shown.begin(), shown.end());
        endInsertRows();
    }
}

/// Drops the oldest entries until \a entries more with \a bytes of payload fit.
void LogModel::makeRoom(qsizetype entries, qsizetype bytes)
{
    qsizetype dropped = 0;
    qsizetype droppedBytes = 0;
    const qsizetype count = entryCount();
    while (dropped < count
           && (count - dropped + entries > m_capacity
               || m_bytes - droppedBytes + bytes > MessageLog::maximumBytes)) {
        droppedBytes += m_entries[std::size_t(dropped)].payload.size();
        ++dropped;
    }
    if (dropped == 0)
        return;
    const auto firstKept = std::lower_bound(m_rows.begin(), m_rows.end(), m_firstOrdinal + dropped);
    const bool rowsGo = firstKept != m_rows.begin();
    if (rowsGo) {
        beginRemoveRows({}, 0, int(firstKept - m_rows.begin()) - 1);
        m_rows.erase(m_rows.begin(), firstKept);
    }
    m_entries.erase(m_entries.begin(), m_entries.begin() + dropped);
    m_firstOrdinal += dropped;
    m_bytes -= droppedBytes;
    if (rowsGo)
        endRemoveRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_firstOrdinal = endOrdinal();
    m_entries.clear();
    m_rows.clear();
    m_bytes = 0;
    endResetModel();
}

void LogModel::setFilter(const LogFilter &filter)
{
    m_filter = filter;
    m_nextRows.clear();
    m_nextOrdinal = m_firstOrdinal;
    filterSome();
}

void LogModel::filterSome()
{
    const QDeadlineTimer deadline(filterSliceMilliseconds);
    m_nextOrdinal = std::max(m_nextOrdinal, m_firstOrdinal);
    while (m_nextOrdinal < endOrdinal()) {
        if (m_filter.matches(m_entries[std::size_t(m_nextOrdinal - m_firstOrdinal)]))
            m_nextRows.push_back(m_nextOrdinal);
        ++m_nextOrdinal;
        if (m_nextOrdinal % entriesPerLook == 0 && deadline.hasExpired()) {
            m_filterTimer.start();
            return;
        }
    }
    m_filterTimer.stop();
    m_nextOrdinal = -1;
    beginResetModel();
    m_rows = std::move(m_nextRows);
    m_nextRows.clear();
    // What was dropped since the filter let it through is at the front.
    m_rows.erase(m_rows.begin(), std::lower_bound(m_rows.begin(), m_rows.end(), m_firstOrdinal));
    endResetModel();
    emit filterApplied();
}

void LogModel::setTimeStyle(TimeStyle style)
{
    if (style == m_timeStyle)
        return;
    m_timeStyle = style;
    if (rowCount() > 0)
        emit dataChanged(index(0, TimeColumn), index(rowCount() - 1, TimeColumn), {Qt::DisplayRole});
}

const LogEntry &LogModel::entryAt(int row) const
{
    return m_entries[std::size_t(m_rows[std::size_t(row)] - m_firstOrdinal)];
}

int LogModel::rowOfSequence(qint64 sequence) const
{
    const auto row =
        std::lower_bound(m_rows.begin(), m_rows.end(), sequence, [this](qint64 ordinal, qint64 wanted) {
            return m_entries[std::size_t(ordinal - m_firstOrdinal)].sequence < wanted;
        });
    if (row == m_rows.end() || m_entries[std::size_t(*row - m_firstOrdinal)].sequence != sequence)
        return -1;
    return int(row - m_rows.begin());
}

QString LogModel::rowText(int row) const
{
    QStringList cells;
    for (int column = TimeColumn; column < TextColumn; ++column)
        cells.append(displayText(row, column));
    const LogEntry &entry = entryAt(row);
    cells.append(DisplayText::preview(entry, MessageLog::maximumPayload));
    return cells.join(u'\t');
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
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
    const LogEntry &entry = entryAt(row);
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
    const QString preview = DisplayText::preview(entryAt(row));
    const std::optional<qint64> microseconds = roundTrip(row);
    if (!microseconds)
        return preview;
    const QString time = tr("round trip %1 ms").arg(QLocale().toString(double(*microseconds) / 1000, 'f', 2));
    return preview.isEmpty() ? time : tr("%1 (%2)", "pong: payload, round trip").arg(preview, time);
}

/// Microseconds from our ping to the pong in \a row, when the ping is among the entries shortly before.
std::optional<qint64> LogModel::roundTrip(int row) const
{
    const LogEntry &pong = entryAt(row);
    if (pong.kind != EntryKind::Pong || pong.direction != Direction::Received)
        return {};
    const qsizetype place = m_rows[std::size_t(row)] - m_firstOrdinal;
    for (qsizetype i = place - 1; i >= std::max<qsizetype>(place - longestLookBack, 0); --i) {
        const LogEntry &ping = m_entries[std::size_t(i)];
        if (ping.kind == EntryKind::Ping && ping.direction == Direction::Sent
            && ping.connection == pong.connection && ping.payload == pong.payload)
            return pong.time - ping.time;
    }
    return {};
}

QString LogModel::timeText(int row) const
{
    const qint64 time = entryAt(row).time;
    if (m_timeStyle == TimeStyle::TimeOfDay || row == 0)
        return timeOfDay(time);
    const double seconds = double(time - entryAt(row - 1).time) / 1e6;
    return (seconds < 0 ? QString() : QStringLiteral("+")) + QLocale().toString(seconds, 'f', 3);
}

/// A row as a screen reader says it.
QString LogModel::sentence(int row) const
{
    const LogEntry &entry = entryAt(row);
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
