#pragma once

#include <QProxyStyle>

/// The style of a name, whose icons, boxes and small buttons grow with the program's text.
class ScaledStyle : public QProxyStyle
{
    Q_OBJECT
public:
    using QProxyStyle::QProxyStyle;

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
};

/// Fusion, as the light and the dark theme have it: fields and check boxes keep an outline that can be seen
/// on a dark window, and the buttons of dialogs have words and no pictures.
class ThemeStyle : public ScaledStyle
{
    Q_OBJECT
public:
    ThemeStyle();

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
};
