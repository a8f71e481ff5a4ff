#pragma once

#include "logscan.h"

#include <QAbstractTableModel>

#include <deque>

/// The entries of a log as rows, oldest first; a filter decides which of them are shown.
///
/// Lives in the GUI thread. Holds no entries: a row is the sequence of one, which is read from the log's
/// store, in memory or on disk, when a view asks for it.
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

    /// Shows what \a store holds, or nothing when it is null.
    void setStore(std::shared_ptr<const LogStore> store);
    /// Takes in what has come into the store since, after forget().
    void update();
    /// Removes the rows whose entries the store has dropped.
    void forget();

    /// Shows what \a filter lets through of the entries taken in. Another thread looks for it: the old
    /// rows stay until it has found some or all; filterApplied() tells that all are there. Entries that
    /// come before the first are found are taken in by the update() after that.
    void setFilter(const LogFilter &filter);
    const LogFilter &filter() const { return m_filter; }
    /// True until filterApplied().
    bool isFiltering() const { return m_filtering; }
    void setTimeStyle(TimeStyle style);
    TimeStyle timeStyle() const { return m_timeStyle; }

    /// The entries taken in and still there, shown or not.
    const LogStore::Range &range() const { return m_range; }
    const std::shared_ptr<const LogStore> &store() const { return m_store; }
    /// The entry shown in \a row, which must be a valid one; one with the sequence 0 when the store has
    /// dropped it just now.
    LogEntry entryAt(int row) const { return m_reader.entry(sequenceAt(row)); }
    EntryKind kindAt(int row) const { return m_reader.peek(sequenceAt(row)).kind; }
    Direction directionAt(int row) const { return m_reader.peek(sequenceAt(row)).direction; }
    qint64 sequenceAt(int row) const;
    /// The row that shows the entry with \a sequence, -1 when none does.
    int rowOfSequence(qint64 sequence) const;
    /// \a row as one line of text for the clipboard: time, direction, connection, type, size, text,
    /// parted by tabs; the text is the whole of what was kept, cleaned.
    QString rowText(int row) const;

    /// The other head of the handshake whose request or response is in \a row; an entry of another kind when
    /// it is not shortly before or behind.
    LogEntry otherHead(int row) const;

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
    int firstRowFrom(qint64 sequence) const;
    void takeFound(const QList<qint64> &sequences);
    void showAll();

    std::shared_ptr<const LogStore> m_store;
    LogReader m_reader;
    LogStore::Range m_range;
    LogFilter m_filter;
    LogScan m_scan;
    bool m_filtering = false;
    bool m_replacing = false; ///< the rows are still those of the filter before
    bool m_showsAll = true; ///< the rows are m_range; else they are m_found
    std::deque<qint64> m_found; ///< sequences, rising

    TimeStyle m_timeStyle = TimeStyle::TimeOfDay;
};
