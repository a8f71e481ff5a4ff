#include "connectpanel.h"

#include "certificatedialog.h"
#include "clientsession.h"
#include "displaytext.h"
#include "theme.h"

#include "ui_connectpanel.h"

#include <QLineEdit>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;
using State = Client::State;

ConnectPanel::ConnectPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ConnectPanel>())
{
    m_ui->setupUi(this);
    m_ui->optionsPane->hide();
    m_ui->optionsSummary->setForegroundRole(QPalette::PlaceholderText);
    connect(m_ui->connectButton, &QPushButton::clicked, this, &ConnectPanel::connectOrDisconnectRequested);
    connect(m_ui->urlBox, &UrlBox::submitted, this, [this] {
        if (m_session->state() == State::Unconnected)
            emit connectRequested();
    });
    connect(m_ui->urlBox, &UrlBox::editTextChanged, this, [this] {
        refreshTitle();
        emit addressChanged(address());
    });
    connect(m_ui->optionsButton, &DisclosureButton::toggled, this, [this](bool open) {
        m_ui->optionsPane->setVisible(open);
        refreshSummary();
    });
    connect(m_ui->optionsPane, &ClientOptionsPane::changed, this, &ConnectPanel::refreshSummary);
    connect(m_ui->optionsPane, &ClientOptionsPane::trustedServersRequested, this,
            &ConnectPanel::trustedServersRequested);
    connect(m_ui->optionsPane, &ClientOptionsPane::passphraseGiven, this, &ConnectPanel::connectRequested);
    connect(m_ui->optionsPane, &ClientOptionsPane::reconnectRequested, this,
            &ConnectPanel::reconnectRequested);
    connect(m_ui->certificateButton, &QToolButton::clicked, this, &ConnectPanel::showCertificate);
}

ConnectPanel::~ConnectPanel() = default;

void ConnectPanel::setSession(const ClientSession *session)
{
    m_session = session;
    connect(session, &ClientSession::stateChanged, this, [this](State state) {
        if (state == State::Unconnected) {
            m_ui->optionsPane->endException();
        } else {
            m_ending.clear();
            m_failed = false;
        }
        refresh();
    });
    connect(session, &ClientSession::changed, this, &ConnectPanel::refreshStatus);
    refresh();
}

void ConnectPanel::setEnding(const QString &word, bool failed)
{
    m_ending = word;
    m_failed = failed;
    refreshStatus();
}

std::optional<QUrl> ConnectPanel::address() const
{
    QString error;
    return webSocketUrl(m_ui->urlBox->url(), &error);
}

std::optional<ClientOptions> ConnectPanel::options(QString *error) const
{
    const std::optional<QUrl> url = webSocketUrl(m_ui->urlBox->url(), error);
    if (!url)
        return {};
    std::optional<ClientOptions> options = m_ui->optionsPane->options(error);
    if (options)
        options->url = *url;
    return options;
}

ReconnectOptions ConnectPanel::reconnect() const
{
    return m_ui->optionsPane->reconnect();
}

bool ConnectPanel::askForPassphrase()
{
    const std::optional<QUrl> url = address();
    if (!url || url->scheme() != "wss"_L1 || !m_ui->optionsPane->wantsPassphrase())
        return false;
    m_ui->optionsPane->askForPassphrase();
    return true;
}

bool ConnectPanel::showMistake()
{
    if (!address()) {
        focusUrl();
        return false;
    }
    m_ui->optionsButton->setChecked(true);
    return m_ui->optionsPane->judge();
}

void ConnectPanel::setUrl(const QString &url)
{
    m_ui->urlBox->setUrl(url);
}

void ConnectPanel::focusUrl()
{
    m_ui->urlBox->setFocus(Qt::ShortcutFocusReason);
    m_ui->urlBox->lineEdit()->selectAll();
}

void ConnectPanel::setHistory(const QStringList &urls)
{
    m_ui->urlBox->setHistory(urls);
}

QStringList ConnectPanel::history() const
{
    return m_ui->urlBox->history();
}

