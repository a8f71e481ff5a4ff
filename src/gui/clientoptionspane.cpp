#include "clientoptionspane.h"

#include "displaytext.h"
#include "passphrasedialog.h"
#include "tlsfiles.h"

#include "ui_clientoptionspane.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSslCertificate>

using namespace Qt::Literals::StringLiterals;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

constexpr quint64 mebibyte = 1024 * 1024;

/// RFC 9110 section 5.6.2: what a header's or a subprotocol's name is made of.
bool isToken(const QString &text)
{
    static const QRegularExpression token(u"^[!#$%&'*+\\-.^_`|~0-9A-Za-z]+$"_s);
    return token.match(text).hasMatch();
}

bool carriesSecret(QStringView header)
{
    const QString name = header.left(header.indexOf(u':')).trimmed().toString().toLower();
    static const QRegularExpression secret(u"auth|cookie|token|secret|key|password|session"_s);
    return secret.match(name).hasMatch();
}

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
    const ClientOptions defaults;
    m_ui->pingBox->setValue(int(duration_cast<seconds>(defaults.pingInterval).count()));
    m_ui->deadlineBox->setValue(int(duration_cast<seconds>(defaults.openDeadline).count()));
    m_ui->limitBox->setValue(int(defaults.messageBytes / mebibyte));
    m_ui->headersEdit->setMinimumHeight(m_ui->headersEdit->fontMetrics().lineSpacing() * 4);

    connect(m_ui->proxyBox, &QComboBox::currentIndexChanged, this, &ClientOptionsPane::showProxyFields);
    for (QLineEdit *edit : {m_ui->subprotocolsEdit, m_ui->originEdit, m_ui->authoritiesEdit,
                            m_ui->ownCertificateEdit, m_ui->proxyHostEdit})
        connect(edit, &QLineEdit::textChanged, this, &ClientOptionsPane::changed);
    for (QSpinBox *box : {m_ui->pingBox, m_ui->deadlineBox, m_ui->limitBox, m_ui->proxyPortBox})
        connect(box, &QSpinBox::valueChanged, this, &ClientOptionsPane::changed);
    connect(m_ui->headersEdit, &QPlainTextEdit::textChanged, this, &ClientOptionsPane::changed);
    connect(m_ui->proxyBox, &QComboBox::currentIndexChanged, this, &ClientOptionsPane::changed);
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
}

ClientOptionsPane::~ClientOptionsPane() = default;

