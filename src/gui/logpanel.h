#pragma once

#include "logmodel.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class LogPanel;
}
class MessageLog;

/// A log on the screen: rows that follow the newest, a filter, Pause, and the chosen row's whole
/// message below. Lives in the GUI thread and pulls from a log that any thread appends to.
class LogPanel : public QWidget
{
    Q_OBJECT
public:
    explicit LogPanel(QWidget *parent = nullptr);
    ~LogPanel() override;

    /// Shows what comes into \a log from now on, after what it still holds. Null: shows no log; a log
    /// must be taken away so before it is destroyed.
    void setLog(MessageLog *log);
    LogModel *model() { return &m_model; }

    /// What stands in the log's place while it is empty: a sentence and, unless \a buttonText is empty,
    /// a button that emits emptyActionTriggered().
    void setEmptyHint(const QString &text, const QString &buttonText = {});
    void setConnectionColumnVisible(bool visible);

    /// The panel's look: splitter, columns, style of times.
    QByteArray saveState() const;
    /// Takes back what saveState() gave; anything else changes nothing.
    void restoreState(const QByteArray &state);

public slots:
    void focusFilter();
    /// Forgets all rows.
    void clear();
    /// Copies the selected rows to the clipboard as lines of text.
    void copySelection();
    void setPaused(bool paused);

signals:
    void emptyActionTriggered();
    /// \a entries are new in the log, oldest first. While paused, only the newest of them.
    void entriesPulled(const QList<LogEntry> &entries);

private:
    std::unique_ptr<Ui::LogPanel> m_ui;
    LogModel m_model;
    MessageLog *m_log = nullptr;
    QTimer m_pullTimer;
};
