#include "connectionreport.h"

#include "displaytext.h"
#include "secrets.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestAnswer = 8 * 1024; // characters
constexpr int durationWidth = 11;

}

void ConnectionReport::setAnswer(const QByteArray &bytes)
{
    answer = DisplayText::manyLines(Secrets::masked(bytes).replace("\r\n", "\n"), longestAnswer).trimmed();
}

QChar ConnectionReport::sign(Mark mark)
{
    switch (mark) {
    case Mark::Passed:
        return u'✓';
    case Mark::Failed:
        return u'✗';
    case Mark::Running:
        return u'…';
    case Mark::Skipped:
        return u'–';
    case Mark::Waiting:
        break;
    }
    return u'·';
}

QString ConnectionReport::stepName(ConnectionStep step)
{
    switch (step) {
    case ConnectionStep::Name:
        return tr("Name");
    case ConnectionStep::Tcp:
        return tr("TCP");
    case ConnectionStep::Tls:
        return tr("TLS");
    case ConnectionStep::Upgrade:
        return tr("Upgrade");
    case ConnectionStep::FirstFrame:
        break;
    }
    return tr("First frame");
}

QString ConnectionReport::duration(const Line &line)
{
    if (line.microseconds < 0)
        return {};
    const double milliseconds = double(line.microseconds) / 1000;
    return tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 2 : 0));
}

QString ConnectionReport::lineText(ConnectionStep step) const
{
    const Line &shown = line(step);
    const QString start = sign(shown.mark) + duration(shown).rightJustified(durationWidth) + u"  "_s;
    return start + (shown.detail.isEmpty() ? stepName(step) : tr("%1: %2").arg(stepName(step), shown.detail));
}

QString ConnectionReport::toText() const
{
    QString text = tr("Connection check of %1").arg(address) + u'\n';
    for (int i = 0; i < connectionStepCount; ++i)
        text += lineText(ConnectionStep(i)) + u'\n';
    return text + conclusion();
}

QString ConnectionReport::conclusion() const
{
    QString text = u'\n' + verdict + u'\n';
    if (!answer.isEmpty())
        text += u'\n' + tr("What the server answered:") + u'\n' + answer + u'\n';
    return text;
}
