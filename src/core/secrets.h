#pragma once

#include "messagelog.h"
#include "requesthead.h"

/// What must not leave the program in a file that a person gives away: the values of Authorization,
/// Proxy-Authorization, Cookie and Set-Cookie.
namespace Secrets {

/// What stands in a secret's place.
constexpr auto mask = "***";

/// \a value of the header field \a name, or the mask.
QByteArray masked(QByteArrayView name, const QByteArray &value);

/// \a text with the values masked that follow a secret header's name and a colon, up to the end of the line.
QByteArray masked(const QByteArray &text);

/// \a entry, masked where it is a sentence of this program or a handshake. Messages stay what they are.
LogEntry masked(LogEntry entry);

}
