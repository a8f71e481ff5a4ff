#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

/// Asks for a new passphrase, twice, because nobody sees what is typed.
class NewPassphraseDialog : public QDialog
{
    Q_OBJECT
public:
    explicit NewPassphraseDialog(const QString &purpose, QWidget *parent = nullptr);

    QString passphrase() const;

private:
    void judge();

    QLineEdit *m_first;
    QLineEdit *m_again;
    QLabel *m_verdict;
    QPushButton *m_accept;
};
