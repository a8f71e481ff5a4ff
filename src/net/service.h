#pragma once

#include "options.h"

#include <QByteArray>
#include <QString>

#include <memory>

class BroadcastHub;
class Connection;
class Counter;
class MessageLog;

/// What a server does with its clients. Each shard has one object of each kind, in its own thread only, so
/// that none needs a lock; what all clients share lives in the server's thread, see Counter and BroadcastHub.
class Service
{
public:
    virtual ~Service() = default;

    /// \a client has joined. It stays valid until closed().
    virtual void opened(Connection *client) { Q_UNUSED(client) }
    virtual void textReceived(Connection *client, const QString &text) = 0;
    virtual void binaryReceived(Connection *client, const QByteArray &bytes) = 0;
    /// \a client has left, or is leaving: nothing can be sent to it. Called once.
    virtual void closed(Connection *client) { Q_UNUSED(client) }
};

/// Consumer: the first text is a name, answered by \a greeting with %1 replaced; then closes 1000.
std::unique_ptr<Service> makeHelloService(const QString &greeting);
/// Producer: a line with the time and \a text at once, then one after each random pause from 0 to
/// \a longestPause, for each client on its own.
std::unique_ptr<Service> makeTimeService(const QString &text, std::chrono::milliseconds longestPause);
/// Registration, producer and consumer: everybody sees \a counter, and changes it.
std::unique_ptr<Service> makeCounterService(Counter *counter, MessageLog *log);
/// Answers each message with itself.
std::unique_ptr<Service> makeEchoService();
/// Registration: a text goes to everybody, the sender included.
std::unique_ptr<Service> makeBroadcastService(BroadcastHub *hub);
