#include "labwindow.h"

#include "certificatelab.h"
#include "displaytext.h"
#include "inlinebar.h"
#include "privatefile.h"
#include "statuspill.h"
#include "theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QThread>
#include <QTreeWidget>
#include <QWindow>

using namespace Qt::Literals::StringLiterals;

namespace {

enum Column { CaseColumn, AddressColumn, ClientColumn, PythonColumn, CurlColumn, ChromiumColumn };
constexpr int verdictWidth = 26; // digits
constexpr int detailLines = 6;
constexpr int mostLogged = 100; // entries that wait

}

LabWindow::LabWindow(QThread *networkThread, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_cases(certificateCases())
    , m_log(new MessageLog(LogLimits{.entries = mostLogged}))
    , m_lab(new CertificateLab(m_log))
    , m_start(new QPushButton(this))
    , m_status(new StatusPill(this))
    , m_save(new QPushButton(tr("Sa&ve authority…"), this))
    , m_bar(new InlineBar(this))
    , m_table(new QTreeWidget(this))
    , m_details(new QLabel(this))
    , m_copy(new QPushButton(Theme::icon(u"copy"_s), tr("&Copy address"), this))
    , m_try(new QPushButton(Theme::icon(u"connect"_s), tr("&Try in a client tab"), this))
{
    setWindowTitle(tr("Certificate lab"));
    setObjectName(u"labWindow"_s);
    m_start->setObjectName(u"labStartButton"_s);
    m_save->setObjectName(u"labSaveButton"_s);
    m_table->setObjectName(u"labTable"_s);
    m_details->setObjectName(u"labDetails"_s);
    m_copy->setObjectName(u"labCopyButton"_s);
    m_try->setObjectName(u"labTryButton"_s);
    m_bar->setObjectName(u"labBar"_s);
    layOut();
    fillTable();

    connect(m_start, &QPushButton::clicked, this, [this] { m_state == State::Stopped ? start() : stop(); });
    connect(m_save, &QPushButton::clicked, this, &LabWindow::saveAuthority);
    connect(m_copy, &QPushButton::clicked, this, &LabWindow::copyAddress);
    connect(m_try, &QPushButton::clicked, this, &LabWindow::tryCurrent);
    connect(m_table, &QTreeWidget::itemActivated, this, &LabWindow::tryCurrent);
    connect(m_table, &QTreeWidget::currentItemChanged, this, &LabWindow::refreshDetails);
    auto *copy = new QShortcut(QKeySequence::Copy, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &LabWindow::copyAddress);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    connect(escape, &QShortcut::activated, this, &QWidget::close);

    m_log->setParent(m_lab);
    m_lab->moveToThread(networkThread);
    connectLab();
    setState(State::Stopped);
    m_table->setCurrentItem(m_table->topLevelItem(0));
}

LabWindow::~LabWindow()
{
    m_lab->disconnect(this);
    m_log->disconnect(this);
    m_lab->deleteLater();
}

void LabWindow::layOut()
{
    auto *hint =
        new QLabel(tr("wss servers on this computer, each broken on purpose in one way: to see what clients "
                      "say. Only programs on this computer reach them. They run until they are stopped or "
                      "the program ends, also while this window is closed."),
                   this);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    m_save->setToolTip(tr("The certificate that makes clients judge each server by its own fault"));
    m_details->setTextFormat(Qt::PlainText);
    m_details->setWordWrap(true);
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->setAccessibleName(tr("The chosen server"));
    m_details->setMinimumHeight(m_details->fontMetrics().lineSpacing() * detailLines);

    auto *top = new QHBoxLayout;
    top->addWidget(m_start);
    top->addWidget(m_status);
    top->addStretch(1);
    top->addWidget(m_save);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_try);
    bottom->addWidget(m_copy);
    bottom->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(m_bar);
    column->addWidget(hint);
    column->addWidget(m_table, 1);
    column->addWidget(m_details);
    column->addLayout(bottom);
    const int unit = fontMetrics().horizontalAdvance(u'0');
    resize(QSize(unit * 156, fontMetrics().lineSpacing() * 46).boundedTo(screen()->availableSize() * 0.9));
    setTabOrder(m_start, m_save);
    setTabOrder(m_save, m_table);
    setTabOrder(m_table, m_try);
    setTabOrder(m_try, m_copy);
}

void LabWindow::fillTable()
{
    m_table->setAccessibleName(windowTitle());
    m_table->setRootIsDecorated(false);
    m_table->setAllColumnsShowFocus(true);
    m_table->setUniformRowHeights(true);
    m_table->setHeaderLabels({tr("Server"), tr("Address"), tr("This client"), u"Python"_s, u"curl"_s,
                              u"Chromium"_s, tr("What is wrong")});
    const int rowHeight = fontMetrics().lineSpacing() * 3 / 2;
    for (const CertificateCase &row : m_cases) {
        auto *item = new QTreeWidgetItem(
            m_table,
            {row.title, QString(), CertificateCase::verdict(row.client), CertificateCase::verdict(row.python),
             CertificateCase::verdict(row.curl), CertificateCase::verdict(row.chromium), row.fault});
        item->setSizeHint(AddressColumn, QSize(0, rowHeight));
    }
    m_table->resizeColumnToContents(CaseColumn);
    const int unit = fontMetrics().horizontalAdvance(u'0');
    m_table->setColumnWidth(AddressColumn, unit * 24);
    for (const Column column : {ClientColumn, PythonColumn, CurlColumn, ChromiumColumn})
        m_table->setColumnWidth(column, unit * verdictWidth);
}

