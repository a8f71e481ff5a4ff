#include "logfindbar.h"

#include "logmodel.h"
#include "logview.h"

#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

LogFindBar::LogFindBar(LogView *view, LogModel *model, QWidget *parent)
    : FindBar(parent)
    , m_view(view)
    , m_model(model)
    , m_search(model)
{
    setObjectName(u"rowFindBar"_s);
    setPrompt(tr("Find in the shown rows: text or /regex/"));
    connect(this, &FindBar::wantedChanged, this, &LogFindBar::apply);
    connect(this, &FindBar::nextRequested, this, &LogFindBar::findNext);
    connect(this, &FindBar::previousRequested, this, &LogFindBar::findPrevious);
    connect(this, &FindBar::closed, this, &LogFindBar::stop);
    connect(&m_search, &LogSearch::changed, this, &LogFindBar::refresh);
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LogFindBar::refresh);
    hide();
}

void LogFindBar::update()
{
    if (isVisible())
        m_search.update();
}

void LogFindBar::findNext()
{
    find(Step::Next);
}

void LogFindBar::findPrevious()
{
    find(Step::Previous);
}

void LogFindBar::stop()
{
    m_step = Step::None;
    m_search.setWanted({});
    m_view->setFocus();
}

void LogFindBar::apply()
{
    m_step = Step::None;
    m_error.clear();
    std::optional<LogFilter> filter = LogFilter::parse(wanted(), LogFilter::Group::All, &m_error);
    if (filter && filter->isEmpty())
        filter.reset();
    m_search.setWanted(filter);
}

void LogFindBar::find(Step step)
{
    if (isHidden()) {
        open();
        apply();
    } else if (wanted().isEmpty()) {
        open();
    } else {
        m_step = step;
        refresh();
    }
}

/// Chooses a row. Without a chosen one it begins with those on the screen.
void LogFindBar::take(Step step)
{
    const QModelIndex current = m_view->currentIndex();
    const int top = std::max(m_view->rowAt(0), 0);
    qint64 from = 0;
    if (current.isValid())
        from = m_model->sequenceAt(current.row());
    else if (top < m_model->rowCount())
        from = m_model->sequenceAt(top) - (step == Step::Next ? 1 : 0);
    const qint64 hit = step == Step::Next ? m_search.next(from) : m_search.previous(from);
    const int row = m_model->rowOfSequence(hit);
    if (row < 0)
        return;
    m_view->selectRow(row);
    m_view->scrollTo(m_model->index(row, 0));
}

void LogFindBar::refresh()
{
    if (m_step != Step::None && !m_search.isUnderWay())
        take(std::exchange(m_step, Step::None));
    setResult(result(), m_search.count() > 0);
}

QString LogFindBar::result() const
{
    const QLocale locale;
    const qsizetype count = m_search.count();
    const QModelIndex current = m_view->currentIndex();
    if (!m_error.isEmpty())
        return m_error;
    if (wanted().trimmed().isEmpty())
        return {};
    if (count == 0)
        return m_search.isUnderWay() ? tr("Searching…") : tr("Not found");
    if (current.isValid()) {
        if (const qsizetype number = m_search.numberOf(m_model->sequenceAt(current.row())); number > 0)
            return tr("%1 of %2", "which of those found")
                .arg(locale.toString(number), locale.toString(count));
    }
    return tr("%1 found").arg(locale.toString(count));
}
