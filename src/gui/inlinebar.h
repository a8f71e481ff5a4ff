#pragma once

#include "noticeframe.h"

#include <functional>

class QHBoxLayout;
class QLabel;
class QToolButton;

/// One sentence above the thing that it concerns, with buttons that mend it; hidden while there is
/// nothing to say. Never a dialog: the reader finishes what they do first.
class InlineBar : public NoticeFrame
{
    Q_OBJECT
public:
    enum class Kind { Information, Warning, Error };

    explicit InlineBar(QWidget *parent = nullptr);

    /// Shows \a sentence as plain text, without the buttons of the one before.
    void tell(Kind kind, const QString &sentence);
    /// Adds a button; pressing it hides the bar and calls \a mend.
    void offer(const QString &label, std::function<void()> mend);
    /// Adds a button that mends nothing but shows more about it; the bar stays.
    void offerMore(const QString &label, std::function<void()> show);
    /// Hides the bar.
    void dismiss();
    /// Whether the reader may hide it, too; it is so at first.
    void setDismissable(bool dismissable);

    QString sentence() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIcons();

    Kind m_kind = Kind::Information;
    QLabel *m_icon;
    QLabel *m_sentence;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
};
