#pragma once

#include "options.h"

/// Reads certificates and keys from files into options. Each returns false, with one sentence in
/// \a error that names the file, when it cannot be read or used. Names may be empty: nothing to read.
namespace TlsFiles {

/// Whether the key in \a keyFile, or in \a file, opens only with a passphrase. False as well when there is
/// nothing to be read: reading says why.
bool isEncrypted(const QString &file, const QString &keyFile);

/// Whether \a file (PEM) has certificates and no key: that is in another file.
bool lacksKey(const QString &file);

/// \a file: PEM or PKCS#12; \a keyFile: PEM, where the key is not in \a file.
bool readServer(const QString &file, const QString &keyFile, const QByteArray &passphrase,
                const QString &clientAuthoritiesFile, std::optional<ServerTls> *tls, QString *error);
/// \a authoritiesFile: PEM; \a certificateFile: PEM or PKCS#12, with the key.
bool readClient(const QString &authoritiesFile, const QString &certificateFile, const QByteArray &passphrase,
                ClientTls *tls, QString *error);

}
