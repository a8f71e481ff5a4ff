#include "interrupt.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace {

constexpr int statusOfASecondSignal = 130;
int pipeEnds[2] = {-1, -1}; // written by the signal handler, which can do little else
volatile std::sig_atomic_t seen = 0;

extern "C" void interrupted(int)
{
    if (seen)
        ::_exit(statusOfASecondSignal);
    seen = 1;
    const char anything = 0;
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &anything, 1);
}

void onSignals(void (*action)(int))
{
    struct sigaction how
    {
    };
    how.sa_handler = action;
    how.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &how, nullptr);
    ::sigaction(SIGTERM, &how, nullptr);
}

}

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(pipeEnds, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // signals then end the program as they always do
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        emit requested();
    });
    onSignals(interrupted);
}

Interrupt::~Interrupt()
{
    if (pipeEnds[0] < 0)
        return;
    onSignals(SIG_DFL);
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}
