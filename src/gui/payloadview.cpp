#include "payloadview.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QStyleOption>
#include <QTextBlock>

namespace {

/// Characters. What is longer is laid out in several blocks, since the time for one block grows with its
/// length; the blocks that the next one continues are told by their state.
constexpr qsizetype longestBlock = 2'000;
constexpr int continued = 1;

bool isContinued(const QTextBlock &block)
{
    return block.userState() == continued;
}

/// How much of \a line, behind \a present characters, fits into the block.
qsizetype fitting(QStringView line, qsizetype present)
{
    const qsizetype room = std::max<qsizetype>(0, longestBlock - present);
    if (line.size() <= room)
        return line.size();
    return room > 0 && line[room - 1].isHighSurrogate() ? room - 1 : room;
}

}

PayloadView::PayloadView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new QWidget(this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_gutter->installEventFilter(this);
    m_gutter->hide();
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &, int scrolled) {
        if (scrolled != 0)
            m_gutter->scroll(0, scrolled);
        m_gutter->update();
    });
}

void PayloadView::setSlice(const PayloadReader::Slice &slice)
{
    setExtraSelections({});
    clear();
    m_characters = 0;
    m_folds.clear();
    append(slice);
    moveCursor(QTextCursor::Start);
}

void PayloadView::append(const PayloadReader::Slice &slice)
{
    const int first = document()->lastBlock().blockNumber();
    QString text;
    QList<bool> ends; // of blocks: whether the next one continues them
    const auto endBlock = [&](bool isContinuedNext) {
        text += u'\n';
        ends.append(isContinuedNext);
    };
    qsizetype present = document()->lastBlock().length() - 1;
    qsizetype done = 0; // characters of the slice
    auto fold = slice.folds.cbegin();
    for (const QStringView line : QStringView(slice.text).tokenize(u'\n')) {
        if (done > 0) {
            endBlock(false);
            present = 0;
        }
        for (QStringView rest = line;;) {
            const qsizetype part = fitting(rest, present);
            text += rest.first(part);
            done += part;
            for (; fold != slice.folds.cend() && fold->at < done; ++fold)
                m_folds.insert(first + int(ends.size()),
                               {m_characters + fold->at, fold->place, fold->folded});
            present += part;
            rest = rest.sliced(part);
            if (rest.isEmpty())
                break;
            endBlock(true);
            present = 0;
        }
        ++done; // the line end
    }
    const QTextCursor reader = textCursor(); // one at the end would move on
    const int anchor = reader.anchor();
    const int position = reader.position();
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(text);
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    QTextBlock block = document()->findBlockByNumber(first);
    for (const bool end : ends) {
        if (end)
            block.setUserState(continued);
        block = block.next();
    }
    m_characters += slice.text.size();
    m_gutter->update();
}

qsizetype PayloadView::cursorCharacter() const
{
    const int position = textCursor().selectionStart();
    qsizetype extra = 0;
    const QTextBlock last = document()->findBlock(position);
    for (QTextBlock block = document()->firstBlock(); block != last; block = block.next())
        extra += isContinued(block) ? 1 : 0;
    return position - extra;
}

int PayloadView::positionOf(qsizetype character) const
{
    for (QTextBlock block = document()->firstBlock(); block.isValid(); block = block.next()) {
        const qsizetype length = block.length() - (isContinued(block) ? 1 : 0);
        if (character < length || !block.next().isValid())
            return block.position() + int(std::min<qsizetype>(character, block.length() - 1));
        character -= length;
    }
    return 0;
}

void PayloadView::mark(qsizetype character, qsizetype length)
{
    QTextCursor cursor(document());
    cursor.setPosition(positionOf(character));
    cursor.setPosition(positionOf(character + length - 1) + 1, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    centerCursor();
    QTextEdit::ExtraSelection selection; // seen also while the focus is elsewhere
    selection.cursor = cursor;
    selection.format.setBackground(palette().brush(QPalette::Active, QPalette::Highlight));
    selection.format.setForeground(palette().brush(QPalette::Active, QPalette::HighlightedText));
    setExtraSelections({selection});
}

void PayloadView::truncate(qsizetype character)
{
    QTextCursor cursor(document());
    cursor.setPosition(positionOf(character));
    setTextCursor(cursor);
    m_folds.erase(m_folds.lowerBound(cursor.blockNumber()), m_folds.end());
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    document()->lastBlock().setUserState(-1);
    m_characters = character;
}

void PayloadView::setFoldable(bool foldable)
{
    m_foldable = foldable;
    m_gutter->setVisible(foldable);
    placeGutter();
}

/// What was selected, without the line ends that only the layout needs.
QMimeData *PayloadView::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    QString text;
    for (QTextBlock block = document()->findBlock(cursor.selectionStart());
         block.isValid() && block.position() < cursor.selectionEnd(); block = block.next()) {
        const int from = std::max(0, cursor.selectionStart() - block.position());
        const int to = cursor.selectionEnd() - block.position();
        text += block.text().mid(from, to - from);
        if (to >= block.length() && !isContinued(block))
            text += u'\n';
    }
    auto *selected = new QMimeData;
    selected->setText(text);
    return selected;
}

void PayloadView::keyPressEvent(QKeyEvent *event)
{
    const auto fold = m_folds.constFind(textCursor().blockNumber());
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && fold != m_folds.cend())
        emit foldRequested(JsonLayout::Fold(*fold));
    else
        QPlainTextEdit::keyPressEvent(event);
}

void PayloadView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void PayloadView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        placeGutter();
}

void PayloadView::placeGutter()
{
    const int width = m_foldable ? fontMetrics().lineSpacing() : 0;
    setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), width, viewport()->height());
}

bool PayloadView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_gutter && event->type() == QEvent::Paint) {
        paintGutter();
        return true;
    }
    if (watched == m_gutter && event->type() == QEvent::MouseButtonPress) {
        requestFoldAt(static_cast<QMouseEvent *>(event)->position().toPoint());
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void PayloadView::paintGutter()
{
    QPainter painter(m_gutter);
    painter.fillRect(m_gutter->rect(), palette().base());
    QStyleOption option;
    option.initFrom(this);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > m_gutter->height())
            break;
        const auto fold = m_folds.constFind(block.blockNumber());
        if (fold == m_folds.cend())
            continue;
        const int side = m_gutter->width();
        const int inset = side / 6;
        option.rect = QRect(0, int(place.top()), side, side).adjusted(inset, inset, -inset, -inset);
        style()->drawPrimitive(fold->folded ? QStyle::PE_IndicatorArrowRight : QStyle::PE_IndicatorArrowDown,
                               &option, &painter, this);
    }
}

void PayloadView::requestFoldAt(const QPoint &point)
{
    const auto fold = m_folds.constFind(cursorForPosition(QPoint(0, point.y())).blockNumber());
    if (fold != m_folds.cend())
        emit foldRequested(JsonLayout::Fold(*fold));
}
