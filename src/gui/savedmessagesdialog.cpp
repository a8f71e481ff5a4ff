#include "savedmessagesdialog.h"

#include "theme.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QTreeWidget>

using namespace Qt::Literals::StringLiterals;

namespace {

enum Column { NameColumn, KeyColumn };
constexpr int formatRole = Qt::UserRole;
constexpr int textRole = Qt::UserRole + 1;

SavedMessage messageIn(const QTreeWidgetItem *item)
{
    return {item->text(NameColumn).left(SavedMessages::longestName),
            {Composer::Format(item->data(NameColumn, formatRole).toInt()),
             item->data(NameColumn, textRole).toString()}};
}

}

SavedMessagesDialog::SavedMessagesDialog(SavedMessages *messages, QWidget *parent)
    : QDialog(parent)
    , m_messages(messages)
    , m_list(new QTreeWidget(this))
    , m_preview(new QPlainTextEdit(this))
    , m_rename(new QPushButton(tr("&Rename"), this))
    , m_delete(new QPushButton(tr("&Delete"), this))
    , m_up(new QPushButton(tr("Move &Up"), this))
    , m_down(new QPushButton(tr("Move Do&wn"), this))
{
    setWindowTitle(tr("Saved messages"));
    m_list->setObjectName(u"savedList"_s);
    m_list->setAccessibleName(tr("Saved messages"));
    m_list->setHeaderLabels({tr("Name"), tr("Key")});
    m_list->setRootIsDecorated(false);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(KeyColumn, QHeaderView::ResizeToContents);
    m_preview->setObjectName(u"savedPreview"_s);
    m_preview->setAccessibleName(tr("The chosen message"));
    m_preview->setReadOnly(true);
    m_preview->setFont(Theme::fixedFont(font()));
    m_preview->setWordWrapMode(QTextOption::WrapAnywhere); // long lines, too
    m_preview->setFixedHeight(fontMetrics().lineSpacing() * 5);
    m_rename->setObjectName(u"renameButton"_s);
    m_delete->setObjectName(u"deleteButton"_s);
    m_up->setObjectName(u"upButton"_s);
    m_up->setToolTip(tr("Alt+Up"));
    m_down->setObjectName(u"downButton"_s);
    m_down->setToolTip(tr("Alt+Down"));
    auto *answers = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);

    auto *actions = new QVBoxLayout;
    for (QPushButton *button : {m_rename, m_delete, m_up, m_down}) {
        button->setAutoDefault(false);
        actions->addWidget(button);
    }
    actions->addStretch();
    auto *row = new QHBoxLayout;
    row->addWidget(m_list, 1);
    row->addLayout(actions);
    auto *column = new QVBoxLayout(this);
    column->addLayout(row, 1);
    column->addWidget(m_preview);
    column->addWidget(answers);
    const QSize comfortable(Theme::textWidth(60, font()), fontMetrics().lineSpacing() * 24);
    resize(comfortable.boundedTo(screen()->availableSize() * 0.8));

    for (const SavedMessage &message : messages->all())
        append(message);
    connect(answers, &QDialogButtonBox::accepted, this, &SavedMessagesDialog::accept);
    connect(answers, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &SavedMessagesDialog::refresh);
    connect(m_rename, &QPushButton::clicked, this,
            [this] { m_list->editItem(m_list->currentItem(), NameColumn); });
    connect(m_delete, &QPushButton::clicked, this, &SavedMessagesDialog::remove);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    const auto onKey = [this](const QKeySequence &key, QPushButton *button) {
        connect(new QShortcut(key, m_list, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated,
                button, [button] { button->click(); });
    };
    onKey(Qt::Key_Delete, m_delete);
    onKey(Qt::ALT | Qt::Key_Up, m_up);
    onKey(Qt::ALT | Qt::Key_Down, m_down);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    refresh();
}

QTreeWidgetItem *SavedMessagesDialog::append(const SavedMessage &message)
{
    auto *item = new QTreeWidgetItem(m_list, {message.name});
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    item->setData(NameColumn, formatRole, int(message.draft.format));
    item->setData(NameColumn, textRole, message.draft.text);
    return item;
}

void SavedMessagesDialog::add(const Composer::Draft &draft)
{
    QTreeWidgetItem *item = append({SavedMessages::nameFor(draft), draft});
    m_list->setCurrentItem(item);
    refresh();
    m_list->editItem(item, NameColumn);
}

void SavedMessagesDialog::accept()
{
    m_list->setCurrentItem(nullptr); // what is being edited is taken over
    QList<SavedMessage> messages;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        SavedMessage message = messageIn(m_list->topLevelItem(i));
        if (message.name.trimmed().isEmpty())
            message.name = SavedMessages::nameFor(message.draft);
        messages.append(message);
    }
    m_messages->setAll(messages);
    QDialog::accept();
}

void SavedMessagesDialog::move(int step)
{
    const int place = m_list->indexOfTopLevelItem(m_list->currentItem());
    QTreeWidgetItem *item = m_list->takeTopLevelItem(place);
    m_list->insertTopLevelItem(place + step, item);
    m_list->setCurrentItem(item);
    refresh();
}

void SavedMessagesDialog::remove()
{
    delete m_list->currentItem();
    refresh();
}

void SavedMessagesDialog::refresh()
{
    const QTreeWidgetItem *current = m_list->currentItem();
    const int place = m_list->indexOfTopLevelItem(const_cast<QTreeWidgetItem *>(current));
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        m_list->topLevelItem(i)->setText(KeyColumn, SavedMessages::key(i).toString(QKeySequence::NativeText));
    m_preview->setPlainText(current ? messageIn(current).draft.text : QString());
    m_rename->setEnabled(current);
    m_delete->setEnabled(current);
    m_up->setEnabled(place > 0);
    m_down->setEnabled(current && place + 1 < m_list->topLevelItemCount());
}
