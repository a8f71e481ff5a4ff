#include "urlbox.h"

#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QWheelEvent>

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

bool UrlBox::isReadOnly() const
{
    return lineEdit()->isReadOnly();
}

void UrlBox::setReadOnly(bool readOnly)
{
    lineEdit()->setReadOnly(readOnly);
    if (readOnly)
        hidePopup();
}

void UrlBox::showPopup()
{
    if (!isReadOnly())
        QComboBox::showPopup();
}

void UrlBox::keyPressEvent(QKeyEvent *event)
{
    if (isReadOnly())
        lineEdit()->event(event); // the box would choose another address with Up and Down
    else
        QComboBox::keyPressEvent(event);
}

void UrlBox::wheelEvent(QWheelEvent *event)
{
    if (isReadOnly())
        event->ignore();
    else
        QComboBox::wheelEvent(event);
}
