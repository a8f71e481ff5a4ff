#include "scrollpane.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QScrollBar>

namespace {

constexpr int leastLines = 6; ///< shown where there is little room

bool changesByWheel(const QObject *control)
{
    return qobject_cast<const QAbstractSpinBox *>(control) || qobject_cast<const QComboBox *>(control);
}

}

ScrollPane::ScrollPane(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

QSize ScrollPane::sizeHint() const
{
    return widget() ? widget()->sizeHint() : QScrollArea::sizeHint();
}

QSize ScrollPane::minimumSizeHint() const
{
    if (!widget())
        return QScrollArea::minimumSizeHint();
    const QSize whole = widget()->minimumSizeHint();
    return {whole.width() + verticalScrollBar()->sizeHint().width(),
            qMin(whole.height(), fontMetrics().lineSpacing() * leastLines)};
}

bool ScrollPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    if (auto *control = qobject_cast<QWidget *>(watched); control && control != widget()) {
        if (event->type() == QEvent::FocusIn)
            ensureWidgetVisible(control);
        if (event->type() == QEvent::Wheel && changesByWheel(control) && !control->hasFocus()) {
            return QCoreApplication::sendEvent(verticalScrollBar(), event);
        }
    }
    return QScrollArea::eventFilter(watched, event);
}

void ScrollPane::showEvent(QShowEvent *event)
{
    const QList<QWidget *> controls = widget()->findChildren<QWidget *>();
    for (QWidget *control : controls) {
        if (control->focusPolicy() == Qt::NoFocus)
            continue;
        if (changesByWheel(control))
            control->setFocusPolicy(Qt::StrongFocus); // not by the wheel
        control->installEventFilter(this);
    }
    QScrollArea::showEvent(event);
}
