#include "connectcommand.h"

#include "clientfiles.h"
#include "displaytext.h"
#include "frame.h"
#include "logprinter.h"
#include "trustadvice.h"

#include <QLocale>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int budget = 64 * 1024 * 1024; // bytes of messages waiting to be printed

bool isPersonTyping()
{
    return ::isatty(STDIN_FILENO);
}

// A Close frame of ours that ended a connection because of what the other side sent.
bool weFailed(const CloseStatus &status)
{
    return !status.byPeer && status.code != CloseCode::Normal && status.code != CloseCode::NoStatus
        && status.code != CloseCode::GoingAway;
}

Transcript::Style styleFor(const CommandLine::Connect &options)
{
    if (options.json)
        return Transcript::Style::Silent;
    return isPersonTyping() && !options.echo ? Transcript::Style::Typed : Transcript::Style::Lines;
}

bool hasPrinter(const CommandLine::Connect &options)
{
    return options.level > LogLevel::Error; // the errors are told anyway
}

}

ConnectCommand::ConnectCommand(const CommandLine::Connect &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_log(LogLimits{.entries = hasPrinter(options) ? 100'000 : 1})
    , m_client(new Client(&m_log))
    , m_reconnection(new Reconnection(m_client, m_client))
    , m_sender(m_client)
    , m_reader(STDIN_FILENO)
    , m_transcript(styleFor(options))
    , m_errors(STDERR_FILENO)
    , m_budget(budget)
{
    m_log.setLevel(options.level);
    if (hasPrinter(options))
        m_printer = new LogPrinter(&m_log, options.level, this);
    if (options.json || !options.recordFile.isEmpty())
        streamEntries();
    m_thread.take(m_client);
    connect(&m_interrupt, &Interrupt::requested, this, &ConnectCommand::close);
    connect(&m_reader, &LineReader::lineRead, this, &ConnectCommand::sendLine);
    connect(&m_reader, &LineReader::ended, &m_sender, &MessageSender::finish);
    connect(&m_reader, &LineReader::failed, this, [this](const QString &sentence) {
        complain(sentence);
        m_inputLost = true;
        m_sender.finish();
    });
    connect(&m_sender, &MessageSender::sent, this, [this](const QByteArray &utf8) {
        m_transcript.sent(utf8);
        m_reader.take(utf8);
        watchOutput();
    });
    connect(&m_sender, &MessageSender::allSent, this, [this] {
        QTimer::singleShot(isPersonTyping() ? std::chrono::milliseconds(0) : m_options.wait, this,
                           &ConnectCommand::close);
    });
    connectClient();
}

ConnectCommand::~ConnectCommand()
{
    m_budget.release(budget); // the network thread may be waiting for room
    m_thread.quit();
    m_thread.wait();
}

void ConnectCommand::streamEntries()
{
    m_log.setLevel(LogLevel::Debug);
    if (m_options.json)
        m_stream.printAll();
    m_log.setTap([this](const LogEntry &entry) {
        if (m_streamEnded || m_stream.take(entry))
            return;
        m_streamEnded = true;
        QMetaObject::invokeMethod(this, &ConnectCommand::close);
    });
}

void ConnectCommand::connectClient()
{
    // Admitting happens in the network thread, so that a slow reader of ours slows the server down
    // instead of filling the memory. So does echoing: what comes right behind a message, a Close or a
    // bad frame, must find it answered.
    connect(m_client, &Client::textReceived, m_client, [this](const QString &text) {
        if (m_streamEnded)
            return; // what is not recorded is not shown either
        const int admitted = admit(text.size() * 2);
        const bool echoed = isEchoing();
        if (echoed)
            m_client->sendText(text);
        QMetaObject::invokeMethod(this, [this, text, echoed, admitted] {
            m_transcript.received(text);
            if (echoed)
                m_transcript.sent(text.toUtf8());
            printed(admitted);
        });
    });
    connect(m_client, &Client::binaryReceived, m_client, [this](const QByteArray &bytes) {
        if (m_streamEnded)
            return;
        const int admitted = admit(bytes.size());
        const bool echoed = isEchoing();
        if (echoed)
            m_client->sendBinary(bytes);
        QMetaObject::invokeMethod(this, [this, bytes, echoed, admitted] {
            m_transcript.receivedBinary(bytes);
            if (echoed)
                m_transcript.sentBinary(bytes);
            printed(admitted);
        });
    });
    connect(m_client, &Client::connected, this, &ConnectCommand::opened);
    connect(m_client, &Client::closed, this, &ConnectCommand::ended);
    connect(m_client, &Client::distrusted, this,
            [this](const Client::Distrust &distrust) { m_advice = trustAdvice(distrust); });
    connect(m_client, &Client::failed, this, [this](const QString &sentence) {
        m_failure = sentence;
        if (!m_advice.isEmpty())
            m_failure += u' ' + std::exchange(m_advice, {});
        m_good = false;
    });
    connect(m_reconnection, &Reconnection::waiting, this, &ConnectCommand::waiting);
    connect(m_reconnection, &Reconnection::over, this, &ConnectCommand::over);
    connect(m_client, &Client::refused, this, &ConnectCommand::refused);
    connect(m_client, &Client::stateChanged, this, [this](Client::State state) {
        if (state != Client::State::Closing)
            return;
        if (m_sending && m_options.reconnect.enabled)
            m_sender.pause();
        else
            stopSending();
    });
}

void ConnectCommand::start()
{
    QString error;
    const auto read = readClientFiles(m_options, &error);
    if (!read) {
        complain(error);
        emit finished(1);
        return;
    }
    if (!m_options.recordFile.isEmpty() && !m_stream.openFile(m_options.recordFile, &error)) {
        complain(error);
        emit finished(1);
        return;
    }
    ClientOptions options = *read;
    if (options.tls.acceptAnything && options.url.scheme() == "wss"_L1)
        complain(tr("The server's certificate is not checked: anybody may be listening, or answering in its "
                    "place."));
    if (!m_options.echo)
        options.unsentBytes = std::numeric_limits<qint64>::max(); // MessageSender keeps it small
    // Before the thread begins, which then sees the options whole.
    QMetaObject::invokeMethod(m_reconnection,
                              [reconnection = m_reconnection, options, again = m_options.reconnect] {
                                  reconnection->open(options, again);
                              });
    m_thread.start();
}

void ConnectCommand::opened()
{
    m_sending = true;
    m_transcript.connected(m_options.address);
    if (!m_options.echo)
        m_reader.start();
    m_sender.resume();
}

void ConnectCommand::sendLine(const QByteArray &line)
{
    if (!m_sending)
        return; // too late; nobody listens any more
    ++m_lineNumber;
    if (!line.isValidUtf8()) {
        skip(line, tr("Line %1 of the input is not sent: it is not text in UTF-8."));
    } else if (isPersonTyping() && line.contains('\x1b')) {
        skip(line,
             tr("Line %1 of the input is not sent: keys like the arrows have left escape sequences in "
                "it. Type it anew; Backspace corrects."));
    } else {
        m_sender.send(line);
    }
}

void ConnectCommand::skip(const QByteArray &line, const QString &sentence)
{
    complain(sentence.arg(m_lineNumber));
    m_transcript.prompt();
    m_inputLost = true;
    m_reader.take(line);
}

void ConnectCommand::close()
{
    stopSending();
    QMetaObject::invokeMethod(m_client, [client = m_client] { client->close(); });
    QMetaObject::invokeMethod(m_reconnection, &Reconnection::stop);
}

void ConnectCommand::stopSending()
{
    m_sending = false;
    m_sender.stop();
}

// A line may be on its way to the client while the other side closes; then there may be many.
void ConnectCommand::refused(const QString &sentence)
{
    if (m_refused++ == 0 && m_transcript.output().state() == Output::State::Open)
        complain(sentence);
    if (m_options.echo && m_sending)
        QMetaObject::invokeMethod(m_client,
                                  [client = m_client] { client->abort(); }); // no honest echo any more
}

int ConnectCommand::admit(qsizetype bytes)
{
    const int admitted = int(std::clamp<qsizetype>(bytes, 1, budget));
    m_budget.acquire(admitted);
    return admitted;
}

void ConnectCommand::printed(int admitted)
{
    m_budget.release(admitted);
    watchOutput();
}

void ConnectCommand::watchOutput()
{
    if (m_transcript.output().state() != Output::State::Open && m_sending)
        close(); // nobody sees what would come
}

bool ConnectCommand::isEchoing() const
{
    return m_options.echo && m_client->state() == Client::State::Connected;
}

void ConnectCommand::ended(const CloseStatus &status)
{
    m_transcript.closed(status);
    if (m_printer)
        m_printer->print();
    m_sender.pause();
    m_good = status.clean && !weFailed(status);
}

void ConnectCommand::waiting(int number, int attempts, std::chrono::milliseconds pause)
{
    if (!m_failure.isEmpty())
        complain(std::exchange(m_failure, {}));
    complain(tr("Trying again in %1 s, attempt %2 of %3.")
                 .arg(QLocale().toString(double(pause.count()) / 1000, 'f', 1))
                 .arg(number)
                 .arg(attempts));
}

void ConnectCommand::over()
{
    stopSending();
    const bool recorded = finishStream();
    if (!m_failure.isEmpty()) {
        if (recorded) // else that is why
            complain(m_failure);
        emit finished(1);
        return;
    }
    const Output &output = m_transcript.output();
    if (output.state() == Output::State::Failed)
        complain(tr("Standard output cannot be written: %1.").arg(output.error()));
    if (m_refused > 1 && output.state() == Output::State::Open)
        complain(tr("%n message(s) were not sent in all.", nullptr, m_refused));
    const bool good = m_good && !m_inputLost && recorded && output.state() != Output::State::Failed;
    emit finished(good ? 0 : 1);
}

bool ConnectCommand::finishStream()
{
    const QString error = m_stream.finish();
    if (!error.isEmpty())
        complain(error);
    return error.isEmpty();
}

void ConnectCommand::complain(const QString &sentence)
{
    m_errors.write("wslab: " + DisplayText::oneLine(sentence, 2'000).toUtf8() + '\n');
}
