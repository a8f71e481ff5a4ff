#pragma once

#include "logexport.h"

#include <QFile>
#include <QTimer>

#include <memory>

/// Writes what comes into a log to a recording, as it comes, in a thread of its own. Lives in the GUI thread.
class LogRecorder : public QObject
{
    Q_OBJECT
public:
    explicit LogRecorder(QObject *parent = nullptr);
    /// Writes what has come, and waits for that.
    ~LogRecorder() override;

    bool isRecording() const { return m_log; }
    QString fileName() const { return m_fileName; }
    /// Bytes of the file so far.
    qint64 size() const { return m_size; }

    /// Records in \a fileName, in the place of what is there, what comes into \a log from now on.
    void start(MessageLog *log, const QString &fileName);
    /// Writes what has come, and ends.
    void stop();
    /// Waits until everything is written: the log may go away then.
    void wait() { m_thread.waitForDone(); }

signals:
    /// It began, ended, or the file grew.
    void changed();
    /// It could not begin, or not go on, and has ended: one sentence.
    void failed(const QString &sentence);

private:
    void wake();
    void leave();
    void open(const QString &fileName);
    void writeUpTo(qint64 last);
    void close();
    void fail(const QString &sentence);

    // In the GUI thread.
    MessageLog *m_log = nullptr; ///< null: not recording
    QString m_fileName;
    qint64 m_size = 0;
    int m_run = 0; ///< which recording; news of an earlier one are no news
    QTimer m_pause;

    // In the other one.
    EntrySource m_source;
    qint64 m_next = 1; ///< sequence
    int m_fileRun = 0;
    std::unique_ptr<QFile> m_file;
    std::unique_ptr<EntryWriter> m_writer;
    qint64 m_good = 0; ///< bytes up to the end of the last whole line

    QThreadPool m_thread; ///< last: it waits for its tasks before the rest goes
};
