#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>

class QPalette;

/// The program's colours and icons, which follow the palette. GUI thread only.
namespace Theme {

enum class Scheme { System, Light, Dark };

/// Gives the whole program the system's style and palette, or Fusion with a light or dark one.
void apply(Scheme scheme);

/// Gives the whole program text, icons and boxes of \a percent of the size that the desktop wants.
void setTextSize(int percent);

/// What setTextSize() was given, as a factor.
double textScale();

/// True when \a palette has light text on a dark ground.
bool isDark(const QPalette &palette);

/// What a colour tells of. It never tells alone: a word or a sign goes with it.
enum class Tone {
    Sent, ///< green
    Received, ///< blue
    Error, ///< red
    Lifecycle, ///< grey, set in italics
    Working, ///< amber
    On, ///< green
};

/// The colour of \a tone for text on \a palette's Base and Window: at least 4.5:1 on both.
QColor color(Tone tone, const QPalette &palette);

/// The drawing `:/icons/NAME.svg` in the palette's text colour at the time of painting.
QIcon icon(const QString &name);
/// The same in the colour of \a tone.
QIcon icon(const QString &name, Tone tone);

/// The width of \a characters of Latin text in \a font, and of half as many of Chinese text. What is made in
/// this measure is as wide in both languages, unlike with QFontMetrics' average.
int textWidth(int characters, const QFont &font);

/// The system's fixed-width font in the size of \a like.
QFont fixedFont(const QFont &like);

/// The system's fixed-width font without a size: a widget that gets it has the size of all others.
QFont fixedFamily();

/// The contrast of two colours after WCAG 2.1: 1 to 21.
double contrast(const QColor &a, const QColor &b);

}
