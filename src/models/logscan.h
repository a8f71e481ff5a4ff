#pragma once

#include "logfilter.h"
#include "logstore.h"

#include <QObject>
#include <QThreadPool>

/// Finds the entries of a store that a filter lets through, in a thread of its own.
///
/// Lives in the GUI thread, where found() tells what there is, a piece every few hundredths of a second.
class LogScan : public QObject
{
    Q_OBJECT
public:
    explicit LogScan(QObject *parent = nullptr);
    ~LogScan() override;

    /// Begins anew: goes through the entries of \a store from the oldest to \a last.
    void start(std::shared_ptr<const LogStore> store, const LogFilter &filter, qint64 last);
    /// Goes on to \a last. While a scan is under way it does nothing.
    void resume(qint64 last);
    void stop();
    bool isUnderWay() const { return m_underWay; }

signals:
    /// \a sequences, rising, are those found since the last time; maybe none.
    void found(const QList<qint64> &sequences);
    /// All up to the last one asked for have been looked at.
    void finished();

private:
    struct Job;

    void run(const std::shared_ptr<Job> &job, qint64 next, qint64 last);
    void report(const std::shared_ptr<Job> &job, QList<qint64> sequences, qint64 next, bool done);

    std::shared_ptr<Job> m_job; ///< the present one
    qint64 m_next = 0;
    bool m_underWay = false;
    QThreadPool m_thread; ///< of one thread
};
