#include "hextext.h"

#include "displaytext.h"

#include <QCoreApplication>

namespace {

struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(HexText)
};

int digitValue(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9')
        return u - u'0';
    if (u >= u'a' && u <= u'f')
        return u - u'a' + 10;
    if (u >= u'A' && u <= u'F')
        return u - u'A' + 10;
    return -1;
}

/// The character at \a i, fit to be repeated in a sentence.
QString characterAt(QStringView text, qsizetype i)
{
    const bool pair = i + 1 < text.size() && text[i].isHighSurrogate() && text[i + 1].isLowSurrogate();
    return DisplayText::oneLine(text.sliced(i, pair ? 2 : 1).toString());
}

}

std::optional<QByteArray> HexText::bytes(QStringView hex, QString *error)
{
    QByteArray bytes;
    int high = -1;
    for (qsizetype i = 0; i < hex.size(); ++i) {
        const QChar c = hex[i];
        const int value = digitValue(c);
        if (value < 0 && !c.isSpace() && c != u',') {
            *error = Sentence::tr("“%1” is no hexadecimal digit; it is character %2.")
                         .arg(characterAt(hex, i))
                         .arg(i + 1);
            return {};
        }
        if (value < 0 && high >= 0) {
            *error = Sentence::tr("“%1” is half a byte; write two digits. It is character %2.")
                         .arg(hex[i - 1])
                         .arg(i);
            return {};
        }
        if (value < 0)
            continue;
        if (high < 0) {
            high = value;
        } else {
            bytes.append(char(high << 4 | value));
            high = -1;
        }
    }
    if (high >= 0) {
        *error = Sentence::tr("The last byte has only one digit.");
        return {};
    }
    return bytes;
}
