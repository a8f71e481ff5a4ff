#include "themestyle.h"

#include "theme.h"

#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleOption>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal cornerRadius = 2;
constexpr QColor outlineOnDark(0x75, 0x7c, 0x86);

/// Fusion's outline is darker than the window, and so cannot be seen on a dark one.
void drawOutline(const QStyleOption &option, QPainter *painter)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    if (!enabled || option.state & QStyle::State_HasFocus || !Theme::isDark(option.palette))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(outlineOnDark);
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    painter->restore();
}

}

int ScaledStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    const int size = QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
    case PM_SmallIconSize: // of menus, tabs and fields, too
    case PM_ButtonIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
    case PM_TabBarScrollButtonWidth:
        return qRound(size * Theme::textScale());
    default:
        return size;
    }
}

ThemeStyle::ThemeStyle()
    : ScaledStyle(u"fusion"_s)
{
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *data) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return ScaledStyle::styleHint(hint, option, widget, data);
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    ScaledStyle::drawPrimitive(element, option, painter, widget);
    const bool isWritten = element == PE_Frame && qobject_cast<const QPlainTextEdit *>(widget);
    if (isWritten || element == PE_IndicatorCheckBox || element == PE_FrameLineEdit)
        drawOutline(*option, painter);
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                    QPainter *painter, const QWidget *widget) const
{
    ScaledStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_SpinBox)
        drawOutline(*option, painter);
}
