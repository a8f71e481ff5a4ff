#pragma once

#include "savedmessages.h"

#include <QMenu>

/// The saved messages as a menu, which follows them.
class SavedMenu : public QMenu
{
    Q_OBJECT
public:
    enum class Keys {
        Shown, ///< told, for there is another menu that has them
        Working,
    };

    /// \a messages must outlive it.
    SavedMenu(const SavedMessages *messages, Keys keys, QWidget *parent = nullptr);

    /// Whether there is something to be saved.
    void setSavable(bool savable);

signals:
    void chosen(const Composer::Draft &draft);
    void saveRequested();
    void editRequested();

private:
    void refresh();

    const SavedMessages *const m_messages;
    const Keys m_keys;
    bool m_savable = true;
};
