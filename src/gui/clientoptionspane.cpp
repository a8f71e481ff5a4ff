#include "clientoptionspane.h"

#include "displaytext.h"
#include "handshakefields.h"
#include "passphrasedialog.h"
#include "requesthead.h"
#include "theme.h"
#include "tlsfiles.h"

#include "ui_clientoptionspane.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSslCertificate>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds typingPause{600};

QStringList filledLines(const QString &text)
{
    QStringList lines;
    const QStringList all = text.split(u'\n');
    for (const QString &line : all) {
        if (!line.trimmed().isEmpty())
            lines.append(line.trimmed());
    }
    return lines;
}

QStringList words(const QString &text)
{
    static const QRegularExpression separators(u"[,\\s]+"_s);
    return text.split(separators, Qt::SkipEmptyParts);
}

}

ClientOptionsPane::ClientOptionsPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ClientOptionsPane>())
{
    m_ui->setupUi(this);
    using Kind = ProxyOptions::Kind;
    m_ui->proxyBox->addItem(tr("None"), int(Kind::None));
    m_ui->proxyBox->addItem(tr("As in the system"), int(Kind::System));
    m_ui->proxyBox->addItem(tr("HTTP"), int(Kind::Http));
    m_ui->proxyBox->addItem(tr("SOCKS 5"), int(Kind::Socks5));
    m_ui->signInBox->addItem(tr("No"), int(SignIn::Kind::None));
    m_ui->signInBox->addItem(tr("User and password"), int(SignIn::Kind::Password));
    m_ui->signInBox->addItem(tr("Token (Bearer)"), int(SignIn::Kind::Token));
    m_ui->headersEdit->setMinimumHeight(m_ui->headersEdit->fontMetrics().lineSpacing() * 3);

    connect(m_ui->proxyBox, &QComboBox::currentIndexChanged, this, &ClientOptionsPane::showProxyFields);
    for (QLineEdit *edit :
         {m_ui->subprotocolsEdit, m_ui->originEdit, m_ui->authoritiesEdit, m_ui->ownCertificateEdit,
          m_ui->proxyHostEdit, m_ui->cookiesEdit, m_ui->userEdit, m_ui->secretEdit})
        connect(edit, &QLineEdit::textChanged, this, &ClientOptionsPane::changed);
    connect(m_ui->proxyPortBox, &QSpinBox::valueChanged, this, &ClientOptionsPane::changed);
    connect(m_ui->limitsPane, &LimitsPane::changed, this, &ClientOptionsPane::changed);
    connect(m_ui->headersEdit, &QPlainTextEdit::textChanged, this, &ClientOptionsPane::changed);
    connect(m_ui->proxyBox, &QComboBox::currentIndexChanged, this, &ClientOptionsPane::changed);
    connect(m_ui->signInBox, &QComboBox::currentIndexChanged, this, &ClientOptionsPane::showSignInFields);
    connect(m_ui->signInBox, &QComboBox::currentIndexChanged, this, &ClientOptionsPane::changed);
    connect(m_ui->saveSecretsBox, &QCheckBox::toggled, this, &ClientOptionsPane::changed);
    connect(m_ui->reconnectBox, &QCheckBox::toggled, this, &ClientOptionsPane::changed);
    m_judgeTimer.setSingleShot(true);
    m_judgeTimer.setInterval(typingPause);
    connect(&m_judgeTimer, &QTimer::timeout, this, &ClientOptionsPane::judge);
    connect(this, &ClientOptionsPane::changed, &m_judgeTimer, qOverload<>(&QTimer::start));
    connect(m_ui->unlockButton, &QPushButton::clicked, this, [this] {
        m_before = saveState(true);
        setLocked(false);
    });
    connect(m_ui->discardButton, &QPushButton::clicked, this, [this] {
        restoreState(m_before);
        setLocked(true);
    });
    connect(m_ui->applyButton, &QPushButton::clicked, this, &ClientOptionsPane::reconnectRequested);
    connect(m_ui->ownCertificateEdit, &QLineEdit::textChanged, this, [this] { m_passphrase.clear(); });
    connect(m_ui->acceptAnythingBox, &QCheckBox::toggled, this, &ClientOptionsPane::changed);
    connect(m_ui->authoritiesButton, &QToolButton::clicked, this, [this] {
        chooseFile(m_ui->authoritiesEdit, tr("An authority's certificate"), tr("Certificates (*.pem *.crt)"));
    });
    connect(m_ui->ownCertificateButton, &QToolButton::clicked, this, [this] {
        chooseFile(m_ui->ownCertificateEdit, tr("A certificate of your own, with its key"),
                   tr("Certificates (*.pem *.crt *.p12 *.pfx)"));
    });
    connect(m_ui->trustedServersButton, &QPushButton::clicked, this,
            &ClientOptionsPane::trustedServersRequested);
    showProxyFields();
    showSignInFields();
    judge();
    setConnected(false);
}

