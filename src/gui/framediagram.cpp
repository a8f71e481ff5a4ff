#include "framediagram.h"

#include "theme.h"

#include <QEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

QFont boldFixedFont(const QFont &font)
{
    QFont bold = Theme::fixedFont(font);
    bold.setBold(true);
    return bold;
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    return QColor::fromRgbF(float(a.redF() * (1 - share) + b.redF() * share),
                            float(a.greenF() * (1 - share) + b.greenF() * share),
                            float(a.blueF() * (1 - share) + b.blueF() * share));
}

QColor ground(FrameExplanation::Part part, const QPalette &palette)
{
    constexpr std::array tones{Theme::Tone::Received, Theme::Tone::Working, Theme::Tone::Error,
                               Theme::Tone::Sent}; // in the order of the parts
    return mixed(palette.color(QPalette::Base), Theme::color(tones.at(std::size_t(part)), palette), 0.14);
}

}

FrameDiagram::FrameDiagram(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("The frame's bits as a diagram"));
    setAccessibleDescription(tr("The table below says the same in words."));
}

void FrameDiagram::setFrame(const FrameExplanation &frame)
{
    m_frame = frame;
    m_currentField = -1;
    updateGeometry();
    update();
}

void FrameDiagram::setCurrentField(int field)
{
    m_currentField = field;
    update();
}

QRect FrameDiagram::fieldRect(int field) const
{
    const Layout layout = layoutFor(width());
    const FrameExplanation::Field &shown = m_frame.fields().at(field);
    return boxOf(layout, shown.firstBit,
                 std::min(shown.bits, layout.bitsInLine - shown.firstBit % layout.bitsInLine))
        .adjusted(0, -layout.bytesHeight, 0, 0);
}

FrameDiagram::Layout FrameDiagram::layoutFor(int width) const
{
    const int least = fontMetrics().horizontalAdvance(u"MASK"_s) + 4;
    Layout layout;
    layout.bitsInLine = width >= 32 * least ? 32 : width >= 16 * least ? 16 : 8;
    layout.bitWidth = std::clamp((width - 1) / layout.bitsInLine, least, 2 * least);
    const int line = fontMetrics().lineSpacing();
    layout.rulerHeight = line;
    layout.bytesHeight = QFontMetrics(boldFixedFont(font())).lineSpacing() + line / 2;
    layout.boxHeight = 2 * line + QFontMetrics(boldFixedFont(font())).lineSpacing() + line / 2;
    return layout;
}

int FrameDiagram::lineCount(const Layout &layout) const
{
    const int bits = int(m_frame.bytes().size()) * 8;
    return (bits + layout.bitsInLine - 1) / layout.bitsInLine;
}

int FrameDiagram::heightForWidth(int width) const
{
    const Layout layout = layoutFor(width);
    const int more = m_frame.left() > 0 ? fontMetrics().lineSpacing() * 3 / 2 : 0;
    return layout.rulerHeight + lineCount(layout) * layout.lineHeight() + more + 1;
}

QSize FrameDiagram::sizeHint() const
{
    const int wide = width() > 0 ? width() : minimumSizeHint().width();
    return {wide, heightForWidth(wide)};
}

QSize FrameDiagram::minimumSizeHint() const
{
    const Layout layout = layoutFor(0);
    return {layout.bitsInLine * layout.bitWidth + 1, layout.rulerHeight + layout.lineHeight()};
}

/// The box of \a bits from \a firstBit on, which are in one line.
QRect FrameDiagram::boxOf(const Layout &layout, int firstBit, int bits) const
{
    const int line = firstBit / layout.bitsInLine;
    return {firstBit % layout.bitsInLine * layout.bitWidth,
            layout.rulerHeight + line * layout.lineHeight() + layout.bytesHeight, bits * layout.bitWidth,
            layout.boxHeight};
}

QString FrameDiagram::moreText() const
{
    return m_frame.left() == 0 ? QString()
                               : tr("… and %n more byte(s) of the payload", nullptr,
                                    int(std::min<quint64>(m_frame.left(), std::numeric_limits<int>::max())));
}

