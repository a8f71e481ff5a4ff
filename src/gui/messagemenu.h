#pragma once

#include "messagelog.h"

#include <QMenu>

class PayloadPane;

/// What can be done with one entry of a log: copied in several ways, looked through, and folded.
class MessageMenu : public QMenu
{
    Q_OBJECT
public:
    explicit MessageMenu(QWidget *parent = nullptr);

    /// \a row is the entry as one line for the clipboard; empty: it cannot be copied so. While \a isReading,
    /// there is only the beginning of the payload, and that is not copied.
    void setEntry(const LogEntry &entry, const QString &row, bool isReading);
    /// Where a copied `wslab connect` command shall send the message; empty: there is no such command.
    void setAddress(const QString &address);
    /// What is to be folded; it must outlive the menu.
    void setPane(PayloadPane *pane);
    /// Adds its actions, as far as they are possible now, to \a menu.
    void addTo(QMenu *menu);

signals:
    void findRequested();

private:
    void refresh();
    QString message() const;
    void copyCommand() const;

    QAction *m_copyMessage;
    QAction *m_copyHex;
    QAction *m_copyRow;
    QAction *m_copyCommand;
    QAction *m_foldAll;
    QAction *m_unfoldAll;

    LogEntry m_entry;
    QString m_row;
    bool m_reading = false;
    QString m_address;
    PayloadPane *m_pane = nullptr;
};
