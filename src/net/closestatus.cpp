#include "closestatus.h"

#include "displaytext.h"
#include "frame.h"

QString CloseStatus::toString() const
{
    QString text = QStringLiteral("%1 (%2)").arg(code).arg(CloseCode::name(code));
    const QString &words = reason.isEmpty() ? explanation : reason;
    if (!words.isEmpty())
        text += QStringLiteral(": ") + DisplayText::oneLine(words);
    return text;
}
