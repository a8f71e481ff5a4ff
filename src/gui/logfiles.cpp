#include "logfiles.h"

#include "displaytext.h"
#include "inlinebar.h"
#include "logmodel.h"
#include "theme.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSet>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 300; // milliseconds that an export may take before it is talked about
constexpr qsizetype mostHandshakes = 200; // kept; of older ones only the messages are

constexpr std::array formats{EntryFormat::JsonLines, EntryFormat::Csv, EntryFormat::Text, EntryFormat::Har};

QString filterOf(EntryFormat format)
{
    switch (format) {
    case EntryFormat::JsonLines:
        break;
    case EntryFormat::Csv:
        return LogFiles::tr("Table for spreadsheets (*.csv)");
    case EntryFormat::Text:
        return LogFiles::tr("Text, as wslab prints (*.txt)");
    case EntryFormat::Har:
        return LogFiles::tr("HTTP Archive, as browsers save (*.har)");
    }
    return LogFiles::tr("Recording that can be opened again (*.jsonl)");
}

/// Where a file was last written and in which format one was last wanted, whichever log it was of.
struct Habit
{
    QString folder = QDir::homePath();
    EntryFormat format = EntryFormat::JsonLines;
};

Habit &habit()
{
    static Habit last;
    return last;
}

/// What the name asks for by its suffix, else what \a filter is for.
EntryFormat formatOf(const QString &fileName, const QString &filter)
{
    const QString suffix = QFileInfo(fileName).suffix();
    for (const EntryFormat format : formats)
        if (suffix.compare(suffixOf(format), Qt::CaseInsensitive) == 0)
            return format;
    for (const EntryFormat format : formats)
        if (filter == filterOf(format))
            return format;
    return EntryFormat::JsonLines;
}

}

LogFiles::LogFiles(QWidget *parent)
    : QWidget(parent)
    , m_menu(new QMenu(this))
    , m_bar(new InlineBar(this))
    , m_exportRow(new QWidget(this))
    , m_exportLabel(new QLabel(m_exportRow))
    , m_progress(new QProgressBar(m_exportRow))
    , m_recordRow(new QWidget(this))
    , m_recordDot(new QLabel(m_recordRow))
    , m_recordLabel(new QLabel(m_recordRow))
{
    makeMenu();
    makeRows();
    connectJobs();
    refreshIcons();
    refreshRecording();
}

LogFiles::~LogFiles() = default;

void LogFiles::makeMenu()
{
    m_menu->setObjectName(u"exportMenu"_s);
    m_selectedAction =
        m_menu->addAction(tr("Export Selected Rows…"), this, [this] { chooseExport(Extent::Selected); });
    m_shownAction =
        m_menu->addAction(tr("Export Shown Rows…"), this, [this] { chooseExport(Extent::Shown); });
    m_allAction = m_menu->addAction(tr("Export Everything…"), this, [this] { chooseExport(Extent::All); });
    m_menu->addSeparator();
    m_recordAction = m_menu->addAction(QString(), this, &LogFiles::toggleRecording);
    m_selectedAction->setObjectName(u"exportSelected"_s);
    m_shownAction->setObjectName(u"exportShown"_s);
    m_allAction->setObjectName(u"exportAll"_s);
    m_recordAction->setObjectName(u"record"_s);
    connect(m_menu, &QMenu::aboutToShow, this, &LogFiles::refreshMenu);
}

