#pragma once

#include "messagelog.h"
#include "recordingloader.h"

#include <QWidget>

class InlineBar;
class LogPanel;
class QLabel;
class QProgressBar;

/// A recording that is read again: the same log as ever, but nothing is added to it. Lives in the GUI thread;
/// the file is read in another one.
class RecordingTab : public QWidget
{
    Q_OBJECT
public:
    explicit RecordingTab(const QString &fileName, QWidget *parent = nullptr);
    ~RecordingTab() override;

    QString fileName() const { return m_fileName; }
    LogPanel *logPanel() const { return m_panel; }

private:
    void onRead(qint64 entries, const QString &error);

    const QString m_fileName;
    MessageLog m_log{LogLimits::forWindow()};
    RecordingLoader m_loader;
    InlineBar *m_bar;
    QWidget *m_readingRow;
    LogPanel *m_panel;
};
