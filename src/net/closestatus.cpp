#include "closestatus.h"

#include "displaytext.h"
#include "frame.h"

bool CloseStatus::isLoss() const
{
    return code == CloseCode::Abnormal;
}

bool CloseStatus::isFailure() const
{
    return !clean && !isLoss();
}

QString CloseStatus::toString() const
{
    QString text = QStringLiteral("%1 (%2)").arg(code).arg(CloseCode::name(code));
    QString words = DisplayText::oneLine(explanation.isEmpty() ? reason : explanation);
    if (words.endsWith(u'.') || words.endsWith(u'。'))
        words.chop(1); // it stands inside a sentence
    if (!words.isEmpty())
        text += QStringLiteral(": ") + words;
    return text;
}