bool ConnectPanel::isFreeFor(const QString &url) const
{
    if (m_session->state() != State::Unconnected)
        return false;
    if (m_ui->urlBox->url().isEmpty())
        return m_ui->optionsPane->summary().isEmpty();
    QString error;
    return address() == webSocketUrl(url, &error);
}

/// The certificate that the connected server has shown.
void ConnectPanel::showCertificate()
{
    const ClientOptions &options = m_session->options();
    auto *dialog = new CertificateDialog(m_session->handshake().certificates, options.tls.authorities,
                                         options.url.host(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ConnectPanel::refresh()
{
    const bool free = m_session->state() == State::Unconnected;
    m_ui->urlBox->setReadOnly(!free);
    m_ui->optionsPane->setConnected(!free);
    refreshStatus();
    refreshTitle();
}

/// The button, the word that says what it acts on, and what is known of the other end.
void ConnectPanel::refreshStatus()
{
    using Kind = StatusPill::Kind;
    const auto show = [this](Kind kind, const QString &word, const QString &action, const QString &icon) {
        m_ui->statusPill->setStatus(kind, word);
        m_ui->connectButton->setText(action);
        m_ui->connectButton->setIcon(Theme::icon(icon));
    };
    switch (m_session->state()) {
    case State::Unconnected:
        if (m_session->isWaiting())
            show(Kind::Working, tr("Waiting…"), tr("C&onnect"), u"connect"_s);
        else
            show(m_failed ? Kind::Failed : Kind::Off, m_ending.isEmpty() ? tr("Not connected") : m_ending,
                 tr("C&onnect"), u"connect"_s);
        break;
    case State::Connecting:
        show(Kind::Working, tr("Connecting…"), tr("Ca&ncel"), u"close"_s);
        break;
    case State::Connected:
        show(Kind::On, tr("Connected"), tr("Disc&onnect"), u"disconnect"_s);
        break;
    case State::Closing:
        show(Kind::Working, tr("Closing…"), tr("Cut &off"), u"disconnect"_s);
        break;
    }
    refreshPeer();
}

void ConnectPanel::refreshPeer()
{
    const Client::Handshake &handshake = m_session->handshake();
    const bool connected = m_session->state() == State::Connected;
    QStringList parts;
    if (connected && !handshake.peer.isEmpty()) {
        parts.append(handshake.peer);
        if (!handshake.subprotocol.isEmpty())
            parts.append(tr("subprotocol %1").arg(DisplayText::oneLine(handshake.subprotocol, 40)));
        if (const qint64 time = m_session->roundTrip(); time >= 0)
            parts.append(tr("round trip %1 ms").arg(QLocale().toString(double(time) / 1000, 'f', 2)));
    }
    m_ui->connectionLabel->setText(parts.join(u" · "_s));
    m_ui->certificateButton->setVisible(connected && !handshake.certificates.isEmpty());
}

void ConnectPanel::refreshSummary()
{
    const bool open = m_ui->optionsButton->isChecked();
    m_ui->optionsSummary->setText(open ? QString() : m_ui->optionsPane->summary());
}

void ConnectPanel::refreshTitle()
{
    const bool free = m_session->state() == State::Unconnected;
    const QUrl url = free ? address().value_or(QUrl()) : m_session->options().url;
    const QString place = url.port() < 0 ? url.host() : url.host() + u':' + QString::number(url.port());
    const QString title = place.isEmpty() ? tr("Client") : DisplayText::oneLine(place, 40);
    if (title == m_title)
        return;
    m_title = title;
    emit titleChanged(title);
}

QVariantMap ConnectPanel::saveState() const
{
    const std::optional<QUrl> url = address();
    return {
        {u"url"_s, url ? url->toString(QUrl::RemoveUserInfo) : QString()},
        {u"options"_s, m_ui->optionsPane->saveState()},
        {u"optionsOpen"_s, m_ui->optionsButton->isChecked()},
    };
}

void ConnectPanel::restoreState(const QVariantMap &state)
{
    m_ui->urlBox->setUrl(state.value(u"url"_s).toString());
    m_ui->optionsPane->restoreState(state.value(u"options"_s).toMap());
    m_ui->optionsButton->setChecked(state.value(u"optionsOpen"_s).toBool());
    refreshTitle();
}
