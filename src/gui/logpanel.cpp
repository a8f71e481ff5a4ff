#include "logpanel.h"

#include "columnwidths.h"
#include "logfiles.h"
#include "logfindbar.h"
#include "messagelog.h"
#include "termcompleter.h"
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
constexpr qsizetype mostTold = 1'000; ///< entries in one go to those who listen
constexpr qsizetype mostCopied = 4 * 1024 * 1024; ///< characters
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
    m_findBar = new LogFindBar(m_ui->logView, &m_model, m_ui->logPage);
    m_ui->logLayout->insertWidget(0, m_findBar);
    m_ui->filterBar->setDismissable(false);
    m_ui->filterEdit->setCompleter(new TermCompleter(LogFilter::suggestions(), m_ui->filterEdit));
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
        schedulePull(); // of what came meanwhile
        refreshCount();
    });
    connect(&m_model, &LogModel::rowsInserted, this, &LogPanel::refreshCount);
    connect(&m_model, &LogModel::modelReset, this, &LogPanel::refreshCount);
    connect(new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, this, &LogPanel::closeInnermost);
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

    // The window's menu has the keys, wherever the focus is.
    m_menu->addAction(Theme::icon(u"search"_s), tr("Find next"), this, &LogPanel::findNext);
    m_menu->addAction(tr("Find previous"), this, &LogPanel::findPrevious);
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
    m_toldSequence = 0;
    m_clearedSequence = 0;
    hideDetail();
    m_model.setStore(log ? log->store() : nullptr);
    refreshPage();
    refreshCount();
    if (!log)
        return;
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
    const QList<LogEntry> entries = m_log->entriesSince(m_toldSequence, mostTold);
    if (m_paused)
        m_model.forget();
    else
        m_model.update();
    m_findBar->update();
    refreshPage();
    refreshCount();
    if (entries.isEmpty())
        return;
    m_toldSequence = entries.last().sequence;
    emit entriesPulled(entries);
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

/// A text that cannot be understood hides nothing, and that is said; the group holds all the same.
void LogPanel::applyFilter()
{
    QString error;
    const auto group = LogFilter::Group(m_ui->groupButtons->checkedId());
    const std::optional<LogFilter> filter = LogFilter::parse(m_ui->filterEdit->text(), group, &error);
    if (filter)
        m_ui->filterBar->dismiss();
    else
        m_ui->filterBar->tell(InlineBar::Kind::Error,
                              tr("%1 Until it is mended it hides no rows.").arg(error));
    m_model.setFilter(filter.value_or(LogFilter(group)));
}

void LogPanel::showDetail(const QModelIndex &current)
{
    if (!current.isValid()) // the row has left the log or the filter: its message stays readable
        return;
    LogEntry entry = m_model.entryAt(current.row());
    if (entry.sequence == 0 || (entry.sequence == m_currentSequence && m_ui->detail->isVisible()))
        return;
    m_currentSequence = entry.sequence;
    const QString row = m_model.rowText(current.row());
    const LogEntry otherHead = m_model.otherHead(current.row());
    m_fetch.stop();
    if (m_model.store()->isLargeOnDisk(entry.sequence)) {
        m_ui->detail->setBeginning(entry, row, otherHead);
        m_fetch.start(m_model.store(), entry, [this, row, otherHead](const LogEntry &whole) {
            m_ui->detail->setEntry(whole, row, otherHead);
        });
    } else {
        m_model.store()->complete(&entry);
        m_ui->detail->setEntry(entry, row, otherHead);
    }
    m_ui->detail->show();
}

void LogPanel::hideDetail()
{
    m_currentSequence = 0;
    m_fetch.stop();
    m_ui->detail->hide();
    m_ui->detail->clear();
    m_ui->logView->selectionModel()->clear();
}

void LogPanel::closeInnermost()
{
    if (m_ui->filterEdit->hasFocus() && !m_ui->filterEdit->text().isEmpty())
        m_ui->filterEdit->clear();
    else if (m_findBar->isVisible())
        m_findBar->close();
    else
        hideDetail();
}

void LogPanel::clear()
{
    hideDetail();
    if (m_log) {
        m_log->clear();
        m_clearedSequence = m_log->store()->range().first - 1;
        m_ui->files->setFirst(m_clearedSequence + 1);
    }
    m_model.forget();
    m_findBar->update();
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
    m_ui->filterEdit->setPlaceholderText(visible ? tr("Filter: text, -text, /regex/, #connection")
                                                 : tr("Filter: text, -text, /regex/"));
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
    const bool empty = m_model.range().count() == 0 && !m_paused;
    m_ui->pages->setCurrentWidget(empty ? static_cast<QWidget *>(m_ui->emptyPage) : m_ui->logPage);
}

void LogPanel::refreshCount()
{
    const QLocale locale;
    const LogStore::Range &taken = m_model.range();
    const int shown = m_model.rowCount();
    QStringList parts{shown == taken.count()
                          ? tr("%Ln row(s)", "count of a log", shown)
                          : tr("%1 of %2 rows", "count of a log")
                                .arg(locale.toString(shown), locale.toString(taken.count()))};
    if (m_model.isFiltering())
        parts.append(tr("filtering…"));
    if (m_log) {
        if (const qint64 older = m_log->store()->usage().entriesOnDisk; older > 0)
            parts.append(tr("%1 older on disk").arg(locale.toString(older)));
        if (const qint64 gone = taken.first - 1 - m_clearedSequence; gone > 0)
            parts.append(tr("%1 oldest dropped").arg(locale.toString(gone)));
        if (m_paused)
            parts.append(tr("paused, %1 waiting").arg(locale.toString(m_log->lastSequence() - taken.last)));
    }
    m_ui->countLabel->setText(parts.join(u"  ·  "_s));
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

void LogPanel::findNext()
{
    m_findBar->findNext();
}

void LogPanel::findPrevious()
{
    m_findBar->findPrevious();
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
    // Whole ranges: of a million rows there would be six million indexes.
    const QItemSelection selection = m_ui->logView->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
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
    out << stateVersion << m_ui->splitter->saveState() << m_ui->logView->columnWidths()->save()
        << m_sinceAction->isChecked();
    return state;
}

void LogPanel::restoreState(const QByteArray &state)
{
    QDataStream in(state);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    QByteArray splitter;
    QByteArray columns;
    bool since = false;
    in >> version;
    if (version != stateVersion)
        return;
    in >> splitter >> columns >> since;
    if (in.status() != QDataStream::Ok)
        return;
    const bool hidden = m_ui->logView->isColumnHidden(LogModel::ConnectionColumn);
    m_ui->splitter->restoreState(splitter);
    m_ui->detail->hide();
    m_ui->logView->columnWidths()->restore(columns);
    m_ui->logView->setColumnHidden(LogModel::ConnectionColumn, hidden);
    m_sinceAction->setChecked(since);
}
