#include "segmentbutton.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>

SegmentButton::SegmentButton(QWidget *parent)
    : QToolButton(parent)
{
    setCheckable(true);
}

void SegmentButton::paintEvent(QPaintEvent *)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    if (isChecked()) {
        option.palette.setColor(QPalette::Button, palette().color(QPalette::Highlight).darker(130));
        option.palette.setBrush(QPalette::ButtonText, palette().brush(QPalette::HighlightedText));
        option.palette.setBrush(QPalette::WindowText, palette().brush(QPalette::HighlightedText));
        option.state = (option.state | QStyle::State_Raised) & ~QStyle::State_On; // else it is drawn darker
        option.icon = QIcon(icon().pixmap(iconSize(), devicePixelRatioF(), QIcon::Selected));
    }
    QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
}
