#include "commandlineoptions.h"
#include "optionvalues.h"

using namespace Qt::StringLiterals;
using namespace OptionValues;

namespace CommandLine {

namespace {

const Option<Lab> labOptions[] = {
    {"--port"_L1, "PORT"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "The port of the first line; the others follow. Default: 0, which picks free ones."),
     [](const QString &value, Lab *lab) { return readPort(value, &lab->firstPort); }},
    {"--save-ca"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "Write the certificate of the lab's authority to this file (PEM), for clients to trust."),
     [](const QString &value, Lab *lab) { return readFileName(value, &lab->authorityFile); }},
    {"--explain"_L1,
     {},
     QT_TRANSLATE_NOOP("CommandLine", "Also tell what this client, Python, curl and Chromium say to each."),
     [](const QString &, Lab *lab) {
         lab->explain = true;
         return QString();
     }},
    {"--log-level"_L1, "LEVEL"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "What is logged: error (failures) or info (handshakes and closes too). "
                       "Default: info."),
     [](const QString &value, Lab *lab) { return readLevel(value, &lab->level); }},
};

QString labHelp()
{
    return Sentence::tr("Usage:") + u" wslab lab [OPTION]...\n\n"_s
        + HelpText::wrapped(Sentence::tr("Opens wss servers on this computer that are broken on purpose, "
                                         "each in one way, until it is stopped "
                                         "with Ctrl+C: to see what clients do. A line for each goes to "
                                         "standard output: name, address and what "
                                         "is wrong. Whoever connects all the same gets each message back. "
                                         "Their authority is made anew each "
                                         "time, and its key never leaves the memory."))
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Options:")) + optionTable<Lab>(labOptions)
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Examples:"))
        + u"  wslab lab --port 9000 --save-ca lab.pem\n"
          "  wslab connect wss://127.0.0.1:9001/ --ca lab.pem\n"
          "  curl --cacert lab.pem https://127.0.0.1:9001/\n"_s;
}

}

Result parseLab(const QStringList &arguments)
{
    Result result;
    result.kind = Result::Kind::Lab;
    QStringList words;
    if (auto done = readOptions<Lab>(arguments, "lab"_L1, labOptions, labHelp, &result.lab, &words))
        return *std::move(done);
    if (!words.isEmpty())
        return wrong(
            Sentence::tr("%1 is one word too many; wslab lab takes only options.").arg(shown(words.first())));
    return result;
}

}
