#include "disclosurebutton.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>

DisclosureButton::DisclosureButton(QWidget *parent)
    : QToolButton(parent)
{
    setCheckable(true);
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setArrowType(Qt::RightArrow);
    connect(this, &QToolButton::toggled, this,
            [this](bool open) { setArrowType(open ? Qt::DownArrow : Qt::RightArrow); });
}

void DisclosureButton::paintEvent(QPaintEvent *)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.state &= ~QStyle::State_On; // the arrow says it; a pressed look would be too much
    if (!option.state.testFlag(QStyle::State_MouseOver) && !isDown())
        option.state &= ~(QStyle::State_Raised | QStyle::State_Sunken);
    QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
}
