#include "transcript.h"

#include "displaytext.h"
#include "frame.h"

#include <algorithm>
#include <limits>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr auto receivedColour = "\033[36m";
constexpr auto statusColour = "\033[2m";
constexpr auto plain = "";
constexpr auto promptText = "> ";

bool understandsEscapes()
{
    const QByteArray terminal = qgetenv("TERM");
    return !terminal.isEmpty() && terminal != "dumb";
}

int columnsOf(const QString &line)
{
    const auto wide = [](QChar c) { return c.unicode() >= 0x1100 && !c.isLowSurrogate(); };
    return int(std::min<qsizetype>(line.size() + std::ranges::count_if(line, wide),
                                   std::numeric_limits<int>::max() / 2));
}

}

Transcript::Transcript(Style style)
    : m_output(STDOUT_FILENO)
    , m_terminal(m_output.isTerminal())
    , m_colours(m_terminal && understandsEscapes() && qEnvironmentVariableIsEmpty("NO_COLOR"))
    , m_typed(style == Style::Typed && m_terminal && understandsEscapes())
    , m_silent(style == Style::Silent)
{
}

void Transcript::connected(const QString &address)
{
    print(statusColour, tr("Connected to %1.").arg(DisplayText::oneLine(address, 1000)));
    m_prompting = m_typed;
    prompt();
}

void Transcript::sent(const QByteArray &utf8)
{
    if (m_typed)
        prompt(); // the terminal shows the line already, after the prompt before
    else
        print(plain, u"> "_s + shown(QString::fromUtf8(utf8)));
}

void Transcript::sentBinary(const QByteArray &bytes)
{
    print(plain, u"> "_s + shownBinary(bytes));
}

void Transcript::received(const QString &text)
{
    print(receivedColour, u"< "_s + shown(text));
}

void Transcript::receivedBinary(const QByteArray &bytes)
{
    print(receivedColour, u"< "_s + shownBinary(bytes));
}

void Transcript::closed(const CloseStatus &status)
{
    QString text = u"%1 (%2)"_s.arg(status.code).arg(CloseCode::name(status.code));
    if (!status.reason.isEmpty() && status.explanation.isEmpty())
        text += u' ' + DisplayText::oneLine(status.reason);
    QString line = status.isFailure() ? tr("Connection closed: %1, by this side.").arg(text)
                                      : tr("Connection closed: %1.").arg(text);
    if (!status.explanation.isEmpty())
        line += u' ' + DisplayText::oneLine(status.explanation);
    print(statusColour, line);
    if (m_prompting)
        m_output.write("\r\033[K"); // the prompt that nobody will use
    m_prompting = false;
}

QString Transcript::shown(const QString &text) const
{
    if (m_terminal)
        return DisplayText::oneLine(text, std::numeric_limits<qsizetype>::max());
    return DisplayText::unbroken(text);
}

QString Transcript::shownBinary(const QByteArray &bytes) const
{
    return DisplayText::binaryLine(bytes, m_terminal ? 64 : bytes.size());
}

void Transcript::print(const char *colour, const QString &line)
{
    if (m_silent)
        return;
    if (m_prompting)
        printAboveInput(colour, line);
    else if (m_colours && *colour)
        m_output.write(colour + line.toUtf8() + "\033[0m\n");
    else
        m_output.write(line.toUtf8() + '\n');
}

// The terminal keeps what is half typed, and where its cursor is; the line is put in above it.
void Transcript::printAboveInput(const char *colour, const QString &line)
{
    const QByteArray text = m_colours ? colour + line.toUtf8() + "\033[0m" : line.toUtf8();
    const int rows = 1 + std::max(0, columnsOf(line) - 1) / m_output.columns();
    if (rows >= m_output.rows() - 1) {
        m_output.write("\r\033[K" + text + '\n' + promptText);
        return;
    }
    const QByteArray count = QByteArray::number(rows);
    m_output.write("\0337" + QByteArray(rows, '\n') // save the cursor; make room below, scrolling if need be
                   + "\033[" + count + 'A' + "\033[" + count + 'L' // go back up; push the input down
                   + '\r' + text + "\0338\033[" + count + 'B'); // return to the cursor, which went down too
}

void Transcript::prompt()
{
    if (m_prompting)
        m_output.write(promptText);
}
