#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// Bytes as a person writes them.
namespace HexText {

/// The bytes that \a hex writes: pairs of digits, with or without spaces, commas or line ends between
/// them. Nothing, and one sentence in \a error, when something else is in it.
std::optional<QByteArray> bytes(QStringView hex, QString *error);

}
