#include "statuspill.h"

#include "theme.h"

#include <QEvent>
#include <QPainter>

StatusPill::StatusPill(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusPill::setStatus(Kind kind, const QString &word)
{
    if (kind == m_kind && word == m_word)
        return;
    m_kind = kind;
    m_word = word;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize StatusPill::sizeHint() const
{
    const int height = fontMetrics().height();
    return {fontMetrics().horizontalAdvance(m_word) + height * 2, height + height / 2};
}

QColor StatusPill::color() const
{
    switch (m_kind) {
    case Kind::Off:
        return Theme::color(Theme::Tone::Lifecycle, palette());
    case Kind::Working:
        return Theme::color(Theme::Tone::Working, palette());
    case Kind::On:
        return Theme::color(Theme::Tone::On, palette());
    case Kind::Failed:
        break;
    }
    return Theme::color(Theme::Tone::Error, palette());
}

void StatusPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor tint = color();
    QColor ground = tint;
    ground.setAlphaF(0.12F);
    QColor edge = tint;
    edge.setAlphaF(0.45F);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(edge);
    painter.setBrush(ground);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);

    const qreal em = fontMetrics().height();
    const qreal side = em * 0.55;
    QRectF sign(em * 0.6, (height() - side) / 2.0, side, side);
    QRectF word(em * 1.4, 0, width() - em * 1.9, height());
    if (isRightToLeft()) {
        sign.moveRight(width() - sign.left());
        word.moveRight(width() - word.left());
    }
    paintSign(painter, sign);
    painter.setPen(tint);
    painter.drawText(word, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, m_word);
}

void StatusPill::paintSign(QPainter &painter, const QRectF &box) const
{
    const QColor tint = color();
    const qreal stroke = box.width() / 5;
    painter.setPen(QPen(tint, stroke, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    const QRectF inner = box.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2);
    switch (m_kind) {
    case Kind::Off:
        painter.drawEllipse(inner);
        break;
    case Kind::Working:
        painter.setPen(Qt::NoPen);
        painter.setBrush(tint);
        for (int i = -1; i <= 1; ++i)
            painter.drawEllipse(box.center() + QPointF(i * box.width() * 0.42, 0), stroke * 0.75,
                                stroke * 0.75);
        break;
    case Kind::On:
        painter.setBrush(tint);
        painter.drawEllipse(inner);
        break;
    case Kind::Failed:
        painter.drawLine(inner.topLeft(), inner.bottomRight());
        painter.drawLine(inner.topRight(), inner.bottomLeft());
        break;
    }
}

void StatusPill::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}
