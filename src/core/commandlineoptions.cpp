#include "commandlineoptions.h"

#include "displaytext.h"

#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace CommandLine {

namespace {

// How many letters have to be added, taken away or changed (Levenshtein).
int distance(QStringView one, QStringView other)
{
    std::vector<int> row(size_t(other.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (const QChar c : one) {
        int diagonal = row[0]++;
        for (size_t j = 1; j < row.size(); ++j) {
            const int changed = diagonal + (c == other[qsizetype(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}

QString shown(const QString &word)
{
    return u'"' + DisplayText::oneLine(word, 100) + u'"';
}

Result wrong(const QString &sentence)
{
    Result result;
    result.text = sentence;
    return result;
}

Result print(const QString &text)
{
    Result result;
    result.kind = Result::Kind::Print;
    result.text = text;
    return result;
}

QString heading(const char *text)
{
    return u'\n' + Sentence::tr(text) + u'\n';
}

QString unknownOption(const QString &name, QLatin1StringView command, const QList<QLatin1StringView> &names)
{
    const QStringView typed = QStringView(name).left(40);
    const auto nearest = std::ranges::min_element(
        names, {}, [typed](QLatin1StringView each) { return distance(typed, QString(each)); });
    if (distance(typed, QString(*nearest)) <= 2)
        return Sentence::tr("%1 is no option of wslab %2; did you mean %3?")
            .arg(shown(name), command, *nearest);
    return Sentence::tr("%1 is no option of wslab %2; wslab %2 --help lists them.").arg(shown(name), command);
}

}
