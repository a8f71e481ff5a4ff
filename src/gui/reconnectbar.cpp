#include "reconnectbar.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds tick{200};

}

ReconnectBar::ReconnectBar(QWidget *parent)
    : NoticeFrame(parent)
    , m_label(new QLabel(this))
    , m_tryNow(new QPushButton(tr("Try no&w"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
{
    m_label->setObjectName(u"countdownLabel"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_tryNow->setObjectName(u"tryNowButton"_s);
    m_stop->setObjectName(u"stopTryingButton"_s);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_label, 1);
    row->addWidget(m_tryNow);
    row->addWidget(m_stop);
    setTone(Theme::Tone::Working);
    connect(m_tryNow, &QPushButton::clicked, this, &ReconnectBar::tryNowRequested);
    connect(m_stop, &QPushButton::clicked, this, &ReconnectBar::stopRequested);
    connect(&m_timer, &QTimer::timeout, this, &ReconnectBar::refresh);
    hide();
}

void ReconnectBar::countDown(int number, int attempts, std::chrono::milliseconds pause)
{
    m_number = number;
    m_attempts = attempts;
    m_deadline.setRemainingTime(pause);
    refresh();
    setAccessibleName(m_label->text()); // told once, not each second
    m_timer.start(tick);
    show();
    announce();
}

void ReconnectBar::dismiss()
{
    m_timer.stop();
    hide();
}

void ReconnectBar::refresh()
{
    const qint64 seconds = (m_deadline.remainingTime() + 999) / 1000;
    m_label->setText(tr("Trying again in %1 s, attempt %2 of %3").arg(seconds).arg(m_number).arg(m_attempts));
}
