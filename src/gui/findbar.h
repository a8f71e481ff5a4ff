#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

/// One line that asks what to look for, with buttons for the next and the one before. Enter and
/// Shift+Enter do the same; Escape closes it.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(QWidget *parent = nullptr);

    /// What stands in it while it is empty, and what it is for.
    void setPrompt(const QString &prompt);
    QString wanted() const;
    /// Shows it, with the keys in it.
    void open();
    /// What was found, in a few words; without it there is nothing to step through.
    void setResult(const QString &text, bool found);

public slots:
    /// Hides it and says so.
    void close();

signals:
    void wantedChanged(const QString &text);
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_edit;
    QLabel *m_result;
    QToolButton *m_previous;
    QToolButton *m_next;
};
