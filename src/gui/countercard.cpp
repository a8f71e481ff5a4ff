#include "countercard.h"

#include "theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {
QToolButton *makeButton(const QString &objectName, const QString &toolTip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    return button;
}
}

CounterCard::CounterCard(QWidget *parent)
    : QGroupBox(tr("Counter"), parent)
    , m_rows(new QVBoxLayout(this))
    , m_minus(makeButton(u"counterMinusButton"_s, tr("One less"), this))
    , m_valueLabel(new QLabel(this))
    , m_plus(makeButton(u"counterPlusButton"_s, tr("One more"), this))
    , m_usersLabel(new QLabel(this))
    , m_reset(makeButton(u"counterResetButton"_s, tr("Back to the first value"), this))
{
    m_valueLabel->setObjectName(u"counterValueLabel"_s);
    m_valueLabel->setAlignment(Qt::AlignCenter);
    m_valueLabel->setTextFormat(Qt::PlainText);
    m_valueLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_usersLabel->setObjectName(u"counterUsersLabel"_s);
    m_usersLabel->setTextFormat(Qt::PlainText);
    m_reset->setText(tr("Reset"));
    m_reset->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_plus->setAutoRepeat(true);
    m_minus->setAutoRepeat(true);
    connect(m_minus, &QToolButton::clicked, this, [this] { emit stepped(-1); });
    connect(m_plus, &QToolButton::clicked, this, [this] { emit stepped(1); });
    connect(m_reset, &QToolButton::clicked, this, &CounterCard::resetRequested);

    auto *valueRow = new QHBoxLayout;
    valueRow->addWidget(m_minus);
    valueRow->addWidget(m_valueLabel, 1);
    valueRow->addWidget(m_plus);
    auto *usersRow = new QHBoxLayout;
    usersRow->addWidget(m_usersLabel, 1);
    usersRow->addWidget(m_reset);
    m_rows->addStretch();
    m_rows->addLayout(valueRow);
    m_rows->addStretch();
    m_rows->addLayout(usersRow);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    refreshLook();
    refresh();
}

void CounterCard::setCounter(qint64 value, int users)
{
    if (m_value == value && m_users == users)
        return;
    m_value = value;
    m_users = users;
    refresh();
}

void CounterCard::setFlat(bool flat)
{
    m_rows->setDirection(flat ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    setSizePolicy(QSizePolicy::Preferred, flat ? QSizePolicy::Maximum : QSizePolicy::Preferred);
}

void CounterCard::setRunning(bool running)
{
    m_running = running;
    refresh();
}

void CounterCard::refresh()
{
    const QString value = m_running ? QString::number(m_value) : u"–"_s;
    const bool isLong = value.size() > 6; // up to 17 characters must fit
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * (isLong ? 1.3 : 2.4));
    large.setBold(true);
    m_valueLabel->setFont(large);
    m_valueLabel->setText(value);
    m_usersLabel->setText(!m_running         ? tr("The server is stopped")
                              : m_users == 1 ? tr("1 user online")
                                             : tr("%1 users online").arg(locale().toString(m_users)));
    for (QWidget *button : {m_minus, m_plus, m_reset})
        button->setEnabled(m_running);
}

void CounterCard::refreshLook()
{
    const int side = fontMetrics().height() * 3 / 2;
    for (QToolButton *button : {m_minus, m_plus})
        button->setIconSize({side, side});
    m_minus->setIcon(Theme::icon(u"minus"_s));
    m_plus->setIcon(Theme::icon(u"plus"_s));
    m_reset->setIcon(Theme::icon(u"reset"_s));
    setMinimumWidth(Theme::textWidth(32, font()));
}

void CounterCard::changeEvent(QEvent *event)
{
    QGroupBox::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        refreshLook();
        refresh();
    }
}
