#include "logview.h"

#include "columnwidths.h"
#include "logaccessible.h"
#include "logdelegate.h"
#include "logmodel.h"
#include "theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>

using namespace Qt::Literals::StringLiterals;

LogView::LogView(QWidget *parent)
    : QTableView(parent)
    , m_columnWidths(new ColumnWidths(this))
    , m_followButton(new QPushButton(this))
{
    installLogAccessible();
    setItemDelegate(new LogDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setTextElideMode(Qt::ElideRight);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setStretchLastSection(true);

    m_followButton->setObjectName(u"followButton"_s);
    m_followButton->setIcon(Theme::icon(u"follow"_s));
    m_followButton->setCursor(Qt::ArrowCursor);
    m_followButton->setFocusPolicy(Qt::NoFocus); // End does the same
    m_followButton->hide();
    connect(m_followButton, &QPushButton::clicked, this, &LogView::follow);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::scrolled);
    applyFont();
}

void LogView::setLog(LogModel *model)
{
    setModel(model);
    // After the view's own connections, so that its rows are already gone when ours are called.
    connect(model, &LogModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsRemoved(first, last); });
    connect(model, &LogModel::modelAboutToBeReset, this, [this] { m_adjusting = true; });
    connect(model, &LogModel::modelReset, this, [this] {
        m_adjusting = false;
        m_newRows = 0;
        if (m_following || this->model()->rowCount() == 0)
            follow();
    });
    for (int column = 0; column < LogModel::TextColumn; ++column)
        setColumnWidth(column, usualWidth(column));
}

int LogView::usualWidth(int column) const
{
    static const auto widest = [](int c) {
        switch (c) {
        case LogModel::TimeColumn:
            return u"00:00:00.000"_s;
        case LogModel::DirectionColumn:
            return u"↑↓"_s;
        case LogModel::ConnectionColumn:
            return u"all (5000)"_s;
        case LogModel::TypeColumn:
            return u"response"_s;
        default:
            return u"1000.0 KiB"_s;
        }
    };
    const QString heading = model()->headerData(column, Qt::Horizontal).toString();
    const int text = qMax(fontMetrics().horizontalAdvance(widest(column)),
                          horizontalHeader()->fontMetrics().horizontalAdvance(heading));
    return text + Theme::textWidth(2, font());
}

void LogView::follow()
{
    m_newRows = 0;
    setFollowing(true);
    scrollToBottom();
}

void LogView::setFollowing(bool following)
{
    if (following)
        m_newRows = 0;
    m_followButton->setVisible(!following);
    placeFollowButton();
    if (following == m_following)
        return;
    m_following = following;
    emit followingChanged(following);
}

void LogView::scrolled(int value)
{
    if (!m_adjusting)
        setFollowing(value >= verticalScrollBar()->maximum());
}

void LogView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QTableView::rowsInserted(parent, first, last);
    if (m_following) {
        scrollToBottom();
        return;
    }
    if (!static_cast<LogModel *>(model())->isFiltering()) // else they were there before
        m_newRows += last - first + 1;
    placeFollowButton();
}

void LogView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    m_adjusting = true;
    m_valueBeforeRemoval = verticalScrollBar()->value();
    // The base class would select a neighbour instead.
    if (const int current = currentIndex().row(); current >= first && current <= last)
        selectionModel()->clear();
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void LogView::rowsRemoved(int first, int last)
{
    // Laying millions of rows out takes milliseconds; a view that follows does it once for all that comes and
    // goes.
    if (!m_following) {
        executeDelayedItemsLayout();
        const int goneAbove = first == 0 ? (last - first + 1) * verticalHeader()->defaultSectionSize() : 0;
        verticalScrollBar()->setValue(m_valueBeforeRemoval - goneAbove);
    }
    m_adjusting = false;
}

void LogView::updateGeometries()
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    QTableView::updateGeometries();
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void LogView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event); // the table's own would make the first row the current one
    viewport()->update();
}

/// While no chosen row is on the screen, Up and Down begin with what is: Up at the lower end, Down at the
/// upper one, unless the newest is followed.
bool LogView::chooseSeenRow(const QKeyEvent *event)
{
    const bool down = event->key() == Qt::Key_Down;
    if (model()->rowCount() == 0 || (!down && event->key() != Qt::Key_Up)
        || event->modifiers().testFlag(Qt::ShiftModifier)
        || viewport()->rect().intersects(visualRect(currentIndex())))
        return false;
    const int seen = rowAt(down && !m_following ? 0 : viewport()->height() - 1);
    selectRow(seen < 0 ? model()->rowCount() - 1 : seen);
    return true;
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_End && !(event->modifiers() & Qt::ShiftModifier)) {
        follow();
    } else if (event->key() == Qt::Key_Home && !(event->modifiers() & Qt::ShiftModifier)) {
        scrollToTop();
    } else if (chooseSeenRow(event)) {
        event->accept();
    } else if (event->matches(QKeySequence::Copy)) {
        event->ignore(); // the base class would copy one cell; the panel copies the rows
    } else {
        QTableView::keyPressEvent(event);
    }
}

void LogView::resizeEvent(QResizeEvent *event)
{
    // A chosen row that is on the screen stays there, even if the end then does not.
    const bool sawChosen = QRect({}, event->oldSize()).intersects(visualRect(currentIndex()));
    QTableView::resizeEvent(event);
    if (sawChosen)
        scrollTo(currentIndex());
    placeFollowButton();
}

void LogView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        applyFont();
}

void LogView::applyFont()
{
    const int height = LogDelegate::rowHeight(font());
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    verticalScrollBar()->setSingleStep(height);
}

void LogView::placeFollowButton()
{
    if (m_followButton->isHidden())
        return;
    m_followButton->setText(
        m_newRows > 0
            ? tr("%1 new", "rows that came since the reader scrolled up").arg(QLocale().toString(m_newRows))
            : tr("Newest"));
    m_followButton->setToolTip(tr("Show the newest row and follow (End)"));
    m_followButton->adjustSize();
    const int gap = fontMetrics().height() / 2;
    const QRect inside = viewport()->geometry();
    m_followButton->move(inside.right() - m_followButton->width() - gap,
                         inside.bottom() - m_followButton->height() - gap);
    m_followButton->raise();
}