void FrameDiagram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Layout layout = layoutFor(width());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    for (int bit = 0; bit < layout.bitsInLine; ++bit)
        painter.drawText(QRect(bit * layout.bitWidth, 0, layout.bitWidth, layout.rulerHeight),
                         Qt::AlignCenter, QString::number(bit));
    paintBytes(&painter, layout);
    for (int field = 0; field < m_frame.fields().size(); ++field) {
        if (!m_frame.fields().at(field).isDerived)
            paintField(&painter, layout, field);
    }
    painter.setPen(palette().color(QPalette::WindowText));
    painter.setFont(font());
    painter.drawText(rect().adjusted(0, 0, 0, -fontMetrics().lineSpacing() / 4),
                     Qt::AlignLeft | Qt::AlignBottom, moreText());
}

void FrameDiagram::paintBytes(QPainter *painter, const Layout &layout) const
{
    painter->setFont(boldFixedFont(font()));
    painter->setPen(palette().color(QPalette::WindowText));
    for (int byte = 0; byte < m_frame.bytes().size(); ++byte) {
        QRect place = boxOf(layout, byte * 8, 8);
        place = QRect(place.left(), place.top() - layout.bytesHeight, place.width(), layout.bytesHeight);
        painter->drawText(place, Qt::AlignCenter,
                          u"%1"_s.arg(quint8(m_frame.bytes().at(byte)), 2, 16, QLatin1Char('0')).toUpper());
    }
}

void FrameDiagram::paintField(QPainter *painter, const Layout &layout, int field) const
{
    const FrameExplanation::Field &shown = m_frame.fields().at(field);
    const bool current = field == m_currentField;
    const QColor text = palette().color(current ? QPalette::HighlightedText : QPalette::Text);
    const int line = fontMetrics().lineSpacing();
    for (int bit = shown.firstBit; bit < shown.firstBit + shown.bits;) {
        const int bits =
            std::min(shown.firstBit + shown.bits - bit, layout.bitsInLine - bit % layout.bitsInLine);
        const QRect box = boxOf(layout, bit, bits);
        painter->setPen(palette().color(QPalette::WindowText));
        painter->setBrush(current ? palette().color(QPalette::Highlight) : ground(shown.part, palette()));
        painter->drawRect(box);

        painter->setPen(text);
        painter->setFont(font());
        const QRect inner = box.adjusted(2, line / 4, -2, -line / 4);
        const bool begins = bit == shown.firstBit;
        const auto fitting = [&](const QString &words) {
            return fontMetrics().elidedText(words, Qt::ElideRight, inner.width());
        };
        painter->drawText(inner, Qt::AlignHCenter | Qt::AlignTop,
                          fitting(begins ? shown.name : tr("%1 (continued)").arg(shown.name)));
        if (begins && bits > 2)
            painter->drawText(inner, Qt::AlignHCenter | Qt::AlignBottom, fitting(shown.value));
        painter->setFont(boldFixedFont(font()));
        for (int i = 0; i < bits; ++i) {
            const quint8 byte = quint8(m_frame.bytes().at((bit + i) / 8));
            painter->drawText(
                QRect(box.left() + i * layout.bitWidth, box.top(), layout.bitWidth, box.height()),
                Qt::AlignCenter, (byte >> (7 - (bit + i) % 8)) & 1 ? u"1"_s : u"0"_s);
        }
        bit += bits;
    }
}

void FrameDiagram::mousePressEvent(QMouseEvent *event)
{
    const Layout layout = layoutFor(width());
    const int line = (event->pos().y() - layout.rulerHeight) / layout.lineHeight();
    const int column = event->pos().x() / layout.bitWidth;
    if (event->pos().y() < layout.rulerHeight || column >= layout.bitsInLine)
        return;
    const int bit = line * layout.bitsInLine + column;
    for (int field = 0; field < m_frame.fields().size(); ++field) {
        const FrameExplanation::Field &each = m_frame.fields().at(field);
        if (!each.isDerived && bit >= each.firstBit && bit < each.firstBit + each.bits) {
            emit fieldClicked(field);
            return;
        }
    }
}

void FrameDiagram::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}
