#pragma once

#include <QList>
#include <QString>

#include <utility>

/// Text laid out for a terminal; Chinese characters count as two columns and may be parted.
namespace HelpText {

constexpr int terminalWidth = 80; ///< columns

/// \a text in lines of at most \a width columns, each after \a indent spaces but the first.
QString wrapped(const QString &text, int indent = 0, int width = terminalWidth);

/// Rows of a name and what it means, the meanings in a column of their own.
QString table(const QList<std::pair<QString, QString>> &rows);

}
