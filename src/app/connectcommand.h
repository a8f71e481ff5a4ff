#pragma once

#include "client.h"
#include "commandline.h"
#include "entrystream.h"
#include "interrupt.h"
#include "linereader.h"
#include "messagesender.h"
#include "reconnection.h"
#include "transcript.h"
#include "networkthread.h"

#include <QSemaphore>

class LogPrinter;

/// `wslab connect`: sends lines and prints what arrives, until the connection ends.
class ConnectCommand : public QObject
{
    Q_OBJECT
public:
    explicit ConnectCommand(const CommandLine::Connect &options, QObject *parent = nullptr);
    ~ConnectCommand() override;

    void start();

signals:
    void finished(int exitStatus);

private:
    void connectClient();
    void opened();
    void sendLine(const QByteArray &line);
    /// Tells why \a line, the last one read, is not sent; %1 in \a sentence is its number.
    void skip(const QByteArray &line, const QString &sentence);
    void close();
    void stopSending();
    void refused(const QString &sentence);
    /// Lets \a bytes of a message in when there is room for them; in the network thread.
    int admit(qsizetype bytes);
    void printed(int admitted);
    void watchOutput();
    void streamEntries();
    /// Complains, and returns false, when not all entries went where they were to go.
    bool finishStream();
    /// True when what arrives is to be answered with itself; in the network thread.
    bool isEchoing() const;
    void ended(const CloseStatus &status);
    void waiting(int number, int attempts, std::chrono::milliseconds pause);
    void over();
    void complain(const QString &sentence);

    const CommandLine::Connect m_options;
    EntryStream m_stream; ///< belongs to the network thread while that runs
    MessageLog m_log;
    NetworkThread m_thread{QStringLiteral("network")};
    Client *const m_client; ///< lives in m_thread
    Reconnection *const m_reconnection; ///< its child
    MessageSender m_sender;
    LineReader m_reader;
    Interrupt m_interrupt;
    Transcript m_transcript;
    Output m_errors;
    LogPrinter *m_printer = nullptr;
    QSemaphore m_budget; ///< bytes of messages that are not printed yet
    qint64 m_lineNumber = 0;
    int m_refused = 0; ///< messages that the client would not send
    bool m_sending = false; ///< from connected until the closing handshake begins
    bool m_streamEnded = false; ///< its device is full, or its reader gone; in the network thread
    bool m_good = false; ///< the last connection was closed in good order
    QString m_failure; ///< why there was none; not told yet
    QString m_advice; ///< what to try about it
    bool m_inputLost = false; ///< some of it is no text, or could not be read
};
