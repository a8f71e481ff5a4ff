#pragma once

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QToolButton;

/// One sentence above the thing that it concerns, with buttons that mend it; hidden while there is
/// nothing to say. Never a dialog: the reader finishes what they do first.
class InlineBar : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Information, Warning, Error };

    explicit InlineBar(QWidget *parent = nullptr);

    /// Shows \a sentence as plain text, without the buttons of the one before.
    void tell(Kind kind, const QString &sentence);
    /// Adds a button; pressing it hides the bar and calls \a mend.
    void offer(const QString &label, std::function<void()> mend);
    /// Hides the bar.
    void dismiss();

    QString sentence() const;

    /// False although the sentence wraps: a layout that asks for the height at a width asks everybody
    /// else for the height they would like best, and a scroll area then scrolls without need.
    bool hasHeightForWidth() const override { return false; }

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QColor color() const;
    void refreshIcons();
    void fitHeight();

    Kind m_kind = Kind::Information;
    QLabel *m_icon;
    QLabel *m_sentence;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
};
