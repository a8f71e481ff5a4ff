#include "columnwidths.h"

#include <QDataStream>
#include <QEvent>
#include <QFontMetricsF>
#include <QHeaderView>
#include <QIODevice>
#include <QTableView>

namespace {
constexpr quint32 stateVersion = 1;
}

ColumnWidths::ColumnWidths(QTableView *view)
    : QObject(view)
    , m_view(view)
    , m_header(view->horizontalHeader())
    , m_textHeight(textHeight())
{
    view->installEventFilter(this);
    connect(m_header, &QHeaderView::sectionResized, this, &ColumnWidths::changed);
}

double ColumnWidths::textHeight() const
{
    return QFontMetricsF(m_view->font()).height();
}

void ColumnWidths::scale(double factor)
{
    const int own = m_header->count() - int(m_header->stretchLastSection()); // the last has what is left
    for (int column = 0; column < own; ++column) {
        if (!m_header->isSectionHidden(column))
            m_header->resizeSection(column, qRound(m_header->sectionSize(column) * factor));
    }
}

bool ColumnWidths::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        const double before = std::exchange(m_textHeight, textHeight());
        scale(m_textHeight / before);
    }
    return QObject::eventFilter(watched, event);
}

QByteArray ColumnWidths::save() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << stateVersion << m_textHeight << m_header->saveState();
    return state;
}

void ColumnWidths::restore(const QByteArray &state)
{
    QDataStream in(state);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    double before = 0;
    QByteArray header;
    in >> version >> before >> header;
    const bool isOurs = in.status() == QDataStream::Ok && version == stateVersion && before > 0;
    if (isOurs && m_header->restoreState(header))
        scale(m_textHeight / before);
}
