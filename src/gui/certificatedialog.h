#pragma once

#include <QDialog>
#include <QSslCertificate>
#include <QTimer>

class InlineBar;
class QFormLayout;
class QLabel;
class QLineEdit;
class QScrollArea;
class QTreeWidget;

/// A server's certificate and those above it: what each says, and whether OpenSSL and browsers would accept
/// the server's at an address, which can be changed to see the difference.
class CertificateDialog : public QDialog
{
    Q_OBJECT
public:
    /// \a chain (PEM): the server's own first; \a authorities (PEM): trusted beside the system's; \a host: a
    /// name or an address, or empty.
    CertificateDialog(const QByteArray &chain, const QByteArray &authorities, const QString &host,
                      QWidget *parent = nullptr);

    /// What is said of the certificate at the address, and the chosen one's text.
    QString verdict() const;
    QString text() const;

private:
    void makeChain(const QByteArray &authorities);
    void judge();
    void showChosen();
    QSslCertificate chosen() const;
    void save();

    const QByteArray m_chain;
    const QByteArray m_known; ///< the system's authorities, PEM
    const QByteArray m_trusted; ///< those and the others
    QList<QSslCertificate> m_certificates; ///< as in the tree
    QTimer m_judgeTimer;
    QLabel *m_sign;
    QLabel *m_openSsl;
    QLabel *m_browsers;
    QLineEdit *m_host;
    InlineBar *m_bar;
    QTreeWidget *m_tree;
    QScrollArea *m_rows;
};
