#pragma once

#include "findbar.h"
#include "logsearch.h"

class LogView;

/// Goes from row to row of those where something is found, among the shown ones; hidden until asked for.
class LogFindBar : public FindBar
{
    Q_OBJECT
public:
    /// \a view shows \a model; both must live longer.
    LogFindBar(LogView *view, LogModel *model, QWidget *parent = nullptr);

    /// Takes in what has come into the model since.
    void update();

public slots:
    /// Chooses the next row where it is found, after the last one the first. While the bar is hidden or
    /// empty, shows it to be typed in.
    void findNext();
    /// The same the other way.
    void findPrevious();

private:
    enum class Step { None, Next, Previous };

    void apply();
    void stop();
    void find(Step step);
    void take(Step step);
    void refresh();
    QString result() const;

    LogView *const m_view;
    LogModel *const m_model;
    LogSearch m_search;
    QString m_error;
    Step m_step = Step::None; ///< to be taken as soon as all is found
};
