#include "commandline.h"

#include "displaytext.h"
#include "helptext.h"
#include "requesthead.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace CommandLine {

namespace {

constexpr double longestSeconds = 1'000'000;

/// What this file says in the user's language.
struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QString shown(const QString &word)
{
    return u'"' + DisplayText::oneLine(word, 100) + u'"';
}

Result wrong(const QString &sentence)
{
    Result result;
    result.text = sentence;
    return result;
}

Result print(const QString &text)
{
    Result result;
    result.kind = Result::Kind::Print;
    result.text = text;
    return result;
}

/// One option of a command: its name, what follows it, what help says, and what it does.
template <typename Command>
struct Option
{
    QLatin1StringView name;
    QLatin1StringView value; ///< empty: nothing follows
    const char *meaning;
    /// Puts \a value into \a command; a sentence when it is wrong, else nothing.
    QString (*apply)(const QString &value, Command *command);
};

QString readLevel(const QString &value, LogLevel *level)
{
    if (value == "error"_L1)
        *level = LogLevel::Error;
    else if (value == "info"_L1)
        *level = LogLevel::Info;
    else if (value == "debug"_L1)
        *level = LogLevel::Debug;
    else
        return Sentence::tr("%1 is no log level; there are error, info and debug.").arg(shown(value));
    return {};
}

QString readSeconds(const QString &value, std::chrono::milliseconds *time)
{
    bool isNumber = false;
    const double seconds = value.toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0 && seconds <= longestSeconds))
        return Sentence::tr("%1 is no time; write seconds as a number like 2 or 0.5.").arg(shown(value));
    *time = std::chrono::milliseconds(std::llround(seconds * 1000));
    return {};
}

QString readPort(const QString &value, ServiceKind service, ServerOptions *options)
{
    auto &listeners = options->listeners;
    listeners.removeIf([service](const ListenerOptions &listener) { return listener.service == service; });
    if (value == "off"_L1)
        return {};
    bool isPort = false;
    const quint16 port = value.toUShort(&isPort);
    if (!isPort)
        return Sentence::tr("%1 is no port; write a number from 0 (any free port) to 65535, or off.")
            .arg(shown(value));
    listeners.append({service, port});
    return {};
}

QString readOrigin(const QString &value, QString *origin)
{
    const QUrl url(value, QUrl::StrictMode);
    const bool isOrigin = url.isValid() && !url.scheme().isEmpty() && !url.host().isEmpty()
        && (url.path().isEmpty() || url.path() == "/"_L1) && !url.hasQuery() && !url.hasFragment();
    if (!isOrigin && value != "null"_L1)
        return Sentence::tr("%1 is no origin; write one like https://example.com:8443, or null.")
            .arg(shown(value));
    *origin = value.endsWith(u'/') ? value.chopped(1) : value;
    return {};
}

QString readHeader(const QString &value, ClientOptions *options)
{
    const QByteArray line = value.toUtf8();
    if (line.contains('\r') || line.contains('\n'))
        return Sentence::tr(
                   "The header %1 has a line end in it, which no header can have; give each header its "
                   "own --header.")
            .arg(shown(value));
    if (std::ranges::any_of(line, [](char c) { return (quint8(c) < 0x20 && c != '\t') || c == 0x7F; }))
        return Sentence::tr("The header %1 has control characters in it, which no header can have.")
            .arg(shown(value));
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.first(std::max<qsizetype>(0, colon));
    if (!isToken(name))
        return Sentence::tr("%1 is no header; write one like 'Authorization: Bearer 1234'.")
            .arg(shown(value));

    constexpr std::array ownNames{"host"_L1, "upgrade"_L1, "connection"_L1};
    const QString lowerName = QString::fromLatin1(name).toLower();
    if (lowerName == "sec-websocket-protocol"_L1)
        return Sentence::tr("The header %1 has an option of its own: --subprotocol.").arg(shown(value));
    if (lowerName == "origin"_L1)
        return Sentence::tr("The header %1 has an option of its own: --origin.").arg(shown(value));
    if (std::ranges::find(ownNames, lowerName) != ownNames.end() || lowerName.startsWith("sec-websocket-"_L1))
        return Sentence::tr(
                   "The header %1 belongs to the opening handshake and cannot be changed; leave it out.")
            .arg(shown(value));
    options->headers.emplaceBack(name, line.sliced(colon + 1).trimmed());
    return {};
}

