#include "logfile.h"

#include "logpage.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr auto slotSize = std::size_t(LogPage::size);

off_t placeOf(int slot)
{
    return off_t(slot) * LogPage::size;
}

/// What goes into the slot number \a index of those that hold \a bytes.
template <typename Byte>
std::span<Byte> partOf(std::span<Byte> bytes, std::size_t index)
{
    const std::span<Byte> rest = bytes.subspan(index * slotSize);
    return rest.first(std::min(rest.size(), slotSize));
}

/// Calls \a transfer (pread or pwrite) until all \a bytes are done; false with errno at an error, 0 at the
/// end.
template <typename Byte, typename Transfer>
bool transferAll(Transfer transfer, int descriptor, std::span<Byte> bytes, int slot)
{
    for (std::size_t done = 0; done < bytes.size();) {
        const auto now =
            transfer(descriptor, bytes.data() + done, bytes.size() - done, placeOf(slot) + off_t(done));
        if (now < 0 && errno == EINTR)
            continue;
        if (now <= 0) {
            if (now == 0)
                errno = 0;
            return false;
        }
        done += std::size_t(now);
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
    return write(std::span(&slot, 1), {page.data(), slotSize}, error) == 1;
}

std::size_t LogFile::write(std::span<const int> fileSlots, std::span<const char> bytes, QString *error)
{
    for (std::size_t i = 0; i < fileSlots.size(); ++i) {
        if (!transferAll(::pwrite, m_descriptor, partOf(bytes, i), fileSlots[i])) {
            *error = qt_error_string(errno);
            return i;
        }
    }
    return fileSlots.size();
}

std::shared_ptr<const LogPage> LogFile::read(int slot, qint64 firstSequence, int count) const
{
    std::unique_ptr<char[]> bytes(new char[slotSize]);
    if (!read(std::span(&slot, 1), {bytes.get(), slotSize}))
        return nullptr;
    return std::make_shared<LogPage>(firstSequence, count, std::move(bytes));
}

bool LogFile::read(std::span<const int> fileSlots, std::span<char> bytes) const
{
    for (std::size_t i = 0; i < fileSlots.size(); ++i) {
        if (!transferAll(::pread, m_descriptor, partOf(bytes, i), fileSlots[i]))
            return false;
    }
    return true;
}

void LogFile::clear()
{
    [[maybe_unused]] const int result = ::ftruncate(m_descriptor, 0); // else it is overwritten later
}
