#pragma once

#include "logmodel.h"
#include "payloadfetch.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class LogPanel;
}
class LogFiles;
class LogFindBar;
class MessageLog;
class QAction;
class QMenu;

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

    /// What stands in the log's place while it is empty: a sentence (its first line as a heading) and,
    /// unless \a buttonText is empty, a button that emits emptyActionTriggered().
    void setEmptyHint(const QString &text, const QString &buttonText = {});
    void setConnectionColumnVisible(bool visible);
    /// Where the messages go or come from: a message copied as a command is sent there.
    void setAddress(const QString &address);
    /// What exports and records this log.
    LogFiles *files() const;

    /// The panel's look: splitter, columns, style of times.
    QByteArray saveState() const;
    /// Takes back what saveState() gave; anything else changes nothing.
    void restoreState(const QByteArray &state);

public slots:
    void focusFilter();
    /// Chooses the next row where it is found, or asks what to find.
    void findNext();
    /// The same the other way.
    void findPrevious();
    /// Asks what to look for in the chosen row's message, or else in the newest's.
    void findInMessage();
    /// Forgets all rows, and the log all entries.
    void clear();
    /// Copies the selected rows to the clipboard as lines of text.
    void copySelection();
    /// Holds the rows still. What comes meanwhile waits in the log, in memory and on disk.
    void setPaused(bool paused);
    /// Opens the menu of what can be exported and recorded.
    void chooseExport();

signals:
    void emptyActionTriggered();
    /// \a entries are new in the log, oldest first; in a flood only the newest of them.
    void entriesPulled(const QList<LogEntry> &entries);

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeMenu();
    void applyFont();
    void schedulePull();
    void pull();
    void applyFilter();
    void showDetail(const QModelIndex &current);
    void hideDetail();
    void closeInnermost();
    void refreshPage();
    void refreshCount();
    QString textOfRows(const QList<int> &rows) const;

    std::unique_ptr<Ui::LogPanel> m_ui;
    QMenu *m_menu;
    QAction *m_sinceAction;
    LogModel m_model;
    LogFindBar *m_findBar = nullptr;
    MessageLog *m_log = nullptr;
    PayloadFetch m_fetch; ///< of the entry in the detail pane
    QTimer m_pullTimer;
    QElapsedTimer m_sincePull;
    qint64 m_toldSequence = 0; ///< the newest entry given to entriesPulled()
    qint64 m_clearedSequence = 0; ///< the newest entry that clear() has taken away
    qint64 m_currentSequence = 0; ///< the entry in the detail pane
    bool m_paused = false;
};
