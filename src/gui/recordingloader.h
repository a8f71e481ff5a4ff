#pragma once

#include <QObject>
#include <QThreadPool>

#include <atomic>

class MessageLog;

/// Fills a log with the entries of a recording, in a thread of its own. Lives in the GUI thread.
class RecordingLoader : public QObject
{
    Q_OBJECT
public:
    explicit RecordingLoader(QObject *parent = nullptr);
    /// Stops what is under way, and waits for that.
    ~RecordingLoader() override;

    /// Begins; finished() follows. \a log must outlive the loader.
    void start(const QString &fileName, MessageLog *log);
    void cancel() { m_cancelled = true; }

signals:
    /// From 0 to 100; at most ten times a second.
    void progressed(int percent);
    /// The log has \a entries of the recording. When these are not all, \a error is a sentence that says why.
    void finished(qint64 entries, const QString &error);

private:
    void read(const QString &fileName, MessageLog *log);

    QThreadPool m_thread;
    std::atomic<bool> m_cancelled = false;
};
