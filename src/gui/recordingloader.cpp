#include "recordingloader.h"

#include "recording.h"

#include <QElapsedTimer>
#include <QFile>

namespace {

constexpr int progressPause = 100; // milliseconds

}

RecordingLoader::RecordingLoader(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

RecordingLoader::~RecordingLoader()
{
    cancel();
    m_thread.waitForDone();
}

void RecordingLoader::start(const QString &fileName, MessageLog *log)
{
    m_thread.start([this, fileName, log] { read(fileName, log); });
}

void RecordingLoader::read(const QString &fileName, MessageLog *log)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        emit finished(0, tr("The file cannot be read: %1.").arg(file.errorString()));
        return;
    }
    RecordingReader reader(&file);
    QElapsedTimer sinceProgress;
    sinceProgress.start();
    qint64 entries = 0;
    while (const auto entry = reader.next()) {
        if (m_cancelled)
            break;
        log->append(*entry);
        ++entries;
        if (sinceProgress.hasExpired(progressPause)) {
            sinceProgress.start();
            emit progressed(int(100 * file.pos() / std::max<qint64>(1, file.size())));
        }
    }
    emit finished(entries, m_cancelled ? tr("Reading was stopped.") : reader.error());
}