ClientOptionsPane::~ClientOptionsPane() = default;

void ClientOptionsPane::showProxyFields()
{
    const auto kind = ProxyOptions::Kind(m_ui->proxyBox->currentData().toInt());
    m_ui->proxyFields->setVisible(kind == ProxyOptions::Kind::Http || kind == ProxyOptions::Kind::Socks5);
}

void ClientOptionsPane::showSignInFields()
{
    const SignIn::Kind kind = signIn().kind;
    const bool byPassword = kind == SignIn::Kind::Password;
    m_ui->signInFields->setVisible(kind != SignIn::Kind::None);
    m_ui->userEdit->setVisible(byPassword);
    m_ui->secretEdit->setPlaceholderText(byPassword ? tr("password") : tr("token, without the word Bearer"));
    m_ui->secretEdit->setAccessibleName(byPassword ? tr("Password") : tr("Token"));
}

SignIn ClientOptionsPane::signIn() const
{
    return {SignIn::Kind(m_ui->signInBox->currentData().toInt()), m_ui->userEdit->text(),
            m_ui->secretEdit->text()};
}

bool ClientOptionsPane::judge()
{
    QString error;
    ClientOptions options;
    const bool usable = readHandshake(&options, &error);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, Theme::color(Theme::Tone::Error, palette()));
    m_ui->problemLabel->setPalette(colours);
    m_ui->problemLabel->setText(error);
    m_ui->problemLabel->setHidden(usable);
    return !usable;
}

void ClientOptionsPane::chooseFile(QLineEdit *edit, const QString &title, const QString &filter)
{
    const QString file = edit->text().trimmed();
    auto *dialog = new QFileDialog(this, title, file.isEmpty() ? QDir::homePath() : QFileInfo(file).path(),
                                   filter + u";;"_s + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, edit, &QLineEdit::setText);
    dialog->open();
}

QString ClientOptionsPane::ownFile() const
{
    return m_ui->ownCertificateEdit->text().trimmed();
}

bool ClientOptionsPane::wantsPassphrase() const
{
    return m_passphrase.isEmpty() && TlsFiles::isEncrypted(ownFile(), {});
}

void ClientOptionsPane::askForPassphrase()
{
    const auto opens = [file = ownFile()](const QByteArray &passphrase, QString *error) {
        ClientTls tls;
        return TlsFiles::readClient({}, file, passphrase, &tls, error);
    };
    auto *dialog = new PassphraseDialog(ownFile(), opens, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, file = ownFile()] {
        if (file != ownFile())
            return; // another was chosen meanwhile
        m_passphrase = dialog->passphrase();
        emit passphraseGiven();
    });
    dialog->open();
}

void ClientOptionsPane::endException()
{
    m_ui->acceptAnythingBox->setChecked(false);
}

/// What needs no file; false, and one sentence in \a error, when something cannot be used.
bool ClientOptionsPane::readHandshake(ClientOptions *options, QString *error) const
{
    const auto fields =
        handshakeFields(m_ui->headersEdit->toPlainText(), m_ui->cookiesEdit->text(), signIn(), error);
    if (!fields)
        return false;
    options->headers = *fields;
    options->subprotocols = words(m_ui->subprotocolsEdit->text());
    for (const QString &name : std::as_const(options->subprotocols)) {
        if (!isToken(name.toUtf8())) {
            *error = tr("“%1” cannot be a subprotocol; use letters, digits, dots and hyphens.")
                         .arg(DisplayText::oneLine(name, 60));
            return false;
        }
    }
    options->origin = m_ui->originEdit->text().trimmed();
    options->proxy.kind = ProxyOptions::Kind(m_ui->proxyBox->currentData().toInt());
    if (!m_ui->proxyFields->isHidden()) {
        options->proxy.host = m_ui->proxyHostEdit->text().trimmed();
        options->proxy.port = quint16(m_ui->proxyPortBox->value());
        options->proxy.user = m_ui->proxyUserEdit->text();
        options->proxy.password = m_ui->proxyPasswordEdit->text();
        if (options->proxy.host.isEmpty()) {
            *error = tr("The proxy's host is missing; fill it in, or choose no proxy.");
            return false;
        }
    }
    return true;
}

