#include "logscan.h"

#include <QElapsedTimer>

#include <algorithm>

namespace {

constexpr int reportInterval = 40; ///< milliseconds
constexpr qint64 entriesPerLook = 64; ///< at the clock

}

/// What the scanning thread needs. It stays until that has noticed that it was cancelled.
struct LogScan::Job
{
    Job(std::shared_ptr<const LogStore> store_, const LogFilter &filter_)
        : store(std::move(store_))
        , filter(filter_)
    {
    }

    const std::shared_ptr<const LogStore> store;
    const LogFilter filter;
    std::atomic<bool> cancelled = false;
};

LogScan::LogScan(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

LogScan::~LogScan()
{
    stop();
    m_thread.waitForDone();
}

void LogScan::start(std::shared_ptr<const LogStore> store, const LogFilter &filter, qint64 last)
{
    stop();
    m_job = std::make_shared<Job>(std::move(store), filter);
    m_next = 0;
    resume(last);
}

void LogScan::resume(qint64 last)
{
    if (!m_job || m_underWay || (m_next > last && m_next > 0))
        return;
    m_underWay = true;
    m_thread.start([this, job = m_job, next = m_next, last] { run(job, next, last); });
}

void LogScan::stop()
{
    if (m_job)
        m_job->cancelled = true;
    m_job.reset();
    m_underWay = false;
}

/// In the scanning thread.
void LogScan::run(const std::shared_ptr<Job> &job, qint64 next, qint64 last)
{
    QList<qint64> found;
    QElapsedTimer sinceReport;
    sinceReport.start();
    while (next <= last && !job->cancelled) {
        const LogStore::Range kept = job->store->range();
        next = std::max(next, kept.first);
        const std::shared_ptr<const LogPage> page = job->store->page(next);
        if (!page || !page->holds(next)) {
            if (job->store->range().first <= next) // else dropped just now
                ++next; // unreadable
            continue;
        }
        const qint64 end = std::min(last + 1, page->firstSequence() + page->count());
        for (; next < end && !job->cancelled; ++next) {
            LogEntry entry = page->entry(next);
            if (isCut(entry) && job->filter.mayMatch(entry))
                job->store->complete(&entry);
            if (job->filter.matches(entry))
                found.append(next);
            if (next % entriesPerLook == 0 && sinceReport.hasExpired(reportInterval)) {
                report(job, std::exchange(found, {}), next + 1, false);
                sinceReport.start();
            }
        }
    }
    report(job, std::move(found), std::max(next, last + 1), true);
}

void LogScan::report(const std::shared_ptr<Job> &job, QList<qint64> sequences, qint64 next, bool done)
{
    QMetaObject::invokeMethod(
        this,
        [this, job, sequences = std::move(sequences), next, done] {
            if (job != m_job)
                return;
            m_next = next;
            m_underWay = !done;
            emit found(sequences);
            if (done && job == m_job)
                emit finished();
        },
        Qt::QueuedConnection);
}
