#include "clienttab.h"

#include "clientnews.h"
#include "clientsession.h"
#include "clienttrust.h"
#include "connectioncheckdialog.h"
#include "logfiles.h"
#include "logpanel.h"
#include "networkthread.h"

#include "ui_clienttab.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;
using State = Client::State;

namespace {

QString withoutSecrets(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo);
}

}

ClientTab::ClientTab(NetworkThread *networkThread, const PinStore *pins, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ClientTab>())
    , m_networkThread(networkThread)
    , m_session(new ClientSession(networkThread))
{
    m_ui->setupUi(this);
    m_news = new ClientNews(m_session, {m_ui->messageBar, m_ui->reconnectBar, m_ui->uncheckedBar}, this);
    m_trust = new ClientTrust(pins, m_ui->trustPanel, m_ui->messageBar, this);
    m_ui->splitter->setStretchFactor(0, 1);
    m_ui->splitter->setStretchFactor(1, 0);
    m_ui->logPanel->setConnectionColumnVisible(false);
    m_ui->logPanel->setEmptyHint(
        tr("Nothing is connected yet.\nWrite an address above, or try your own server."),
        tr("Connect to my own server"));
    m_ui->logPanel->setLog(m_session->log());
    m_ui->connectPanel->setSession(m_session);
    connectWidgets();
    connectTrust();
    connectSession();
    refresh();
    m_session->setParent(this); // behind all that look at it, so that it goes after them
}

ClientTab::~ClientTab()
{
    m_ui->logPanel->setLog(nullptr);
}

void ClientTab::connectWidgets()
{
    connect(m_ui->connectPanel, &ConnectPanel::titleChanged, this, &ClientTab::titleChanged);
    connect(m_ui->connectPanel, &ConnectPanel::connectRequested, this, &ClientTab::connectToUrl);
    connect(m_ui->connectPanel, &ConnectPanel::connectOrDisconnectRequested, this,
            &ClientTab::connectOrDisconnect);
    connect(m_ui->connectPanel, &ConnectPanel::reconnectRequested, this, &ClientTab::reconnect);

    connect(m_ui->composePanel, &ComposePanel::textReady, m_session, &ClientSession::sendText);
    connect(m_ui->composePanel, &ComposePanel::binaryReady, m_session, &ClientSession::sendBinary);
    connect(m_ui->composePanel, &ComposePanel::pingReady, m_session, &ClientSession::ping);
    connect(m_ui->composePanel, &ComposePanel::closeReady, m_session, &ClientSession::close);

    connect(m_ui->logPanel, &LogPanel::emptyActionTriggered, this, &ClientTab::connectToOwnServerRequested);
    connect(m_ui->logPanel, &LogPanel::entriesPulled, m_ui->servicePanel, &ServicePanel::take);
    connect(m_ui->servicePanel, &ServicePanel::stepRequested, this, [this](CounterProtocol::Action action) {
        m_session->sendText(QString::fromUtf8(CounterProtocol::encodeAction(action)));
    });
    connect(m_ui->servicePanel, &ServicePanel::greetRequested, this, &ClientTab::greet);
    connect(m_news, &ClientNews::connectRequested, this, &ClientTab::connectToUrl);
    connect(m_news, &ClientNews::checkRequested, this, &ClientTab::checkConnection);
    connect(m_news, &ClientNews::startOwnServerRequested, this, [this] {
        if (m_ownServer.isRunning()) {
            connectToUrl();
            return;
        }
        m_retryWhenServerRuns = true;
        emit startOwnServerRequested();
    });
}

void ClientTab::connectTrust()
{
    connect(m_ui->connectPanel, &ConnectPanel::trustedServersRequested, this,
            [this] { m_trust->showTrustedServers(this); });
    connect(m_ui->connectPanel, &ConnectPanel::addressChanged, m_trust, &ClientTrust::setAddress);
    connect(m_trust, &ClientTrust::declined, this, &ClientTab::focusUrl);
    connect(m_trust, &ClientTrust::connectRequested, this, [this] {
        connectToUrl();
        if (state() != State::Unconnected)
            m_ui->composePanel->focus();
    });
}

void ClientTab::connectSession()
{
    connect(m_session, &ClientSession::stateChanged, this, [this](State state) {
        refresh();
        emit stateChanged(state);
    });
    connect(m_session, &ClientSession::connected, this, &ClientTab::onConnected);
    connect(m_session, &ClientSession::closed, this, &ClientTab::onClosed);
    connect(m_session, &ClientSession::failed, this, &ClientTab::onFailed);
    connect(m_session, &ClientSession::refused, m_ui->composePanel, &ComposePanel::stopRepeating);
    connect(m_session, &ClientSession::over, this, &ClientTab::onOver);
}

void ClientTab::openUrl(const QString &url, const QByteArray &authorities)
{
    if (state() != State::Unconnected)
        return;
    m_trust->setAuthorities(authorities);
    m_ui->connectPanel->setUrl(url);
    connectToUrl();
}

void ClientTab::connectOrDisconnect()
{
    switch (state()) {
    case State::Unconnected:
        connectToUrl();
        break;
    case State::Connecting:
    case State::Connected:
        m_session->close();
        break;
    case State::Closing:
        m_session->abort();
        break;
    }
}

