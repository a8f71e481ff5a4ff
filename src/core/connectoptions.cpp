#include "commandlineoptions.h"
#include "optionvalues.h"

using namespace Qt::StringLiterals;
using namespace OptionValues;

namespace CommandLine {

namespace {

const Option<Connect> connectOptions[] = {
    {"--ca"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "Over wss, trust the authorities or the self-signed certificate in this file (PEM) too."),
     [](const QString &value, Connect *connect) { return readFileName(value, &connect->authoritiesFile); }},
    {"--pin"_L1, "SHA256"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "Over wss, trust only this certificate or public key, whoever signed it; may be given several "
         "times."),
     [](const QString &value, Connect *connect) { return readPin(value, &connect->options.tls.pins); }},
    {"--cert"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Show the server this certificate, with its key in the same file (PEM or PKCS#12)."),
     [](const QString &value, Connect *connect) { return readFileName(value, &connect->certificateFile); }},
    {"--passphrase-file"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "The first line of this file opens the key, where it is encrypted; else it is asked for."),
     [](const QString &value, Connect *connect) { return readFileName(value, &connect->passphraseFile); }},
    {"--insecure"_L1, ""_L1,
     QT_TRANSLATE_NOOP("CommandLine", "Accept any certificate, this once. Anybody may then be listening."),
     [](const QString &, Connect *connect) {
         connect->options.tls.acceptAnything = true;
         return QString();
     }},
    {"--max-size"_L1, "BYTES"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "Take messages of at most this many bytes. Default: 16777216."),
     [](const QString &value, Connect *connect) { return readBytes(value, &connect->options.messageBytes); }},
    {"--header"_L1, "'NAME: VALUE'"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Send this header with the opening handshake; may be given several times."),
     [](const QString &value, Connect *connect) { return readHeader(value, &connect->options); }},
    {"--subprotocol"_L1, "NAME"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "Offer this subprotocol; may be given several times, the best first."),
     [](const QString &value, Connect *connect) { return readSubprotocol(value, &connect->options); }},
    {"--origin"_L1, "ORIGIN"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "Send this Origin, as a page of that site would."),
     [](const QString &value, Connect *connect) { return readOrigin(value, &connect->options.origin); }},
    {"--wait"_L1, "SECONDS"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "At the end of the input, listen this much longer before closing. "
                       "Default: 1."),
     [](const QString &value, Connect *connect) { return readSeconds(value, &connect->wait); }},
    {"--echo"_L1, ""_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Read no input; answer each message with itself until the other side closes."),
     [](const QString &, Connect *connect) {
         connect->echo = true;
         return QString();
     }},
    {"--json"_L1, ""_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "Print every message, control frame and event as one line of JSON, for other programs."),
     [](const QString &, Connect *connect) {
         connect->json = true;
         return QString();
     }},
    {"--record"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "Write the same lines into this file, which must not exist yet; the window opens it with "
         "File, Open Recording."),
     [](const QString &value, Connect *connect) { return readFileName(value, &connect->recordFile); }},
    {"--reconnect"_L1, ""_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "After a lost connection try again, up to 10 times, 1 to 30 seconds apart; not after a "
         "refusal (4xx, 1008)."),
     [](const QString &, Connect *connect) {
         connect->reconnect.enabled = true;
         return QString();
     }},
    {"--proxy"_L1, "PROXY"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "none, system, http://HOST:PORT or socks5://HOST:PORT. Default: none."),
     [](const QString &value, Connect *connect) { return readProxy(value, &connect->options.proxy); }},
    {"--open-timeout"_L1, "SECONDS"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Give up when the connection is not open after this time. Default: 10."),
     [](const QString &value, Connect *connect) {
         return readSeconds(value, &connect->options.openDeadline);
     }},
    {"--ping-interval"_L1, "SECONDS"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Ask this often whether the other side is still there; 0: never. "
                       "Default: 20."),
     [](const QString &value, Connect *connect) {
         return readSeconds(value, &connect->options.pingInterval);
     }},
    {"--pong-timeout"_L1, "SECONDS"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "Give the connection up when such a ping is not answered after this time. Default: 20."),
     [](const QString &value, Connect *connect) {
         return readSeconds(value, &connect->options.pongDeadline);
     }},
    {"--close-timeout"_L1, "SECONDS"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "Cut the connection off when the closing handshake takes longer. Default: 5."),
     [](const QString &value, Connect *connect) {
         return readSeconds(value, &connect->options.closeDeadline);
     }},
    {"--log-level"_L1, "LEVEL"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "What is logged to standard error: error, info or debug (every frame). "
                       "Default: error."),
     [](const QString &value, Connect *connect) { return readLevel(value, &connect->level); }},
};

QString connectHelp()
{
    return Sentence::tr("Usage:") + u" wslab connect URI [OPTION]...\n\n"_s
        + HelpText::wrapped(Sentence::tr(
            "Connects to the server at URI, like ws://localhost:8765/. Each line of the input is sent as a "
            "message and shown after \">\"; each message that arrives is shown after \"<\". The end of the "
            "input "
            "(Ctrl+D) closes the connection."))
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Options:")) + optionTable<Connect>(connectOptions)
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Exit status:"))
        + HelpText::table(
               {{u"0"_s, Sentence::tr("The connection was closed in good order.")},
                {u"1"_s, Sentence::tr("It could not be opened, or it broke, or the recording did.")},
                {u"2"_s, Sentence::tr("The command line is wrong.")}})
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Examples:"))
        + u"  wslab connect ws://localhost:6789/\n"
          "  echo World | wslab connect localhost:8765 --wait 3\n"
          "  wslab connect wss://example.com/chat --header 'Authorization: Bearer 1234'\n"
          "  wslab connect localhost:5678 --json --record time.jsonl\n"_s;
}

}

std::span<const Option<Connect>> connectOptionTable()
{
    return connectOptions;
}

std::optional<Result> readAddress(const QStringList &words, QLatin1StringView command, Connect *connect)
{
    if (words.isEmpty())
        return wrong(Sentence::tr("There is no address to connect to; write one like "
                                  "wslab %1 ws://localhost:8765/.")
                         .arg(command));
    if (words.size() > 1)
        return wrong(Sentence::tr("%1 is one word too many; wslab %2 takes one address.")
                         .arg(shown(words[1]), command));
    QString error;
    const auto url = webSocketUrl(words.first(), &error);
    if (!url)
        return wrong(error);
    connect->options.url = *url;
    const bool whole = words.first().startsWith(url->scheme() + "://"_L1) && url->userInfo().isEmpty();
    connect->address = whole ? words.first() : url->toString(QUrl::RemoveUserInfo);
    return {};
}

Result parseConnect(const QStringList &arguments)
{
    Result result;
    result.kind = Result::Kind::Connect;
    QStringList words;
    if (auto done = readOptions<Connect>(arguments, "connect"_L1, connectOptions, connectHelp,
                                         &result.connect, &words))
        return *std::move(done);
    if (auto done = readAddress(words, "connect"_L1, &result.connect))
        return *std::move(done);
    return result;
}

}
