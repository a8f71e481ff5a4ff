#pragma once

#include "clienthandshake.h"

#include <QCoreApplication>
#include <QMetaType>

#include <array>

/// What a connection check found, step by step, in words that are clean for display.
class ConnectionReport
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionReport)
public:
    enum class Mark {
        Waiting, ///< its turn has not come; after the end: it never came
        Running,
        Passed,
        Failed,
        Skipped, ///< this connection does without
    };
    struct Line
    {
        Mark mark = Mark::Waiting;
        qint64 microseconds = -1; ///< what the step took; -1: unknown
        QString detail; ///< what was found
    };

    QString address; ///< what was checked, without user and password
    std::array<Line, connectionStepCount> lines;
    QString verdict; ///< once finished: whether all is well, or where it stopped, why, and what to try
    QString answer; ///< what the server said instead, several lines; empty: it did not come to that
    bool good = false; ///< all is well

    Line &line(ConnectionStep step) { return lines[size_t(step)]; }
    const Line &line(ConnectionStep step) const { return lines[size_t(step)]; }

    /// Takes over the \a bytes of an HTTP response or whatever came, without what may be secret in them.
    void setAnswer(const QByteArray &bytes);

    /// ✓, ✗, …, – or ·
    static QChar sign(Mark mark);
    static QString stepName(ConnectionStep step);
    /// `0.42 ms`; empty when it is not known.
    static QString duration(const Line &line);
    /// `✓    0.42 ms  TCP: 127.0.0.1:8765`
    QString lineText(ConnectionStep step) const;
    /// All of it, for a file, a mail or a terminal.
    QString toText() const;
    /// The part of toText() that comes after the steps.
    QString conclusion() const;
};
