#include "helptext.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace HelpText {

namespace {

constexpr int nameColumn = 2;
constexpr int meaningColumn = 27;

bool isWide(QChar c)
{
    return c.unicode() >= 0x2E80 && !c.isLowSurrogate();
}

int columns(QStringView text)
{
    return int(text.size() + std::ranges::count_if(text, isWide));
}

// What stays together: words, and wide characters with the punctuation after them.
QStringList pieces(const QString &text)
{
    QStringList result;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        qsizetype begin = 0;
        for (qsizetype i = 1; i < word.size(); ++i) {
            const bool partable = isWide(word[i]) || isWide(word[i - 1]);
            if (partable && !word[i].isPunct() && !word[i].isLowSurrogate()) {
                result += word.sliced(begin, i - begin);
                begin = i;
            }
        }
        result += word.sliced(begin) + u' ';
    }
    return result;
}

}

QString wrapped(const QString &text, int indent, int width)
{
    QString result;
    QString line;
    const auto endLine = [&] {
        while (line.endsWith(u' '))
            line.chop(1);
        result += line + u'\n';
    };
    for (const QString &piece : pieces(text)) {
        const int length = columns(QStringView(piece).trimmed());
        if (!line.trimmed().isEmpty() && columns(line) + length + (result.isEmpty() ? indent : 0) > width) {
            endLine();
            line = QString(indent, u' ');
        }
        line += piece;
    }
    endLine();
    return result;
}

QString table(const QList<std::pair<QString, QString>> &rows)
{
    QString result;
    for (const auto &[name, meaning] : rows) {
        const QString start = QString(nameColumn, u' ') + name;
        const int room = meaningColumn - columns(start);
        result += start + (room > 0 ? QString(room, u' ') : u'\n' + QString(meaningColumn, u' '));
        result += wrapped(meaning, meaningColumn);
    }
    return result;
}

}