std::optional<ClientOptions> ClientOptionsPane::options(QString *error) const
{
    ClientOptions options;
    if (!readHandshake(&options, error))
        return {};
    const QString authorities = m_ui->authoritiesEdit->text().trimmed();
    if (!TlsFiles::readClient(authorities, ownFile(), m_passphrase, &options.tls, error))
        return {};
    if (!authorities.isEmpty() && QSslCertificate::fromData(options.tls.authorities).isEmpty()) {
        *error = tr("There is no certificate in %1; choose an authority's file (PEM), or none.")
                     .arg(DisplayText::oneLine(authorities, 200));
        return {};
    }
    options.tls.acceptAnything = m_ui->acceptAnythingBox->isChecked();
    m_ui->limitsPane->read(&options);
    return options;
}

ReconnectOptions ClientOptionsPane::reconnect() const
{
    ReconnectOptions options;
    // What accepts any certificate does so once.
    options.enabled = m_ui->reconnectBox->isChecked() && !m_ui->acceptAnythingBox->isChecked();
    return options;
}

QString ClientOptionsPane::summary() const
{
    QStringList parts;
    if (const qsizetype headers = filledLines(m_ui->headersEdit->toPlainText()).size(); headers > 0)
        parts.append(headers == 1 ? tr("1 header") : tr("%1 headers").arg(headers));
    if (!m_ui->cookiesEdit->text().trimmed().isEmpty())
        parts.append(tr("cookies"));
    if (const SignIn how = signIn(); how.kind == SignIn::Kind::Password)
        parts.append(tr("signs in as %1").arg(DisplayText::oneLine(how.user, 40)));
    else if (how.kind == SignIn::Kind::Token)
        parts.append(tr("signs in with a token"));
    if (const QStringList names = words(m_ui->subprotocolsEdit->text()); !names.isEmpty())
        parts.append(tr("subprotocol %1").arg(DisplayText::oneLine(names.join(u", "_s), 40)));
    if (const QString origin = m_ui->originEdit->text().trimmed(); !origin.isEmpty())
        parts.append(tr("origin %1").arg(DisplayText::oneLine(origin, 40)));
    if (const QString file = m_ui->authoritiesEdit->text().trimmed(); !file.isEmpty())
        parts.append(tr("trusts %1").arg(DisplayText::oneLine(QFileInfo(file).fileName(), 40)));
    if (const QString file = ownFile(); !file.isEmpty())
        parts.append(tr("shows %1").arg(DisplayText::oneLine(QFileInfo(file).fileName(), 40)));
    if (m_ui->acceptAnythingBox->isChecked())
        parts.append(tr("accepts any certificate, once"));
    if (m_ui->reconnectBox->isChecked())
        parts.append(tr("reconnects"));
    if (m_ui->proxyBox->currentIndex() > 0)
        parts.append(tr("proxy %1").arg(m_ui->proxyBox->currentText()));
    parts += m_ui->limitsPane->differences();
    return parts.join(u" · "_s);
}

void ClientOptionsPane::setConnected(bool connected)
{
    m_connected = connected;
    if (!connected)
        setLocked(false);
    else if (m_ui->applyButton->isHidden())
        setLocked(true);
}

void ClientOptionsPane::setLocked(bool readOnly)
{
    m_ui->connectedRow->setVisible(m_connected);
    m_ui->connectedLabel->setText(readOnly ? tr("The connection was made with these.")
                                           : tr("Changes need a new connection."));
    m_ui->unlockButton->setVisible(readOnly);
    m_ui->applyButton->setHidden(readOnly || !m_connected);
    m_ui->discardButton->setHidden(readOnly || !m_connected);
    m_ui->headersEdit->setReadOnly(readOnly);
    for (QLineEdit *edit : {m_ui->subprotocolsEdit, m_ui->originEdit, m_ui->authoritiesEdit,
                            m_ui->ownCertificateEdit, m_ui->proxyHostEdit, m_ui->proxyUserEdit,
                            m_ui->proxyPasswordEdit, m_ui->cookiesEdit, m_ui->userEdit, m_ui->secretEdit})
        edit->setReadOnly(readOnly);
    m_ui->proxyPortBox->setReadOnly(readOnly);
    m_ui->limitsPane->setReadOnly(readOnly);
    m_ui->proxyBox->setEnabled(!readOnly);
    m_ui->signInBox->setEnabled(!readOnly);
    m_ui->authoritiesButton->setEnabled(!readOnly);
    m_ui->ownCertificateButton->setEnabled(!readOnly);
    m_ui->acceptAnythingBox->setEnabled(!readOnly);
    m_ui->reconnectBox->setEnabled(!readOnly);
}