void LogFiles::makeRows()
{
    m_exportLabel->setTextFormat(Qt::PlainText);
    m_recordLabel->setTextFormat(Qt::PlainText);
    m_recordDot->setTextFormat(Qt::PlainText);
    for (QLabel *label : {m_exportLabel, m_recordLabel})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_exportLabel->setObjectName(u"exportLabel"_s);
    m_recordLabel->setObjectName(u"recordLabel"_s);
    m_progress->setMaximumWidth(Theme::textWidth(24, font()));
    auto *cancel = new QPushButton(tr("Cancel"), m_exportRow);
    cancel->setObjectName(u"cancelExportButton"_s);
    connect(cancel, &QPushButton::clicked, &m_export, &LogExport::cancel);
    auto *exportRow = new QHBoxLayout(m_exportRow);
    exportRow->setContentsMargins({});
    exportRow->addWidget(m_exportLabel, 1);
    exportRow->addWidget(m_progress);
    exportRow->addWidget(cancel);

    auto *stop = new QPushButton(tr("Stop Recording"), m_recordRow);
    stop->setObjectName(u"stopRecordingButton"_s);
    connect(stop, &QPushButton::clicked, &m_recorder, &LogRecorder::stop);
    auto *recordRow = new QHBoxLayout(m_recordRow);
    recordRow->setContentsMargins({});
    recordRow->addWidget(m_recordDot);
    recordRow->addWidget(m_recordLabel, 1);
    recordRow->addWidget(stop);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_bar);
    column->addWidget(m_exportRow);
    column->addWidget(m_recordRow);
    m_bar->hide();
    m_exportRow->hide();
    // The bar hides itself; with nothing left in it, this must take no room either.
    m_bar->installEventFilter(this);
}

bool LogFiles::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_bar && (event->type() == QEvent::HideToParent || event->type() == QEvent::ShowToParent))
        refreshVisible();
    return QWidget::eventFilter(watched, event);
}

void LogFiles::connectJobs()
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_exportRow->show();
        refreshVisible();
    });
    const auto endExport = [this](InlineBar::Kind kind, const QString &sentence) {
        m_patience.stop();
        m_exportRow->hide();
        m_bar->tell(kind, sentence);
        refreshVisible();
    };
    connect(&m_export, &LogExport::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_export, &LogExport::finished, this, [endExport](const QString &fileName, qint64 entries) {
        habit().folder = QFileInfo(fileName).path();
        endExport(
            InlineBar::Kind::Information,
            tr("%Ln entries are in %1 now.", nullptr, int(entries)).arg(QDir::toNativeSeparators(fileName)));
    });
    connect(&m_export, &LogExport::failed, this,
            [endExport](const QString &sentence) { endExport(InlineBar::Kind::Error, sentence); });
    connect(&m_export, &LogExport::cancelled, this, [endExport] {
        endExport(InlineBar::Kind::Information, tr("The export was cancelled; no file was changed."));
    });
    connect(&m_recorder, &LogRecorder::changed, this, &LogFiles::refreshRecording);
    connect(&m_recorder, &LogRecorder::failed, this, [this](const QString &sentence) {
        m_bar->tell(InlineBar::Kind::Error, sentence);
        refreshVisible();
    });
}

void LogFiles::setRows(LogModel *model, QItemSelectionModel *selection)
{
    m_model = model;
    m_selection = selection;
}

void LogFiles::setLog(MessageLog *log)
{
    m_recorder.stop();
    m_recorder.wait();
    m_export.cancel();
    m_export.wait();
    m_log = log;
    m_handshakes.clear();
}

void LogFiles::addHandshake(const RecordedHandshake &handshake)
{
    if (m_handshakes.size() == mostHandshakes)
        m_handshakes.removeFirst();
    m_handshakes.append(handshake);
}

void LogFiles::setRecordable(bool recordable)
{
    m_recordable = recordable;
    m_recordAction->setVisible(recordable);
}

void LogFiles::refreshMenu()
{
    const bool idle = m_log && !m_export.isRunning();
    m_selectedAction->setEnabled(idle && m_selection->hasSelection());
    m_shownAction->setEnabled(idle && m_model->rowCount() > 0);
    m_allAction->setEnabled(idle && m_log->lastSequence() >= m_first);
    m_recordAction->setEnabled(m_log);
}

