#pragma once

#include "messagelog.h"

#include <QString>

#include <optional>

/// Messages as commands for a POSIX shell.
namespace SendCommand {

/// One word of a command that stands for \a text, whatever is in it; \a text has no control characters.
QString quoted(const QString &text);

/// A command that sends \a entry to \a address with `wslab connect`. Safe to paste: control characters
/// and what hides others is escaped. Nothing, and one sentence in \a error, when none can.
std::optional<QString> forMessage(const LogEntry &entry, const QString &address, QString *error);

}
