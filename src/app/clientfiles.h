#pragma once

#include "commandline.h"

/// The options of \a command with what its files hold: authorities, and the client's own certificate and key,
/// for which the passphrase may be asked on the terminal. Nothing, and one sentence in \a error, when one
/// cannot be read.
std::optional<ClientOptions> readClientFiles(const CommandLine::Connect &command, QString *error);