QString readSubprotocol(const QString &value, ClientOptions *options)
{
    if (!isToken(value.toUtf8()))
        return Sentence::tr("%1 is no subprotocol; write one name without spaces and commas, like chat.v2.")
            .arg(shown(value));
    if (options->subprotocols.contains(value))
        return Sentence::tr("The subprotocol %1 is given twice; name each once.").arg(shown(value));
    options->subprotocols += value;
    return {};
}

QString readProxy(const QString &value, ProxyOptions *proxy)
{
    using Kind = ProxyOptions::Kind;
    *proxy = {};
    if (value == "none"_L1)
        return {};
    if (value == "system"_L1) {
        proxy->kind = Kind::System;
        return {};
    }
    const QUrl url(value, QUrl::StrictMode);
    const bool http = url.scheme() == "http"_L1;
    if (!url.isValid() || (!http && url.scheme() != "socks5"_L1) || url.host().isEmpty() || url.port() < 1)
        return Sentence::tr("%1 is no proxy; write none, system, http://HOST:PORT or socks5://HOST:PORT.")
            .arg(shown(value));
    *proxy = {http ? Kind::Http : Kind::Socks5, url.host(), quint16(url.port()),
              url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded)};
    return {};
}

QString readName(const QString &value, QStringList *names)
{
    if (value.isEmpty() || value.contains(u'/') || value.contains(u' '))
        return Sentence::tr("%1 is no host; write a name or an address, without a scheme and a path.")
            .arg(shown(value));
    names->append(value);
    return {};
}

QString readFileName(const QString &value, QString *file)
{
    if (value.isEmpty())
        return Sentence::tr("An empty word is no file's name.");
    *file = value;
    return {};
}

QString readPin(const QString &value, QList<QByteArray> *pins)
{
    constexpr qsizetype hashBytes = 32;
    QString text = value;
    // As curl writes it, in base64; as openssl and browsers do, in hex with colons or spaces.
    if (text.startsWith("sha256//"_L1))
        text.remove(0, 8);
    QByteArray hash = QByteArray::fromBase64(text.toLatin1());
    if (hash.size() != hashBytes)
        hash = QByteArray::fromHex(text.remove(u':').remove(u' ').toLatin1());
    if (hash.size() != hashBytes)
        return Sentence::
            tr("%1 is no SHA-256; write the 64 hexadecimal digits of a certificate's fingerprint, or of its "
               "public key's.")
                .arg(shown(value));
    pins->append(hash);
    return {};
}

QString readBytes(const QString &value, quint64 *bytes)
{
    constexpr quint64 most = 1024 * 1024 * 1024;
    bool isNumber = false;
    const quint64 number = value.toULongLong(&isNumber);
    if (!isNumber || number == 0 || number > most)
        return Sentence::tr("%1 is no size; write a number of bytes from 1 to 1073741824.").arg(shown(value));
    *bytes = number;
    return {};
}

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
    {"--log-level"_L1, "LEVEL"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "What is logged to standard error: error, info or debug (every frame). "
                       "Default: error."),
     [](const QString &value, Connect *connect) { return readLevel(value, &connect->level); }},
};

const Option<Certificate> certificateOptions[] = {
    {"--folder"_L1, "FOLDER"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "create: put the files there instead of this user's own place."),
     [](const QString &value, Certificate *certificate) {
         return readFileName(value, &certificate->folder);
     }},
    {"--name"_L1, "NAME"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "create: also for this name or address; may be given several times. localhost and this "
         "machine's own are always there."),
     [](const QString &value, Certificate *certificate) { return readName(value, &certificate->names); }},
    {"--tls-key"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "check: the key, where it has a file of its own (PEM)."),
     [](const QString &value, Certificate *certificate) {
         return readFileName(value, &certificate->keyFile);
     }},
    {"--ca"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "check: trust the authorities in this file (PEM) besides the system's."),
     [](const QString &value, Certificate *certificate) {
         return readFileName(value, &certificate->authoritiesFile);
     }},
    {"--host"_L1, "NAME"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "check: the name or address that clients will type. Default: localhost."),
     [](const QString &value, Certificate *certificate) { return readFileName(value, &certificate->host); }},
};

