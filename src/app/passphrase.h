#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// The passphrase of the key in \a keyFile or, without one, in \a file: empty when it needs none, else the
/// first line of \a passphraseFile or, without one, what a person types on the terminal, unseen. Nothing, and
/// one sentence in \a error, when there is none.
std::optional<QByteArray> passphraseFor(const QString &file, const QString &keyFile,
                                        const QString &passphraseFile, QString *error);
