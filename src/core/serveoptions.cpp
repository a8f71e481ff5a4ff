#include "commandlineoptions.h"
#include "optionvalues.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace OptionValues;

namespace CommandLine {

namespace {

const Option<Serve> serveOptions[] = {
    {"--address"_L1, "ADDR"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Listen on this address of the machine; may be given several times. "
                       "0.0.0.0 and :: mean all. Default: 127.0.0.1 and ::1."),
     [](const QString &value, Serve *serve) { return readName(value, &serve->options.addresses); }},
    {"--hello"_L1, "PORT|off"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "The port that greets whoever says a name. 0 picks a free one. Default: 8765."),
     [](const QString &value, Serve *serve) { return readPort(value, ServiceKind::Hello, &serve->options); }},
    {"--time"_L1, "PORT|off"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "The port that tells the time again and again. Default: 5678."),
     [](const QString &value, Serve *serve) { return readPort(value, ServiceKind::Time, &serve->options); }},
    {"--counter"_L1, "PORT|off"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "The port of the counter that all clients share. Default: 6789."),
     [](const QString &value, Serve *serve) {
         return readPort(value, ServiceKind::Counter, &serve->options);
     }},
    {"--tls"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Speak wss and https, with the certificate and key in this file (PEM or PKCS#12)."),
     [](const QString &value, Serve *serve) { return readFileName(value, &serve->tlsFile); }},
    {"--tls-key"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "The key, where it has a file of its own (PEM)."),
     [](const QString &value, Serve *serve) { return readFileName(value, &serve->tlsKeyFile); }},
    {"--passphrase-file"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "The first line of this file opens the key, where it is encrypted; else it is asked for."),
     [](const QString &value, Serve *serve) { return readFileName(value, &serve->passphraseFile); }},
    {"--require-client-cert"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Let only clients in that show a certificate of an authority in this file (PEM)."),
     [](const QString &value, Serve *serve) { return readFileName(value, &serve->clientAuthoritiesFile); }},
    {"--max-size"_L1, "BYTES"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "Take messages of at most this many bytes (hello and counter: 4096 at most). Default: 1048576."),
     [](const QString &value, Serve *serve) {
         return readBytes(value, &serve->options.limits.messageBytes);
     }},
    {"--max-connections"_L1, "NUMBER"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Have at most this many connections open, as far as the limit of open files "
                       "allows (ulimit -n). Default: 5000."),
     [](const QString &value, Serve *serve) {
         return readConnections(value, &serve->options.limits.connections);
     }},
    {"--allow-origin"_L1, "ORIGIN"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "On addresses open to the network, let pages of this site connect too, like "
                       "https://example.com; null means pages opened from a file. May be given "
                       "several times."),
     [](const QString &value, Serve *serve) {
         QString origin;
         const QString error = readOrigin(value, &origin);
         if (error.isEmpty())
             serve->options.allowedOrigins += origin;
         return error;
     }},
    {"--allow-host"_L1, "NAME"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Answer requests for this name too, besides localhost, this machine's "
                       "names and addresses. May be given several times."),
     [](const QString &value, Serve *serve) { return readName(value, &serve->options.allowedHosts); }},
    {"--trust-proxy"_L1, "ADDR"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Believe the X-Forwarded-For header of a proxy at this address. May be given "
                       "several times."),
     [](const QString &value, Serve *serve) { return readName(value, &serve->options.trustedProxies); }},
    {"--log-level"_L1, "LEVEL"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "What is logged: error (failures), info (handshakes and closes too) or debug "
                       "(every message and control frame too). Default: info."),
     [](const QString &value, Serve *serve) { return readLevel(value, &serve->level); }},
};

QString serveHelp()
{
    return Sentence::tr("Usage:") + u" wslab serve [OPTION]...\n\n"_s
        + HelpText::wrapped(
               Sentence::tr("Opens the services to WebSocket clients and to browsers, until it is "
                            "stopped with Ctrl+C. Each port "
                            "has its service; a path like /echo or /broadcast picks another one. "
                            "The open ports go to standard "
                            "output, one a line, the log to standard error."))
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Options:")) + optionTable<Serve>(serveOptions)
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Examples:"))
        + u"  wslab serve\n"
          "  wslab serve --hello 8000 --time off --counter off --log-level debug\n"
          "  wslab serve --tls localhost.pem\n"
          "  wslab serve --address 0.0.0.0 --allow-origin https://example.com\n"_s;
}

}

Result parseServe(const QStringList &arguments)
{
    Result result;
    result.kind = Result::Kind::Serve;
    ServerOptions &options = result.serve.options;
    const QStringList defaultAddresses = std::exchange(options.addresses, {});
    QStringList words;
    if (auto done = readOptions<Serve>(arguments, "serve"_L1, serveOptions, serveHelp, &result.serve, &words))
        return *std::move(done);
    if (!words.isEmpty())
        return wrong(Sentence::tr("%1 is one word too many; wslab serve takes only options.")
                         .arg(shown(words.first())));
    if (options.addresses.isEmpty())
        options.addresses = defaultAddresses;
    options.addresses.removeDuplicates();

    if (options.listeners.isEmpty())
        return wrong(
            Sentence::tr("Every service is off; give at least one of --hello, --time and --counter a port."));
    std::ranges::sort(options.listeners, {}, &ListenerOptions::service);
    for (auto one = options.listeners.cbegin(); one != options.listeners.cend(); ++one) {
        const auto sharesPort = [one](const ListenerOptions &other) {
            return other.port == one->port && one->port != 0;
        };
        const auto other = std::find_if(one + 1, options.listeners.cend(), sharesPort);
        if (other != options.listeners.cend())
            return wrong(
                Sentence::tr("Port %1 is given to both %2 and %3; give each its own.")
                    .arg(QString::number(one->port), serviceName(one->service), serviceName(other->service)));
    }
    return result;
}

}
