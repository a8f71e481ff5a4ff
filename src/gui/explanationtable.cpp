#include "explanationtable.h"

#include "theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace {

constexpr double widestColumn = 0.6; ///< of the table, when not the last

}

ExplanationTable::ExplanationTable(QWidget *parent)
    : QTableWidget(parent)
{
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setWordWrap(true);
    setTextElideMode(Qt::ElideRight);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setFrameShape(NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0)
            emit rowChosen(row, visualItemRect(item(row, 0)).translated(viewport()->pos()));
    });
}

void ExplanationTable::setHeadings(const QStringList &headings)
{
    setColumnCount(int(headings.size()));
    setHorizontalHeaderLabels(headings);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(columnCount() - 1, QHeaderView::Stretch);
}

void ExplanationTable::setRows(const QList<QStringList> &rows)
{
    setRowCount(0);
    setRowCount(int(rows.size()));
    for (int row = 0; row < rowCount(); ++row) {
        for (int column = 0; column < columnCount(); ++column) {
            auto *cell = new QTableWidgetItem(rows[row].value(column));
            cell->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
            setItem(row, column, cell);
        }
    }
    applyFont();
}

void ExplanationTable::applyFont()
{
    for (int row = 0; row < rowCount(); ++row) {
        for (const int column : std::as_const(m_fixedColumns))
            item(row, column)->setFont(Theme::fixedFont(font()));
    }
    fit();
}

void ExplanationTable::fit()
{
    const int widest = int(viewport()->width() * widestColumn);
    for (int column = 0; column + 1 < columnCount(); ++column) {
        const int needed = std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
        setColumnWidth(column, std::min(widest, needed + Theme::textWidth(1, font())));
    }
    resizeRowsToContents();
    updateGeometry();
}

QSize ExplanationTable::sizeHint() const
{
    return {QTableWidget::sizeHint().width(),
            horizontalHeader()->sizeHint().height() + verticalHeader()->length() + 2 * frameWidth()};
}

QSize ExplanationTable::minimumSizeHint() const
{
    return {Theme::textWidth(40, font()), sizeHint().height()};
}

void ExplanationTable::resizeEvent(QResizeEvent *event)
{
    QTableWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

void ExplanationTable::changeEvent(QEvent *event)
{
    QTableWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyFont();
}

void ExplanationTable::keyPressEvent(QKeyEvent *event)
{
    if (event != QKeySequence::Copy || currentRow() < 0) {
        QTableWidget::keyPressEvent(event);
        return;
    }
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column)
        cells.append(item(currentRow(), column)->text());
    QGuiApplication::clipboard()->setText(cells.join(u'\t'));
}