QVariantMap ClientOptionsPane::saveState() const
{
    return saveState(m_ui->saveSecretsBox->isChecked());
}

QVariantMap ClientOptionsPane::saveState(bool withSecrets) const
{
    QStringList headers = filledLines(m_ui->headersEdit->toPlainText());
    if (!withSecrets)
        headers.removeIf(
            [](const QString &line) { return carriesSecret(line.left(line.indexOf(u':')).toUtf8()); });
    const auto secret = [withSecrets](const QLineEdit *edit) {
        return withSecrets ? edit->text() : QString();
    };
    QVariantMap state{
        {u"headers"_s, headers},
        {u"subprotocols"_s, m_ui->subprotocolsEdit->text()},
        {u"origin"_s, m_ui->originEdit->text()},
        {u"authorities"_s, m_ui->authoritiesEdit->text()},
        {u"ownCertificate"_s, m_ui->ownCertificateEdit->text()},
        {u"proxy"_s, m_ui->proxyBox->currentIndex()},
        {u"proxyHost"_s, m_ui->proxyHostEdit->text()},
        {u"proxyPort"_s, m_ui->proxyPortBox->value()},
        {u"proxyUser"_s, m_ui->proxyUserEdit->text()},
        {u"proxyPassword"_s, secret(m_ui->proxyPasswordEdit)},
        {u"cookies"_s, secret(m_ui->cookiesEdit)},
        {u"signIn"_s, m_ui->signInBox->currentIndex()},
        {u"user"_s, m_ui->userEdit->text()},
        {u"secret"_s, secret(m_ui->secretEdit)},
        {u"reconnect"_s, m_ui->reconnectBox->isChecked()},
        {u"saveSecrets"_s, m_ui->saveSecretsBox->isChecked()},
    };
    state.insert(m_ui->limitsPane->saveState());
    return state;
}

void ClientOptionsPane::restoreState(const QVariantMap &state)
{
    m_ui->headersEdit->setPlainText(state.value(u"headers"_s).toStringList().join(u'\n'));
    m_ui->subprotocolsEdit->setText(state.value(u"subprotocols"_s).toString());
    m_ui->originEdit->setText(state.value(u"origin"_s).toString());
    m_ui->authoritiesEdit->setText(state.value(u"authorities"_s).toString());
    m_ui->ownCertificateEdit->setText(state.value(u"ownCertificate"_s).toString());
    const auto restoreChoice = [&state](const QString &key, QComboBox *box) {
        const int index = state.value(key).toInt();
        box->setCurrentIndex(index >= 0 && index < box->count() ? index : 0);
    };
    restoreChoice(u"proxy"_s, m_ui->proxyBox);
    restoreChoice(u"signIn"_s, m_ui->signInBox);
    m_ui->proxyPasswordEdit->setText(state.value(u"proxyPassword"_s).toString());
    m_ui->cookiesEdit->setText(state.value(u"cookies"_s).toString());
    m_ui->userEdit->setText(state.value(u"user"_s).toString());
    m_ui->secretEdit->setText(state.value(u"secret"_s).toString());
    m_ui->reconnectBox->setChecked(state.value(u"reconnect"_s).toBool());
    m_ui->saveSecretsBox->setChecked(state.value(u"saveSecrets"_s).toBool());
    m_ui->proxyHostEdit->setText(state.value(u"proxyHost"_s).toString());
    m_ui->proxyUserEdit->setText(state.value(u"proxyUser"_s).toString());
    if (const int port = state.value(u"proxyPort"_s).toInt(); port > 0)
        m_ui->proxyPortBox->setValue(port); // keeps within the box's range
    m_ui->limitsPane->restoreState(state);
}
