#include "logprinter.h"

#include "displaytext.h"
#include "entrynames.h"

#include <QDateTime>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumLine = 2'000; // characters of a message that are printed
constexpr qsizetype charactersAtOnce = 100'000;
constexpr std::chrono::milliseconds printPause{30}; // between two writes: a flood comes in few of them

QChar arrow(Direction direction)
{
    switch (direction) {
    case Direction::Sent:
        return u'>';
    case Direction::Received:
        return u'<';
    case Direction::None:
        break;
    }
    return u' ';
}

/// Adds \a word to \a line, and spaces up to \a width.
void addPadded(QString *line, QLatin1StringView word, qsizetype width)
{
    const qsizetype end = line->size() + qMax(word.size(), width);
    line->append(word);
    line->resize(end, u' ');
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
    if (const qint64 lost = entries.first().sequence - m_lastSequence - 1; lost > 0)
        m_lines += tr("(%n log line(s) came too fast and are left out.)", nullptr, int(lost)) + u'\n';
    for (const LogEntry &entry : entries) {
        if (levelOf(entry.kind) > m_level)
            continue;
        addLine(entry);
        if (m_lines.size() > charactersAtOnce)
            writeLines();
    }
    writeLines();
    m_lastSequence = entries.last().sequence;
    m_pause.start(printPause);
}

void LogPrinter::writeLines()
{
    m_output.write(m_lines.toUtf8());
    m_lines.resize(0); // and not clear(): it keeps its memory
}

/// `09:05:03.214`; asking for the time zone costs more than all the rest of a line, so that is done once a
/// second.
void LogPrinter::addTime(qint64 microseconds)
{
    const qint64 milliseconds = microseconds / 1000;
    if (const qint64 second = milliseconds / 1000; second != m_second) {
        m_second = second;
        m_secondText = QDateTime::fromSecsSinceEpoch(second).toString(u"HH:mm:ss."_s);
    }
    m_lines += m_secondText;
    for (const int place : {100, 10, 1})
        m_lines += QChar(u'0' + int(milliseconds / place % 10));
}

void LogPrinter::addLine(const LogEntry &entry)
{
    addTime(entry.time);
    m_lines += u' ';
    const QByteArray connection =
        entry.connection ? '#' + QByteArray::number(entry.connection) : QByteArray();
    addPadded(&m_lines, QLatin1StringView(connection), 4);
    m_lines += u' ';
    m_lines += arrow(entry.direction);
    m_lines += u' ';
    addPadded(&m_lines, kindName(entry.kind), 6);
    m_lines += u' ';
    if (entry.kind == EntryKind::Binary)
        m_lines += DisplayText::byteCount(entry.size) + u": "_s;
    if (!entry.frames.isEmpty())
        m_lines += DisplayText::frames(entry.frames) + u' ';
    m_lines += DisplayText::preview(entry, maximumLine);
    if (isHead(entry.kind))
        m_lines += headerLines(entry.payload);
    if (entry.recipients > 1)
        m_lines += u' ' + tr("(to %n client(s))", nullptr, int(entry.recipients));
    m_lines += u'\n';
}
