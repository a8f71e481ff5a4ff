#include "composer.h"

#include "hextext.h"
#include "jsoncheck.h"
#include "jsonlayout.h"
#include "theme.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QStringDecoder>
#include <QTextBlock>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace {
constexpr int fewestLines = 2;
constexpr int mostLines = 8;
constexpr qsizetype longestHistory = 100;
constexpr qsizetype longestRemembered = 1024 * 1024; ///< characters of one message
constexpr qsizetype longestWrapped = 4 * 1024; ///< characters of a line that is broken between words

qsizetype longestLine(QStringView text)
{
    qsizetype longest = 0;
    for (const QStringView line : text.tokenize(u'\n'))
        longest = std::max(longest, line.size());
    return longest;
}

/// The one local file that \a source stands for, or nothing.
QString fileIn(const QMimeData *source)
{
    const QList<QUrl> urls = source->urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}
}

Composer::Composer(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            [this] { updateGeometry(); });
    setFont(Theme::fixedFamily());
    refreshPlaceholder();
}

void Composer::setFormat(Format format)
{
    if (format == m_format)
        return;
    const bool wasHex = m_format == Format::Hex;
    const QString text = toPlainText();
    m_format = format;
    if (format == Format::Hex) {
        replaceText(QString::fromLatin1(text.toUtf8().toHex(' ')));
    } else if (wasHex) {
        QString error;
        const std::optional<QByteArray> present = HexText::bytes(text, &error);
        QStringDecoder decode(QStringDecoder::Utf8);
        const QString decoded = decode(present.value_or(QByteArray()));
        if (present && !decode.hasError())
            replaceText(decoded);
    }
    refreshPlaceholder();
    emit formatChanged(format);
}

void Composer::setDraft(const Draft &draft)
{
    if (draft.format != m_format) {
        m_format = draft.format;
        refreshPlaceholder();
        emit formatChanged(m_format);
    }
    replaceText(draft.text);
}

void Composer::indent()
{
    const QByteArray json = toPlainText().toUtf8();
    if (JsonCheck(json).read() == JsonCheck::Verdict::Valid)
        replaceText(QString::fromUtf8(JsonLayout::indented(json)));
}

void Composer::replaceText(const QString &text)
{
    settleWrapping(text);
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    moveCursor(QTextCursor::End);
}

/// Looking for a word's end in a very long line takes seconds; before one comes in, that is given up.
void Composer::settleWrapping(QStringView longest)
{
    setWordWrapMode(longestLine(longest) > longestWrapped ? QTextOption::WrapAnywhere
                                                          : QTextOption::WrapAtWordBoundaryOrAnywhere);
}

std::optional<QByteArray> Composer::bytes(QString *error) const
{
    const QString text = toPlainText();
    if (m_format == Format::Hex)
        return HexText::bytes(text, error);
    const QByteArray utf8 = text.toUtf8();
    if (m_format == Format::Text)
        return utf8;
    JsonCheck check(utf8);
    if (check.read() == JsonCheck::Verdict::Valid)
        return utf8;
    const auto [line, column] = JsonCheck::lineAndColumn(utf8, check.offset());
    *error = utf8.trimmed().isEmpty()
        ? check.sentence()
        : tr("Line %1, column %2: %3").arg(line).arg(column).arg(check.sentence());
    return {};
}

void Composer::takeIntoHistory()
{
    const Draft sent = draft();
    if (sent.text.size() <= longestRemembered && (m_history.isEmpty() || m_history.last() != sent))
        m_history.append(sent);
    if (m_history.size() > longestHistory)
        m_history.removeFirst();
    m_place = m_history.size();
    clear();
}

QSize Composer::sizeHint() const
{
    const int lines = std::clamp(int(std::ceil(document()->size().height())), fewestLines, mostLines);
    const int frame = 2 * (frameWidth() + int(document()->documentMargin()));
    const double line = std::max(blockBoundingRect(document()->firstBlock()).height()
                                     / std::max(1, document()->firstBlock().lineCount()),
                                 QFontMetricsF(font()).lineSpacing());
    return {Theme::textWidth(30, font()), int(std::ceil(lines * line)) + frame + 1};
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
        m_unsent = draft();
    m_place = place;
    setDraft(place == m_history.size() ? m_unsent : m_history.at(place));
    return true;
}

bool Composer::canInsertFromMimeData(const QMimeData *source) const
{
    return !fileIn(source).isEmpty() || QPlainTextEdit::canInsertFromMimeData(source);
}

void Composer::insertFromMimeData(const QMimeData *source)
{
    if (const QString path = fileIn(source); !path.isEmpty()) {
        emit fileOffered(path);
        return;
    }
    const QString text = source->text();
    if (text.size() > longestText) {
        emit refused(tr("Nothing was pasted: it has %L1 characters, and %L2 fit in here. Save it in a file, "
                        "and send that.")
                         .arg(text.size())
                         .arg(longestText));
        return;
    }
    settleWrapping(toPlainText() + text);
    QPlainTextEdit::insertFromMimeData(source);
}

void Composer::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
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
    switch (m_format) {
    case Format::Text:
        setPlaceholderText(tr("Message (Ctrl+Enter sends)"));
        break;
    case Format::Json:
        setPlaceholderText(tr("JSON, like {\"action\": \"plus\"} (Ctrl+Enter sends)"));
        break;
    case Format::Hex:
        setPlaceholderText(tr("Bytes, like 48 65 6c 6c 6f (Ctrl+Enter sends)"));
        break;
    }
}
