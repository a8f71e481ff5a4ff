#include "composer.h"

#include "hextext.h"
#include "theme.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QKeyEvent>
#include <QStringDecoder>
#include <QTextBlock>

#include <algorithm>

namespace {
constexpr int fewestLines = 2;
constexpr int mostLines = 8;
constexpr qsizetype longestHistory = 100;
constexpr qsizetype longestRemembered = 1024 * 1024; ///< characters of one message
}

Composer::Composer(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            [this] { updateGeometry(); });
    setFont(Theme::fixedFont(QApplication::font()));
    refreshPlaceholder();
}

void Composer::setFormat(Format format)
{
    if (format == m_format)
        return;
    QString error;
    const std::optional<QByteArray> present = bytes(&error);
    m_format = format;
    if (present && format == Format::Hex) {
        setPlainText(QString::fromLatin1(present->toHex(' ')));
    } else if (present) {
        QStringDecoder decode(QStringDecoder::Utf8);
        const QString text = decode(*present);
        if (!decode.hasError())
            setPlainText(text);
    }
    moveCursor(QTextCursor::End);
    refreshPlaceholder();
    emit formatChanged(format);
}

std::optional<QByteArray> Composer::bytes(QString *error) const
{
    const QString text = toPlainText();
    return m_format == Format::Text ? text.toUtf8() : HexText::bytes(text, error);
}

void Composer::takeIntoHistory()
{
    const Draft draft{m_format, toPlainText()};
    if (draft.text.size() <= longestRemembered && (m_history.isEmpty() || m_history.last() != draft))
        m_history.append(draft);
    if (m_history.size() > longestHistory)
        m_history.removeFirst();
    m_place = m_history.size();
    clear();
}

QSize Composer::sizeHint() const
{
    const int lines = std::clamp(int(document()->size().height()), fewestLines, mostLines);
    const int frame = 2 * (frameWidth() + int(document()->documentMargin()));
    return {fontMetrics().averageCharWidth() * 30, lines * fontMetrics().lineSpacing() + frame};
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && event->modifiers().testFlag(Qt::ControlModifier)) {
        emit submitted();
        return;
    }
    if (event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier) {
        if (event->key() == Qt::Key_Up && !canMove(QTextCursor::Up) && walkHistory(-1))
            return;
        if (event->key() == Qt::Key_Down && !canMove(QTextCursor::Down) && walkHistory(1))
            return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool Composer::canMove(QTextCursor::MoveOperation operation) const
{
    QTextCursor cursor = textCursor();
    return cursor.movePosition(operation);
}

bool Composer::walkHistory(int step)
{
    const qsizetype place = m_place + step;
    if (place < 0 || place > m_history.size())
        return false;
    if (m_place == m_history.size())
        m_unsent = {m_format, toPlainText()};
    m_place = place;
    show(place == m_history.size() ? m_unsent : m_history.at(place));
    return true;
}

void Composer::show(const Draft &draft)
{
    if (draft.format != m_format) {
        clear();
        setFormat(draft.format);
    }
    setPlainText(draft.text);
    moveCursor(QTextCursor::End);
}

void Composer::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(Theme::fixedFont(QApplication::font()));
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    updateGeometry(); // other line breaks, another height
}

void Composer::refreshPlaceholder()
{
    setPlaceholderText(m_format == Format::Text ? tr("Message (Ctrl+Enter sends)")
                                                : tr("Bytes, like 48 65 6c 6c 6f (Ctrl+Enter sends)"));
}
