#include "servertab.h"

#include "columnwidths.h"
#include "disconnectdialog.h"
#include "displaytext.h"
#include "messagelog.h"
#include "networkaddresses.h"
#include "server.h"
#include "serverstarter.h"
#include "theme.h"
#include "ui_servertab.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;
using State = ServerStatus::State;

namespace {
constexpr std::chrono::milliseconds pullPause{100};
constexpr quint16 anyPort = 0;

}

ServerTab::ServerTab(Server *server, MessageLog *log, StatusBoard *status, Settings *settings,
                     QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ServerTab>())
    , m_server(server)
    , m_board(status)
    , m_settings(settings)
{
    m_ui->setupUi(this);
    m_ui->logPanel->setLog(log);
    m_ui->logPanel->setConnectionColumnVisible(true);
    m_ui->logPanel->setEmptyHint(
        tr("Nothing has been said yet.\nWhat the server and its clients say to each other appears here."));
    m_ui->logPanel->restoreState(settings->value(Settings::serverLog));
    m_ui->splitter->setStretchFactor(0, 2);
    m_ui->splitter->setStretchFactor(1, 3);
    if (!m_ui->splitter->restoreState(settings->value(Settings::serverSplitter)))
        m_ui->splitter->setSizes({200, 300}); // in this proportion
    ColumnWidths *columns = m_ui->connectionsView->columnWidths();
    columns->restore(settings->value(Settings::connectionColumns));
    QFont heading = font();
    heading.setBold(true);
    m_ui->connectionsLabel->setFont(heading);
    m_ui->connectionsSummary->setForegroundRole(QPalette::PlaceholderText);

    m_starter = new ServerStarter(server, settings,
                                  {m_ui->servicesTable, m_ui->certificateButton, m_ui->failureBar}, this);
    connect(m_starter, &ServerStarter::stateChanged, this, &ServerTab::onStateChanged);
    connect(m_ui->startButton, &QPushButton::clicked, m_starter, &ServerStarter::startOrStop);
    connect(m_ui->reachCombo, &QComboBox::activated, this, &ServerTab::onReachChosen);
    m_ui->secureBox->setChecked(settings->value(Settings::secure));
    m_ui->servicesTable->setSecure(m_ui->secureBox->isChecked());
    m_ui->certificateButton->setSettings(settings);
    connect(m_ui->secureBox, &QCheckBox::toggled, this, &ServerTab::onSecureToggled);
    connect(m_ui->certificateButton, &CertificateButton::failed, this,
            [this](const QString &sentence) { m_ui->failureBar->tell(InlineBar::Kind::Error, sentence); });
    connect(m_ui->certificateButton, &CertificateButton::done, this, [this](const QString &sentence) {
        m_ui->failureBar->tell(InlineBar::Kind::Information, sentence);
    });
    connect(m_ui->certificateButton, &CertificateButton::changed, m_ui->failureBar, &InlineBar::dismiss);
    connect(m_ui->servicesTable, &ServicesTable::edited, this, &ServerTab::onServiceEdited);
    connect(m_ui->servicesTable, &ServicesTable::plansChanged, this, &ServerTab::plansChanged);
    connect(m_ui->servicesTable, &ServicesTable::pageNotOpened, this, &ServerTab::onPageNotOpened);
    connect(m_ui->reachBar, &ReachBar::settingsRequested, this, &ServerTab::settingsRequested);
    connect(m_ui->counterCard, &CounterCard::stepped, this, &ServerTab::stepCounter);
    connect(m_ui->counterCard, &CounterCard::resetRequested, this, &ServerTab::resetCounter);
    connect(m_ui->disconnectButton, &QPushButton::clicked, this, &ServerTab::disconnectSelected);
    connect(m_ui->connectionsView, &ConnectionsView::connectionsSelected, m_ui->disconnectButton,
            &QWidget::setEnabled);
    connect(m_ui->connectionsView, &ConnectionsView::connectionsSelected, this,
            &ServerTab::connectionsSelected);
    connect(m_ui->connectionsView, &QWidget::customContextMenuRequested, this, [this](QPoint position) {
        if (m_ui->connectionsView->selectedConnections().isEmpty())
            return;
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(Theme::icon(u"disconnect"_s), m_ui->disconnectButton->text(), this,
                        &ServerTab::disconnectSelected);
        menu->popup(m_ui->connectionsView->viewport()->mapToGlobal(position));
    });
    connect(m_ui->splitter, &QSplitter::splitterMoved, this,
            [this] { m_settings->setValue(Settings::serverSplitter, m_ui->splitter->saveState()); });
    const auto saveColumns = [this, columns] {
        m_settings->setValue(Settings::connectionColumns, columns->save());
    };
    connect(columns, &ColumnWidths::changed, this, saveColumns);
    connect(m_ui->connectionsView->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, saveColumns);

    connect(m_board, &StatusBoard::changed, this, &ServerTab::onStatusChanged, Qt::QueuedConnection);
    m_pullTimer.setSingleShot(true);
    connect(&m_pullTimer, &QTimer::timeout, this, &ServerTab::pull);

    loadPlans();
    pull(); // arms the board
    refreshState();
}

