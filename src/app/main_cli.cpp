#include "certificatecommand.h"
#include "checkcommand.h"
#include "commandline.h"
#include "connectcommand.h"
#include "labcommand.h"
#include "output.h"
#include "servecommand.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int wrongCommandLine = 2;

// Where one of the standard streams is closed, the next socket would take its place.
void openStandardStreams()
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) < 0)
            ::open("/dev/null", O_RDWR);
    }
}

template <typename Command, typename Options>
int run(const Options &options)
{
    Command command(options);
    // Queued: a command may be finished before the event loop has begun.
    QObject::connect(
        &command, &Command::finished, qApp, [](int status) { QCoreApplication::exit(status); },
        Qt::QueuedConnection);
    command.start();
    return QCoreApplication::exec();
}

}

int main(int argc, char *argv[])
{
    openStandardStreams();
    std::signal(SIGPIPE, SIG_IGN); // a reader that has gone is an error of write(), not our end
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"wslab"_s);
    QTranslator translator;
    if (translator.load(QLocale(), u"websocket-lab"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&translator);

    const CommandLine::Result result = CommandLine::parse(QCoreApplication::arguments().sliced(1));
    switch (result.kind) {
    case CommandLine::Result::Kind::Serve:
        return run<ServeCommand>(result.serve);
    case CommandLine::Result::Kind::Connect:
        return run<ConnectCommand>(result.connect);
    case CommandLine::Result::Kind::Check:
        return run<CheckCommand>(result.connect);
    case CommandLine::Result::Kind::Certificate:
        return run<CertificateCommand>(result.certificate);
    case CommandLine::Result::Kind::Lab:
        return run<LabCommand>(result.lab);
    case CommandLine::Result::Kind::Print:
        Output(STDOUT_FILENO).write(result.text.toUtf8());
        return 0;
    case CommandLine::Result::Kind::Wrong:
        break;
    }
    Output(STDERR_FILENO).write("wslab: " + result.text.toUtf8() + '\n');
    return wrongCommandLine;
}
