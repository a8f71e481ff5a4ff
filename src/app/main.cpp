#include "mainwindow.h"
#include "settings.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <cstdio>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

namespace {

void setNames()
{
    QCoreApplication::setApplicationName(u"websocket-lab"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(WSLAB_VERSION));
}

QLocale chosenLocale(const Settings &settings)
{
    switch (settings.value(Settings::language)) {
    case Settings::Language::English:
        return QLocale(QLocale::English);
    case Settings::Language::Chinese:
        return QLocale(QLocale::Chinese, QLocale::China);
    case Settings::Language::System:
        break;
    }
    return QLocale();
}

/// This program's and Qt's own texts in \a locale's language, where there is a translation.
void translate(QCoreApplication *app, const QLocale &locale)
{
    auto *qt = new QTranslator(app);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    auto *own = new QTranslator(app);
    if (own->load(locale, u"websocket-lab"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(own);
}

void print(std::FILE *where, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), where);
}

QString noDisplay()
{
    return QCoreApplication::translate(
               "main",
               "WebSocket Lab needs a display, and there is none that it can open. Without a "
               "window, the same server runs as: wslab serve")
        + u'\n';
}

[[noreturn]] void endWithoutDisplay()
{
    print(stderr, noDisplay());
    std::fflush(nullptr);
    std::_Exit(1); // in the middle of QApplication's constructor: nothing to tidy up
}

/// Qt aborts the program when it finds no display; only a message handler hears of it before.
void whileStarting(QtMsgType type, const QMessageLogContext &, const QString &)
{
    if (type == QtFatalMsg)
        endWithoutDisplay();
}

/// The platform asked for by -platform or QT_QPA_PLATFORM, "xcb" or "offscreen:…"; empty: Qt's choice.
QByteArray platform(int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "-platform" || argument == "--platform")
            return argv[i + 1];
    }
    return qgetenv("QT_QPA_PLATFORM");
}

bool hasDisplay([[maybe_unused]] const QByteArray &platform)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    const bool x11 = !qEnvironmentVariableIsEmpty("DISPLAY");
    const bool wayland = !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    if (platform.startsWith("xcb"))
        return x11;
    if (platform.startsWith("wayland"))
        return wayland;
    if (platform.isEmpty())
        return x11 || wayland;
#endif
    return true;
}

struct Arguments
{
    QCommandLineParser parser;
    QCommandLineOption help{{u"h"_s, u"help"_s}, QCoreApplication::translate("main", "Shows this help.")};
    QCommandLineOption version{{u"v"_s, u"version"_s},
                               QCoreApplication::translate("main", "Shows the version.")};

    Arguments()
    {
        parser.addOptions({help, version});
        parser.setApplicationDescription(QCoreApplication::translate(
            "main", "See, try and teach WebSockets: a server and clients in one window."));
        parser.addPositionalArgument(
            u"url"_s, QCoreApplication::translate("main", "Open a client that connects there."),
            u"[ws://HOST:PORT/]"_s);
    }
};

/// What can be said without a display: help, version, a mistake. Nothing when the window is wanted.
std::optional<int> answerInTerminal(int argc, char **argv, const Settings &settings)
{
    QCoreApplication app(argc, argv);
    translate(&app, chosenLocale(settings));
    Arguments line;
    QStringList arguments = QCoreApplication::arguments();
    // QApplication's own, with a value each.
    for (const QString &own : {u"-platform"_s, u"--platform"_s, u"-style"_s, u"--style"_s, u"-display"_s}) {
        if (const qsizetype at = arguments.indexOf(own); at > 0)
            arguments.remove(at, qMin<qsizetype>(2, arguments.size() - at));
    }
    const bool understood = line.parser.parse(arguments);
    if (understood && line.parser.isSet(line.help)) {
        print(stdout, line.parser.helpText());
        return 0;
    }
    if (understood && line.parser.isSet(line.version)) {
        print(stdout, u"websocket-lab "_s + QCoreApplication::applicationVersion() + u'\n');
        return 0;
    }
    if (!understood || line.parser.positionalArguments().size() > 1) {
        const QString mistake = understood
            ? QCoreApplication::translate("main", "Only one address can be given.")
            : line.parser.errorText();
        print(stderr, mistake + u'\n' + line.parser.helpText());
        return 2;
    }
    if (!hasDisplay(platform(argc, argv))) {
        print(stderr, noDisplay());
        return 1;
    }
    return std::nullopt;
}

}

int main(int argc, char *argv[])
{
    setNames();
    Settings settings;
    if (const std::optional<int> code = answerInTerminal(argc, argv, settings))
        return *code;

    qInstallMessageHandler(whileStarting);
    QApplication app(argc, argv);
    qInstallMessageHandler(nullptr);
    QGuiApplication::setDesktopFileName(u"websocket-lab"_s);
    QGuiApplication::setApplicationDisplayName(u"WebSocket Lab"_s);
    QGuiApplication::setWindowIcon(QIcon(u":/icons/websocket-lab.svg"_s));
    const QLocale locale = chosenLocale(settings);
    QLocale::setDefault(locale);
    translate(&app, locale);

    Arguments line;
    line.parser.parse(QCoreApplication::arguments()); // Qt has taken its own options away
    MainWindow window(&settings);
    window.show();
    for (const QString &url : line.parser.positionalArguments())
        window.openUrl(url);
    return QApplication::exec();
}
