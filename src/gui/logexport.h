#pragma once

#include "entrywriter.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>

/// The entries of a log with a sequence of at least \a from, oldest first, as many as are good to be handled
/// at once; none at the end. For any thread.
using EntrySource = std::function<QList<LogEntry>(qint64 from)>;

/// The source that \a log is.
EntrySource entriesOf(const MessageLog *log);

/// Writes entries of a log into a file, in a thread of its own. The file is there whole in the end, or is
/// what it was before. Lives in the GUI thread.
class LogExport : public QObject
{
    Q_OBJECT
public:
    struct Task
    {
        QString fileName;
        EntryFormat format = EntryFormat::JsonLines;
        EntrySource source;
        qint64 first = 1; ///< sequence
        qint64 last = 0; ///< sequence
        std::function<bool(const LogEntry &)> isWanted; ///< null: all are
        QList<RecordedHandshake> handshakes;
    };

    explicit LogExport(QObject *parent = nullptr);
    /// Cancels what is under way, and waits for that.
    ~LogExport() override;

    /// Begins, unless isRunning(); one of finished(), failed() and cancelled() follows.
    void start(const Task &task);
    void cancel() { m_cancelled = true; }
    /// Waits until nothing is under way: the source may go away then.
    void wait() { m_thread.waitForDone(); }
    bool isRunning() const { return m_running; }

signals:
    /// From 0 to 100; at most ten times a second.
    void progressed(int percent);
    void finished(const QString &fileName, qint64 entries);
    void failed(const QString &sentence);
    void cancelled();

private:
    void write(const Task &task);
    void end(const std::function<void()> &announce);

    QThreadPool m_thread;
    std::atomic<bool> m_cancelled = false;
    bool m_running = false;
};
