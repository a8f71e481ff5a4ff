#include "payloadfindbar.h"

#include "payloadpane.h"

#include <QElapsedTimer>
#include <QLocale>

#include <algorithm>

namespace {

constexpr qint64 slice = 15; ///< milliseconds of looking in one go

}

PayloadFindBar::PayloadFindBar(QWidget *parent)
    : FindBar(parent)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &PayloadFindBar::lookOn);
    connect(this, &FindBar::wantedChanged, this, &PayloadFindBar::start);
    connect(this, &FindBar::nextRequested, this, [this] { step(1); });
    connect(this, &FindBar::previousRequested, this, [this] { step(-1); });
    connect(this, &FindBar::closed, this, [this] {
        start();
        m_pane->setFocus(Qt::OtherFocusReason);
    });
}

void PayloadFindBar::lookThrough(PayloadPane *pane)
{
    m_pane = pane;
    start();
}

void PayloadFindBar::start()
{
    m_timer.stop();
    m_hit = -1;
    const QString text = isHidden() ? QString() : wanted();
    m_anchor = m_pane->start().character + m_pane->cursorCharacter();
    m_pane->setExtraSelections({});
    if (!text.isEmpty() && m_pane->isFolded()) // what is folded is looked through, too
        m_pane->foldAll(false);
    m_search = PayloadSearch(m_pane->payload(), m_pane->form(), text);
    if (!text.isEmpty())
        m_timer.start();
    refresh();
}

void PayloadFindBar::lookOn()
{
    QElapsedTimer time;
    time.start();
    bool more = true;
    while (more && time.elapsed() < slice)
        more = m_search.advance();
    if (!more)
        m_timer.stop();
    const QList<PayloadSearch::Hit> &hits = m_search.hits();
    if (m_hit < 0) {
        const auto next = std::find_if(hits.cbegin(), hits.cend(), [this](const PayloadSearch::Hit &hit) {
            return hit.character >= m_anchor;
        });
        if (next != hits.cend())
            showHit(next - hits.cbegin());
        else if (!more && !hits.isEmpty())
            showHit(0);
    }
    refresh();
}

void PayloadFindBar::step(int step)
{
    const qsizetype count = m_search.hits().size();
    if (count > 0)
        showHit((std::max<qsizetype>(m_hit, 0) + step + count) % count);
    refresh();
}

void PayloadFindBar::showHit(qsizetype hit)
{
    m_hit = hit;
    const PayloadSearch::Hit &found = m_search.hits().at(hit);
    const qsizetype first = m_pane->start().character;
    const bool isShown =
        found.character >= first && found.character + found.length <= first + m_pane->characters();
    if (!isShown)
        m_pane->showFrom(found.from,
                         found.character - found.from.character + found.length
                             + PayloadPane::firstCharacters / 2);
    m_pane->mark(found.character - m_pane->start().character, found.length);
}

void PayloadFindBar::refresh()
{
    const QLocale locale;
    const bool searching = m_timer.isActive();
    const qsizetype count = m_search.hits().size();
    QString text;
    if (m_hit >= 0) {
        const bool isMore = searching || count == PayloadSearch::mostHits;
        text = isMore ? tr("%1 of %2 or more") : tr("%1 of %2");
        text = text.arg(locale.toString(m_hit + 1), locale.toString(count));
    } else if (searching) {
        text = tr("Looking…");
    } else if (!wanted().isEmpty()) {
        text = tr("Not found");
    }
    setResult(text, count > 0);
}
