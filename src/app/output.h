#pragma once

#include <QByteArray>
#include <QString>

/// A file descriptor that is written whole: waits for a slow reader, at the cost of the caller.
class Output
{
public:
    enum class State {
        Open,
        ReaderGone, ///< the other end of the pipe is closed: no reason to complain
        Failed, ///< the device is full or broken: see error()
    };

    /// Does not own \a descriptor.
    explicit Output(int descriptor);

    /// Writes all of \a bytes before it returns. Nothing is written any more after a failure.
    void write(QByteArrayView bytes);
    State state() const { return m_state; }
    /// For Failed: why, in the system's words.
    QString error() const { return m_error; }

    bool isTerminal() const;
    /// Columns of the terminal, 80 when they are not known.
    int columns() const;
    /// Rows of the terminal, 24 when they are not known.
    int rows() const;

private:
    const int m_descriptor;
    State m_state = State::Open;
    QString m_error;
};
