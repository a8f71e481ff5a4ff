#pragma once

#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;

/// Asks for the passphrase of a file's key, until one opens it or the person gives up.
class PassphraseDialog : public QDialog
{
    Q_OBJECT
public:
    /// Tries a passphrase; false, and one sentence in the string, when it does not open the file.
    using Opens = std::function<bool(const QByteArray &passphrase, QString *error)>;

    PassphraseDialog(const QString &file, Opens opens, QWidget *parent = nullptr);

    /// What opened the file, once accepted.
    QByteArray passphrase() const;

    void accept() override;

private:
    const Opens m_opens;
    QLineEdit *m_edit;
    QLabel *m_wrong;
};
