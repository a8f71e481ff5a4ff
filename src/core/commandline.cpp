#include "commandline.h"

#include "commandlineoptions.h"

using namespace Qt::StringLiterals;

namespace CommandLine {

namespace {

QString mainHelp()
{
    return Sentence::tr("Usage:") + u" wslab COMMAND [OPTION]...\n\n"_s
        + HelpText::wrapped(Sentence::tr("See, try and teach WebSockets in a terminal."))
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Commands:"))
        + HelpText::table(
               {{u"serve"_s, Sentence::tr("Open the hello, time and counter services to clients.")},
                {u"connect URI"_s, Sentence::tr("Talk to a WebSocket server, line by line.")},
                {u"check URI"_s, Sentence::tr("Find out why a connection fails, step by step.")},
                {u"certificate ACTION"_s, Sentence::tr("Make, show or check a certificate for wss.")},
                {u"lab"_s, Sentence::tr("Open wss servers that are broken on purpose.")}})
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Options:"))
        + HelpText::table(
               {{u"-h, --help"_s, Sentence::tr("Show this text; after a command, that command's.")},
                {u"-v, --version"_s, Sentence::tr("Show the version.")}})
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Examples:"))
        + u"  wslab serve\n"
          "  wslab connect ws://localhost:8765/\n"
          "  echo World | wslab connect localhost:8765\n"_s;
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
    if (first == "lab"_L1)
        return parseLab(arguments.sliced(1));
    if (first == "connect"_L1)
        return parseConnect(arguments.sliced(1));
    if (first == "check"_L1)
        return parseCheck(arguments.sliced(1));
    if (first == "--help"_L1 || first == "-h"_L1)
        return print(mainHelp());
    if (first == "--version"_L1 || first == "-v"_L1)
        return print(u"wslab " WSLAB_VERSION "\n"_s);
    return wrong(
        Sentence::tr(
            "%1 is no command; there are serve, connect, check, certificate and lab, and wslab --help.")
            .arg(shown(first)));
}

}