void ClientOptionsPane::showProxyFields()
{
    const auto kind = ProxyOptions::Kind(m_ui->proxyBox->currentData().toInt());
    m_ui->proxyFields->setVisible(kind == ProxyOptions::Kind::Http || kind == ProxyOptions::Kind::Socks5);
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

std::optional<ClientOptions> ClientOptionsPane::options(QString *error) const
{
    ClientOptions options;
    for (const QString &line : filledLines(m_ui->headersEdit->toPlainText())) {
        const qsizetype colon = line.indexOf(u':');
        const QString name = line.left(colon).trimmed();
        if (colon < 1 || !isToken(name)) {
            *error = tr("The header “%1” cannot be sent; write one to a line, like Name: value.")
                         .arg(DisplayText::oneLine(line, 60));
            return {};
        }
        options.headers.append({name.toLatin1(), line.mid(colon + 1).trimmed().toUtf8()});
    }
    options.subprotocols = words(m_ui->subprotocolsEdit->text());
    for (const QString &name : std::as_const(options.subprotocols)) {
        if (!isToken(name)) {
            *error = tr("“%1” cannot be a subprotocol; use letters, digits, dots and hyphens.")
                         .arg(DisplayText::oneLine(name, 60));
            return {};
        }
    }
    options.origin = m_ui->originEdit->text().trimmed();
    const QString authorities = m_ui->authoritiesEdit->text().trimmed();
    if (!TlsFiles::readClient(authorities, ownFile(), m_passphrase, &options.tls, error))
        return {};
    if (!authorities.isEmpty() && QSslCertificate::fromData(options.tls.authorities).isEmpty()) {
        *error = tr("There is no certificate in %1; choose an authority's file (PEM), or none.")
                     .arg(DisplayText::oneLine(authorities, 200));
        return {};
    }
    options.tls.acceptAnything = m_ui->acceptAnythingBox->isChecked();
    options.proxy.kind = ProxyOptions::Kind(m_ui->proxyBox->currentData().toInt());
    if (!m_ui->proxyFields->isHidden()) {
        options.proxy.host = m_ui->proxyHostEdit->text().trimmed();
        options.proxy.port = quint16(m_ui->proxyPortBox->value());
        options.proxy.user = m_ui->proxyUserEdit->text();
        options.proxy.password = m_ui->proxyPasswordEdit->text();
        if (options.proxy.host.isEmpty()) {
            *error = tr("The proxy's host is missing; fill it in, or choose no proxy.");
            return {};
        }
    }
    options.pingInterval = seconds(m_ui->pingBox->value());
    options.openDeadline = seconds(m_ui->deadlineBox->value());
    options.messageBytes = quint64(m_ui->limitBox->value()) * mebibyte;
    return options;
}

QString ClientOptionsPane::summary() const
{
    const ClientOptions defaults;
    QStringList parts;
    if (const qsizetype headers = filledLines(m_ui->headersEdit->toPlainText()).size(); headers > 0)
        parts.append(headers == 1 ? tr("1 header") : tr("%1 headers").arg(headers));
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
    if (m_ui->proxyBox->currentIndex() > 0)
        parts.append(tr("proxy %1").arg(m_ui->proxyBox->currentText()));
    if (seconds(m_ui->pingBox->value()) != defaults.pingInterval)
        parts.append(m_ui->pingBox->value() == 0 ? tr("no keep-alive")
                                                 : tr("keep-alive %1 s").arg(m_ui->pingBox->value()));
    if (quint64(m_ui->limitBox->value()) * mebibyte != defaults.messageBytes)
        parts.append(tr("messages to %1 MiB").arg(m_ui->limitBox->value()));
    if (seconds(m_ui->deadlineBox->value()) != defaults.openDeadline)
        parts.append(tr("%1 s to connect").arg(m_ui->deadlineBox->value()));
    return parts.join(u" · "_s);
}

void ClientOptionsPane::setReadOnly(bool readOnly)
{
    m_ui->headersEdit->setReadOnly(readOnly);
    for (QLineEdit *edit :
         {m_ui->subprotocolsEdit, m_ui->originEdit, m_ui->authoritiesEdit, m_ui->ownCertificateEdit,
          m_ui->proxyHostEdit, m_ui->proxyUserEdit, m_ui->proxyPasswordEdit})
        edit->setReadOnly(readOnly);
    for (QSpinBox *box : {m_ui->pingBox, m_ui->deadlineBox, m_ui->limitBox, m_ui->proxyPortBox})
        box->setReadOnly(readOnly);
    m_ui->proxyBox->setEnabled(!readOnly);
    m_ui->authoritiesButton->setEnabled(!readOnly);
    m_ui->ownCertificateButton->setEnabled(!readOnly);
    m_ui->acceptAnythingBox->setEnabled(!readOnly);
    m_ui->readOnlyHint->setVisible(readOnly);
}

QVariantMap ClientOptionsPane::saveState() const
{
    QStringList headers = filledLines(m_ui->headersEdit->toPlainText());
    headers.removeIf([](const QString &line) { return carriesSecret(line); });
    return {
        {u"headers"_s, headers},
        {u"subprotocols"_s, m_ui->subprotocolsEdit->text()},
        {u"origin"_s, m_ui->originEdit->text()},
        {u"authorities"_s, m_ui->authoritiesEdit->text()},
        {u"ownCertificate"_s, m_ui->ownCertificateEdit->text()},
        {u"proxy"_s, m_ui->proxyBox->currentIndex()},
        {u"proxyHost"_s, m_ui->proxyHostEdit->text()},
        {u"proxyPort"_s, m_ui->proxyPortBox->value()},
        {u"proxyUser"_s, m_ui->proxyUserEdit->text()},
        {u"pingInterval"_s, m_ui->pingBox->value()},
        {u"openDeadline"_s, m_ui->deadlineBox->value()},
        {u"messageLimit"_s, m_ui->limitBox->value()},
    };
}

void ClientOptionsPane::restoreState(const QVariantMap &state)
{
    const auto restoreNumber = [&state](const QString &key, QSpinBox *box) {
        bool ok = false;
        const int number = state.value(key).toInt(&ok);
        if (ok)
            box->setValue(number); // keeps within the box's range
    };
    m_ui->headersEdit->setPlainText(state.value(u"headers"_s).toStringList().join(u'\n'));
    m_ui->subprotocolsEdit->setText(state.value(u"subprotocols"_s).toString());
    m_ui->originEdit->setText(state.value(u"origin"_s).toString());
    m_ui->authoritiesEdit->setText(state.value(u"authorities"_s).toString());
    m_ui->ownCertificateEdit->setText(state.value(u"ownCertificate"_s).toString());
    const int proxy = state.value(u"proxy"_s).toInt();
    m_ui->proxyBox->setCurrentIndex(proxy >= 0 && proxy < m_ui->proxyBox->count() ? proxy : 0);
    m_ui->proxyHostEdit->setText(state.value(u"proxyHost"_s).toString());
    m_ui->proxyUserEdit->setText(state.value(u"proxyUser"_s).toString());
    restoreNumber(u"proxyPort"_s, m_ui->proxyPortBox);
    restoreNumber(u"pingInterval"_s, m_ui->pingBox);
    restoreNumber(u"openDeadline"_s, m_ui->deadlineBox);
    restoreNumber(u"messageLimit"_s, m_ui->limitBox);
}
