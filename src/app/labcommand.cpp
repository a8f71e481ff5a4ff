#include "labcommand.h"

#include "certificatecases.h"
#include "logprinter.h"
#include "output.h"
#include "privatefile.h"

#include <algorithm>

#include <unistd.h>

using namespace Qt::StringLiterals;

LabCommand::LabCommand(const CommandLine::Lab &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_lab(new CertificateLab(&m_log))
{
    m_log.setLevel(options.level);
    m_thread.take(m_lab);
    connect(m_lab, &CertificateLab::started, this, &LabCommand::started);
    connect(m_lab, &CertificateLab::failed, this, &LabCommand::failed);
    connect(m_lab, &CertificateLab::stopped, this, &LabCommand::stopped);
    connect(&m_interrupt, &Interrupt::requested, this, &LabCommand::stop);
}

LabCommand::~LabCommand()
{
    m_thread.quit();
    m_thread.wait();
}

void LabCommand::start()
{
    QMetaObject::invokeMethod(m_lab, [lab = m_lab, port = m_options.firstPort] { lab->start(port); });
    m_thread.start();
}

void LabCommand::started(const QList<QUrl> &urls, const QByteArray &authority)
{
    QString error;
    if (!m_options.authorityFile.isEmpty() && !writePublicFile(m_options.authorityFile, authority, &error)) {
        failed(error);
        return;
    }
    const QList<CertificateCase> cases = certificateCases();
    qsizetype idWidth = 0;
    qsizetype urlWidth = 0;
    for (qsizetype i = 0; i < cases.size(); ++i) {
        idWidth = std::max(idWidth, cases[i].id.size());
        urlWidth = std::max(urlWidth, urls[i].toString().size());
    }
    QString lines;
    for (qsizetype i = 0; i < cases.size(); ++i) {
        const CertificateCase &row = cases[i];
        lines += row.id.leftJustified(idWidth + 2) + urls[i].toString().leftJustified(urlWidth + 2)
            + row.fault + u'\n';
        if (!m_options.explain)
            continue;
        for (const auto &[who, said] :
             {std::pair(u"wslab"_s, row.client), std::pair(u"Python"_s, row.python),
              std::pair(u"curl"_s, row.curl), std::pair(u"Chromium"_s, row.chromium)})
            lines += u"    %1 %2\n"_s.arg(who + u':', -9).arg(CertificateCase::verdict(said));
    }
    Output(STDOUT_FILENO).write(lines.toUtf8());
    m_printer = new LogPrinter(&m_log, m_options.level, this);
}

void LabCommand::failed(const QString &sentence)
{
    Output(STDERR_FILENO).write("wslab: " + sentence.toUtf8() + '\n');
    emit finished(1);
}

void LabCommand::stop()
{
    QMetaObject::invokeMethod(m_lab, [lab = m_lab] { lab->stop(); });
}

void LabCommand::stopped()
{
    if (m_printer)
        m_printer->print();
    emit finished(0);
}
