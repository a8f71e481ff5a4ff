#include "client.h"

class Client::Private
{
};

Client::Client(MessageLog *, QObject *parent)
    : QObject(parent)
{
}

Client::~Client() = default;
Client::State Client::state() const
{
    return State::Unconnected;
}
void Client::open(const ClientOptions &) { }
void Client::close(quint16, const QString &) { }
void Client::abort() { }
void Client::sendText(const QString &) { }
void Client::sendBinary(const QByteArray &) { }
void Client::ping(const QByteArray &) { }