void ClientTab::connectToUrl()
{
    if (state() != State::Unconnected)
        return; // an attempt of the tab's own came first
    m_retryWhenServerRuns = false;
    if (m_ui->connectPanel->askForPassphrase())
        return;
    QString error;
    std::optional<ClientOptions> options = m_ui->connectPanel->options(&error);
    if (!options) {
        refuseOptions(error);
        return;
    }
    if (!m_trust->begin(&*options, &error)) {
        refuse(error);
        m_ui->messageBar->offer(tr("Try again"), [this] { connectToUrl(); });
        return;
    }
    m_ui->messageBar->dismiss();
    const QString url = withoutSecrets(options->url);
    emit urlUsed(url);
    m_ui->logPanel->setAddress(url);
    m_ui->servicePanel->begin(m_ownServer.greets(options->url));
    m_session->open(*options, m_ui->connectPanel->reconnect());
}

/// Does not connect, for the reason in \a sentence.
void ClientTab::refuse(const QString &sentence)
{
    m_ui->messageBar->tell(InlineBar::Kind::Warning, sentence);
    m_pendingName.clear();
}

/// Says once, and where it is to be mended, the \a sentence by which the options were objected to.
void ClientTab::refuseOptions(const QString &sentence)
{
    refuse(sentence);
    if (m_ui->connectPanel->showMistake())
        m_ui->messageBar->dismiss();
}

/// Ends the connection in good order, and makes it anew with the options as they are now.
void ClientTab::reconnect()
{
    QString error;
    if (!m_ui->connectPanel->options(&error)) {
        refuseOptions(error);
        return;
    }
    m_reconnecting = true;
    m_session->close();
}

void ClientTab::checkConnection()
{
    QString error;
    std::optional<ClientOptions> options = m_ui->connectPanel->options(&error);
    if (!options) {
        refuseOptions(error);
        return;
    }
    if (!m_trust->apply(&*options, &error)) {
        m_ui->messageBar->tell(InlineBar::Kind::Warning, error);
        return;
    }
    auto *dialog = new ConnectionCheckDialog(*options, m_networkThread, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ClientTab::onConnected()
{
    const Client::Handshake &handshake = m_session->handshake();
    m_ui->logPanel->files()->addHandshake({handshake.time, handshake.duration, 0,
                                           withoutSecrets(m_session->options().url), handshake.request.fields,
                                           handshake.response.status, handshake.response.reason,
                                           handshake.response.fields});
    if (!m_pendingName.isEmpty())
        greet(std::exchange(m_pendingName, {}));
}

void ClientTab::onClosed(const CloseStatus &status)
{
    m_ui->connectPanel->setEnding(status.isLoss() ? tr("Connection lost")
                                                  : tr("Closed (%1)").arg(status.code),
                                  status.isLoss() || status.isFailure());
    if (std::exchange(m_reconnecting, false))
        connectToUrl();
    else
        m_news->closed(status);
}

void ClientTab::onFailed(const QString &sentence)
{
    m_pendingName.clear();
    if (std::exchange(m_reconnecting, false)) {
        connectToUrl();
    } else if (m_session->isCancelled()) {
        m_ui->connectPanel->setEnding(tr("Cancelled"), false);
    } else if (m_session->distrust()) {
        m_ui->connectPanel->setEnding(tr("Not trusted"), true);
        m_trust->ask(m_session->options().url, *m_session->distrust());
    } else {
        m_ui->connectPanel->setEnding(tr("Failed"), true);
        m_news->failed(sentence,
                       m_session->hasFoundNothing() && m_ownServer.wouldBeAt(m_session->options().url));
    }
}

void ClientTab::onOver(bool gaveUp)
{
    if (gaveUp && state() == State::Unconnected)
        m_ui->connectPanel->setEnding(tr("Gave up"), m_ui->connectPanel->hasFailed());
}

void ClientTab::setOwnServer(const OwnServer &server)
{
    m_ownServer = server;
    m_trust->setOwnServer(server);
    if (server.isRunning() && m_retryWhenServerRuns && state() == State::Unconnected)
        connectToUrl();
}

void ClientTab::greet(const QString &name)
{
    if (state() == State::Connected) {
        m_session->sendText(name);
    } else if (state() == State::Unconnected) { // hello closes after each greeting
        m_pendingName = name;
        connectToUrl();
    }
}

void ClientTab::refresh()
{
    m_ui->composePanel->setConnected(state() == State::Connected);
    m_ui->servicePanel->setConnected(state() == State::Connected);
}

QString ClientTab::title() const
{
    return m_ui->connectPanel->title();
}

State ClientTab::state() const
{
    return m_session->state();
}

LogPanel *ClientTab::logPanel() const
{
    return m_ui->logPanel;
}

ComposePanel *ClientTab::composePanel() const
{
    return m_ui->composePanel;
}

bool ClientTab::isFreeFor(const QString &url) const
{
    return m_ui->connectPanel->isFreeFor(url);
}

void ClientTab::setHistory(const QStringList &urls)
{
    m_ui->connectPanel->setHistory(urls);
}

QStringList ClientTab::history() const
{
    return m_ui->connectPanel->history();
}

void ClientTab::focusUrl()
{
    m_ui->connectPanel->focusUrl();
}

void ClientTab::focusFilter()
{
    m_ui->logPanel->focusFilter();
}

QVariantMap ClientTab::saveState() const
{
    QVariantMap state = m_ui->connectPanel->saveState();
    state.insert(u"name"_s, m_ui->servicePanel->name());
    state.insert(u"splitter"_s, m_ui->splitter->saveState());
    state.insert(u"log"_s, m_ui->logPanel->saveState());
    return state;
}

void ClientTab::restoreState(const QVariantMap &state)
{
    m_ui->connectPanel->restoreState(state);
    m_ui->servicePanel->setName(state.value(u"name"_s).toString());
    m_ui->splitter->restoreState(state.value(u"splitter"_s).toByteArray());
    m_ui->logPanel->restoreState(state.value(u"log"_s).toByteArray());
}
