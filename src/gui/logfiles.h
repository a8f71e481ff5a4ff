#pragma once

#include "logexport.h"
#include "logrecorder.h"

#include <QTimer>
#include <QWidget>

class InlineBar;
class LogModel;
class MessageLog;
class QFileDialog;
class QItemSelectionModel;
class QLabel;
class QMenu;
class QProgressBar;

/// What a log has to do with files: exports and a continuous recording, and the rows that tell of them.
/// Hidden while there is nothing to tell. Lives in the GUI thread; files are written in other ones.
class LogFiles : public QWidget
{
    Q_OBJECT
public:
    explicit LogFiles(QWidget *parent = nullptr);
    ~LogFiles() override;

    /// Rows of \a model, chosen by \a selection; both must outlive this.
    void setRows(LogModel *model, QItemSelectionModel *selection);
    /// The log that \a model shows; null ends the recording and an export before it returns.
    void setLog(MessageLog *log);
    /// Entries before \a sequence are not exported any more.
    void setFirst(qint64 sequence) { m_first = sequence; }
    /// Messages that follow belong to \a handshake.
    void addHandshake(const RecordedHandshake &handshake);
    /// False for a log that does not grow.
    void setRecordable(bool recordable);
    bool isRecordable() const { return m_recordable; }

    /// What can be done, for a button.
    QMenu *menu() const { return m_menu; }
    bool isRecording() const { return m_recorder.isRecording(); }

public slots:
    /// Ends the recording, or asks for a file and begins one.
    void toggleRecording();

signals:
    void recordingChanged(bool recording);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Extent { Selected, Shown, All };

    void makeMenu();
    void makeRows();
    void connectJobs();
    void refreshMenu();
    void refreshRecording();
    void refreshVisible();
    void refreshIcons();
    void chooseExport(Extent extent);
    void startExport(const LogExport::Task &task);
    QFileDialog *askForFile(const QString &title, const QString &name);

    LogModel *m_model = nullptr;
    QItemSelectionModel *m_selection = nullptr;
    MessageLog *m_log = nullptr;
    qint64 m_first = 1;
    QList<RecordedHandshake> m_handshakes;
    bool m_recordable = true;

    QMenu *m_menu;
    QAction *m_selectedAction = nullptr;
    QAction *m_shownAction = nullptr;
    QAction *m_allAction = nullptr;
    QAction *m_recordAction = nullptr;
    InlineBar *m_bar;
    QWidget *m_exportRow;
    QLabel *m_exportLabel;
    QProgressBar *m_progress;
    QWidget *m_recordRow;
    QLabel *m_recordDot;
    QLabel *m_recordLabel;
    QTimer m_patience; ///< an export that is quick shows no progress

    LogExport m_export;
    LogRecorder m_recorder;
};
