#include "logexport.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSaveFile>

namespace {

constexpr int progressPause = 100; // milliseconds
constexpr qsizetype entriesAtOnce = 4'000;

}

EntrySource entriesOf(const MessageLog *log)
{
    return [log](qint64 from) { return log->read(from, entriesAtOnce); };
}

LogExport::LogExport(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

LogExport::~LogExport()
{
    cancel();
    m_thread.waitForDone();
}

void LogExport::start(const Task &task)
{
    if (m_running)
        return;
    m_running = true;
    m_cancelled = false;
    m_thread.start([this, task] { write(task); });
}

void LogExport::write(const Task &task)
{
    const QString shown = QDir::toNativeSeparators(task.fileName);
    const auto fail = [this, shown](const QString &reason) {
        end([this, shown, reason] {
            emit failed(
                tr("%1 could not be written: %2. Nothing is lost: the log is as it was.").arg(shown, reason));
        });
    };
    QSaveFile file(task.fileName);
    if (!file.open(QIODevice::WriteOnly)) {
        fail(file.errorString());
        return;
    }
    const auto writer = makeEntryWriter(task.format, &file, task.handshakes);
    QElapsedTimer sinceProgress;
    sinceProgress.start();
    qint64 written = 0;
    bool good = true;
    for (qint64 next = task.first; good && next <= task.last && !m_cancelled;) {
        const QList<LogEntry> slice = task.source(next);
        if (slice.isEmpty())
            break;
        for (const LogEntry &entry : slice) {
            if (entry.sequence > task.last || !good || m_cancelled)
                break;
            if (task.isWanted && !task.isWanted(entry))
                continue;
            good = writer->write(entry);
            ++written;
            if (sinceProgress.hasExpired(progressPause)) {
                sinceProgress.start();
                emit progressed(int(100 * (entry.sequence - task.first) / (task.last - task.first + 1)));
            }
        }
        next = slice.last().sequence + 1;
    }
    good = good && !m_cancelled && writer->finish();
    if (m_cancelled) {
        file.cancelWriting();
        end([this] { emit cancelled(); });
    } else if (good && file.flush() && file.commit()) {
        end([this, name = task.fileName, written] { emit finished(name, written); });
    } else {
        fail(file.error() == QFileDevice::NoError ? tr("there is no room for temporary files")
                                                  : file.errorString());
    }
}

void LogExport::end(const std::function<void()> &announce)
{
    QMetaObject::invokeMethod(this, [this, announce] {
        m_running = false;
        announce();
    });
}
