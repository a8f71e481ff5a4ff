#include "connectionsview.h"

#include "columnwidths.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>

ConnectionsView::ConnectionsView(QWidget *parent)
    : QTableView(parent)
    , m_columnWidths(new ColumnWidths(this))
{
    m_sorted.setSourceModel(&m_connections);
    m_sorted.setSortRole(ConnectionModel::SortRole);
    setModel(&m_sorted);
    setSortingEnabled(true);
    sortByColumn(ConnectionModel::IdColumn, Qt::AscendingOrder);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(ConnectionModel::PeerColumn, QHeaderView::Stretch);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { emit connectionsSelected(selectionModel()->hasSelection()); });
    refreshRowHeight();
    setUsualWidths();
}

void ConnectionsView::setConnections(const QList<ConnectionInfo> &connections)
{
    const bool wasEmpty = m_sorted.rowCount() == 0;
    m_connections.setConnections(connections);
    if (wasEmpty != connections.isEmpty())
        viewport()->update();
}

void ConnectionsView::setEmptyHint(const QString &text)
{
    m_emptyHint = text;
    viewport()->update();
}

QList<ConnectionInfo> ConnectionsView::selectedConnections() const
{
    QList<ConnectionInfo> selected;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        selected.append(m_connections.connectionAt(m_sorted.mapToSource(index).row()));
    return selected;
}

QSize ConnectionsView::minimumSizeHint() const
{
    const int rows = 2;
    return {QTableView::minimumSizeHint().width(),
            horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize()};
}

void ConnectionsView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_sorted.rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap,
                     m_emptyHint);
}

/// Room for a connection on which much was said; the peer has what is left.
void ConnectionsView::setUsualWidths()
{
    ConnectionModel usual;
    usual.setConnections({{.id = 9'999,
                           .peer = {},
                           .service = ServiceKind::Broadcast,
                           .messagesIn = 9'999,
                           .messagesOut = 9'999,
                           .bytesIn = 999 * 1'024,
                           .bytesOut = 999 * 1'024,
                           .roundTrip = 999'990}});
    const int margins = 2 * (style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 2);
    for (int column = 0; column < ConnectionModel::ColumnCount; ++column) {
        const QString text = usual.index(0, column).data().toString();
        const int width = fontMetrics().horizontalAdvance(text) + margins;
        setColumnWidth(column, qMax(width, horizontalHeader()->sectionSizeHint(column)));
    }
}

void ConnectionsView::refreshRowHeight()
{
    verticalHeader()->setMinimumSectionSize(0);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
}

void ConnectionsView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange && model())
        refreshRowHeight();
}
