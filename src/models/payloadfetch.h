#pragma once

#include "logstore.h"

#include <QObject>

#include <functional>

/// Reads large payloads that a store has on disk, in a thread of its own. Lives in the GUI thread.
class PayloadFetch : public QObject
{
    Q_OBJECT
public:
    explicit PayloadFetch(QObject *parent = nullptr);
    /// Waits for the read that is under way.
    ~PayloadFetch() override;

    /// Begins to read the payload of \a entry, which is one of \a store, in the place of the one before.
    /// \a done is called in the GUI thread, with the entry as it was when its payload is not kept any more.
    void start(std::shared_ptr<const LogStore> store, const LogEntry &entry,
               std::function<void(const LogEntry &)> done);
    /// Nothing is called any more. A read that has not begun is left out.
    void stop();

private:
    struct Job;

    std::shared_ptr<Job> m_job; ///< the present one
    QThreadPool m_thread; ///< of one thread
};
