#pragma once

#include <QDialog>

class QPlainTextEdit;

/// A text to be read and copied, as plain text whatever is in it.
class TextDialog : public QDialog
{
    Q_OBJECT
public:
    TextDialog(const QString &title, const QString &text, QWidget *parent = nullptr);

    QString text() const;

private:
    QPlainTextEdit *m_text;
};
