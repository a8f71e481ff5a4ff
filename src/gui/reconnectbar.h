#pragma once

#include "noticeframe.h"

#include <QDeadlineTimer>
#include <QTimer>

class QLabel;
class QPushButton;

/// Counts down to the next attempt at a lost connection, and lets the person hurry or stop it.
class ReconnectBar : public NoticeFrame
{
    Q_OBJECT
public:
    explicit ReconnectBar(QWidget *parent = nullptr);

    /// Shows that attempt \a number of \a attempts follows in \a pause.
    void countDown(int number, int attempts, std::chrono::milliseconds pause);
    void dismiss();

signals:
    void tryNowRequested();
    void stopRequested();

private:
    void refresh();

    QLabel *m_label;
    QPushButton *m_tryNow;
    QPushButton *m_stop;
    QTimer m_timer;
    QDeadlineTimer m_deadline;
    int m_number = 0;
    int m_attempts = 0;
};
