#include "payloadpane.h"

#include "displaytext.h"

#include <QScrollBar>

namespace {

constexpr qsizetype moreCharacters = 512 * 1024; ///< for each showMore()

}

PayloadPane::PayloadPane(QWidget *parent)
    : PayloadView(parent)
{
    m_moreTimer.setInterval(0);
    connect(&m_moreTimer, &QTimer::timeout, this, &PayloadPane::showOn);
    connect(this, &PayloadView::foldRequested, this, &PayloadPane::refold);
}

void PayloadPane::setForm(Form form)
{
    m_form = form;
    setFoldable(form == Form::Json);
}

void PayloadPane::setEntry(const LogEntry &entry)
{
    release();
    m_folds.unfold();
    m_payload = entry.kind == EntryKind::Close && m_form == Form::Text ? DisplayText::preview(entry).toUtf8()
                                                                       : entry.payload;
}

void PayloadPane::showFrom(const PayloadReader::Place &place, qsizetype most)
{
    m_moreTimer.stop();
    m_more = 0;
    m_start = place;
    m_reader = PayloadReader(m_payload, m_form, place);
    setSlice(m_reader.read(most, m_folds));
    emit shownChanged();
}

void PayloadPane::showMore()
{
    m_more += moreCharacters;
    m_moreTimer.start();
}

void PayloadPane::showOn()
{
    const PayloadReader::Slice slice = m_reader.read(firstCharacters, m_folds);
    m_more -= slice.text.size();
    if (m_more <= 0 || m_reader.atEnd()) {
        m_moreTimer.stop();
        m_more = 0;
    }
    append(slice);
    emit shownChanged();
}

void PayloadPane::release()
{
    m_moreTimer.stop();
    m_more = 0;
    m_start = {};
    m_reader = {};
    setSlice({});
}

/// What is above the bracket stays as it is.
void PayloadPane::refold(const JsonLayout::Fold &fold)
{
    const int scrolled = verticalScrollBar()->value();
    m_folds.toggle(fold.place.byte);
    truncate(fold.at);
    m_reader = PayloadReader(m_payload, m_form, {fold.place, m_start.character + fold.at});
    append(m_reader.read(firstCharacters, m_folds));
    verticalScrollBar()->setValue(scrolled);
    emit shownChanged();
}

void PayloadPane::foldAll(bool fold)
{
    if (fold)
        m_folds.foldFrom(1);
    else
        m_folds.unfold();
    showFrom({});
}
