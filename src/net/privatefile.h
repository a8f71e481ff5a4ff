#pragma once

#include <QByteArray>
#include <QString>

/// Writes \a bytes to the file \a name, whole or not at all, readable by its owner only from its first
/// byte on. False, and one sentence in \a error, when that fails; an older file is then as it was.
bool writePrivateFile(const QString &name, const QByteArray &bytes, QString *error);

/// The same for what everybody may read: a certificate.
bool writePublicFile(const QString &name, const QByteArray &bytes, QString *error);
