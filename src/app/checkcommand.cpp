#include "checkcommand.h"

#include "clientfiles.h"
#include "trustadvice.h"

#include <unistd.h>

CheckCommand::CheckCommand(const CommandLine::Connect &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_check(new ConnectionCheck)
    , m_output(STDOUT_FILENO)
{
    m_thread.take(m_check);
    connect(&m_interrupt, &Interrupt::requested, m_check, &ConnectionCheck::cancel);
    connect(m_check, &ConnectionCheck::progressed, this, &CheckCommand::print);
    connect(m_check, &ConnectionCheck::distrusted, this,
            [this](const Client::Distrust &distrust) { m_advice = trustAdvice(distrust); });
    connect(m_check, &ConnectionCheck::finished, this, [this](const ConnectionReport &report) {
        print(report);
        for (; m_printed < connectionStepCount; ++m_printed) // its turn never came
            m_output.write(report.lineText(ConnectionStep(m_printed)).toUtf8() + '\n');
        m_output.write(report.conclusion().toUtf8());
        if (!m_advice.isEmpty())
            m_output.write(m_advice.toUtf8() + '\n');
        emit finished(report.good ? 0 : 1);
    });
}

CheckCommand::~CheckCommand()
{
    m_thread.quit();
    m_thread.wait();
}

void CheckCommand::start()
{
    QString error;
    const auto options = readClientFiles(m_options, &error);
    if (!options) {
        Output(STDERR_FILENO).write("wslab: " + error.toUtf8() + '\n');
        emit finished(1);
        return;
    }
    QMetaObject::invokeMethod(m_check, [check = m_check, options = *options] { check->start(options); });
    m_thread.start();
}

void CheckCommand::print(const ConnectionReport &report)
{
    using Mark = ConnectionReport::Mark;
    for (; m_printed < connectionStepCount; ++m_printed) {
        const Mark mark = report.line(ConnectionStep(m_printed)).mark;
        if (mark == Mark::Waiting || mark == Mark::Running)
            return;
        m_output.write(report.lineText(ConnectionStep(m_printed)).toUtf8() + '\n');
    }
}
