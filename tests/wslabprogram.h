#pragma once

#include "testutils.h"

#include <QProcess>

using namespace Qt::StringLiterals;

/// The terminal program as a person runs it: the real one, in a process of its own.

inline constexpr int patience = 15'000; // milliseconds

/// `wslab` with some arguments, its output gathered.
class Program : public QProcess
{
public:
    explicit Program(const QStringList &arguments)
    {
        setProgram(QStringLiteral(WSLAB_PROGRAM));
        setArguments(arguments);
        connect(this, &QProcess::readyReadStandardOutput, this, [this] { out += readAllStandardOutput(); });
        connect(this, &QProcess::readyReadStandardError, this, [this] { err += readAllStandardError(); });
    }

    ~Program() override
    {
        if (state() != NotRunning) {
            kill();
            static_cast<void>(QTest::qWaitFor([this] { return state() == NotRunning; }));
        }
    }

    /// Runs with \a input to its end; true when it ends by itself.
    bool run(const QByteArray &input = {})
    {
        start();
        write(input);
        closeWriteChannel();
        return ends();
    }

    bool ends()
    {
        return QTest::qWaitFor([this] { return state() == NotRunning; }, patience)
            && exitStatus() == NormalExit;
    }

    QByteArrayList lines() const { return out.split('\n').first(qMax<qsizetype>(0, out.count('\n'))); }
    bool prints(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return out.contains(text); }, patience);
    }

    bool complains(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return err.contains(text); }, patience);
    }

    QByteArray out;
    QByteArray err;
};

/// `wslab serve` on free ports of 127.0.0.1.
class ServeProgram : public Program
{
public:
    explicit ServeProgram(const QStringList &more = {})
        : Program(QStringList{u"serve"_s, u"--address"_s, u"127.0.0.1"_s, u"--hello"_s, u"0"_s, u"--time"_s,
                              u"0"_s, u"--counter"_s, u"0"_s}
                  + more)
    {
        start();
        ready = QTest::qWaitFor([this] { return out.count('\n') == 3; }, patience);
    }

    QUrl url(const QByteArray &service) const
    {
        for (const QByteArray &line : lines()) {
            if (line.startsWith(service))
                return QUrl(QString::fromUtf8(line.sliced(9)));
        }
        return {};
    }

    bool ready = false;
};
