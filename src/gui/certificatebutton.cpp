#include "certificatebutton.h"

#include "certificatedialog.h"
#include "displaytext.h"
#include "exportmenu.h"
#include "networkaddresses.h"
#include "passphrasedialog.h"
#include "settings.h"
#include "studentsdialog.h"
#include "tlsfiles.h"

#include <QActionGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Where the page for those who do not trust \a url yet is, if the server is open to \a host.
QUrl trustUrl(QUrl url, const QString &host)
{
    url.setScheme(u"http"_s); // as long as it is not trusted, https cannot be
    url.setHost(host);
    url.setPath(u"/trust"_s);
    return url;
}

}

CertificateButton::CertificateButton(QWidget *parent)
    : QToolButton(parent)
    , m_thisMachines(new QAction(tr("&This machine's own certificate"), this))
    , m_fromFile(new QAction(tr("&Use a certificate of my own…"), this))
    , m_requireClients(new QAction(tr("&Let in only clients with a certificate"), this))
    , m_export(new ExportMenu([this] { return authority(); }, this))
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
    m_requireClients->setCheckable(true);
    auto *show = new QAction(tr("Trust for &others…"), this);
    auto *students = new QAction(tr("Certificates for &students…"), this);
    m_thisMachines->setObjectName(u"machineCertificate"_s);
    m_fromFile->setObjectName(u"ownCertificate"_s);
    m_requireClients->setObjectName(u"requireClientCertificates"_s);
    show->setObjectName(u"showTrust"_s);
    students->setObjectName(u"showStudents"_s);
    auto *menu = new QMenu(tr("C&ertificate"), this);
    menu->addActions({certificate, show});
    menu->addMenu(m_export);
    menu->addSeparator();
    menu->addActions({m_thisMachines, m_fromFile});
    menu->addSeparator();
    menu->addActions({students, m_requireClients});
    setMenu(menu);
    connect(show, &QAction::triggered, this, &CertificateButton::showTrust);
    connect(students, &QAction::triggered, this, &CertificateButton::showStudents);
    connect(m_requireClients, &QAction::triggered, this, &CertificateButton::requireClients);
    connect(m_export, &ExportMenu::done, this, &CertificateButton::done);
    connect(m_export, &ExportMenu::failed, this, &CertificateButton::failed);
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

QString CertificateButton::keyFile() const
{
    return m_settings->value(Settings::certificateKeyFile);
}

LocalAuthority CertificateButton::authority() const
{
    return LocalAuthority(m_settings->value(Settings::certificateFolder, LocalAuthority::defaultFolder()));
}

std::optional<ServerTls> CertificateButton::tls(QString *error) const
{
    std::optional<ServerTls> tls;
    if (!file().isEmpty()) {
        if (!TlsFiles::readServer(file(), keyFile(), m_passphrase, {}, &tls, error))
            return {};
    } else {
        const auto identity = authority().serverIdentity(LocalAuthority::machineNames(),
                                                         LocalAuthority::machineAddresses(), error);
        if (!identity)
            return {};
        tls.emplace();
        tls->certificates = identity->certificate + identity->chain;
        tls->key = identity->key;
    }
    if (m_settings->value(Settings::clientCertificates)) {
        tls->clientAuthorities = authority().authorityCertificate(error);
        if (tls->clientAuthorities.isEmpty())
            return {};
    }
    return tls;
}

void CertificateButton::setLocked(bool locked)
{
    m_thisMachines->setEnabled(!locked);
    m_fromFile->setEnabled(!locked);
    m_requireClients->setEnabled(!locked);
}

void CertificateButton::setExample(const QUrl &url, bool open)
{
    m_example = url.isEmpty() ? QUrl(u"wss://localhost:8765/"_s) : url;
    m_open = open;
}

bool CertificateButton::wantsPassphrase() const
{
    return m_passphrase.isEmpty() && TlsFiles::isEncrypted(file(), keyFile());
}

void CertificateButton::askForPassphrase()
{
    askForPassphrase(file(), keyFile(), [this] { emit passphraseGiven(); });
}

