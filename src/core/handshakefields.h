#pragma once

#include "requesthead.h"

/// As whom a client signs in at the opening handshake.
struct SignIn
{
    enum class Kind {
        None,
        Password, ///< Basic (RFC 7617): user and secret
        Token, ///< Bearer (RFC 6750): secret
    };
    Kind kind = Kind::None;
    QString user;
    QString secret;
};

/// The header fields of a client's opening handshake that a person fills in: \a headers has one to a line,
/// `Name: value`; \a cookies is `name=value; name=value`. Nothing, and one sentence in \a error, when
/// something cannot be sent.
std::optional<HeaderFields> handshakeFields(const QString &headers, const QString &cookies,
                                            const SignIn &signIn, QString *error);

/// True when a field of this \a name in all likelihood carries a secret, which is not saved unasked.
bool carriesSecret(QByteArrayView name);
