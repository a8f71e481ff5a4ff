#include "noticeframe.h"

#include <QAccessible>
#include <QEvent>
#include <QLayout>
#include <QPainter>

NoticeFrame::NoticeFrame(QWidget *parent)
    : QFrame(parent)
{
}

void NoticeFrame::setTone(Theme::Tone tone)
{
    m_tone = tone;
    update();
}

void NoticeFrame::announce()
{
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void NoticeFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor tint = Theme::color(m_tone, palette());
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = fontMetrics().height() / 4.0;
    painter.setPen(tint);
    tint.setAlphaF(0.14F);
    painter.setBrush(tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

bool NoticeFrame::event(QEvent *event)
{
    const bool done = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fitHeight();
    return done;
}

void NoticeFrame::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitHeight();
}

void NoticeFrame::fitHeight()
{
    const int height = layout()->totalHeightForWidth(width());
    if (height > 0 && height != minimumHeight())
        setFixedHeight(height);
    layout()->setGeometry(contentsRect()); // what it has may be from before
}
