#pragma once

#include <QGroupBox>

class QBoxLayout;
class QLabel;
class QToolButton;

/// The counter service's value and users, with buttons that change it.
class CounterCard : public QGroupBox
{
    Q_OBJECT
public:
    explicit CounterCard(QWidget *parent = nullptr);

    void setCounter(qint64 value, int users);
    /// All in one row, where height is dear.
    void setFlat(bool flat);
    /// Without a running server there is no counter: the buttons rest and the value is a dash.
    void setRunning(bool running);

signals:
    /// One up or down, 1 or -1.
    void stepped(int step);
    void resetRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshLook();

    QBoxLayout *m_rows;
    QToolButton *m_minus;
    QLabel *m_valueLabel;
    QToolButton *m_plus;
    QLabel *m_usersLabel;
    QToolButton *m_reset;
    qint64 m_value = 0;
    int m_users = 0;
    bool m_running = false;
};