ServerTab::~ServerTab()
{
    m_settings->setValue(Settings::serverLog, m_ui->logPanel->saveState());
    m_ui->logPanel->setLog(nullptr);
}

ServerStatus::State ServerTab::state() const
{
    return m_starter->state();
}

OwnServer ServerTab::ownServer() const
{
    return {m_starter->listeners(), m_ui->servicesTable->listeners(),
            m_settings->value(Settings::reach) == Settings::Reach::Network, m_starter->authority()};
}

void ServerTab::start()
{
    m_starter->start();
}

void ServerTab::stop()
{
    m_starter->stop();
}

QUrl ServerTab::ownUrl(ServiceKind service) const
{
    if (m_starter->listeners().isEmpty())
        return {};
    QUrl url = m_ui->servicesTable->url(service);
    if (m_settings->value(Settings::reach) == Settings::Reach::Network)
        url.setHost(u"127.0.0.1"_s);
    return url;
}

LogPanel *ServerTab::logPanel() const
{
    return m_ui->logPanel;
}

QMenu *ServerTab::certificateMenu() const
{
    return m_ui->certificateButton->menu();
}

void ServerTab::stepCounter(int step)
{
    QMetaObject::invokeMethod(m_server, [server = m_server, step] { server->stepCounter(step); });
}

void ServerTab::resetCounter()
{
    QMetaObject::invokeMethod(m_server, &Server::resetCounter);
}

void ServerTab::disconnectSelected()
{
    const QList<ConnectionInfo> chosen = m_ui->connectionsView->selectedConnections();
    if (chosen.isEmpty())
        return;
    const QString whom = chosen.size() == 1
        ? u"#%1 (%2)"_s.arg(chosen.first().id).arg(DisplayText::oneLine(chosen.first().peer))
        : tr("%1 connections").arg(locale().toString(chosen.size()));
    auto *dialog = new DisconnectDialog(whom, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, chosen] {
        QMetaObject::invokeMethod(
            m_server, [server = m_server, chosen, code = dialog->code(), reason = dialog->reason()] {
                for (const ConnectionInfo &connection : chosen)
                    server->disconnectConnection(connection.id, code, reason);
            });
    });
    dialog->open();
}

void ServerTab::restorePorts()
{
    for (int i = 0; i < serviceKindCount; ++i) {
        const auto index = std::size_t(i);
        m_settings->remove(Settings::hasPort[index]);
        m_settings->remove(Settings::port[index]);
    }
    loadPlans();
    refreshState();
}

void ServerTab::takeSettings()
{
    refreshState();
    m_starter->offerRestart();
}

void ServerTab::focusFilter()
{
    m_ui->logPanel->focusFilter();
}

void ServerTab::onStateChanged(State state)
{
    refreshState();
    if (state == State::Running || state == State::Stopped)
        pull();
    emit stateChanged(state);
}

void ServerTab::onStatusChanged()
{
    if (m_pullTimer.isActive())
        return;
    const auto waited = std::chrono::milliseconds(m_sincePull.elapsed());
    if (waited >= pullPause)
        pull();
    else
        m_pullTimer.start(pullPause - waited);
}

void ServerTab::pull()
{
    m_sincePull.start();
    m_status = m_board->read();
    m_ui->connectionsView->setConnections(m_status.connections);
    m_ui->servicesTable->setClients(m_status);
    m_ui->counterCard->setCounter(m_status.counterValue, m_status.counterUsers);
    QString summary = m_status.connections.isEmpty()
        ? QString()
        : tr("%1 open").arg(locale().toString(m_status.connections.size()));
    if (m_status.refused > 0)
        summary += (summary.isEmpty() ? QString() : u" · "_s)
            + tr("%1 refused", "connections").arg(locale().toString(m_status.refused));
    m_ui->connectionsSummary->setText(summary);
    refreshPill();
}

void ServerTab::onServiceEdited(ServiceKind service)
{
    const auto index = std::size_t(service);
    const ServicesTable::Plan plan = m_ui->servicesTable->plan(service);
    m_settings->setValue(Settings::hasPort[index], plan.hasPort);
    m_settings->setValue(Settings::port[index], plan.port);
    refreshState();
}

void ServerTab::onReachChosen(int index)
{
    m_settings->setValue(Settings::reach, Settings::Reach(index));
    refreshState();
    emit plansChanged();
}

void ServerTab::onSecureToggled(bool secure)
{
    m_settings->setValue(Settings::secure, secure);
    m_ui->servicesTable->setSecure(secure);
    refreshState();
}

void ServerTab::loadPlans()
{
    for (int i = 0; i < serviceKindCount; ++i) {
        const auto index = std::size_t(i);
        m_ui->servicesTable->setPlan(
            ServiceKind(i),
            {m_settings->value(Settings::hasPort[index]), m_settings->value(Settings::port[index])});
    }
}

