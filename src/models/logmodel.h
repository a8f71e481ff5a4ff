#pragma once

#include "logfilter.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <deque>

/// The newest entries of a log as rows, oldest first; a filter decides which of them are shown.
///
/// Lives in the GUI thread. Payloads are shared with the log, texts are made when a view asks.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        DirectionColumn,
        ConnectionColumn,
        TypeColumn,
        SizeColumn,
        TextColumn,
        ColumnCount,
    };
    enum class TimeStyle {
        TimeOfDay, ///< 09:05:03.214
        SincePrevious, ///< +0.214, seconds since the row above
    };

    explicit LogModel(QObject *parent = nullptr);

    /// Keeps at most \a entries from the next append on. Default: MessageLog::defaultCapacity.
    void setCapacity(qsizetype entries);
    /// Adds \a entries at the end, as one removal at the top (what no longer fits) and one insertion.
    void appendEntries(const QList<LogEntry> &entries);
    void clear();

    /// Shows what \a filter lets through: at once when that is quick, else after a few turns of the
    /// event loop, in which the old rows stay. filterApplied() follows in both cases.
    void setFilter(const LogFilter &filter);
    const LogFilter &filter() const { return m_filter; }
    void setTimeStyle(TimeStyle style);
    TimeStyle timeStyle() const { return m_timeStyle; }

    /// Entries kept, shown or not.
    qsizetype entryCount() const { return qsizetype(m_entries.size()); }
    /// The entry shown in \a row, which must be a valid one.
    const LogEntry &entryAt(int row) const;
    /// The row that shows the entry with \a sequence, -1 when none does.
    int rowOfSequence(qint64 sequence) const;
    /// \a row as one line of text for the clipboard: time, direction, connection, type, size, text,
    /// parted by tabs; the text is the whole of what was kept, cleaned.
    QString rowText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    /// The rows follow the newest setFilter().
    void filterApplied();

private:
    QString displayText(int row, int column) const;
    QString timeText(int row) const;
    QString contentText(int row) const;
    QString sentence(int row) const;
    std::optional<qint64> roundTrip(int row) const;
    void makeRoom(qsizetype entries, qsizetype bytes);
    void filterSome();
    qint64 endOrdinal() const { return m_firstOrdinal + qint64(m_entries.size()); }

    /// Entries are numbered in the order in which they came; these numbers never change, so a row is
    /// just the number of its entry.
    std::deque<LogEntry> m_entries;
    qint64 m_firstOrdinal = 0;
    std::deque<qint64> m_rows;
    qsizetype m_bytes = 0;
    qsizetype m_capacity = MessageLog::defaultCapacity;

    LogFilter m_filter;
    std::deque<qint64> m_nextRows; ///< what the new filter has let through so far
    qint64 m_nextOrdinal = -1; ///< the entry to ask the new filter about next; -1: it is applied
    QTimer m_filterTimer;

    TimeStyle m_timeStyle = TimeStyle::TimeOfDay;
};
