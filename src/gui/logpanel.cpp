#include "logpanel.h"

#include "logfiles.h"
#include "theme.h"

#include "ui_logpanel.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QShortcut>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pullInterval = 50; ///< milliseconds between two pulls at least
constexpr qsizetype mostPeeked = 1'000; ///< entries looked at in one go while paused
constexpr qsizetype mostCopied = 32 * 1024 * 1024; ///< characters
constexpr quint32 stateVersion = 1;

}

LogPanel::LogPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LogPanel>())
    , m_menu(new QMenu(this))
    , m_sinceAction(nullptr)
{
    m_ui->setupUi(this);
    m_ui->logView->setLog(&m_model);
    m_ui->splitter->setStretchFactor(0, 2);
    m_ui->splitter->setStretchFactor(1, 1);
    m_ui->detail->hide();
    m_ui->countLabel->setForegroundRole(QPalette::PlaceholderText);
    m_ui->emptyPage->setBackgroundRole(QPalette::Base);
    m_ui->filterEdit->addAction(Theme::icon(u"filter"_s), QLineEdit::LeadingPosition);
    m_ui->pauseButton->setIcon(Theme::icon(u"pause"_s));
    m_ui->clearButton->setIcon(Theme::icon(u"clear"_s));
    makeMenu();
    m_ui->exportButton->setIcon(Theme::icon(u"export"_s));
    m_ui->exportButton->setMenu(m_ui->files->menu());
    m_ui->files->setRows(&m_model, m_ui->logView->selectionModel());

    const std::array groups{m_ui->allButton, m_ui->sentButton, m_ui->receivedButton, m_ui->controlButton,
                            m_ui->errorsButton};
    for (std::size_t group = 0; group < groups.size(); ++group)
        m_ui->groupButtons->setId(groups[group], int(group));

    m_pullTimer.setSingleShot(true);
    connect(&m_pullTimer, &QTimer::timeout, this, &LogPanel::pull);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, this, &LogPanel::applyFilter);
    connect(m_ui->groupButtons, &QButtonGroup::idClicked, this, &LogPanel::applyFilter);
    connect(m_ui->pauseButton, &QToolButton::toggled, this, &LogPanel::setPaused);
    connect(m_ui->clearButton, &QToolButton::clicked, this, &LogPanel::clear);
    connect(m_ui->emptyButton, &QPushButton::clicked, this, &LogPanel::emptyActionTriggered);
    connect(m_ui->detail, &MessageDetail::closeRequested, this, &LogPanel::hideDetail);
    connect(m_ui->logView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &LogPanel::showDetail);
    connect(&m_model, &LogModel::filterApplied, this, [this] {
        const bool following = m_ui->logView->isFollowing();
        if (const int row = m_model.rowOfSequence(m_currentSequence); row >= 0)
            m_ui->logView->setCurrentIndex(m_model.index(row, 0));
        if (following) // else the view has scrolled to the chosen row
            m_ui->logView->follow();
        refreshCount();
    });
    connect(new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, this, &LogPanel::hideDetail);
    setEmptyHint({});
    refreshCount();
}

LogPanel::~LogPanel() = default;

void LogPanel::makeMenu()
{
    auto *times = new QActionGroup(this);
    QAction *ofDay = m_menu->addAction(tr("Time of day"));
    m_sinceAction = m_menu->addAction(tr("Time since the row above"));
    for (QAction *action : {ofDay, m_sinceAction}) {
        action->setCheckable(true);
        times->addAction(action);
    }
    ofDay->setChecked(true);
    connect(m_sinceAction, &QAction::toggled, this, [this](bool since) {
        m_model.setTimeStyle(since ? LogModel::TimeStyle::SincePrevious : LogModel::TimeStyle::TimeOfDay);
    });
    m_menu->addSeparator();

    QAction *copy =
        m_menu->addAction(Theme::icon(u"copy"_s), tr("Copy rows"), this, &LogPanel::copySelection);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_ui->logView->addAction(copy);
    m_menu->addAction(tr("Select all rows"), m_ui->logView, &LogView::selectAll);
    m_menu->addSeparator();
    m_menu->addAction(Theme::icon(u"clear"_s), tr("Clear"), this, &LogPanel::clear);

    m_ui->menuButton->setMenu(m_menu);
    connect(m_ui->logView, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &point) { m_menu->popup(m_ui->logView->viewport()->mapToGlobal(point)); });
}

