#include "inlinebar.h"

#include "theme.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

InlineBar::InlineBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    m_sentence->setObjectName(u"sentenceLabel"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_close->setObjectName(u"dismissButton"_s);
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Hide this message"));
    m_close->setAccessibleName(m_close->toolTip());
    connect(m_close, &QToolButton::clicked, this, &InlineBar::dismiss);

    auto *row = new QHBoxLayout(this);
    row->addWidget(m_icon);
    row->addWidget(m_sentence, 1);
    row->addLayout(m_buttons);
    row->addWidget(m_close);
    refreshIcons();
    hide();
}

void InlineBar::tell(Kind kind, const QString &sentence)
{
    m_kind = kind;
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was just pressed
        delete item;
    }
    refreshIcons();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void InlineBar::offer(const QString &label, std::function<void()> mend)
{
    auto *button = new QPushButton(label, this);
    m_buttons->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, mend = std::move(mend)] {
        dismiss();
        mend();
    });
    setTabOrder(button, m_close);
}

void InlineBar::dismiss()
{
    hide();
}

QString InlineBar::sentence() const
{
    return m_sentence->text();
}

QColor InlineBar::color() const
{
    switch (m_kind) {
    case Kind::Information:
        return Theme::color(Theme::Tone::Received, palette());
    case Kind::Warning:
        return Theme::color(Theme::Tone::Working, palette());
    case Kind::Error:
        break;
    }
    return Theme::color(Theme::Tone::Error, palette());
}

void InlineBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor tint = color();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = fontMetrics().height() / 4.0;
    painter.setPen(tint);
    tint.setAlphaF(0.14F);
    painter.setBrush(tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

bool InlineBar::event(QEvent *event)
{
    const bool done = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fitHeight();
    return done;
}

void InlineBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitHeight();
}

void InlineBar::fitHeight()
{
    const int height = layout()->totalHeightForWidth(width());
    if (height > 0 && height != minimumHeight())
        setFixedHeight(height);
}

void InlineBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshIcons();
    QFrame::changeEvent(event);
}

void InlineBar::refreshIcons()
{
    const int size = fontMetrics().height() * 5 / 4;
    const QIcon sign = m_kind == Kind::Information ? Theme::icon(u"info"_s, Theme::Tone::Received)
        : m_kind == Kind::Warning                  ? Theme::icon(u"warning"_s, Theme::Tone::Working)
                                                   : Theme::icon(u"error"_s, Theme::Tone::Error);
    m_icon->setPixmap(sign.pixmap(QSize(size, size), devicePixelRatioF()));
    m_close->setIcon(Theme::icon(u"close"_s));
}
