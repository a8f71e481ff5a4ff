#pragma once

#include <QList>
#include <QUrl>
#include <QWidget>

class QComboBox;
class QrCode;
class QSslCertificate;

/// For the projector: where a class finds the page that says how to trust this server, and the codes
/// to compare.
class TrustPoster : public QWidget
{
    Q_OBJECT
public:
    /// \a authority signed \a server. \a pages: where the page is, one for each address of this computer,
    /// at least one; \a hint: why it cannot be reached now, if so.
    TrustPoster(const QSslCertificate &server, const QSslCertificate &authority, const QList<QUrl> &pages,
                const QString &hint, QWidget *parent = nullptr);

    /// The page's address that is shown.
    QString address() const;

private:
    void show(int index);

    QrCode *m_code;
    QComboBox *m_addresses;
};
