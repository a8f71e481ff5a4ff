#include "payloadfetch.h"

#include <atomic>
#include <utility>

struct PayloadFetch::Job
{
    std::shared_ptr<const LogStore> store;
    LogEntry entry;
    std::function<void(const LogEntry &)> done;
    std::atomic<bool> cancelled = false;
};

PayloadFetch::PayloadFetch(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

PayloadFetch::~PayloadFetch()
{
    stop();
    m_thread.waitForDone();
}

void PayloadFetch::start(std::shared_ptr<const LogStore> store, const LogEntry &entry,
                         std::function<void(const LogEntry &)> done)
{
    stop();
    m_job = std::make_shared<Job>();
    m_job->store = std::move(store);
    m_job->entry = entry;
    m_job->done = std::move(done);
    m_thread.start([this, job = m_job] {
        if (job->cancelled)
            return;
        job->store->complete(&job->entry);
        QMetaObject::invokeMethod(
            this,
            [this, job] {
                if (job != m_job)
                    return;
                m_job.reset();
                job->done(job->entry);
            },
            Qt::QueuedConnection);
    });
}

void PayloadFetch::stop()
{
    if (m_job)
        m_job->cancelled = true;
    m_job.reset();
}
