#include "output.h"

#include <cerrno>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace {

winsize sizeOf(int descriptor)
{
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0)
        return {};
    return size;
}

}

Output::Output(int descriptor)
    : m_descriptor(descriptor)
{
}

void Output::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_state == State::Open) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), size_t(bytes.size()));
        if (written >= 0) {
            bytes = bytes.sliced(written);
        } else if (errno == EAGAIN) {
            // Somebody who shares the terminal or pipe has made it non-blocking.
            pollfd waiting{m_descriptor, POLLOUT, 0};
            ::poll(&waiting, 1, -1);
        } else if (errno == EPIPE) {
            m_state = State::ReaderGone;
        } else if (errno != EINTR) {
            m_state = State::Failed;
            m_error = qt_error_string(errno);
        }
    }
}

bool Output::isTerminal() const
{
    return ::isatty(m_descriptor);
}

int Output::columns() const
{
    const winsize size = sizeOf(m_descriptor);
    return size.ws_col > 0 ? size.ws_col : 80;
}

int Output::rows() const
{
    const winsize size = sizeOf(m_descriptor);
    return size.ws_row > 0 ? size.ws_row : 24;
}
