#include "closestatus.h"

#include "displaytext.h"
#include "frame.h"

QString CloseStatus::toString() const
{
    QString text = QStringLiteral("%1 (%2)").arg(code).arg(CloseCode::name(code));
    QString words = DisplayText::oneLine(reason.isEmpty() ? explanation : reason);
    if (words.endsWith(u'.'))
        words.chop(1); // it stands inside a sentence
    if (!words.isEmpty())
        text += QStringLiteral(": ") + words;
    return text;
}
