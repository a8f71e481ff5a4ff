#pragma once

#include "logscan.h"

#include <deque>

class LogModel;

/// Where in the shown rows of a model something is found. Lives in the GUI thread.
class LogSearch : public QObject
{
    Q_OBJECT
public:
    explicit LogSearch(LogModel *model, QObject *parent = nullptr);

    /// Looks for what \a filter lets through, from now on also among what comes; nothing: for nothing.
    void setWanted(const std::optional<LogFilter> &wanted);
    /// Takes in what has come into the model since.
    void update();

    /// True until all that was there at the beginning has been looked through.
    bool isUnderWay() const { return m_underWay; }
    qsizetype count() const { return qsizetype(m_hits.size()); }
    /// The sequence of the hit after \a sequence, after the last one again the first; 0 when there is none.
    qint64 next(qint64 sequence) const;
    /// The sequence of the hit before \a sequence, before the first one the last; 0 when there is none.
    qint64 previous(qint64 sequence) const;
    /// Which of the hits has \a sequence, from 1 on; 0 when none has.
    qsizetype numberOf(qint64 sequence) const;

signals:
    /// There are other or more hits, or the search has ended.
    void changed();

private:
    void start();

    LogModel *const m_model;
    LogScan m_scan;
    std::optional<LogFilter> m_wanted;
    bool m_underWay = false;
    std::deque<qint64> m_hits; ///< rising
};