void LogFiles::refreshRecording()
{
    const bool recording = m_recorder.isRecording();
    const bool began = recording && m_recordRow->isHidden();
    m_recordAction->setText(recording ? tr("Stop Recording") : tr("Record to a File…"));
    m_recordAction->setIcon(recording ? Theme::icon(u"stop"_s)
                                      : Theme::icon(u"record"_s, Theme::Tone::Error));
    if (recording) {
        if (m_recorder.size() > 0)
            habit().folder = QFileInfo(m_recorder.fileName()).path();
        m_recordLabel->setText(tr("Recording: %1 · %2", "file name, size")
                                   .arg(QFileInfo(m_recorder.fileName()).fileName(),
                                        DisplayText::byteCount(quint64(m_recorder.size()))));
        m_recordLabel->setToolTip(u"<qt>"_s
                                  + QDir::toNativeSeparators(m_recorder.fileName()).toHtmlEscaped());
        m_recordRow->show();
    } else if (!m_recordRow->isHidden()) {
        m_recordRow->hide();
    }
    refreshVisible();
    if (began || !recording)
        emit recordingChanged(recording);
}

void LogFiles::refreshVisible()
{
    setVisible(!m_bar->isHidden() || !m_exportRow->isHidden() || !m_recordRow->isHidden());
}

void LogFiles::refreshIcons()
{
    const int size = fontMetrics().height();
    m_recordDot->setPixmap(
        Theme::icon(u"record"_s, Theme::Tone::Error).pixmap(QSize(size, size), devicePixelRatioF()));
}

void LogFiles::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshIcons();
}

void LogFiles::chooseExport(Extent extent)
{
    refreshMenu();
    LogExport::Task task;
    task.source = entriesOf(m_log);
    task.handshakes = m_handshakes;
    // What is exported is what is there now, whatever comes while the person thinks of a name.
    task.last = m_log->lastSequence();
    task.first = m_first;
    if (extent == Extent::Selected) {
        QSet<qint64> chosen;
        const QModelIndexList rows = m_selection->selectedRows();
        for (const QModelIndex &row : rows)
            chosen.insert(m_model->entryAt(row.row()).sequence);
        task.isWanted = [chosen](const LogEntry &entry) { return chosen.contains(entry.sequence); };
    } else if (extent == Extent::Shown) {
        task.first = m_model->entryAt(0).sequence;
        task.last = m_model->entryAt(m_model->rowCount() - 1).sequence;
        task.isWanted = [filter = m_model->filter()](const LogEntry &entry) { return filter.matches(entry); };
    }

    QStringList filters;
    for (const EntryFormat format : formats)
        filters += filterOf(format);
    QFileDialog *dialog = askForFile(tr("Export the Log"), u"websocket-log"_s);
    dialog->setNameFilters(filters);
    dialog->selectNameFilter(filterOf(habit().format));
    dialog->setDefaultSuffix(suffixOf(habit().format));
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString &filter) { dialog->setDefaultSuffix(suffixOf(formatOf({}, filter))); });
    connect(dialog, &QFileDialog::fileSelected, this, [this, task, dialog](const QString &name) mutable {
        task.fileName = name;
        task.format = formatOf(name, dialog->selectedNameFilter());
        habit().format = task.format;
        startExport(task);
    });
    dialog->open();
}

void LogFiles::startExport(const LogExport::Task &task)
{
    m_bar->dismiss();
    m_progress->setValue(0);
    m_exportLabel->setText(tr("Exporting to %1", "file name").arg(QFileInfo(task.fileName).fileName()));
    m_patience.start();
    m_export.start(task);
}

void LogFiles::toggleRecording()
{
    if (m_recorder.isRecording()) {
        m_recorder.stop();
        return;
    }
    if (!m_log || !m_recordable)
        return;
    QFileDialog *dialog =
        askForFile(tr("Record to a File"),
                   u"websocket-"_s + QDateTime::currentDateTime().toString(u"yyyy-MM-dd-HHmm"_s));
    dialog->setNameFilter(filterOf(EntryFormat::JsonLines));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        if (!m_log)
            return;
        m_bar->dismiss();
        m_recorder.start(m_log, name);
    });
    dialog->open();
}

QFileDialog *LogFiles::askForFile(const QString &title, const QString &name)
{
    auto *dialog = new QFileDialog(this, title, habit().folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffixOf(EntryFormat::JsonLines));
    dialog->selectFile(name);
    return dialog;
}
