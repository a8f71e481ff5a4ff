#include "payloadtext.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace {

constexpr int deepestIndent = 32; ///< levels; deeper ones would be mostly blanks
constexpr int bytesPerLine = 16;

/// The end of the string literal that starts at \a start, behind its closing quote.
qsizetype endOfString(QByteArrayView json, qsizetype start)
{
    for (qsizetype i = start + 1; i < json.size(); ++i) {
        if (json[i] == '\\')
            ++i;
        else if (json[i] == '"')
            return i + 1;
    }
    return json.size();
}

qsizetype skipBlanks(QByteArrayView json, qsizetype i)
{
    while (i < json.size() && (json[i] == ' ' || json[i] == '\t' || json[i] == '\n' || json[i] == '\r'))
        ++i;
    return i;
}

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

}

std::optional<QString> PayloadText::indentedJson(QByteArrayView json)
{
    // Only judged by Qt's parser, never written by it: that would sort keys and round numbers.
    if (QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size())).isNull())
        return {};
    QByteArray out;
    out.reserve(json.size() * 2);
    int depth = 0;
    const auto newLine = [&] { out.append('\n').append(2 * std::min(depth, deepestIndent), ' '); };
    for (qsizetype i = skipBlanks(json, 0); i < json.size(); i = skipBlanks(json, i)) {
        const char c = json[i];
        if (c == '"') {
            const qsizetype end = endOfString(json, i);
            out.append(json.sliced(i, end - i));
            i = end;
            continue;
        }
        ++i;
        if (c == '{' || c == '[') {
            out.append(c);
            const qsizetype next = skipBlanks(json, i);
            if (next < json.size() && (json[next] == '}' || json[next] == ']')) {
                out.append(json[next]);
                i = next + 1;
            } else {
                ++depth;
                newLine();
            }
        } else if (c == '}' || c == ']') {
            --depth;
            newLine();
            out.append(c);
        } else if (c == ',') {
            out.append(c);
            newLine();
        } else if (c == ':') {
            out.append(": ");
        } else {
            out.append(c);
        }
    }
    return QString::fromUtf8(out);
}

QString PayloadText::hexDump(QByteArrayView bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    QString out;
    out.reserve((bytes.size() / bytesPerLine + 1) * 78);
    for (qsizetype start = 0; start < bytes.size(); start += bytesPerLine) {
        const QByteArrayView line =
            bytes.sliced(start, std::min<qsizetype>(bytesPerLine, bytes.size() - start));
        if (start > 0)
            out.append(u'\n');
        for (int shift = 28; shift >= 0; shift -= 4)
            out.append(QLatin1Char(digits[(start >> shift) & 0xf]));
        out.append(QLatin1String("  "));
        for (int i = 0; i < bytesPerLine; ++i) {
            if (i < line.size()) {
                out.append(QLatin1Char(digits[uchar(line[i]) >> 4]));
                out.append(QLatin1Char(digits[uchar(line[i]) & 0xf]));
            } else {
                out.append(QLatin1String("  "));
            }
            out.append(QLatin1String(i == bytesPerLine / 2 - 1 ? "  " : " "));
        }
        out.append(u' ');
        for (const char c : line)
            out.append(c >= 0x20 && c < 0x7f ? QLatin1Char(c) : QLatin1Char('.'));
    }
    return out;
}

std::optional<QByteArray> PayloadText::fromHex(QStringView hex, QString *error)
{
    QByteArray bytes;
    int high = -1;
    for (const QChar c : hex) {
        const int value = digitValue(c);
        if (value < 0 && !c.isSpace() && c != u',') {
            *error = QCoreApplication::translate("PayloadText", "“%1” is no hexadecimal digit.").arg(c);
            return {};
        }
        if (value < 0 && high >= 0) {
            *error = QCoreApplication::translate("PayloadText", "A byte is written with two digits.");
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
        *error = QCoreApplication::translate("PayloadText", "The last byte has only one digit.");
        return {};
    }
    return bytes;
}
