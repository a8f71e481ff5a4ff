#include "clienttab.h"

#include "certificatedialog.h"
#include "clientnews.h"
#include "clienttrust.h"
#include "connectioncheckdialog.h"
#include "displaytext.h"
#include "logfiles.h"
#include "logpanel.h"
#include "reconnection.h"
#include "theme.h"

#include "ui_clienttab.h"

#include <QLineEdit>
#include <QLocale>
#include <QThread>

using namespace Qt::Literals::StringLiterals;
using State = Client::State;

namespace {

constexpr int helloPort = 8765; ///< the tutorial's

/// Whether hello answers there, as far as the address tells.
bool greets(const QUrl &url, const QList<ListenerInfo> &own)
{
    ServiceKind byPort = url.port() == helloPort ? ServiceKind::Hello : ServiceKind::Echo;
    for (const ListenerInfo &listener : own) {
        if (ClientNews::isThisComputer(url) && listener.port == url.port())
            byPort = listener.service;
    }
    return serviceForPath(url.path(), byPort) == ServiceKind::Hello;
}

QString withoutSecrets(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo);
}

}

ClientTab::ClientTab(QThread *networkThread, const PinStore *pins, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ClientTab>())
    , m_log(new MessageLog(LogLimits::forWindow()))
    , m_client(new Client(m_log))
    , m_reconnection(new Reconnection(m_client, m_client))
    , m_news(nullptr)
    , m_trust(nullptr)
{
    m_log->setParent(m_client);
    m_client->moveToThread(networkThread);

    m_ui->setupUi(this);
    m_news = new ClientNews(m_ui->messageBar, this);
    m_trust = new ClientTrust(pins, m_ui->trustPanel, m_ui->messageBar, this);
    m_ui->uncheckedBar->setDismissable(false);
    m_ui->splitter->setStretchFactor(0, 1);
    m_ui->splitter->setStretchFactor(1, 0);
    m_ui->optionsPane->hide();
    m_ui->optionsSummary->setForegroundRole(QPalette::PlaceholderText);
    m_ui->logPanel->setConnectionColumnVisible(false);
    m_ui->logPanel->setEmptyHint(
        tr("Nothing is connected yet.\nWrite an address above, or try your own server."),
        tr("Connect to my own server"));
    m_ui->logPanel->setLog(m_log);
    connectWidgets();
    connectTrust();
    connectClient();
    refreshTitle();
    refresh();
}

ClientTab::~ClientTab()
{
    m_ui->logPanel->setLog(nullptr);
    m_client->disconnect(this);
    m_reconnection->disconnect(this);
    call([](Client *client) { client->abort(); });
    m_client->deleteLater();
}

void ClientTab::connectWidgets()
{
    connect(m_ui->connectButton, &QPushButton::clicked, this, &ClientTab::connectOrDisconnect);
    connect(m_ui->urlBox, &UrlBox::submitted, this, [this] {
        if (m_state == State::Unconnected)
            connectToUrl();
    });
    connect(m_ui->urlBox, &UrlBox::editTextChanged, this, &ClientTab::refreshTitle);
    connect(m_ui->optionsButton, &DisclosureButton::toggled, this, [this](bool open) {
        m_ui->optionsPane->setVisible(open);
        m_ui->optionsSummary->setText(open ? QString() : m_ui->optionsPane->summary());
    });
    connect(m_ui->optionsPane, &ClientOptionsPane::changed, this, [this] {
        if (!m_ui->optionsButton->isChecked())
            m_ui->optionsSummary->setText(m_ui->optionsPane->summary());
    });

    connect(m_ui->composePanel, &ComposePanel::textReady, this,
            [this](const QString &text) { call([text](Client *client) { client->sendText(text); }); });
    connect(m_ui->composePanel, &ComposePanel::binaryReady, this, [this](const QByteArray &bytes) {
        call([bytes](Client *client) { client->sendBinary(bytes); });
    });
    connect(m_ui->composePanel, &ComposePanel::pingReady, this, [this](const QByteArray &payload) {
        call([payload](Client *client) { client->ping(payload); });
    });
    connect(m_ui->composePanel, &ComposePanel::closeReady, this, [this](quint16 code, const QString &reason) {
        call([code, reason](Client *client) { client->close(code, reason); });
    });

    connect(m_ui->logPanel, &LogPanel::emptyActionTriggered, this, &ClientTab::connectToOwnServerRequested);
    connect(m_ui->logPanel, &LogPanel::entriesPulled, m_ui->servicePanel, &ServicePanel::take);
    connect(m_ui->servicePanel, &ServicePanel::stepRequested, this, [this](CounterProtocol::Action action) {
        call([action](Client *client) {
            client->sendText(QString::fromUtf8(CounterProtocol::encodeAction(action)));
        });
    });
    connect(m_ui->servicePanel, &ServicePanel::greetRequested, this, &ClientTab::greet);
}

