#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

/// A payload as a person reads it in the detail pane. Plain functions on bytes.
namespace PayloadText {

/// \a json with a line for each value, indented by two spaces (at most 32 levels). Numbers, the order
/// of keys and escapes stay as they were written. Nothing when \a json is no JSON object or array.
std::optional<QString> indentedJson(QByteArrayView json);

/// `00000010  48 65 6c 6c 6f …  Hello…`, 16 bytes to a line.
QString hexDump(QByteArrayView bytes);

/// The bytes that \a hex writes: pairs of digits, with or without spaces, commas or line ends between
/// them. Nothing, and one sentence in \a error, when something else is in it.
std::optional<QByteArray> fromHex(QStringView hex, QString *error);

}
