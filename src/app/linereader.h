#pragma once

#include <QObject>
#include <QSemaphore>

#include <atomic>
#include <memory>

class QThread;

/// Reads lines from a file descriptor: a file, a pipe, a terminal or anything else.
///
/// A thread of its own waits for the bytes, since an event loop cannot wait for files; the object and its
/// signals live in the thread that made it. Reads on only as lines are taken.
class LineReader : public QObject
{
    Q_OBJECT
public:
    static constexpr int budget = 16 * 1024 * 1024; ///< bytes of lines that nobody has taken yet
    static constexpr qsizetype maximumLine = 256 * 1024 * 1024; ///< bytes

    /// Does not own \a descriptor.
    explicit LineReader(int descriptor, QObject *parent = nullptr);
    ~LineReader() override;

    void start();
    /// Has to be called for each line once it is done with.
    void take(const QByteArray &line);

signals:
    /// One line without its end (LF or CR LF).
    void lineRead(const QByteArray &line);
    /// The input is at its end. Nothing follows.
    void ended();
    /// The input cannot be read on; one sentence. Nothing follows.
    void failed(const QString &sentence);

private:
    void run();
    bool waitForInput();
    /// Hands over the whole lines at the start of \a bytes, and cuts them off; false when stopping.
    bool handOver(QByteArray *bytes, qsizetype searched);
    bool handOverLine(QByteArray line);

    const int m_descriptor;
    int m_stopPipe[2] = {-1, -1};
    std::atomic<bool> m_stopping = false;
    QSemaphore m_budget{budget};
    std::unique_ptr<QThread> m_thread;
};
