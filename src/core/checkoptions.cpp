#include "commandlineoptions.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace CommandLine {

namespace {

/// Those of wslab connect that are about the connection, not about what is said over it.
const std::vector<Option<Connect>> &checkOptions()
{
    static const QLatin1StringView names[] = {
        "--ca"_L1,     "--pin"_L1,         "--cert"_L1,   "--passphrase-file"_L1, "--insecure"_L1,
        "--header"_L1, "--subprotocol"_L1, "--origin"_L1, "--proxy"_L1,           "--open-timeout"_L1};
    static const std::vector<Option<Connect>> options = [] {
        std::vector<Option<Connect>> chosen;
        std::ranges::copy_if(connectOptionTable(), std::back_inserter(chosen), [](const auto &option) {
            return std::ranges::find(names, option.name) != std::end(names);
        });
        return chosen;
    }();
    return options;
}

QString checkHelp()
{
    return Sentence::tr("Usage:") + u" wslab check URI [OPTION]...\n\n"_s
        + HelpText::wrapped(Sentence::tr(
            "Connects to the server at URI and tells how far it comes: the name's addresses, TCP, TLS, the "
            "upgrade to a WebSocket, the first frame. Where it stops, it says why and what to try, and shows "
            "what the server answered."))
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Options:")) + optionTable<Connect>(checkOptions())
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Exit status:"))
        + HelpText::table({{u"0"_s, Sentence::tr("All is well.")},
                           {u"1"_s, Sentence::tr("It is not, or the check was cancelled.")},
                           {u"2"_s, Sentence::tr("The command line is wrong.")}})
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Examples:"))
        + u"  wslab check localhost:6789\n"
          "  wslab check wss://example.com/chat --origin https://example.com\n"_s;
}

}

Result parseCheck(const QStringList &arguments)
{
    Result result;
    result.kind = Result::Kind::Check;
    QStringList words;
    if (auto done =
            readOptions<Connect>(arguments, "check"_L1, checkOptions(), checkHelp, &result.connect, &words))
        return *std::move(done);
    if (auto done = readAddress(words, "check"_L1, &result.connect))
        return *std::move(done);
    return result;
}

}
