#pragma once

#include "localauthority.h"
#include "options.h"
#include "trustdialog.h"

#include <QToolButton>

#include <functional>

class ExportMenu;
class QAction;
class Settings;

/// Which certificate the server shows over wss: this machine's own, or one from a file; how others come to
/// trust it, and which certificates it asks of clients. The choices are kept in the settings.
class CertificateButton : public QToolButton
{
    Q_OBJECT
public:
    explicit CertificateButton(QWidget *parent = nullptr);

    /// \a settings must outlive the button. To be called once, before all others.
    void setSettings(Settings *settings);

    /// What the server is to be started with. Nothing, and one sentence in \a error, when the
    /// certificate cannot be made or read.
    std::optional<ServerTls> tls(QString *error) const;
    /// True when the certificate's key opens only with a passphrase, and none is known.
    bool wantsPassphrase() const;
    /// Asks for it; passphraseGiven() follows unless the person gives up.
    void askForPassphrase();
    /// Whether the choice can be changed; the rest of the menu is always there.
    void setLocked(bool locked);
    /// The address that the lines for other programs show; \a open when somebody listens there.
    void setExample(const QUrl &url, bool open);

public slots:
    void useThisMachines();
    /// Takes the certificate in \a file with its key, which is there or in \a keyFile, if they can be used;
    /// asks for the key's file where it is in neither, and for a passphrase.
    void useFile(const QString &file, const QString &keyFile = {});
    void showTrust();
    void showCertificate();
    void showStudents();

signals:
    /// One sentence: what was asked for is done.
    void done(const QString &sentence);
    /// One sentence: what was asked for could not be done.
    void failed(const QString &sentence);
    /// Another certificate was chosen.
    void changed();
    /// The passphrase of the chosen certificate is known now, until another one is chosen.
    void passphraseGiven();

private:
    LocalAuthority authority() const;
    QString file() const;
    QString keyFile() const;
    void askForPassphrase(const QString &file, const QString &keyFile, const std::function<void()> &then);
    void take(const QString &file, const QString &keyFile);
    TrustDialog::Page trustPage() const;
    void chooseFile();
    void chooseKeyFile(const QString &file);
    void requireClients(bool required);
    void refresh();

    Settings *m_settings = nullptr;
    QUrl m_example;
    QByteArray m_passphrase; ///< of the chosen file's key; never saved
    bool m_open = false; ///< the server listens at m_example
    QAction *m_thisMachines;
    QAction *m_fromFile;
    QAction *m_requireClients;
    ExportMenu *m_export;
};