void ClientTab::connectTrust()
{
    connect(m_ui->optionsPane, &ClientOptionsPane::trustedServersRequested, this,
            [this] { m_trust->showTrustedServers(this); });
    connect(m_ui->optionsPane, &ClientOptionsPane::passphraseGiven, this, &ClientTab::connectToUrl);
    connect(m_ui->optionsPane, &ClientOptionsPane::reconnectRequested, this, &ClientTab::reconnect);
    connect(m_ui->certificateButton, &QToolButton::clicked, this, &ClientTab::showCertificate);
    connect(m_trust, &ClientTrust::declined, this, &ClientTab::focusUrl);
    connect(m_trust, &ClientTrust::connectRequested, this, [this] {
        connectToUrl();
        if (m_state != State::Unconnected)
            m_ui->composePanel->focus();
    });
    connect(m_ui->urlBox, &UrlBox::editTextChanged, this, [this](const QString &text) {
        QString error;
        m_trust->setAddress(webSocketUrl(text, &error));
    });
    connect(m_news, &ClientNews::connectRequested, this, &ClientTab::connectToUrl);
    connect(m_news, &ClientNews::checkRequested, this, &ClientTab::checkConnection);
    connect(m_news, &ClientNews::startOwnServerRequested, this, [this] {
        m_retryWhenServerRuns = true;
        emit startOwnServerRequested();
    });
}

void ClientTab::connectClient()
{
    connect(m_client, &Client::distrusted, this,
            [this](const Client::Distrust &distrust) { m_distrust = distrust; });
    connect(m_client, &Client::stateChanged, this, &ClientTab::setState);
    connect(m_client, &Client::connected, this, &ClientTab::onConnected);
    connect(m_client, &Client::closed, this, &ClientTab::onClosed);
    connect(m_client, &Client::failed, this, &ClientTab::onFailed);
    connect(m_client, &Client::pongReceived, this, &ClientTab::onPong);
    connect(m_reconnection, &Reconnection::waiting, this, &ClientTab::onWaiting);
    connect(m_reconnection, &Reconnection::over, this, &ClientTab::onOver);
    connect(m_ui->reconnectBar, &ReconnectBar::tryNowRequested, m_reconnection, &Reconnection::tryNow);
    connect(m_ui->reconnectBar, &ReconnectBar::stopRequested, m_reconnection, &Reconnection::stop);
    connect(m_client, &Client::refused, this, [this](const QString &sentence) {
        m_ui->composePanel->stopRepeating();
        m_ui->messageBar->tell(InlineBar::Kind::Warning, sentence);
    });
}

/// Calls \a action in the client's thread.
void ClientTab::call(std::function<void(Client *)> action)
{
    QMetaObject::invokeMethod(
        m_client, [client = m_client, action = std::move(action)] { action(client); }, Qt::QueuedConnection);
}

void ClientTab::openUrl(const QString &url, const QByteArray &authorities)
{
    if (m_state != State::Unconnected)
        return;
    m_authorities = authorities;
    m_ui->urlBox->setUrl(url);
    connectToUrl();
}

