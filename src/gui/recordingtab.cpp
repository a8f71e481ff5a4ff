#include "recordingtab.h"

#include "inlinebar.h"
#include "logfiles.h"
#include "logpanel.h"
#include "theme.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

RecordingTab::RecordingTab(const QString &fileName, QWidget *parent)
    : QWidget(parent)
    , m_fileName(fileName)
    , m_bar(new InlineBar(this))
    , m_readingRow(new QWidget(this))
    , m_panel(new LogPanel(this))
{
    auto *label = new QLabel(tr("Reading %1", "file name").arg(QFileInfo(fileName).fileName()), m_readingRow);
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *progress = new QProgressBar(m_readingRow);
    progress->setMaximumWidth(Theme::textWidth(24, font()));
    auto *stop = new QPushButton(tr("Stop"), m_readingRow);
    stop->setObjectName(u"stopReadingButton"_s);
    auto *row = new QHBoxLayout(m_readingRow);
    row->setContentsMargins({});
    row->addWidget(label, 1);
    row->addWidget(progress);
    row->addWidget(stop);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_bar);
    column->addWidget(m_readingRow);
    column->addWidget(m_panel, 1);

    connect(stop, &QPushButton::clicked, &m_loader, &RecordingLoader::cancel);
    connect(&m_loader, &RecordingLoader::progressed, progress, &QProgressBar::setValue);
    connect(&m_loader, &RecordingLoader::finished, this, &RecordingTab::onRead);
    m_panel->files()->setRecordable(false);
    m_panel->setEmptyHint(tr("Reading the recording."));
    m_panel->setLog(&m_log);
    m_loader.start(fileName, &m_log);
}

RecordingTab::~RecordingTab()
{
    m_panel->setLog(nullptr);
}

void RecordingTab::onRead(qint64 entries, const QString &error)
{
    m_readingRow->hide();
    m_panel->setEmptyHint(error.isEmpty() ? tr("This recording is empty.") : tr("Nothing could be read."));
    if (error.isEmpty())
        return;
    const QString name = QDir::toNativeSeparators(m_fileName);
    if (entries == 0)
        m_bar->tell(InlineBar::Kind::Error,
                    tr("%1 could not be opened.", "file name").arg(name) + u' ' + error);
    else
        m_bar->tell(InlineBar::Kind::Warning,
                    tr("Not all of %1 could be read; here is what comes before.", "file name").arg(name)
                        + u' ' + error);
}
