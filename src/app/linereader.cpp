#include "linereader.h"

#include <QThread>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace {

constexpr qsizetype readSize = 64 * 1024;

int cost(const QByteArray &line)
{
    return int(std::clamp<qsizetype>(line.size(), 1, LineReader::budget));
}

}

LineReader::LineReader(int descriptor, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
{
}

LineReader::~LineReader()
{
    if (!m_thread)
        return;
    m_stopping = true;
    m_budget.release(budget);
    ::close(m_stopPipe[1]);
    m_thread->wait();
    ::close(m_stopPipe[0]);
}

void LineReader::start()
{
    if (m_thread)
        return;
    if (::pipe2(m_stopPipe, O_CLOEXEC) != 0) {
        emit failed(tr("Cannot read the input: %1.").arg(qt_error_string(errno)));
        return;
    }
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->setObjectName(QStringLiteral("input"));
    m_thread->start();
}

void LineReader::take(const QByteArray &line)
{
    m_budget.release(cost(line));
}

// In the reading thread, like all that follows; signals are emitted from the object's own.
void LineReader::run()
{
    const auto endWith = [this](const QString &sentence) {
        QMetaObject::invokeMethod(
            this, [this, sentence] { emit failed(sentence); }, Qt::QueuedConnection);
    };
    QByteArray bytes;
    while (waitForInput()) {
        const qsizetype old = bytes.size();
        bytes.resize(old + readSize);
        const ssize_t count = ::read(m_descriptor, bytes.data() + old, readSize);
        const int error = errno;
        bytes.resize(old + std::max<ssize_t>(0, count));
        if (count < 0 && (error == EINTR || error == EAGAIN))
            continue;
        if (count < 0) {
            endWith(tr("Cannot read the input: %1.").arg(qt_error_string(error)));
            return;
        }
        if (count == 0) {
            if (bytes.isEmpty() || handOverLine(bytes))
                QMetaObject::invokeMethod(this, &LineReader::ended, Qt::QueuedConnection);
            return;
        }
        if (!handOver(&bytes, old))
            return;
        if (bytes.size() > maximumLine) {
            endWith(tr("The input has a line of more than %1 bytes, which is too long for one message.")
                        .arg(maximumLine));
            return;
        }
    }
}

bool LineReader::waitForInput()
{
    pollfd waiting[] = {{m_descriptor, POLLIN, 0}, {m_stopPipe[0], POLLIN, 0}};
    while (::poll(waiting, 2, -1) < 0 && errno == EINTR) { }
    return !m_stopping;
}

bool LineReader::handOver(QByteArray *bytes, qsizetype searched)
{
    qsizetype begin = 0;
    for (qsizetype end = bytes->indexOf('\n', searched); end >= 0; end = bytes->indexOf('\n', begin)) {
        if (!handOverLine(bytes->sliced(begin, end - begin)))
            return false;
        begin = end + 1;
    }
    bytes->remove(0, begin);
    return true;
}

bool LineReader::handOverLine(QByteArray line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    m_budget.acquire(cost(line));
    if (m_stopping)
        return false;
    QMetaObject::invokeMethod(
        this, [this, line = std::move(line)] { emit lineRead(line); }, Qt::QueuedConnection);
    return true;
}