template <typename Command>
QString optionTable(std::span<const Option<Command>> options)
{
    QList<std::pair<QString, QString>> rows;
    for (const auto &option : options) {
        const QString value = option.value.isEmpty() ? QString() : u' ' + option.value;
        rows.emplaceBack(option.name + value, Sentence::tr(option.meaning));
    }
    rows.emplaceBack(u"-h, --help"_s, Sentence::tr("Show this text."));
    return HelpText::table(rows);
}

QString heading(const char *text)
{
    return u'\n' + Sentence::tr(text) + u'\n';
}

QString mainHelp()
{
    return Sentence::tr("Usage:") + u" wslab COMMAND [OPTION]...\n\n"_s
        + HelpText::wrapped(Sentence::tr("See, try and teach WebSockets in a terminal."))
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Commands:"))
        + HelpText::table(
               {{u"serve"_s, Sentence::tr("Open the hello, time and counter services to clients.")},
                {u"connect URI"_s, Sentence::tr("Talk to a WebSocket server, line by line.")},
                {u"certificate ACTION"_s, Sentence::tr("Make, show or check a certificate for wss.")}})
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Options:"))
        + HelpText::table(
               {{u"-h, --help"_s, Sentence::tr("Show this text; after a command, that command's.")},
                {u"-v, --version"_s, Sentence::tr("Show the version.")}})
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Examples:"))
        + u"  wslab serve\n"
          "  wslab connect ws://localhost:8765/\n"
          "  echo World | wslab connect localhost:8765\n"_s;
}

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

QString certificateHelp()
{
    return Sentence::tr("Usage:")
        + u" wslab certificate create|show|check [FILE|wss://HOST] [OPTION]...\n\n"_s
        + HelpText::wrapped(Sentence::tr(
            "create makes an authority of this machine and a certificate for localhost and this "
            "machine's names and addresses. show tells what is in a file, or what a wss server "
            "shows. check tells what clients would say against a certificate."))
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Options:")) + optionTable<Certificate>(certificateOptions)
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Examples:"))
        + u"  wslab certificate create\n"
          "  wslab certificate show wss://localhost:8765/\n"
          "  wslab certificate check localhost.pem --host 192.168.1.23\n"_s;
}

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
        + HelpText::table({{u"0"_s, Sentence::tr("The connection was closed in good order.")},
                           {u"1"_s, Sentence::tr("It could not be opened, or it broke.")},
                           {u"2"_s, Sentence::tr("The command line is wrong.")}})
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Examples:"))
        + u"  wslab connect ws://localhost:6789/\n"
          "  echo World | wslab connect localhost:8765 --wait 3\n"
          "  wslab connect wss://example.com/chat --header 'Authorization: Bearer 1234'\n"_s;
}

