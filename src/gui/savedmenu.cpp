#include "savedmenu.h"

using namespace Qt::Literals::StringLiterals;

SavedMenu::SavedMenu(const SavedMessages *messages, Keys keys, QWidget *parent)
    : QMenu(parent)
    , m_messages(messages)
    , m_keys(keys)
{
    setTitle(tr("Saved &Messages"));
    connect(messages, &SavedMessages::changed, this, &SavedMenu::refresh);
    refresh();
}

void SavedMenu::setSavable(bool savable)
{
    if (std::exchange(m_savable, savable) != savable)
        refresh();
}

void SavedMenu::refresh()
{
    clear();
    for (qsizetype i = 0; i < m_messages->all().size(); ++i) {
        const SavedMessage &message = m_messages->all().at(i);
        QString text = QString(message.name).replace(u'&', "&&"_L1);
        const QKeySequence key = SavedMessages::key(i);
        if (m_keys == Keys::Shown && !key.isEmpty())
            text += u'\t' + key.toString(QKeySequence::NativeText);
        QAction *action = addAction(text, this, [this, draft = message.draft] { emit chosen(draft); });
        if (m_keys == Keys::Working)
            action->setShortcut(key);
    }
    if (m_messages->all().isEmpty())
        addAction(tr("Nothing is saved yet"))->setEnabled(false);
    addSeparator();
    QAction *save = addAction(tr("&Save This Message…"), this, &SavedMenu::saveRequested);
    save->setObjectName(u"saveMessage"_s);
    save->setEnabled(m_savable);
    QAction *edit = addAction(tr("&Edit Saved Messages…"), this, &SavedMenu::editRequested);
    edit->setObjectName(u"editMessages"_s);
    edit->setEnabled(!m_messages->all().isEmpty());
}
