#pragma once

#include <QByteArray>
#include <QByteArrayView>

/// \a utf8 as a JSON string with its quotes (RFC 8259 section 7): as it is, but for what must be escaped, and
/// for the byte order mark, which readers like to swallow.
QByteArray jsonString(QByteArrayView utf8);
