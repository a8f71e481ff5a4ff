#include "logprinter.h"

#include "displaytext.h"
#include "entrynames.h"

#include <QDateTime>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumLine = 2'000; // characters of a message that are printed
constexpr qsizetype entriesAtOnce = 1'000;
constexpr std::chrono::milliseconds printPause{30}; // between two writes: a flood comes in few of them

QString arrow(Direction direction)
{
    switch (direction) {
    case Direction::Sent:
        return u">"_s;
    case Direction::Received:
        return u"<"_s;
    case Direction::None:
        break;
    }
    return u" "_s;
}

/// The lines of \a head after the first, set in.
QString headerLines(const QByteArray &head)
{
    QString text;
    const QByteArrayList lines = head.trimmed().split('\n');
    for (const QByteArray &line : lines.sliced(1))
        text += u"\n    "_s + DisplayText::oneLine(line.trimmed(), maximumLine);
    return text;
}

}

LogPrinter::LogPrinter(MessageLog *log, LogLevel level, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_level(level)
    , m_output(STDERR_FILENO)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &LogPrinter::print);
    const auto printSoon = [this] {
        if (!m_pause.isActive())
            print();
    };
    connect(log, &MessageLog::entriesAvailable, this, printSoon, Qt::QueuedConnection);
    print();
}

void LogPrinter::print()
{
    const QList<LogEntry> entries = m_log->entriesSince(m_lastSequence);
    if (entries.isEmpty())
        return;
    QByteArray lines;
    if (const qint64 lost = entries.first().sequence - m_lastSequence - 1; lost > 0)
        lines += tr("(%n log line(s) came too fast and are left out.)", nullptr, int(lost)).toUtf8() + '\n';
    for (const LogEntry &entry : entries) {
        if (levelOf(entry.kind) > m_level)
            continue;
        lines += line(entry).toUtf8() + '\n';
        if (lines.size() > entriesAtOnce * 100) {
            m_output.write(lines);
            lines.clear();
        }
    }
    m_output.write(lines);
    m_lastSequence = entries.last().sequence;
    m_pause.start(printPause);
}

/// `09:05:03.214`; asking for the time zone costs more than all the rest of a line, so that is done once a second.
QString LogPrinter::timeOfDay(qint64 microseconds)
{
    const qint64 milliseconds = microseconds / 1000;
    if (const qint64 second = milliseconds / 1000; second != m_second) {
        m_second = second;
        m_secondText = QDateTime::fromSecsSinceEpoch(second).toString(u"HH:mm:ss."_s);
    }
    return m_secondText + QString::number(milliseconds % 1000).rightJustified(3, u'0');
}

QString LogPrinter::line(const LogEntry &entry)
{
    const QString connection = entry.connection ? u'#' + QString::number(entry.connection) : QString();
    QString text = timeOfDay(entry.time) + u' ' + connection.leftJustified(4) + u' ' + arrow(entry.direction)
        + u' ' + QString(kindName(entry.kind)).leftJustified(6) + u' ';
    if (entry.kind == EntryKind::Binary)
        text += DisplayText::byteCount(entry.size) + u": "_s;
    if (!entry.frames.isEmpty())
        text += DisplayText::frames(entry.frames) + u' ';
    text += DisplayText::preview(entry, maximumLine);
    if (isHead(entry.kind))
        text += headerLines(entry.payload);
    if (entry.recipients != 1)
        text += u' ' + tr("(to %n client(s))", nullptr, int(entry.recipients));
    return text;
}
