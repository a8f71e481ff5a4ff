#pragma once

#include <QDialog>

class QComboBox;
class QLineEdit;
class QSpinBox;

/// Asks with which code and reason connections are closed.
class DisconnectDialog : public QDialog
{
    Q_OBJECT
public:
    /// \a whom names the connections: "#7 (127.0.0.1:50312)" or "3 connections"; shown as plain text.
    explicit DisconnectDialog(const QString &whom, QWidget *parent = nullptr);

    /// 1000, 1001, 1008 or 3000 to 4999.
    quint16 code() const;
    /// At most 123 bytes in UTF-8.
    QString reason() const;

private:
    QComboBox *m_code;
    QSpinBox *m_ownCode;
    QLineEdit *m_reason;
};
