#include "theme.h"

#include "themestyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QStyle>
#include <QSvgRenderer>

#include <cmath>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Draws an SVG in one colour, the palette's own unless a tone is given.
class TintedIconEngine : public QIconEngine
{
public:
    explicit TintedIconEngine(const QString &path, std::optional<Theme::Tone> tone = {})
        : m_path(path)
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatioF();
        QPixmap drawn = pixmap(rect.size() * scale, mode, state);
        drawn.setDevicePixelRatio(scale);
        painter->drawPixmap(rect, drawn);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QColor tint = color(mode);
        const QString key = "wslab-icon:%1:%2:%3x%4"_L1.arg(m_path, tint.name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap drawn;
        if (QPixmapCache::find(key, &drawn))
            return drawn;
        drawn = QPixmap(size);
        drawn.fill(Qt::transparent);
        QSvgRenderer renderer(m_path);
        QPainter painter(&drawn);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(&painter);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(drawn.rect(), tint);
        painter.end();
        QPixmapCache::insert(key, drawn);
        return drawn;
    }

    QIconEngine *clone() const override { return new TintedIconEngine(*this); }

private:
    QColor color(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        return m_tone ? Theme::color(*m_tone, palette) : palette.color(QPalette::ButtonText);
    }

    QString m_path;
    std::optional<Theme::Tone> m_tone;
};

QPalette lightPalette()
{
    QPalette palette(QColor(0xf3, 0xf4, 0xf6));
    palette.setColor(QPalette::Window, QColor(0xf3, 0xf4, 0xf6));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xf7, 0xf8, 0xfa));
    palette.setColor(QPalette::Button, QColor(0xf8, 0xf9, 0xfa));
    palette.setColor(QPalette::ToolTipBase, QColor(0x2b, 0x2f, 0x36));
    palette.setColor(QPalette::ToolTipText, Qt::white);
    palette.setColor(QPalette::Highlight, QColor(0x2a, 0x66, 0xc8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x1d, 0x5f, 0xc2));
    palette.setColor(QPalette::LinkVisited, QColor(0x7a, 0x3f, 0xa8));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(role, QColor(0x1d, 0x21, 0x27));
        palette.setColor(QPalette::Disabled, role, QColor(0x8b, 0x92, 0x9c));
    }
    palette.setColor(QPalette::PlaceholderText, QColor(0x69, 0x70, 0x7b));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(0xc9, 0xce, 0xd6));
    return palette;
}

QPalette darkPalette()
{
    QPalette palette(QColor(0x2d, 0x30, 0x35));
    palette.setColor(QPalette::Window, QColor(0x25, 0x28, 0x2c));
    palette.setColor(QPalette::Base, QColor(0x1b, 0x1d, 0x20));
    palette.setColor(QPalette::AlternateBase, QColor(0x20, 0x22, 0x26));
    palette.setColor(QPalette::Button, QColor(0x32, 0x36, 0x3b));
    palette.setColor(QPalette::ToolTipBase, QColor(0x3a, 0x3f, 0x46));
    palette.setColor(QPalette::ToolTipText, QColor(0xe8, 0xea, 0xed));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6a, 0xc4));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x7c, 0xb0, 0xff));
    palette.setColor(QPalette::LinkVisited, QColor(0xc8, 0x9c, 0xf0));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(role, QColor(0xe4, 0xe6, 0xea));
        palette.setColor(QPalette::Disabled, role, QColor(0x7f, 0x86, 0x90));
    }
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0xa1, 0xab));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(0x45, 0x4a, 0x52));
    return palette;
}

Theme::Scheme presentScheme = Theme::Scheme::System;
double presentScale = 1;

/// A new style makes all widgets measure themselves anew.
void setStyle()
{
    static const QString systemStyle = QApplication::style()->name(); // before any change
    QApplication::setStyle(presentScheme == Theme::Scheme::System ? new ScaledStyle(systemStyle)
                                                                  : new ThemeStyle);
}

double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

}

void Theme::apply(Scheme scheme)
{
    presentScheme = scheme;
    setStyle();
    if (scheme == Scheme::System)
        QApplication::setPalette(QPalette());
    else
        QApplication::setPalette(scheme == Scheme::Dark ? darkPalette() : lightPalette());
}

void Theme::setTextSize(int percent)
{
    static const QFont usual = QApplication::font(); // of the desktop, before any change
    QFont font = usual;
    font.setPointSizeF(usual.pointSizeF() * percent / 100);
    if (QApplication::font() == font)
        return;
    presentScale = percent / 100.0;
    setStyle();
    QApplication::setFont(font);
}

double Theme::textScale()
{
    return presentScale;
}

bool Theme::isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::WindowText)) > luminance(palette.color(QPalette::Window));
}

QColor Theme::color(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Sent:
    case Tone::On:
        return dark ? QColor(0x6f, 0xd0, 0x8c) : QColor(0x0f, 0x70, 0x33);
    case Tone::Received:
        return dark ? QColor(0x7f, 0xb6, 0xff) : QColor(0x17, 0x55, 0xb5);
    case Tone::Error:
        return dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb8, 0x1c, 0x1c);
    case Tone::Lifecycle:
        return dark ? QColor(0xa3, 0xaa, 0xb4) : QColor(0x5c, 0x63, 0x6e);
    case Tone::Working:
        return dark ? QColor(0xf0, 0xb8, 0x58) : QColor(0x8a, 0x55, 0x00);
    }
    return palette.color(QPalette::Text);
}

QIcon Theme::icon(const QString &name)
{
    return QIcon(new TintedIconEngine(":/icons/%1.svg"_L1.arg(name)));
}

QIcon Theme::icon(const QString &name, Tone tone)
{
    return QIcon(new TintedIconEngine(":/icons/%1.svg"_L1.arg(name), tone));
}

int Theme::textWidth(int characters, const QFont &font)
{
    return QFontInfo(font).pixelSize() * characters / 2;
}

QFont Theme::fixedFont(const QFont &like)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (like.pointSizeF() > 0)
        font.setPointSizeF(like.pointSizeF());
    else
        font.setPixelSize(like.pixelSize());
    return font;
}

QFont Theme::fixedFamily()
{
    QFont font;
    font.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    font.setStyleHint(QFont::Monospace);
    return font;
}

double Theme::contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}
