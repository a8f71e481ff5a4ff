#include "logaccessible.h"

#include "logview.h"

#include <QAccessibleWidget>
#include <QPointer>
#include <QScrollBar>

#include <vector>

namespace {

/// The rows that a view shows at the moment.
struct VisibleRows
{
    int first = 0;
    int count = 0;
};

VisibleRows visibleRows(const LogView *view)
{
    const int first = view->rowAt(0);
    if (first < 0)
        return {};
    int last = view->rowAt(view->viewport()->height() - 1);
    if (last < 0)
        last = view->model()->rowCount() - 1;
    return {first, last - first + 1};
}

/// The row in one place of the screen, whichever that is at the moment: so there are only as many of
/// these as rows fit the view.
class AccessibleRow : public QAccessibleInterface
{
public:
    AccessibleRow(LogView *view, int place)
        : m_view(view)
        , m_place(place)
    {
    }

    bool isValid() const override { return m_view && m_place < visibleRows(m_view).count; }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override { }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? index().data(Qt::AccessibleTextRole).toString()
                                                      : QString();
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        QRect cell = m_view->visualRect(index());
        cell.setLeft(0);
        cell.setWidth(m_view->viewport()->width());
        return {m_view->viewport()->mapToGlobal(cell.topLeft()), cell.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.focusable = true;
        state.selectable = true;
        state.focused = m_view->hasFocus() && m_view->currentIndex().row() == index().row();
        state.selected = m_view->selectionModel()->isSelected(index());
        return state;
    }

private:
    QModelIndex index() const { return m_view->model()->index(visibleRows(m_view).first + m_place, 0); }

    QPointer<LogView> m_view;
    int m_place;
};

class AccessibleLog : public QAccessibleWidget
{
public:
    explicit AccessibleLog(LogView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~AccessibleLog() override
    {
        for (const QAccessible::Id id : m_rows)
            QAccessible::deleteAccessibleInterface(id);
    }
    Q_DISABLE_COPY_MOVE(AccessibleLog)

    int childCount() const override { return visibleRows(view()).count; }

    QAccessibleInterface *child(int place) const override
    {
        if (place < 0 || place >= childCount())
            return nullptr;
        while (std::size_t(place) >= m_rows.size()) {
            m_rows.push_back(
                QAccessible::registerAccessibleInterface(new AccessibleRow(view(), int(m_rows.size()))));
        }
        return QAccessible::accessibleInterface(m_rows[std::size_t(place)]);
    }

    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (std::size_t place = 0; place < m_rows.size(); ++place) {
            if (QAccessible::accessibleInterface(m_rows[place]) == wanted)
                return int(place);
        }
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint point = view()->viewport()->mapFromGlobal(QPoint(x, y));
        if (!view()->viewport()->rect().contains(point))
            return nullptr;
        return childOfRow(view()->rowAt(point.y()));
    }

    QAccessibleInterface *focusChild() const override { return childOfRow(view()->currentIndex().row()); }

private:
    LogView *view() const { return static_cast<LogView *>(widget()); }
    QAccessibleInterface *childOfRow(int row) const
    {
        return row < 0 ? nullptr : child(row - visibleRows(view()).first);
    }

    mutable std::vector<QAccessible::Id> m_rows;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<LogView *>(object);
    return view ? new AccessibleLog(view) : nullptr;
}

}

void installLogAccessible()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}
