#include "logfile.h"

#include "logpage.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

off_t placeOf(int slot)
{
    return off_t(slot) * LogPage::size;
}

/// Calls \a transfer (pread or pwrite) until \a slot is done; false with errno at an error, 0 at the end.
template <typename Byte, typename Transfer>
bool wholeSlot(Transfer transfer, int descriptor, Byte *bytes, int slot)
{
    for (qsizetype done = 0; done < LogPage::size;) {
        const auto now =
            transfer(descriptor, bytes + done, std::size_t(LogPage::size - done), placeOf(slot) + done);
        if (now < 0 && errno == EINTR)
            continue;
        if (now <= 0) {
            if (now == 0)
                errno = 0;
            return false;
        }
        done += now;
    }
    return true;
}

}

LogFile::LogFile(int descriptor)
    : m_descriptor(descriptor)
{
}

LogFile::~LogFile()
{
    ::close(m_descriptor);
}

std::unique_ptr<LogFile> LogFile::create(const QString &directory, QString *error)
{
    if (!QDir().mkpath(directory)) {
        *error = qt_error_string(errno);
        return nullptr;
    }
    QByteArray path = QFile::encodeName(directory + u"/log-XXXXXX"_s);
    const int descriptor = ::mkostemp(path.data(), O_CLOEXEC); // mode 0600
    if (descriptor < 0) {
        *error = qt_error_string(errno);
        return nullptr;
    }
    ::unlink(path.constData());
    return std::unique_ptr<LogFile>(new LogFile(descriptor));
}

bool LogFile::write(int slot, const LogPage &page, QString *error)
{
    if (wholeSlot(::pwrite, m_descriptor, page.data(), slot))
        return true;
    *error = qt_error_string(errno);
    return false;
}

std::shared_ptr<const LogPage> LogFile::read(int slot, qint64 firstSequence, int count) const
{
    std::unique_ptr<char[]> bytes(new char[std::size_t(LogPage::size)]);
    if (!wholeSlot(::pread, m_descriptor, bytes.get(), slot))
        return nullptr;
    return std::make_shared<LogPage>(firstSequence, count, std::move(bytes));
}

void LogFile::clear()
{
    [[maybe_unused]] const int result = ::ftruncate(m_descriptor, 0); // else it is overwritten later
}
