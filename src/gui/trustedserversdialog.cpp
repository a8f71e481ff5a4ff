#include "trustedserversdialog.h"

#include "displaytext.h"
#include "pinstore.h"
#include "theme.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::Literals::StringLiterals;

TrustedServersDialog::TrustedServersDialog(const PinStore *pins, QWidget *parent)
    : QDialog(parent)
    , m_pins(pins)
    , m_hint(new QLabel(this))
    , m_list(new QTreeWidget(this))
    , m_forget(nullptr)
{
    setWindowTitle(tr("Trusted servers"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setObjectName(u"hintLabel"_s);
    m_list->setObjectName(u"serversList"_s);
    m_list->setAccessibleName(windowTitle());
    m_list->setRootIsDecorated(false);
    m_list->setHeaderLabels({tr("Server"), tr("Code"), tr("Trusted since")});
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->setMinimumSize(Theme::textWidth(72, font()), fontMetrics().height() * 10);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_forget = buttons->addButton(tr("&Forget"), QDialogButtonBox::ActionRole);
    m_forget->setObjectName(u"forgetServerButton"_s);
    connect(m_forget, &QPushButton::clicked, this, &TrustedServersDialog::forgetSelected);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::currentItemChanged, this,
            [this](const QTreeWidgetItem *item) { m_forget->setEnabled(item); });
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_hint);
    column->addWidget(m_list);
    column->addWidget(buttons);
    refresh();
}

void TrustedServersDialog::refresh()
{
    QString error;
    const auto pins = m_pins->pins(&error);
    m_list->clear();
    m_hint->setText(
        !pins ? error
            : pins->isEmpty()
            ? tr("No server is trusted by its identity alone. A client asks when it meets one that "
                 "nobody vouches for.")
            : tr("Nobody vouches for these servers; they are trusted as long as each shows the "
                 "identity with this code."));
    for (const PinStore::Pin &pin : pins.value_or(QList<PinStore::Pin>())) {
        auto *item =
            new QTreeWidgetItem(m_list,
                                {DisplayText::oneLine(pin.place, 100), pin.code(),
                                 locale().toString(pin.firstSeen.toLocalTime(), QLocale::ShortFormat)});
        item->setData(0, Qt::UserRole, pin.place);
    }
    m_forget->setEnabled(m_list->currentItem());
}

void TrustedServersDialog::forgetSelected()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    QString error;
    if (!item)
        return;
    const bool done = m_pins->remove(item->data(0, Qt::UserRole).toString(), &error);
    refresh();
    if (!done)
        m_hint->setText(error);
}
