#pragma once

#include <QDialog>

class PinStore;
class QLabel;
class QPushButton;
class QTreeWidget;

/// The servers that are trusted by their identity alone; each can be forgotten.
class TrustedServersDialog : public QDialog
{
    Q_OBJECT
public:
    /// \a pins must outlive the dialog.
    explicit TrustedServersDialog(const PinStore *pins, QWidget *parent = nullptr);

private:
    void refresh();
    void forgetSelected();

    const PinStore *m_pins;
    QLabel *m_hint;
    QTreeWidget *m_list;
    QPushButton *m_forget;
};