void ServerTab::refreshState()
{
    const bool stopped = state() == State::Stopped;
    const bool running = state() == State::Running;
    m_ui->startButton->setText(stopped                          ? tr("S&tart")
                                   : state() == State::Stopping ? tr("Stopping…")
                                                                : tr("S&top"));
    m_ui->startButton->setIcon(stopped ? Theme::icon(u"start"_s, Theme::Tone::On) : Theme::icon(u"stop"_s));
    m_ui->reachCombo->setEnabled(stopped);
    m_ui->reachCombo->setToolTip(stopped ? tr("From where clients can connect")
                                         : tr("Stop the server to change from where clients can connect"));
    m_ui->secureBox->setEnabled(stopped);
    m_ui->secureBox->setToolTip(stopped ? tr("Clients connect with wss, and browsers open pages with https")
                                        : tr("Stop the server to change between ws and wss"));
    m_ui->certificateButton->setVisible(m_ui->secureBox->isChecked());
    m_ui->certificateButton->setLocked(!stopped);
    m_ui->counterCard->setRunning(running);
    m_ui->servicesTable->setLocked(!stopped);
    m_ui->servicesTable->setListeners(m_starter->listeners());
    refreshReach();
    m_ui->certificateButton->setExample(m_ui->servicesTable->url(ServiceKind::Hello), running);
    m_ui->connectionsView->setEmptyHint(
        running ? tr("Nobody is connected yet. Open a service's page in a browser, or connect a client.")
                : tr("Start the server, and its connections appear here."));
    refreshDuplicate();
    refreshPill();
}

void ServerTab::refreshDuplicate()
{
    const std::optional<ServiceKind> clash = m_ui->servicesTable->duplicate();
    const bool nothing = m_ui->servicesTable->listeners().isEmpty();
    const bool stopped = state() == State::Stopped;
    m_ui->startButton->setEnabled(stopped ? m_starter->canStart() : state() != State::Stopping);
    if (!stopped || m_starter->canStart()) {
        m_ui->planBar->dismiss();
    } else if (nothing) {
        m_ui->planBar->tell(InlineBar::Kind::Warning,
                            tr("Tick at least one service to give the server a port to listen on."));
    } else {
        m_ui->planBar->tell(InlineBar::Kind::Warning,
                            tr("Port %1 is planned for two services. Give %2 another one.")
                                .arg(m_ui->servicesTable->plan(*clash).port)
                                .arg(serviceName(*clash)));
        m_ui->planBar->offer(tr("Use a free port"), [this, service = *clash] {
            m_ui->servicesTable->setPlan(service, {true, anyPort});
            onServiceEdited(service);
        });
    }
}

void ServerTab::refreshReach()
{
    const Settings::Reach reach = m_settings->value(Settings::reach);
    m_ui->reachCombo->setCurrentIndex(int(reach));
    if (reach == Settings::Reach::ThisComputer) {
        m_ui->servicesTable->setHost(u"127.0.0.1"_s);
        m_ui->reachBar->setReach({});
        return;
    }
    const QStringList addresses = networkAddresses();
    m_ui->servicesTable->setHost(addresses.value(0, u"127.0.0.1"_s));
    m_ui->reachBar->setReach(ReachBar::Reach{addresses, m_ui->servicesTable->page(ServiceKind::Counter),
                                             state() == State::Running});
}

/// The system may know no browser, or none may be there.
void ServerTab::onPageNotOpened(const QUrl &page)
{
    const QString address = page.toString();
    m_ui->failureBar->tell(
        InlineBar::Kind::Warning,
        tr("No browser could be started for %1. Open the address in one by hand.").arg(address));
    m_ui->failureBar->offer(tr("Copy the address"),
                            [address] { QGuiApplication::clipboard()->setText(address); });
}

void ServerTab::refreshPill()
{
    StatusPill *pill = m_ui->statusPill;
    switch (state()) {
    case State::Stopped:
        if (m_starter->hasFailed())
            pill->setStatus(StatusPill::Kind::Failed, tr("Not started"));
        else
            pill->setStatus(StatusPill::Kind::Off, tr("Stopped"));
        return;
    case State::Starting:
        pill->setStatus(StatusPill::Kind::Working, tr("Starting…"));
        return;
    case State::Stopping:
        pill->setStatus(StatusPill::Kind::Working, tr("Stopping…"));
        return;
    case State::Running:
        break;
    }
    const qsizetype services = m_ui->servicesTable->listeners().size();
    const qsizetype clients = m_status.connections.size();
    pill->setStatus(
        StatusPill::Kind::On,
        tr("Running · %1 · %2")
            .arg(services == 1 ? tr("1 service") : tr("%1 services").arg(services),
                 clients == 1 ? tr("1 client") : tr("%1 clients").arg(locale().toString(clients))));
}

void ServerTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int beside = m_ui->servicesTable->sizeHint().width() + m_ui->counterCard->minimumWidth();
    const bool narrow = width() < beside;
    m_ui->counterCard->setFlat(narrow);
    m_ui->upperPart->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}
