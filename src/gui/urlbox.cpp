#include "urlbox.h"

#include <QCompleter>
#include <QLineEdit>
#include <QSignalBlocker>

using namespace Qt::Literals::StringLiterals;

UrlBox::UrlBox(QWidget *parent)
    : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    setMaxVisibleItems(15);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(16);
    lineEdit()->setPlaceholderText(u"ws://localhost:8765/"_s);
    lineEdit()->setAccessibleName(tr("Address to connect to"));
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    completer()->setFilterMode(Qt::MatchContains);
    connect(lineEdit(), &QLineEdit::returnPressed, this, &UrlBox::submitted);
}

void UrlBox::setUrl(const QString &url)
{
    setEditText(url);
    lineEdit()->setCursorPosition(0);
}

void UrlBox::setHistory(const QStringList &urls)
{
    if (urls == history())
        return;
    const QString text = currentText();
    const int cursor = lineEdit()->cursorPosition();
    const QSignalBlocker quiet(this);
    clear();
    addItems(urls);
    setEditText(text);
    lineEdit()->setCursorPosition(cursor);
}

QStringList UrlBox::history() const
{
    QStringList urls;
    for (int i = 0; i < count(); ++i)
        urls.append(itemText(i));
    return urls;
}

void UrlBox::setReadOnly(bool readOnly)
{
    lineEdit()->setReadOnly(readOnly);
}
