#pragma once

#include "connectionreport.h"
#include "options.h"

#include <QDialog>

class ConnectionCheck;
class InlineBar;
class QLabel;
class QPlainTextEdit;
class QPushButton;

/// Checks a connection step by step, and shows where it stops and why. Begins at once.
///
/// Lives in the GUI thread; its ConnectionCheck lives in the network thread.
class ConnectionCheckDialog : public QDialog
{
    Q_OBJECT
public:
    /// \a networkThread must outlive it.
    ConnectionCheckDialog(const ClientOptions &options, QThread *networkThread, QWidget *parent = nullptr);
    ~ConnectionCheckDialog() override;

    bool isRunning() const { return m_running; }

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QLabel *sign;
        QLabel *name;
        QLabel *detail;
        QLabel *duration;
    };

    void layOut();
    void startOrStop();
    void take(const ConnectionReport &report);
    void finish(const ConnectionReport &report);
    void refreshRows();
    void setRunning(bool running);

    const ClientOptions m_options;
    ConnectionCheck *m_check;
    ConnectionReport m_report;
    std::array<Row, connectionStepCount> m_rows;
    InlineBar *m_verdict;
    QLabel *m_answerLabel;
    QPlainTextEdit *m_answer;
    QPushButton *m_copy = nullptr;
    QPushButton *m_again = nullptr;
    bool m_running = false;
};
