#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QSpinBox;

/// Asks how often a message is sent again and at what distance, says how far it is, and stops it.
class RepeatBar : public QWidget
{
    Q_OBJECT
public:
    explicit RepeatBar(QWidget *parent = nullptr);

    bool isRunning() const { return m_running; }
    /// Whether it can be started now.
    void setReady(bool ready);
    /// Begins: due() now, and again at each turn.
    void start();

public slots:
    /// Ends; does nothing while it does not run.
    void stop();

signals:
    /// The button was pressed; whoever has the message then calls start().
    void startRequested();
    /// It is time to send the message once more.
    void due();
    /// It is not wanted any more.
    void closed();

private:
    void turn();
    void refresh();

    QTimer m_timer;
    bool m_running = false;
    bool m_ready = false;
    int m_done = 0;
    int m_wanted = 0; ///< 0: until it is stopped
    QSpinBox *m_count;
    QSpinBox *m_interval;
    QLabel *m_progress;
    QPushButton *m_button;
};