void LogPanel::setLog(MessageLog *log)
{
    if (m_log)
        m_log->disconnect(this);
    m_pullTimer.stop();
    m_log = log;
    m_ui->files->setLog(log);
    m_shownSequence = 0;
    m_seenSequence = 0;
    clear();
    if (!log)
        return;
    m_model.setCapacity(log->capacity());
    connect(log, &MessageLog::entriesAvailable, this, &LogPanel::schedulePull);
    schedulePull();
}

void LogPanel::schedulePull()
{
    if (m_pullTimer.isActive())
        return;
    const qint64 elapsed = m_sincePull.isValid() ? m_sincePull.elapsed() : pullInterval;
    m_pullTimer.start(int(std::clamp<qint64>(pullInterval - elapsed, 0, pullInterval)));
}

void LogPanel::pull()
{
    if (!m_log)
        return;
    m_sincePull.start();
    if (m_paused)
        peek();
    else
        showEntries(m_log->entriesSince(m_shownSequence));
}

/// While the rows stand still, those who listen are told the newest all the same.
void LogPanel::peek()
{
    const QList<LogEntry> entries = m_log->entriesSince(m_seenSequence, mostPeeked);
    if (!entries.isEmpty()) {
        m_seenSequence = entries.last().sequence;
        emit entriesPulled(entries);
    }
    refreshCount();
}

void LogPanel::showEntries(QList<LogEntry> entries)
{
    if (entries.isEmpty())
        return;
    const auto firstUnseen = std::find_if(entries.begin(), entries.end(), [this](const LogEntry &entry) {
        return entry.sequence > m_seenSequence;
    });
    const QList<LogEntry> unseen = entries.mid(firstUnseen - entries.begin());
    const qint64 lost = m_shownSequence > 0 ? entries.first().sequence - m_shownSequence - 1 : 0;
    m_shownSequence = entries.last().sequence;
    m_seenSequence = m_shownSequence;
    if (lost > 0) {
        LogEntry note;
        note.sequence = entries.first().sequence - 1;
        note.time = entries.first().time;
        note.payload =
            tr("%n entries are missing here: more came than the log holds.", nullptr, int(lost)).toUtf8();
        entries.prepend(note);
    }
    m_model.appendEntries(entries);
    refreshPage();
    refreshCount();
    if (!unseen.isEmpty())
        emit entriesPulled(unseen);
}

void LogPanel::setPaused(bool paused)
{
    m_ui->pauseButton->setChecked(paused);
    if (paused == m_paused)
        return;
    m_paused = paused;
    m_ui->pauseButton->setIcon(Theme::icon(paused ? u"start"_s : u"pause"_s));
    m_ui->pauseButton->setText(paused ? tr("Resume") : tr("Pause"));
    if (!paused)
        pull();
    refreshPage();
    refreshCount();
}

void LogPanel::applyFilter()
{
    m_model.setFilter(
        LogFilter(m_ui->filterEdit->text().trimmed(), LogFilter::Group(m_ui->groupButtons->checkedId())));
}

void LogPanel::showDetail(const QModelIndex &current)
{
    if (!current.isValid()) // the row has left the log or the filter: its message stays readable
        return;
    const LogEntry &entry = m_model.entryAt(current.row());
    if (entry.sequence == m_currentSequence && m_ui->detail->isVisible())
        return;
    m_currentSequence = entry.sequence;
    m_ui->detail->setEntry(entry, m_model.rowText(current.row()));
    if (m_ui->detail->isHidden()) {
        m_ui->detail->show();
        if (!m_ui->logView->isFollowing())
            m_ui->logView->scrollTo(current);
    }
}

void LogPanel::hideDetail()
{
    m_currentSequence = 0;
    m_ui->detail->hide();
    m_ui->detail->clear();
    m_ui->logView->selectionModel()->clear();
}

void LogPanel::clear()
{
    hideDetail();
    m_model.clear();
    m_ui->files->setFirst(m_shownSequence + 1);
    refreshPage();
    refreshCount();
}

void LogPanel::setEmptyHint(const QString &text, const QString &buttonText)
{
    const qsizetype headingEnd = text.indexOf(u'\n');
    m_ui->emptyHeading->setText(text.left(headingEnd));
    m_ui->emptyLabel->setText(headingEnd < 0 ? QString() : text.mid(headingEnd + 1));
    m_ui->emptyLabel->setVisible(headingEnd >= 0);
    m_ui->emptyButton->setText(buttonText);
    m_ui->emptyButton->setVisible(!buttonText.isEmpty());
    applyFont();
}

