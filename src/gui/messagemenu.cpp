#include "messagemenu.h"

#include "displaytext.h"
#include "payloadpane.h"
#include "sendcommand.h"
#include "theme.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

void copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

}

MessageMenu::MessageMenu(QWidget *parent)
    : QMenu(parent)
    , m_copyMessage(addAction(Theme::icon(u"copy"_s), tr("Copy message"), this, [this] { copy(message()); }))
    , m_copyHex(addAction(tr("Copy as hexadecimal"), this,
                          [this] { copy(QString::fromLatin1(m_entry.payload.toHex(' '))); }))
    , m_copyRow(addAction(tr("Copy row"), this, [this] { copy(m_row); }))
    , m_copyCommand(addAction(tr("Copy as a wslab command that sends it"), this, &MessageMenu::copyCommand))
    , m_foldAll(new QAction(tr("Fold all"), this))
    , m_unfoldAll(new QAction(tr("Unfold all"), this))
{
    setToolTipsVisible(true);
    m_copyMessage->setObjectName(u"copyMessage"_s);
    m_copyHex->setObjectName(u"copyHex"_s);
    m_copyRow->setObjectName(u"copyRow"_s);
    m_copyCommand->setObjectName(u"copyCommand"_s);
    addSeparator();
    addAction(Theme::icon(u"search"_s), tr("Find…"), this, &MessageMenu::findRequested);
    addSeparator();
    m_foldAll->setObjectName(u"foldAll"_s);
    m_unfoldAll->setObjectName(u"unfoldAll"_s);
    addActions({m_foldAll, m_unfoldAll});
    connect(m_foldAll, &QAction::triggered, this, [this] { m_pane->foldAll(true); });
    connect(m_unfoldAll, &QAction::triggered, this, [this] { m_pane->foldAll(false); });
    connect(this, &QMenu::aboutToShow, this, &MessageMenu::refresh);
}

void MessageMenu::setEntry(const LogEntry &entry, const QString &row, bool isReading)
{
    m_entry = entry;
    m_row = row;
    m_reading = isReading;
}

void MessageMenu::setAddress(const QString &address)
{
    m_address = address;
}

void MessageMenu::setPane(PayloadPane *pane)
{
    m_pane = pane;
}

void MessageMenu::addTo(QMenu *menu)
{
    refresh();
    menu->addActions(actions());
}

void MessageMenu::refresh()
{
    const bool isText = m_entry.kind != EntryKind::Binary || m_entry.payload.isValidUtf8();
    const bool isPart = isCut(m_entry) && !m_reading;
    const QString reading = m_reading ? tr("The message is still being read.") : QString();
    m_copyMessage->setEnabled(isText && !m_reading);
    m_copyMessage->setToolTip(isText ? reading : tr("These bytes are no text in UTF-8."));
    m_copyMessage->setText(isPart ? tr("Copy what was kept of the message") : tr("Copy message"));
    m_copyHex->setEnabled(!m_entry.payload.isEmpty() && !m_reading);
    m_copyHex->setToolTip(reading);
    m_copyRow->setEnabled(!m_row.isEmpty());
    QString error;
    m_copyCommand->setVisible(!m_address.isEmpty());
    m_copyCommand->setEnabled(SendCommand::forMessage(m_entry, m_address, &error).has_value());
    m_copyCommand->setToolTip(m_reading ? reading : error);
    const bool isJson = m_pane->form() == PayloadReader::Form::Json;
    m_foldAll->setEnabled(isJson);
    m_unfoldAll->setEnabled(isJson && m_pane->isFolded());
}

QString MessageMenu::message() const
{
    return m_entry.kind == EntryKind::Close ? DisplayText::preview(m_entry)
                                            : QString::fromUtf8(m_entry.payload);
}

void MessageMenu::copyCommand() const
{
    QString error;
    if (const auto command = SendCommand::forMessage(m_entry, m_address, &error))
        copy(*command);
}
