#pragma once

#include "messagelog.h"
#include "options.h"

#include <QStringList>

/// The terminal program's command line: argv to options, or one sentence.
namespace CommandLine {

struct Serve
{
    ServerOptions options;
    QString tlsFile; ///< PEM or PKCS#12; empty: plain ws
    QString tlsKeyFile; ///< PEM; empty: the key is in tlsFile
    QString passphraseFile; ///< whose first line opens the key; empty: asked for where needed
    QString clientAuthoritiesFile; ///< PEM; empty: no client certificates
    LogLevel level = LogLevel::Info;
};

struct Connect
{
    ClientOptions options;
    ReconnectOptions reconnect;
    QString address; ///< the URL as people shall read it: as typed where it was whole, without a password
    QString authoritiesFile; ///< PEM; empty: the system's only
    QString passphraseFile; ///< as in Serve
    QString certificateFile; ///< the client's own, PEM or PKCS#12; empty: none
    LogLevel level = LogLevel::Error;
    std::chrono::milliseconds wait{1'000}; ///< after the end of piped input
    QString recordFile; ///< where all entries go; empty: nowhere
    bool json = false; ///< entries on standard output, in the place of the transcript
    bool echo = false;
};

struct Certificate
{
    enum class Action { Create, Show, Check };
    Action action = Action::Create;
    QString subject; ///< Show and Check: a file, or a wss address for Show
    QString folder; ///< Create: where the files go; empty: this person's own place
    QStringList names; ///< Create: beyond this machine's own names and addresses
    QString passphraseFile; ///< Check: as in Serve
    QString keyFile; ///< Check: PEM, where the key is not in the subject
    QString authoritiesFile; ///< Check: PEM, trusted besides the system's
    QString host = QStringLiteral("localhost"); ///< Check: the name that clients will type
};

struct Lab
{
    quint16 firstPort = 0; ///< the others follow; 0: free ones
    QString authorityFile; ///< where its certificate goes, PEM; empty: nowhere
    bool explain = false; ///< also print who says what to each
    LogLevel level = LogLevel::Info;
};

struct Result
{
    enum class Kind { Serve, Connect, Check, Certificate, Lab, Print, Wrong };
    Kind kind = Kind::Wrong;
    Serve serve;
    Connect connect; ///< of Check, too
    Certificate certificate;
    Lab lab;
    QString text; ///< Print: what goes to standard output; Wrong: one sentence
};

/// Reads \a arguments (without the program's name). Never exits, never prints.
Result parse(const QStringList &arguments);

}
