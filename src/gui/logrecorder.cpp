#include "logrecorder.h"

#include <QDir>

#include <algorithm>

namespace {

constexpr int turnPause = 100; // milliseconds between two turns at least

}

LogRecorder::LogRecorder(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(turnPause);
    connect(&m_pause, &QTimer::timeout, this,
            [this] { m_thread.start([this, last = m_log->lastSequence()] { writeUpTo(last); }); });
}

LogRecorder::~LogRecorder()
{
    stop();
    wait();
}

void LogRecorder::start(MessageLog *log, const QString &fileName)
{
    stop();
    m_log = log;
    m_fileName = fileName;
    m_size = 0;
    ++m_run;
    connect(log, &MessageLog::entriesAvailable, this, &LogRecorder::wake);
    const qint64 last = log->lastSequence();
    m_thread.start([this, source = entriesOf(log), last, fileName, run = m_run] {
        m_source = source;
        m_next = last + 1;
        m_fileRun = run;
        open(fileName);
        writeUpTo(last);
    });
    wake(); // what came in between may have been announced before
    emit changed();
}

void LogRecorder::stop()
{
    if (!m_log)
        return;
    m_thread.start([this, last = m_log->lastSequence()] {
        writeUpTo(last);
        close();
    });
    leave();
    emit changed();
}

void LogRecorder::leave()
{
    m_log->disconnect(this);
    m_log = nullptr;
    m_pause.stop();
}

void LogRecorder::wake()
{
    if (m_log && !m_pause.isActive())
        m_pause.start();
}

void LogRecorder::open(const QString &fileName)
{
    m_good = 0;
    m_file = std::make_unique<QFile>(fileName);
    // Without a buffer: what does not fit on the disk is known at once, entry by entry.
    if (m_file->open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        m_writer = makeEntryWriter(EntryFormat::JsonLines, m_file.get());
        m_good = m_file->pos();
    } else {
        fail(tr("Nothing is recorded: %1 cannot be written: %2. Choose another place."));
    }
}

void LogRecorder::writeUpTo(qint64 last)
{
    if (!m_writer)
        return;
    while (m_next <= last) {
        QList<LogEntry> slice = m_source(m_next);
        if (slice.isEmpty())
            break;
        if (const qint64 lost = slice.first().sequence - m_next; lost > 0) {
            LogEntry note;
            note.sequence = slice.first().sequence - 1;
            note.time = slice.first().time;
            note.payload =
                tr("%n entries are missing here: more came than the log holds.", nullptr, int(lost)).toUtf8();
            note.size = quint64(note.payload.size());
            slice.prepend(note);
        }
        for (const LogEntry &entry : slice) {
            if (entry.sequence > last)
                break;
            if (!m_writer->write(entry)) {
                fail(tr("The recording %1 has ended: %2. What came before is in it; what comes now is in "
                        "the log only."));
                return;
            }
            m_good = m_file->pos();
        }
        m_next = std::min(last, slice.last().sequence) + 1;
    }
    QMetaObject::invokeMethod(this, [this, size = m_good, run = m_fileRun] {
        if (run != m_run)
            return;
        m_size = size;
        emit changed();
    });
}

void LogRecorder::close()
{
    m_writer.reset();
    m_file.reset();
    m_source = nullptr;
}

/// \a sentence has places for the file and for what is wrong with it.
void LogRecorder::fail(const QString &sentence)
{
    const QString told = sentence.arg(QDir::toNativeSeparators(m_file->fileName()), m_file->errorString());
    if (m_file->isOpen())
        m_file->resize(m_good); // the line that did not fit
    close();
    QMetaObject::invokeMethod(this, [this, told, run = m_fileRun] {
        if (run != m_run)
            return;
        if (m_log)
            leave();
        emit changed();
        emit failed(told);
    });
}