void LabWindow::connectLab()
{
    connect(m_lab, &CertificateLab::started, this,
            [this](const QList<QUrl> &urls, const QByteArray &authority) {
                m_urls = urls;
                m_authority = authority;
                setState(State::Running);
            });
    connect(m_lab, &CertificateLab::failed, this, [this](const QString &sentence) {
        setState(State::Stopped);
        m_status->setStatus(StatusPill::Kind::Failed, tr("Could not start"));
        m_bar->tell(InlineBar::Kind::Error, sentence);
        m_bar->offer(tr("Try again"), [this] { start(); });
    });
    connect(m_lab, &CertificateLab::stopped, this, [this] { setState(State::Stopped); });
    connect(m_log, &MessageLog::entriesAvailable, this, &LabWindow::takeLog, Qt::QueuedConnection);
}

void LabWindow::present()
{
    // What is tried in a client tab is looked at there, so this must not stay above the other window.
    winId();
    windowHandle()->setTransientParent(nullptr);
    show();
    raise();
    activateWindow();
    (m_state == State::Stopped ? static_cast<QWidget *>(m_start) : m_table)->setFocus();
}

void LabWindow::start()
{
    if (m_state != State::Stopped)
        return;
    m_bar->dismiss();
    m_heard.clear();
    setState(State::Starting);
    QMetaObject::invokeMethod(m_lab, [lab = m_lab] { lab->start(); });
}

void LabWindow::stop()
{
    if (m_state != State::Running)
        return;
    setState(State::Stopping);
    QMetaObject::invokeMethod(m_lab, &CertificateLab::stop);
}

void LabWindow::setState(State state)
{
    m_state = state;
    const bool running = state == State::Running;
    if (!running) {
        m_urls.clear();
        m_authority.clear();
    }
    for (int i = 0; i < m_table->topLevelItemCount(); ++i)
        m_table->topLevelItem(i)->setText(AddressColumn, running ? m_urls[i].toString() : u"–"_s);
    const bool stopped = state == State::Stopped;
    m_start->setText(stopped ? tr("&Start") : tr("&Stop"));
    m_start->setIcon(Theme::icon(stopped ? u"start"_s : u"stop"_s));
    m_start->setEnabled(stopped || running);
    m_save->setEnabled(running);
    switch (state) {
    case State::Stopped:
        m_status->setStatus(StatusPill::Kind::Off, tr("Stopped"));
        break;
    case State::Starting:
        m_status->setStatus(StatusPill::Kind::Working, tr("Starting…"));
        break;
    case State::Running:
        m_status->setStatus(StatusPill::Kind::On, tr("Running"));
        break;
    case State::Stopping:
        m_status->setStatus(StatusPill::Kind::Working, tr("Stopping…"));
        break;
    }
    refreshDetails();
}

/// Each line of the lab's log begins with the id of the case that it is about.
void LabWindow::takeLog()
{
    const QList<LogEntry> entries = m_log->entriesSince(m_lastSequence, mostLogged);
    for (const LogEntry &entry : entries) {
        m_lastSequence = entry.sequence;
        const QString line = DisplayText::oneLine(entry.payload);
        const qsizetype colon = line.indexOf(u": "_s);
        if (colon > 0)
            m_heard.insert(line.first(colon), line.sliced(colon + 2));
    }
    refreshDetails();
}

void LabWindow::refreshDetails()
{
    const int row = currentRow();
    m_copy->setEnabled(row >= 0 && m_state == State::Running);
    m_try->setEnabled(m_copy->isEnabled());
    if (row < 0) {
        m_details->clear();
        return;
    }
    const CertificateCase &what = m_cases[row];
    QStringList lines{what.fault, tr("This client %1.").arg(CertificateCase::verdict(what.client)),
                      tr("Python %1.").arg(CertificateCase::verdict(what.python)),
                      tr("curl %1.").arg(CertificateCase::verdict(what.curl)),
                      tr("Chromium %1.").arg(CertificateCase::verdict(what.chromium))};
    if (const QString heard = m_heard.value(what.id); !heard.isEmpty())
        lines.append(tr("Its server last noted: %1").arg(heard));
    m_details->setText(lines.join(u'\n'));
}

int LabWindow::currentRow() const
{
    return m_table->indexOfTopLevelItem(m_table->currentItem());
}

QString LabWindow::currentAddress() const
{
    return m_urls.value(currentRow()).toString();
}

void LabWindow::copyAddress()
{
    if (m_state == State::Running)
        QGuiApplication::clipboard()->setText(currentAddress());
}

void LabWindow::tryCurrent()
{
    if (m_state == State::Running)
        emit tryRequested(currentAddress(), m_authority);
}

void LabWindow::saveAuthority()
{
    auto *dialog = new QFileDialog(this, tr("Save the lab's authority"), QDir::homePath(),
                                   tr("Certificates (*.pem *.crt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pem"_s);
    dialog->selectFile(u"certificate-lab.pem"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, authority = m_authority](const QString &name) {
        QString error;
        if (writePublicFile(name, authority, &error))
            m_bar->tell(InlineBar::Kind::Information,
                        tr("Saved. Let clients trust %1 until the lab is stopped; the next start makes "
                           "another authority.")
                            .arg(QDir::toNativeSeparators(name)));
        else
            m_bar->tell(InlineBar::Kind::Error, error);
    });
    dialog->open();
}