void CertificateButton::askForPassphrase(const QString &file, const QString &keyFile,
                                         const std::function<void()> &then)
{
    const auto opens = [file, keyFile](const QByteArray &passphrase, QString *error) {
        std::optional<ServerTls> tls;
        return TlsFiles::readServer(file, keyFile, passphrase, {}, &tls, error);
    };
    auto *dialog = new PassphraseDialog(keyFile.isEmpty() ? file : keyFile, opens, this);
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
    take({}, {});
}

void CertificateButton::useFile(const QString &file, const QString &keyFile)
{
    refresh(); // until it is taken, the choice is the old one
    if (keyFile.isEmpty() && TlsFiles::lacksKey(file)) {
        chooseKeyFile(file);
        return;
    }
    if (TlsFiles::isEncrypted(file, keyFile)) {
        askForPassphrase(file, keyFile, [this, file, keyFile] { take(file, keyFile); });
        return;
    }
    std::optional<ServerTls> tls;
    QString error;
    if (!TlsFiles::readServer(file, keyFile, {}, {}, &tls, &error)) {
        emit failed(error);
        return;
    }
    m_passphrase.clear();
    take(file, keyFile);
}

void CertificateButton::take(const QString &file, const QString &keyFile)
{
    m_settings->setValue(Settings::certificateFile, file);
    m_settings->setValue(Settings::certificateKeyFile, keyFile);
    refresh();
    emit changed();
}

/// Shows what the server shows to its clients, and what they would say to it.
void CertificateButton::showCertificate()
{
    if (wantsPassphrase()) {
        askForPassphrase(file(), keyFile(), [this] { showCertificate(); });
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
    auto *dialog = new CertificateDialog(tls->certificates, authority, m_example.host(), this);
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
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) { useFile(file); });
    dialog->open();
}

/// For the certificate in \a file, which was chosen and has no key with it.
void CertificateButton::chooseKeyFile(const QString &file)
{
    const QFileInfo certificate(file);
    auto *dialog = new QFileDialog(
        this,
        tr("%1 has no key: choose the key's file").arg(DisplayText::oneLine(certificate.fileName(), 60)),
        certificate.path(), tr("Keys (*.key *.pem)") + u";;"_s + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, file](const QString &keyFile) { useFile(file, keyFile); });
    dialog->open();
}

void CertificateButton::showTrust()
{
    if (wantsPassphrase()) {
        askForPassphrase(file(), keyFile(), [this] { showTrust(); });
        return;
    }
    QString error;
    const std::optional<ServerTls> shown = tls(&error);
    if (!shown) {
        emit failed(error);
        return;
    }
    const QString authorityFile = file().isEmpty() ? authority().authorityFile() : QString();
    auto *dialog = new TrustDialog({shown->certificates, authorityFile, m_example}, trustPage(), this);
    dialog->setObjectName(u"trustDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

TrustDialog::Page CertificateButton::trustPage() const
{
    const bool network = m_settings->value(Settings::reach) == Settings::Reach::Network;
    const QStringList hosts = network ? networkAddresses() : QStringList();
    TrustDialog::Page page;
    for (const QString &host : hosts)
        page.addresses += trustUrl(m_example, host);
    if (page.addresses.isEmpty())
        page.addresses += trustUrl(m_example, m_example.host());
    if (!network)
        page.hint =
            tr("Only this computer can open the page now: choose the reach “The whole network” for others.");
    else if (hosts.isEmpty())
        page.hint =
            tr("This computer has no network address at the moment, so nobody else can open the page.");
    else if (!m_open)
        page.hint = tr("Start the server: the page is there while it runs.");
    return page;
}

void CertificateButton::showStudents()
{
    auto *dialog =
        new StudentsDialog(authority(), m_requireClients->isChecked(), !m_requireClients->isEnabled(), this);
    dialog->setObjectName(u"studentsDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &StudentsDialog::requiredChanged, this, &CertificateButton::requireClients);
    dialog->open();
}

void CertificateButton::requireClients(bool required)
{
    m_settings->setValue(Settings::clientCertificates, required);
    refresh();
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
    m_export->setEnabled(file.isEmpty());
    m_requireClients->setChecked(m_settings->value(Settings::clientCertificates));
}
