#pragma once

#include "savedmessages.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

/// Gives the saved messages other names and another order, and deletes some. Nothing is kept before OK.
class SavedMessagesDialog : public QDialog
{
    Q_OBJECT
public:
    /// \a messages must outlive it.
    explicit SavedMessagesDialog(SavedMessages *messages, QWidget *parent = nullptr);

    /// Adds \a draft, and asks for its name.
    void add(const Composer::Draft &draft);
    void accept() override;

private:
    QTreeWidgetItem *append(const SavedMessage &message);
    void move(int step);
    void remove();
    void refresh();

    SavedMessages *const m_messages;
    QTreeWidget *m_list;
    QPlainTextEdit *m_preview;
    QPushButton *m_rename;
    QPushButton *m_delete;
    QPushButton *m_up;
    QPushButton *m_down;
};
