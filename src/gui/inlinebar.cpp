#include "inlinebar.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

InlineBar::InlineBar(QWidget *parent)
    : NoticeFrame(parent)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    m_icon->setTextFormat(Qt::PlainText);
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
    announce();
}

void InlineBar::offer(const QString &label, std::function<void()> mend)
{
    offerMore(label, [this, mend = std::move(mend)] {
        dismiss();
        mend();
    });
}

void InlineBar::offerMore(const QString &label, std::function<void()> show)
{
    auto *button = new QPushButton(label, this);
    m_buttons->addWidget(button);
    connect(button, &QPushButton::clicked, this, [show = std::move(show)] { show(); });
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

void InlineBar::setDismissable(bool dismissable)
{
    m_close->setVisible(dismissable);
}

void InlineBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshIcons();
    NoticeFrame::changeEvent(event);
}

void InlineBar::refreshIcons()
{
    const int size = fontMetrics().height() * 5 / 4;
    const bool informs = m_kind == Kind::Information;
    const bool warns = m_kind == Kind::Warning;
    const Theme::Tone tone = informs ? Theme::Tone::Received
        : warns                      ? Theme::Tone::Working
                                     : Theme::Tone::Error;
    const QIcon sign = Theme::icon(informs ? u"info"_s : warns ? u"warning"_s : u"error"_s, tone);
    m_icon->setPixmap(sign.pixmap(QSize(size, size), devicePixelRatioF()));
    m_close->setIcon(Theme::icon(u"close"_s));
    setTone(tone);
}