bool ClientTab::isFreeFor(const QString &url) const
{
    if (m_state != State::Unconnected)
        return false;
    const QString own = m_ui->urlBox->url();
    if (own.isEmpty())
        return m_ui->optionsPane->summary().isEmpty();
    QString error;
    return webSocketUrl(own, &error) == webSocketUrl(url, &error);
}

void ClientTab::connectOrDisconnect()
{
    switch (m_state) {
    case State::Unconnected:
        connectToUrl();
        break;
    case State::Connecting:
        m_cancelled = true;
        call([](Client *client) { client->close(); });
        break;
    case State::Connected:
        call([](Client *client) { client->close(); });
        break;
    case State::Closing:
        call([](Client *client) { client->abort(); });
        break;
    }
}

void ClientTab::connectToUrl()
{
    m_retryWhenServerRuns = false;
    m_distrust.reset();
    QString error;
    const std::optional<QUrl> url = webSocketUrl(m_ui->urlBox->url(), &error);
    if (url && url->scheme() == "wss"_L1 && m_ui->optionsPane->wantsPassphrase()) {
        m_ui->optionsPane->askForPassphrase();
        return;
    }
    std::optional<ClientOptions> options;
    if (url)
        options = m_ui->optionsPane->options(&error);
    const bool usable = options.has_value();
    if (usable) {
        options->url = *url;
        options->tls.authorities += m_authorities;
        if (!m_trust->begin(&*options, &error))
            options.reset();
    }
    if (!options) {
        m_ui->messageBar->tell(InlineBar::Kind::Warning, error);
        if (usable)
            m_ui->messageBar->offer(tr("Try again"), [this] { connectToUrl(); });
        else if (url)
            m_ui->optionsButton->setChecked(true);
        else
            focusUrl();
        m_pendingName.clear();
        return;
    }
    m_ui->messageBar->dismiss();
    m_options = *options;
    m_cancelled = false;
    m_failed = false;
    m_ending.clear();
    emit urlUsed(withoutSecrets(*url));
    m_ui->logPanel->setAddress(withoutSecrets(*url));
    m_ui->servicePanel->begin(greets(*url, m_ownListeners));
    setState(State::Connecting);
    QMetaObject::invokeMethod(
        m_reconnection,
        [reconnection = m_reconnection, options = *options, again = m_ui->optionsPane->reconnect()] {
            reconnection->open(options, again);
        },
        Qt::QueuedConnection);
}

/// Ends the connection in good order, and makes it anew with the options as they are now.
void ClientTab::reconnect()
{
    QString error;
    if (!m_ui->optionsPane->options(&error)) {
        m_ui->messageBar->tell(InlineBar::Kind::Warning, error);
        return;
    }
    m_reconnecting = true;
    m_cancelled = m_state == State::Connecting;
    call([](Client *client) { client->close(); });
}

