#pragma once

#include "findbar.h"
#include "payloadsearch.h"

#include <QTimer>

class PayloadPane;

/// Goes from hit to hit of those in the whole of a pane's payload, also where the pane does not show it yet.
/// Looks for them in portions, so that the window never waits.
class PayloadFindBar : public FindBar
{
    Q_OBJECT
public:
    explicit PayloadFindBar(QWidget *parent = nullptr);

    /// Looks anew, in what \a pane holds now, unless the bar is hidden or empty; the first hit from the
    /// cursor on is marked as soon as it is known. The pane must outlive the bar.
    void lookThrough(PayloadPane *pane);

private:
    void start();
    void lookOn();
    void step(int step);
    void showHit(qsizetype hit);
    void refresh();

    PayloadPane *m_pane = nullptr;
    PayloadSearch m_search;
    QTimer m_timer;
    qsizetype m_hit = -1; ///< the one that is marked
    qsizetype m_anchor = 0; ///< the first hit to be marked is not before this character
};