// How many letters have to be added, taken away or changed (Levenshtein).
int distance(QStringView one, QStringView other)
{
    std::vector<int> row(size_t(other.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (const QChar c : one) {
        int diagonal = row[0]++;
        for (size_t j = 1; j < row.size(); ++j) {
            const int changed = diagonal + (c == other[qsizetype(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

template <typename Command>
QString unknownOption(const QString &name, QLatin1StringView command,
                      std::span<const Option<Command>> options)
{
    const QStringView typed = QStringView(name).left(40);
    const auto nearest = std::ranges::min_element(
        options, {}, [typed](const auto &option) { return distance(typed, QString(option.name)); });
    if (distance(typed, QString(nearest->name)) <= 2)
        return Sentence::tr("%1 is no option of wslab %2; did you mean %3?")
            .arg(shown(name), command, nearest->name);
    return Sentence::tr("%1 is no option of wslab %2; wslab %2 --help lists them.").arg(shown(name), command);
}

/// Applies the options among \a arguments to \a command; what is none goes to \a words.
/// Returns what to print or say, or nothing.
template <typename Command>
std::optional<Result> readOptions(const QStringList &arguments, QLatin1StringView commandName,
                                  std::span<const Option<Command>> options, QString (*help)(),
                                  Command *command, QStringList *words)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (argument == "--help"_L1 || argument == "-h"_L1)
            return print(help());
        if (argument == "--"_L1) {
            *words += arguments.sliced(i + 1);
            break;
        }
        if (!argument.startsWith(u'-') || argument.size() == 1) {
            *words += argument;
            continue;
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = equals < 0 ? argument : argument.first(equals);
        const auto option = std::ranges::find(options, name, [](const auto &each) { return each.name; });
        if (option == options.end())
            return wrong(unknownOption(name, commandName, options));

        QString value = equals < 0 ? QString() : argument.sliced(equals + 1);
        if (option->value.isEmpty() && equals >= 0)
            return wrong(Sentence::tr("The option %1 takes no value; leave out %2.")
                             .arg(option->name, shown(argument.sliced(equals))));
        if (!option->value.isEmpty() && equals < 0) {
            if (i + 1 == arguments.size() || arguments[i + 1].startsWith("--"_L1))
                return wrong(
                    Sentence::tr("The option %1 needs a value: %1 %2.").arg(option->name, option->value));
            value = arguments[++i];
        }
        if (const QString error = option->apply(value, command); !error.isEmpty())
            return wrong(error);
    }
    return {};
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

Result parseConnect(const QStringList &arguments)
{
    Result result;
    result.kind = Result::Kind::Connect;
    QStringList words;
    if (auto done = readOptions<Connect>(arguments, "connect"_L1, connectOptions, connectHelp,
                                         &result.connect, &words))
        return *std::move(done);
    if (words.isEmpty())
        return wrong(Sentence::tr("There is no address to connect to; write one like "
                                  "wslab connect ws://localhost:8765/."));
    if (words.size() > 1)
        return wrong(
            Sentence::tr("%1 is one word too many; wslab connect takes one address.").arg(shown(words[1])));
    QString error;
    const auto url = webSocketUrl(words.first(), &error);
    if (!url)
        return wrong(error);
    result.connect.options.url = *url;
    const bool whole = words.first().startsWith(url->scheme() + "://"_L1) && url->userInfo().isEmpty();
    result.connect.address = whole ? words.first() : url->toString(QUrl::RemoveUserInfo);
    return result;
}

Result parseCertificate(const QStringList &arguments)
{
    Result result;
    result.kind = Result::Kind::Certificate;
    Certificate &certificate = result.certificate;
    QStringList words;
    if (auto done = readOptions<Certificate>(arguments, "certificate"_L1, certificateOptions, certificateHelp,
                                             &certificate, &words))
        return *std::move(done);
    const QString action = words.value(0);
    if (action == "create"_L1)
        certificate.action = Certificate::Action::Create;
    else if (action == "show"_L1)
        certificate.action = Certificate::Action::Show;
    else if (action == "check"_L1)
        certificate.action = Certificate::Action::Check;
    else
        return wrong(
            Sentence::tr("Say what to do with the certificate: wslab certificate create, show or check."));
    const bool wantsSubject = certificate.action != Certificate::Action::Create;
    if (words.size() > (wantsSubject ? 2 : 1))
        return wrong(Sentence::tr("%1 is one word too many.").arg(shown(words.last())));
    if (wantsSubject && words.size() < 2)
        return wrong(Sentence::tr("Which one? Give wslab certificate %1 a file.").arg(action));
    certificate.subject = words.value(1);
    return result;
}

}

Result parse(const QStringList &arguments)
{
    if (arguments.isEmpty())
        return wrong(
            Sentence::tr("Say what to do: wslab serve, or wslab connect URI; wslab --help tells more."));
    const QString &first = arguments.first();
    if (first == "serve"_L1)
        return parseServe(arguments.sliced(1));
    if (first == "certificate"_L1)
        return parseCertificate(arguments.sliced(1));
    if (first == "connect"_L1)
        return parseConnect(arguments.sliced(1));
    if (first == "--help"_L1 || first == "-h"_L1)
        return print(mainHelp());
    if (first == "--version"_L1 || first == "-v"_L1)
        return print(u"wslab " WSLAB_VERSION "\n"_s);
    return wrong(Sentence::tr("%1 is no command; there are serve, connect and certificate, and wslab --help.")
                     .arg(shown(first)));
}

}
