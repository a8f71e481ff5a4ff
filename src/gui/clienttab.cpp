#include "clienttab.h"

#include "ui_clienttab.h"

ClientTab::ClientTab(QThread *, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ClientTab>())
{
    m_ui->setupUi(this);
}

ClientTab::~ClientTab() = default;

QVariantMap ClientTab::saveState() const
{
    return {};
}

void ClientTab::restoreState(const QVariantMap &) { }
void ClientTab::setHistory(const QStringList &) { }

QStringList ClientTab::history() const
{
    return {};
}

QString ClientTab::title() const
{
    return tr("Client");
}

LogPanel *ClientTab::logPanel() const
{
    return nullptr;
}

void ClientTab::setOwnServerRunning(bool) { }
void ClientTab::openUrl(const QString &) { }
void ClientTab::connectOrDisconnect() { }
void ClientTab::send() { }
void ClientTab::ping() { }
void ClientTab::closeWithCode() { }
void ClientTab::focusUrl() { }
void ClientTab::focusFilter() { }
void ClientTab::focusComposer() { }