void LogPanel::setConnectionColumnVisible(bool visible)
{
    m_ui->logView->setColumnHidden(LogModel::ConnectionColumn, !visible);
    m_ui->filterEdit->setPlaceholderText(visible ? tr("Filter: text or #connection") : tr("Filter"));
}

void LogPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyFont();
}

void LogPanel::applyFont()
{
    QFont heading = font();
    heading.setPointSizeF(font().pointSizeF() * 1.4);
    m_ui->emptyHeading->setFont(heading);
    const int em = fontMetrics().height();
    m_ui->emptyLayout->setSpacing(em * 2 / 3);
    m_ui->emptyButton->setMinimumSize(fontMetrics().horizontalAdvance(m_ui->emptyButton->text()) + em * 3,
                                      em * 2);
}

void LogPanel::refreshPage()
{
    const bool empty = m_model.entryCount() == 0 && !m_paused;
    m_ui->pages->setCurrentWidget(empty ? static_cast<QWidget *>(m_ui->emptyPage) : m_ui->logPage);
}

void LogPanel::refreshCount()
{
    const QLocale locale;
    const int shown = m_model.rowCount();
    const qsizetype all = m_model.entryCount();
    QString text = shown == all
        ? tr("%Ln row(s)", "count of a log", int(all))
        : tr("%1 of %2 rows", "count of a log").arg(locale.toString(shown), locale.toString(all));
    if (m_paused && m_log) {
        const qint64 waiting = m_log->lastSequence() - m_shownSequence;
        const qint64 lost = std::max<qint64>(waiting - m_log->capacity(), 0);
        text += u"  ·  "_s + tr("paused, %1 waiting").arg(locale.toString(waiting - lost));
        if (lost > 0)
            text += u", "_s + tr("%1 lost").arg(locale.toString(lost));
    }
    m_ui->countLabel->setText(text);
}

void LogPanel::setAddress(const QString &address)
{
    m_ui->detail->setAddress(address);
}

void LogPanel::findInMessage()
{
    if (m_ui->detail->isHidden() && m_model.rowCount() > 0) {
        const QModelIndex current = m_ui->logView->currentIndex();
        m_ui->logView->setCurrentIndex(current.isValid() ? current
                                                         : m_model.index(m_model.rowCount() - 1, 0));
        showDetail(m_ui->logView->currentIndex());
    }
    if (m_ui->detail->isVisible())
        m_ui->detail->find();
}

void LogPanel::focusFilter()
{
    m_ui->filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->filterEdit->selectAll();
}

QString LogPanel::textOfRows(const QList<int> &rows) const
{
    QString text;
    qsizetype done = 0;
    for (const int row : rows) {
        if (text.size() > mostCopied)
            break;
        text += m_model.rowText(row) + u'\n';
        ++done;
    }
    if (done < rows.size())
        text += tr("… and %1 rows more", "end of a long copy").arg(rows.size() - done) + u'\n';
    return text;
}

void LogPanel::copySelection()
{
    QList<int> rows;
    const QModelIndexList selected = m_ui->logView->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(textOfRows(rows));
}

void LogPanel::chooseExport()
{
    m_ui->exportButton->showMenu();
}

LogFiles *LogPanel::files() const
{
    return m_ui->files;
}

QByteArray LogPanel::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << stateVersion << m_ui->splitter->saveState() << m_ui->logView->horizontalHeader()->saveState()
        << m_sinceAction->isChecked();
    return state;
}

void LogPanel::restoreState(const QByteArray &state)
{
    QDataStream in(state);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    QByteArray splitter;
    QByteArray header;
    bool since = false;
    in >> version;
    if (version != stateVersion)
        return;
    in >> splitter >> header >> since;
    if (in.status() != QDataStream::Ok)
        return;
    const bool hidden = m_ui->logView->isColumnHidden(LogModel::ConnectionColumn);
    m_ui->splitter->restoreState(splitter);
    m_ui->detail->hide();
    m_ui->logView->horizontalHeader()->restoreState(header);
    m_ui->logView->setColumnHidden(LogModel::ConnectionColumn, hidden);
    m_sinceAction->setChecked(since);
}
