#include "exportmenu.h"

#include "newpassphrasedialog.h"
#include "privatefile.h"

#include <QDir>
#include <QFileDialog>
#include <QSslCertificate>

using namespace Qt::Literals::StringLiterals;

ExportMenu::ExportMenu(std::function<LocalAuthority()> authority, QWidget *parent)
    : QMenu(tr("&Export"), parent)
    , m_authority(std::move(authority))
{
    setObjectName(u"exportMenu"_s);
    const auto add = [this](const QString &text, const QString &name, auto &&action) {
        addAction(text, this, action)->setObjectName(name);
    };
    add(tr("&Authority's certificate (PEM)…"), u"saveAuthority"_s, [this] { saveAuthority(false); });
    add(tr("Authority's certificate for &phones (DER)…"), u"saveAuthorityDer"_s,
        [this] { saveAuthority(true); });
    addSeparator();
    add(tr("Server's certificate with its &key (PEM)…"), u"saveCombined"_s, [this] { saveCombined(); });
    add(tr("Server's certificate with its key, &encrypted (PKCS#12)…"), u"savePkcs12"_s,
        [this] { savePkcs12(); });
}

void ExportMenu::saveAuthority(bool der)
{
    QString error;
    const QByteArray pem = m_authority().authorityCertificate(&error);
    if (pem.isEmpty()) {
        emit failed(error);
        return;
    }
    const QString title = tr("Save the authority's certificate");
    if (der)
        save(title, u"ca.crt"_s, tr("Certificates (*.crt *.cer *.der)"), QSslCertificate(pem).toDer(), false);
    else
        save(title, u"authority.pem"_s, tr("Certificates (*.pem *.crt)"), pem, false);
}

void ExportMenu::saveCombined()
{
    if (const auto own = identity())
        save(tr("Save the server's certificate with its key"), u"localhost.pem"_s, tr("Certificates (*.pem)"),
             own->combined(), true);
}

void ExportMenu::savePkcs12()
{
    const auto own = identity();
    if (!own)
        return;
    auto *dialog = new NewPassphraseDialog(
        tr("The key is encrypted with this passphrase. Whoever uses the file is asked for it."),
        parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, identity = *own] {
        QString error;
        const QByteArray bytes = toPkcs12(identity, dialog->passphrase().toUtf8(), &error);
        if (bytes.isEmpty())
            emit failed(error);
        else
            save(tr("Save the server's certificate with its key"), u"localhost.p12"_s,
                 tr("Certificates (*.p12 *.pfx)"), bytes, true);
    });
    dialog->open();
}

std::optional<Identity> ExportMenu::identity()
{
    QString error;
    auto own = m_authority().serverIdentity(LocalAuthority::machineNames(),
                                            LocalAuthority::machineAddresses(), &error);
    if (!own)
        emit failed(error);
    return own;
}

void ExportMenu::save(const QString &title, const QString &name, const QString &filter,
                      const QByteArray &bytes, bool withKey)
{
    auto *dialog = new QFileDialog(parentWidget(), title, QDir::homePath(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(name.section(u'.', -1));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, bytes, withKey](const QString &chosen) { write(chosen, bytes, withKey); });
    dialog->open();
}

void ExportMenu::write(const QString &name, const QByteArray &bytes, bool withKey)
{
    const QString shown = QDir::toNativeSeparators(name);
    QString error;
    if (withKey) {
        if (writePrivateFile(name, bytes, &error))
            emit done(
                tr("%1 is written, and only you can read it. With it anybody could pass for this server: "
                   "do not give it away.")
                    .arg(shown));
        else
            emit failed(error);
        return;
    }
    if (writePublicFile(name, bytes, &error))
        emit done(tr("%1 is written. It holds no key: give it to everybody who is to trust this server.")
                      .arg(shown));
    else
        emit failed(error);
}
