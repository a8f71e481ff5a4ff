#include "entrystream.h"

#include "displaytext.h"
#include "recording.h"
#include "secrets.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

EntryStream::~EntryStream()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool EntryStream::openFile(const QString &name, QString *error)
{
    const QByteArray path = QFile::encodeName(name);
    m_fileName = DisplayText::oneLine(name, 300);
    m_descriptor = ::open(path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    struct stat there
    {
    };
    if (m_descriptor < 0 && errno == EEXIST && ::stat(path.constData(), &there) == 0
        && !S_ISREG(there.st_mode))
        m_descriptor = ::open(path.constData(), O_WRONLY | O_CLOEXEC);
    else if (m_descriptor < 0 && errno == EEXIST) {
        *error =
            tr("%1 exists already and is not overwritten; name another file for the recording, or remove "
               "that one.")
                .arg(m_fileName);
        return false;
    }
    if (m_descriptor < 0) {
        *error = tr("The recording %1 cannot be begun: %2.").arg(m_fileName, qt_error_string(errno));
        return false;
    }
    m_file.emplace(m_descriptor);
    const QByteArray header = Recording::header();
    m_file->write(header);
    if (m_file->state() == Output::State::Open)
        m_good = header.size();
    return true;
}

void EntryStream::printAll()
{
    m_print.emplace(STDOUT_FILENO);
}

bool EntryStream::take(const LogEntry &entry)
{
    const LogEntry shown = Secrets::masked(entry);
    if (m_file) {
        const QByteArray line = Recording::line(shown);
        m_file->write(line);
        if (m_file->state() != Output::State::Open)
            return false;
        m_good += line.size();
    }
    if (m_print)
        m_print->write(Recording::line(shown, std::numeric_limits<qsizetype>::max()));
    return !m_print || m_print->state() == Output::State::Open;
}

QString EntryStream::finish()
{
    if (m_print && m_print->state() == Output::State::Failed)
        return tr("Standard output cannot be written: %1.").arg(m_print->error());
    if (!m_file)
        return {};
    const auto broken = [this](const QString &reason) {
        return tr("The recording %1 cannot be written: %2. What came before is in it, whole.")
            .arg(m_fileName, reason);
    };
    if (m_file->state() == Output::State::ReaderGone)
        return broken(qt_error_string(EPIPE));
    if (m_file->state() == Output::State::Failed) {
        // What was begun is taken away again; a device has no end to be moved.
        [[maybe_unused]] const int cut = ::ftruncate(m_descriptor, m_good);
        return broken(m_file->error());
    }
    if (::fsync(m_descriptor) != 0 && errno != EINVAL && errno != EROFS)
        return broken(qt_error_string(errno));
    return {};
}
