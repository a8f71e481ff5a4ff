#include "repeatbar.h"

#include "theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int mostTimes = 1'000'000;
constexpr int longestInterval = 3'600'000; // milliseconds
}

RepeatBar::RepeatBar(QWidget *parent)
    : QWidget(parent)
    , m_count(new QSpinBox(this))
    , m_interval(new QSpinBox(this))
    , m_progress(new QLabel(this))
    , m_button(new QPushButton(this))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RepeatBar::turn);

    m_count->setObjectName(u"repeatCountBox"_s);
    m_count->setRange(0, mostTimes);
    m_count->setSpecialValueText(tr("until stopped"));
    m_count->setSuffix(u" ×"_s);
    m_count->setGroupSeparatorShown(true);
    m_count->setValue(10);
    m_interval->setObjectName(u"repeatIntervalBox"_s);
    m_interval->setRange(1, longestInterval);
    m_interval->setSuffix(tr(" ms"));
    m_interval->setGroupSeparatorShown(true);
    m_interval->setValue(1'000);
    m_progress->setObjectName(u"repeatProgress"_s);
    m_progress->setTextFormat(Qt::PlainText);
    m_button->setObjectName(u"repeatButton"_s);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    auto *often = new QLabel(tr("Send it"), this);
    often->setTextFormat(Qt::PlainText);
    often->setBuddy(m_count);
    auto *apart = new QLabel(tr("every"), this);
    apart->setTextFormat(Qt::PlainText);
    apart->setBuddy(m_interval);
    row->addWidget(often);
    row->addWidget(m_count);
    row->addWidget(apart);
    row->addWidget(m_interval);
    row->addWidget(m_button);
    row->addWidget(m_progress, 1);
    auto *close = new QToolButton(this);
    close->setObjectName(u"repeatCloseButton"_s);
    close->setAutoRaise(true);
    close->setIcon(Theme::icon(u"close"_s));
    close->setToolTip(tr("Do not send repeatedly"));
    close->setAccessibleName(tr("Do not send repeatedly"));
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &RepeatBar::closed);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_running)
            stop();
        else
            emit startRequested();
    });
    refresh();
}

void RepeatBar::setReady(bool ready)
{
    m_ready = ready;
    refresh();
}

void RepeatBar::start()
{
    m_running = true;
    m_done = 0;
    m_wanted = m_count->value();
    m_timer.start(m_interval->value());
    turn();
}

void RepeatBar::stop()
{
    m_timer.stop();
    m_running = false;
    refresh();
}

void RepeatBar::turn()
{
    ++m_done;
    emit due();
    if (m_running && m_done == m_wanted)
        stop();
    refresh();
}

void RepeatBar::refresh()
{
    const QLocale locale;
    const QString done = locale.toString(m_done);
    QString text = m_wanted == 0 ? done : tr("%1 of %2", "sent so far").arg(done, locale.toString(m_wanted));
    if (!m_running && m_done > 0)
        text = tr("Sent %1").arg(text);
    m_progress->setText(m_done > 0 ? text : QString());
    m_button->setText(m_running ? tr("S&top") : tr("Star&t"));
    m_button->setEnabled(m_running || m_ready);
    m_count->setEnabled(!m_running);
    m_interval->setEnabled(!m_running);
}
