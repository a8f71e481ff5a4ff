#include "termcompleter.h"

#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype fewestTyped = 2; // characters: one letter begins any text

qsizetype beginOfLastTerm(const QString &text)
{
    return text.lastIndexOf(u' ') + 1;
}

}

TermCompleter::TermCompleter(const QStringList &terms, QObject *parent)
    : QCompleter(terms, parent)
{
    setCaseSensitivity(Qt::CaseInsensitive);
}

QStringList TermCompleter::splitPath(const QString &path) const
{
    const QString term = path.sliced(beginOfLastTerm(path));
    return {term.size() < fewestTyped ? u"\n"_s : term}; // no term begins with a line feed
}

QString TermCompleter::pathFromIndex(const QModelIndex &index) const
{
    const QString term = QCompleter::pathFromIndex(index);
    const auto *edit = qobject_cast<QLineEdit *>(widget());
    return edit ? edit->text().first(beginOfLastTerm(edit->text())) + term : term;
}
