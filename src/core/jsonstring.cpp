#include "jsonstring.h"

QByteArray jsonString(QByteArrayView utf8)
{
    static constexpr char digits[] = "0123456789abcdef";
    QByteArray json;
    json.reserve(utf8.size() + 2);
    json += '"';
    qsizetype plain = 0; // what is not taken over yet
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        const bool isMark = c == '\xEF' && utf8.sliced(i).startsWith("\xEF\xBB\xBF");
        if (uchar(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7f && !isMark)
            continue;
        json += utf8.sliced(plain, i - plain);
        plain = i + 1;
        if (c == '"' || c == '\\')
            json.append('\\').append(c);
        else if (c == '\n')
            json += "\\n";
        else if (isMark)
            json += "\\ufeff";
        else
            json.append("\\u00").append(digits[uchar(c) >> 4]).append(digits[uchar(c) & 0xf]);
        if (isMark)
            plain = (i += 2) + 1;
    }
    json += utf8.sliced(plain);
    json += '"';
    return json;
}
