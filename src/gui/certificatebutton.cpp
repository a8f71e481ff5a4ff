#include "certificatebutton.h"

#include "certificatedetails.h"
#include "certificatedialog.h"
#include "displaytext.h"
#include "passphrasedialog.h"
#include "settings.h"
#include "textdialog.h"
#include "tls.h"
#include "tlsfiles.h"

#include <QActionGroup>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSaveFile>
#include <QSslCertificate>

using namespace Qt::Literals::StringLiterals;

namespace {

/// \a text as one word of a shell's line.
QString shellWord(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

/// \a text as a string in Python.
QString pythonString(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

QUrl pageUrl(QUrl url)
{
    url.setScheme(u"https"_s);
    return url;
}

}

CertificateButton::CertificateButton(QWidget *parent)
    : QToolButton(parent)
    , m_thisMachines(new QAction(tr("&This machine's own certificate"), this))
    , m_fromFile(new QAction(tr("&Use a certificate of my own…"), this))
    , m_saveAuthority(new QAction(tr("&Save the authority's certificate…"), this))
{
    setText(tr("Certificate…"));
    setToolTip(tr("Which certificate the server shows, and how others come to trust it"));
    setPopupMode(InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *choice = new QActionGroup(this);
    for (QAction *action : {m_thisMachines, m_fromFile}) {
        action->setCheckable(true);
        choice->addAction(action);
    }
    auto *certificate = new QAction(tr("Show the &certificate…"), this);
    certificate->setObjectName(u"showOwnCertificate"_s);
    connect(certificate, &QAction::triggered, this, &CertificateButton::showCertificate);
    auto *show = new QAction(tr("Show &how others trust it"), this);
    m_thisMachines->setObjectName(u"machineCertificate"_s);
    m_fromFile->setObjectName(u"ownCertificate"_s);
    m_saveAuthority->setObjectName(u"saveAuthority"_s);
    show->setObjectName(u"showTrust"_s);
    auto *menu = new QMenu(tr("C&ertificate"), this);
    menu->addActions({certificate, show, m_saveAuthority});
    menu->addSeparator();
    menu->addActions({m_thisMachines, m_fromFile});
    setMenu(menu);
    connect(show, &QAction::triggered, this, &CertificateButton::showTrust);
    connect(m_saveAuthority, &QAction::triggered, this, &CertificateButton::saveAuthority);
    connect(m_thisMachines, &QAction::triggered, this, &CertificateButton::useThisMachines);
    connect(m_fromFile, &QAction::triggered, this, &CertificateButton::chooseFile);
}

void CertificateButton::setSettings(Settings *settings)
{
    m_settings = settings;
    refresh();
}

QString CertificateButton::file() const
{
    return m_settings->value(Settings::certificateFile);
}

LocalAuthority CertificateButton::authority() const
{
    return LocalAuthority(m_settings->value(Settings::certificateFolder, LocalAuthority::defaultFolder()));
}

std::optional<ServerTls> CertificateButton::tls(QString *error) const
{
    std::optional<ServerTls> tls;
    if (!file().isEmpty()) {
        if (TlsFiles::readServer(file(), {}, m_passphrase, {}, &tls, error))
            return tls;
        return {};
    }
    const auto identity =
        authority().serverIdentity(LocalAuthority::machineNames(), LocalAuthority::machineAddresses(), error);
    if (!identity)
        return {};
    tls.emplace();
    tls->certificates = identity->certificate + identity->chain;
    tls->key = identity->key;
    return tls;
}

void CertificateButton::setLocked(bool locked)
{
    m_thisMachines->setEnabled(!locked);
    m_fromFile->setEnabled(!locked);
}

void CertificateButton::setExample(const QUrl &url)
{
    m_example = url;
}

bool CertificateButton::wantsPassphrase() const
{
    return m_passphrase.isEmpty() && TlsFiles::isEncrypted(file(), {});
}

void CertificateButton::askForPassphrase()
{
    askForPassphrase(file(), [this] { emit passphraseGiven(); });
}

void CertificateButton::askForPassphrase(const QString &file, const std::function<void()> &then)
{
    const auto opens = [file](const QByteArray &passphrase, QString *error) {
        std::optional<ServerTls> tls;
        return TlsFiles::readServer(file, {}, passphrase, {}, &tls, error);
    };
    auto *dialog = new PassphraseDialog(file, opens, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, then] {
        m_passphrase = dialog->passphrase();
        then();
    });
    dialog->open();
}

void CertificateButton::useThisMachines()
{
    m_passphrase.clear();
    m_settings->remove(Settings::certificateFile);
    refresh();
    emit changed();
}

void CertificateButton::useFile(const QString &file)
{
    if (TlsFiles::isEncrypted(file, {})) {
        refresh(); // until it is opened, the choice is the old one
        askForPassphrase(file, [this, file] { take(file); });
        return;
    }
    std::optional<ServerTls> tls;
    QString error;
    if (!TlsFiles::readServer(file, {}, {}, {}, &tls, &error)) {
        refresh();
        emit failed(error);
        return;
    }
    m_passphrase.clear();
    take(file);
}

void CertificateButton::take(const QString &file)
{
    m_settings->setValue(Settings::certificateFile, file);
    refresh();
    emit changed();
}

/// Shows what the server shows to its clients, and what they would say to it.
void CertificateButton::showCertificate()
{
    if (wantsPassphrase()) {
        askForPassphrase(file(), [this] { showCertificate(); });
        return;
    }
    QString error;
    const std::optional<ServerTls> tls = this->tls(&error);
    if (!tls) {
        emit failed(error);
        return;
    }
    const QByteArray authority =
        file().isEmpty() ? this->authority().authorityCertificate(&error) : QByteArray();
    auto *dialog = new CertificateDialog(tls->certificates, authority,
                                         m_example.isEmpty() ? u"localhost"_s : m_example.host(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CertificateButton::chooseFile()
{
    refresh(); // until a file is chosen, the choice is the old one
    auto *dialog =
        new QFileDialog(this, tr("A certificate with its key"), QFileInfo(file()).path(),
                        tr("Certificates (*.pem *.crt *.p12 *.pfx)") + u";;"_s + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CertificateButton::useFile);
    dialog->open();
}

void CertificateButton::saveAuthority()
{
    QString error;
    const QByteArray certificate = authority().authorityCertificate(&error);
    if (certificate.isEmpty()) {
        emit failed(error);
        return;
    }
    auto *dialog = new QFileDialog(this, tr("Save the authority's certificate"), QDir::homePath(),
                                   tr("Certificates (*.crt *.pem)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"crt"_s); // what phones open
    dialog->selectFile(u"websocket-lab-authority.crt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, certificate](const QString &name) {
        QSaveFile saved(name);
        if (!saved.open(QIODevice::WriteOnly) || saved.write(certificate) != certificate.size()
            || !saved.commit())
            emit failed(tr("The file %1 cannot be written: %2.")
                            .arg(QDir::toNativeSeparators(name), saved.errorString()));
    });
    dialog->open();
}

void CertificateButton::showTrust()
{
    QString error;
    const QString text = trustText(&error);
    if (text.isEmpty()) {
        emit failed(error);
        return;
    }
    auto *dialog = new TextDialog(tr("How others trust this server"), text, this);
    dialog->setObjectName(u"trustDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

/// Plain text with lines to copy; empty, and a sentence in \a error, when there is no certificate.
QString CertificateButton::trustText(QString *error) const
{
    const std::optional<ServerTls> tls = this->tls(error);
    if (!tls)
        return {};
    const QList<QSslCertificate> chain = QSslCertificate::fromData(tls->certificates);
    if (chain.isEmpty()) {
        *error = tr("The certificate cannot be read.");
        return {};
    }
    const QSslCertificate &own = chain.first();
    const QString url = m_example.isEmpty() ? u"wss://localhost:8765/"_s : m_example.toString();
    const QString page = pageUrl(QUrl(url)).toString();
    const auto section = [](const QString &title, const QStringList &lines) {
        return title + u"\n    "_s + lines.join(u"\n    "_s) + u"\n\n"_s;
    };
    QString text = section(tr("Short code of this server, to be compared by eye"), {Tls::shortCode(own)});
    if (!file().isEmpty()) {
        const QString issuer = CertificateDetails(own).isSelfSigned
            ? tr("The certificate vouches for itself.")
            : tr("It was issued by %1.").arg(DisplayText::oneLine(own.issuerDisplayName(), 200));
        const QString pin = QString::fromLatin1(Tls::publicKeyHash(own).toBase64());
        const QString hash = QString::fromLatin1(Tls::publicKeyHash(own).toHex());
        text += section(tr("Certificate of your own"), {QDir::toNativeSeparators(file()), issuer});
        text += section(tr("curl, without any authority"),
                        {u"curl --insecure --pinnedpubkey sha256//%1 %2"_s.arg(pin, shellWord(page))});
        text += section(tr("wslab"), {u"wslab connect --pin %1 %2"_s.arg(hash, shellWord(url))});
        return text.trimmed();
    }
    const LocalAuthority authority = this->authority();
    const QString file = QDir::toNativeSeparators(authority.authorityFile());
    text += section(tr("The authority's certificate, for everybody who is to trust this server"), {file});
    text += section(tr("The server's certificate with its key: never give it away"),
                    {QDir::toNativeSeparators(authority.serverFile())});
    text += section(tr("Python"),
                    {u"ssl_context = ssl.create_default_context()"_s,
                     u"ssl_context.load_verify_locations(%1)"_s.arg(pythonString(file)),
                     u"websockets.connect(%1, ssl=ssl_context)"_s.arg(pythonString(url))});
    text += section(tr("curl"), {u"curl --cacert %1 %2"_s.arg(shellWord(file), shellWord(page))});
    text += section(tr("Node"), {u"NODE_EXTRA_CA_CERTS=%1 node client.js"_s.arg(shellWord(file))});
    text += section(tr("wslab"), {u"wslab connect --ca %1 %2"_s.arg(shellWord(file), shellWord(url))});
    return text.trimmed();
}

void CertificateButton::refresh()
{
    const QString file = this->file();
    m_thisMachines->setChecked(file.isEmpty());
    m_fromFile->setChecked(!file.isEmpty());
    m_fromFile->setText(
        file.isEmpty()
            ? tr("&Use a certificate of my own…")
            : tr("&Use a certificate of my own (%1)…")
                  .arg(DisplayText::oneLine(QFileInfo(file).fileName(), 40).replace(u'&', u"&&"_s)));
    m_saveAuthority->setEnabled(file.isEmpty());
}