/// The certificate that the connected server has shown.
void ClientTab::showCertificate()
{
    auto *dialog = new CertificateDialog(m_handshake.certificates, m_options.tls.authorities,
                                         m_options.url.host(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ClientTab::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    if (state == State::Unconnected)
        m_ui->optionsPane->endException();
    else
        m_ui->reconnectBar->dismiss();
    refresh();
    emit stateChanged(state);
}

void ClientTab::onConnected(const Client::Handshake &handshake)
{
    m_handshake = handshake;
    m_ui->logPanel->files()->addHandshake(
        {handshake.time, handshake.duration, 0, withoutSecrets(m_options.url), handshake.request.fields,
         handshake.response.status, handshake.response.reason, handshake.response.fields});
    m_roundTrip = -1;
    refreshConnection();
    if (!m_pendingName.isEmpty())
        greet(std::exchange(m_pendingName, {}));
}

void ClientTab::onClosed(const CloseStatus &status)
{
    m_handshake = {};
    m_roundTrip = -1;
    m_failed = ClientNews::isLoss(status);
    m_ending = m_failed ? tr("Connection lost") : tr("Closed (%1)").arg(status.code);
    refresh();
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
        return;
    }
    if (m_cancelled) {
        m_ending = tr("Cancelled");
    } else if (m_distrust) {
        m_failed = true;
        m_ending = tr("Not trusted");
        m_trust->ask(m_options.url, *m_distrust);
    } else {
        m_failed = true;
        m_ending = tr("Failed");
        m_news->failed(m_options.url, sentence, m_ownServerRunning);
    }
    refresh();
}

void ClientTab::onPong(qint64 roundTrip)
{
    if (roundTrip < 0)
        return;
    m_roundTrip = roundTrip;
    refreshConnection();
}

void ClientTab::onWaiting(int number, int attempts, std::chrono::milliseconds pause)
{
    m_ui->reconnectBar->countDown(number, attempts, pause);
    refresh();
}

void ClientTab::onOver(int attempts)
{
    m_ui->reconnectBar->dismiss();
    if (attempts > 0 && m_state == State::Unconnected && m_ui->messageBar->isVisible())
        m_ending = tr("Gave up");
    refresh();
}

void ClientTab::setOwnServerRunning(bool running)
{
    m_ownServerRunning = running;
    if (running && m_retryWhenServerRuns && m_state == State::Unconnected)
        connectToUrl();
}

void ClientTab::setOwnListeners(const QList<ListenerInfo> &listeners, const QByteArray &authority)
{
    m_ownListeners = listeners;
    m_trust->setOwnServer(listeners, authority);
}

void ClientTab::greet(const QString &name)
{
    if (m_state == State::Connected) {
        call([name](Client *client) { client->sendText(name); });
    } else if (m_state == State::Unconnected) { // hello closes after each greeting
        m_pendingName = name;
        connectToUrl();
    }
}

ComposePanel *ClientTab::composePanel() const
{
    return m_ui->composePanel;
}

void ClientTab::checkConnection()
{
    QString error;
    const std::optional<QUrl> url = webSocketUrl(m_ui->urlBox->url(), &error);
    std::optional<ClientOptions> options;
    if (url)
        options = m_ui->optionsPane->options(&error);
    if (options) {
        options->url = *url;
        options->tls.authorities += m_authorities;
        if (!m_trust->apply(&*options, &error))
            options.reset();
    }
    if (!options) {
        m_ui->messageBar->tell(InlineBar::Kind::Warning, error);
        return;
    }
    auto *dialog = new ConnectionCheckDialog(*options, m_client->thread(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ClientTab::refresh()
{
    const bool connected = m_state == State::Connected;
    const bool free = m_state == State::Unconnected;
    m_ui->urlBox->setReadOnly(!free);
    m_ui->optionsPane->setConnected(!free);
    m_ui->composePanel->setConnected(connected);
    m_ui->servicePanel->setConnected(connected);
    const bool isUnchecked = !free && m_options.tls.acceptAnything && m_options.url.scheme() == "wss"_L1;
    if (!isUnchecked)
        m_ui->uncheckedBar->dismiss();
    else if (m_ui->uncheckedBar->isHidden())
        m_ui->uncheckedBar->tell(InlineBar::Kind::Error,
                                 tr("The server's certificate is not checked on this connection: anybody may "
                                    "be listening, or answering in its place."));
    switch (m_state) {
    case State::Unconnected:
        if (!m_ui->reconnectBar->isHidden())
            m_ui->statusPill->setStatus(StatusPill::Kind::Working, tr("Waiting…"));
        else
            m_ui->statusPill->setStatus(m_failed ? StatusPill::Kind::Failed : StatusPill::Kind::Off,
                                        m_ending.isEmpty() ? tr("Not connected") : m_ending);
        m_ui->connectButton->setText(tr("&Connect"));
        m_ui->connectButton->setIcon(Theme::icon(u"connect"_s));
        break;
    case State::Connecting:
        m_ui->statusPill->setStatus(StatusPill::Kind::Working, tr("Connecting…"));
        m_ui->connectButton->setText(tr("&Cancel"));
        m_ui->connectButton->setIcon(Theme::icon(u"close"_s));
        break;
    case State::Connected:
        m_ui->statusPill->setStatus(StatusPill::Kind::On, tr("Connected"));
        m_ui->connectButton->setText(tr("Dis&connect"));
        m_ui->connectButton->setIcon(Theme::icon(u"disconnect"_s));
        break;
    case State::Closing:
        m_ui->statusPill->setStatus(StatusPill::Kind::Working, tr("Closing…"));
        m_ui->connectButton->setText(tr("&Cut off"));
        m_ui->connectButton->setIcon(Theme::icon(u"disconnect"_s));
        break;
    }
    refreshConnection();
    refreshTitle();
}

void ClientTab::refreshConnection()
{
    QStringList parts;
    if (m_state == State::Connected && !m_handshake.peer.isEmpty()) {
        parts.append(m_handshake.peer);
        if (!m_handshake.subprotocol.isEmpty())
            parts.append(tr("subprotocol %1").arg(DisplayText::oneLine(m_handshake.subprotocol, 40)));
        if (m_roundTrip >= 0)
            parts.append(tr("round trip %1 ms").arg(QLocale().toString(double(m_roundTrip) / 1000, 'f', 2)));
    }
    m_ui->connectionLabel->setText(parts.join(u" · "_s));
    m_ui->certificateButton->setVisible(m_state == State::Connected && !m_handshake.certificates.isEmpty());
}

QString ClientTab::title() const
{
    return m_title;
}

void ClientTab::refreshTitle()
{
    QUrl url = m_options.url;
    if (m_state == State::Unconnected) {
        QString error;
        url = webSocketUrl(m_ui->urlBox->url(), &error).value_or(QUrl());
    }
    const QString place = url.port() < 0 ? url.host() : url.host() + u':' + QString::number(url.port());
    const QString title = place.isEmpty() ? tr("Client") : DisplayText::oneLine(place, 40);
    if (title == m_title)
        return;
    m_title = title;
    emit titleChanged(title);
}

void ClientTab::setHistory(const QStringList &urls)
{
    m_ui->urlBox->setHistory(urls);
}

QStringList ClientTab::history() const
{
    return m_ui->urlBox->history();
}

LogPanel *ClientTab::logPanel() const
{
    return m_ui->logPanel;
}

void ClientTab::focusUrl()
{
    m_ui->urlBox->setFocus(Qt::ShortcutFocusReason);
    m_ui->urlBox->lineEdit()->selectAll();
}

void ClientTab::focusFilter()
{
    m_ui->logPanel->focusFilter();
}

QVariantMap ClientTab::saveState() const
{
    QString error;
    const std::optional<QUrl> url = webSocketUrl(m_ui->urlBox->url(), &error);
    return {
        {u"url"_s, url ? withoutSecrets(*url) : QString()},   {u"options"_s, m_ui->optionsPane->saveState()},
        {u"optionsOpen"_s, m_ui->optionsButton->isChecked()}, {u"name"_s, m_ui->servicePanel->name()},
        {u"splitter"_s, m_ui->splitter->saveState()},         {u"log"_s, m_ui->logPanel->saveState()},
    };
}

void ClientTab::restoreState(const QVariantMap &state)
{
    m_ui->urlBox->setUrl(state.value(u"url"_s).toString());
    m_ui->optionsPane->restoreState(state.value(u"options"_s).toMap());
    m_ui->optionsButton->setChecked(state.value(u"optionsOpen"_s).toBool());
    m_ui->servicePanel->setName(state.value(u"name"_s).toString());
    m_ui->splitter->restoreState(state.value(u"splitter"_s).toByteArray());
    m_ui->logPanel->restoreState(state.value(u"log"_s).toByteArray());
    refreshTitle();
}
