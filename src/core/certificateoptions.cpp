#include "commandlineoptions.h"
#include "optionvalues.h"

using namespace Qt::StringLiterals;
using namespace OptionValues;

namespace CommandLine {

namespace {

const Option<Certificate> certificateOptions[] = {
    {"--folder"_L1, "FOLDER"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "create: put the files there instead of this user's own place."),
     [](const QString &value, Certificate *certificate) {
         return readFileName(value, &certificate->folder);
     }},
    {"--name"_L1, "NAME"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "create: also for this name or address; may be given several times. localhost and this "
         "machine's own are always there."),
     [](const QString &value, Certificate *certificate) { return readName(value, &certificate->names); }},
    {"--tls-key"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP("CommandLine", "check: the key, where it has a file of its own (PEM)."),
     [](const QString &value, Certificate *certificate) {
         return readFileName(value, &certificate->keyFile);
     }},
    {"--passphrase-file"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP(
         "CommandLine",
         "The first line of this file opens the key, where it is encrypted; else it is asked for."),
     [](const QString &value, Certificate *certificate) {
         return readFileName(value, &certificate->passphraseFile);
     }},
    {"--ca"_L1, "FILE"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "check: trust the authorities in this file (PEM) besides the system's."),
     [](const QString &value, Certificate *certificate) {
         return readFileName(value, &certificate->authoritiesFile);
     }},
    {"--host"_L1, "NAME"_L1,
     QT_TRANSLATE_NOOP("CommandLine",
                       "check: the name or address that clients will type. Default: localhost."),
     [](const QString &value, Certificate *certificate) { return readFileName(value, &certificate->host); }},
};

QString certificateHelp()
{
    return Sentence::tr("Usage:")
        + u" wslab certificate create|show|check [FILE|wss://HOST] [OPTION]...\n\n"_s
        + HelpText::wrapped(Sentence::tr(
            "create makes an authority of this machine and a certificate for localhost and this "
            "machine's names and addresses. show tells what is in a file, or what a wss server "
            "shows. check tells what clients would say against a certificate."))
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Options:")) + optionTable<Certificate>(certificateOptions)
        + heading(QT_TRANSLATE_NOOP("CommandLine", "Examples:"))
        + u"  wslab certificate create\n"
          "  wslab certificate show wss://localhost:8765/\n"
          "  wslab certificate check localhost.pem --host 192.168.1.23\n"_s;
}

}

Result parseCertificate(const QStringList &arguments)
{
    Result result;
    result.kind = Result::Kind::Certificate;
    Certificate &certificate = result.certificate;
    QStringList words;
    if (auto done = readOptions<Certificate>(arguments, "certificate"_L1, certificateOptions, certificateHelp,
                                             &certificate, &words))
        return *std::move(done);
    const QString action = words.value(0);
    if (action == "create"_L1)
        certificate.action = Certificate::Action::Create;
    else if (action == "show"_L1)
        certificate.action = Certificate::Action::Show;
    else if (action == "check"_L1)
        certificate.action = Certificate::Action::Check;
    else
        return wrong(
            Sentence::tr("Say what to do with the certificate: wslab certificate create, show or check."));
    const bool wantsSubject = certificate.action != Certificate::Action::Create;
    if (words.size() > (wantsSubject ? 2 : 1))
        return wrong(Sentence::tr("%1 is one word too many.").arg(shown(words.last())));
    if (wantsSubject && words.size() < 2)
        return wrong(Sentence::tr("Which one? Give wslab certificate %1 a file.").arg(action));
    certificate.subject = words.value(1);
    return result;
}

}
