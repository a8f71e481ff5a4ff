#pragma once

#include "localauthority.h"

#include <QMenu>

#include <functional>

/// Writes this machine's certificates to files of a person's choice: the authority's for others, the
/// server's with its key for other programs of one's own.
class ExportMenu : public QMenu
{
    Q_OBJECT
public:
    /// \a authority tells whose certificates are meant, each time.
    explicit ExportMenu(std::function<LocalAuthority()> authority, QWidget *parent = nullptr);

signals:
    /// One sentence each.
    void done(const QString &sentence);
    void failed(const QString &sentence);

private:
    void saveAuthority(bool der);
    void saveCombined();
    void savePkcs12();
    std::optional<Identity> identity();
    void save(const QString &title, const QString &name, const QString &filter, const QByteArray &bytes,
              bool withKey);
    void write(const QString &name, const QByteArray &bytes, bool withKey);

    const std::function<LocalAuthority()> m_authority;
};
