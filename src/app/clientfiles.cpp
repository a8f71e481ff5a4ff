#include "clientfiles.h"

#include "passphrase.h"
#include "tlsfiles.h"

std::optional<ClientOptions> readClientFiles(const CommandLine::Connect &command, QString *error)
{
    ClientOptions options = command.options;
    const auto passphrase = passphraseFor(command.certificateFile, {}, command.passphraseFile, error);
    if (!passphrase
        || !TlsFiles::readClient(command.authoritiesFile, command.certificateFile, *passphrase, &options.tls,
                                 error))
        return {};
    return options;
}
