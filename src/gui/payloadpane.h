#pragma once

#include "messagelog.h"
#include "payloadview.h"

#include <QTimer>

/// The payload of one entry on the screen in one form: from any place on, and further in portions, so that
/// the window never waits.
class PayloadPane : public PayloadView
{
    Q_OBJECT
public:
    using Form = PayloadReader::Form;

    static constexpr qsizetype firstCharacters = 32 * 1024; ///< shown before showMore(), roughly

    explicit PayloadPane(QWidget *parent = nullptr);

    /// To be set before the first entry. JSON can be folded.
    void setForm(Form form);
    Form form() const { return m_form; }
    /// Takes the payload of \a entry, unfolded, and shows nothing of it yet.
    void setEntry(const LogEntry &entry);
    /// What the form is of: for the text of a Close, what its code and its reason say.
    const QByteArray &payload() const { return m_payload; }

    /// Shows about \a most characters from \a place on, and nothing before it.
    void showFrom(const PayloadReader::Place &place, qsizetype most = firstCharacters);
    /// Shows half a million characters more, a portion each time the event loop comes round.
    void showMore();
    /// Shows nothing, so that it takes no room. What was folded will be so again.
    void release();

    /// Where what is shown begins.
    const PayloadReader::Place &start() const { return m_start; }
    /// Where it ends so far.
    const PayloadReader::Place &end() const { return m_reader.place(); }
    /// True when nothing comes behind that.
    bool atEnd() const { return m_reader.atEnd(); }

    /// Folds all within the outermost brackets, or nothing; then shows it from its start.
    void foldAll(bool fold);
    /// True when anything is folded.
    bool isFolded() const { return !m_folds.isEmpty(); }

signals:
    /// More or something else of the payload is shown now.
    void shownChanged();

private:
    void showOn();
    void refold(const JsonLayout::Fold &fold);

    Form m_form = Form::Text;
    QByteArray m_payload;
    PayloadReader m_reader; ///< behind what is shown
    PayloadReader::Place m_start;
    JsonFolds m_folds;
    QTimer m_moreTimer;
    qsizetype m_more = 0; ///< characters that are still to be shown
};
