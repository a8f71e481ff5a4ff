#include "server.h"

class Server::Private
{
};

Server::Server(MessageLog *, StatusBoard *, QObject *parent)
    : QObject(parent)
{
}

Server::~Server() = default;
void Server::start(const ServerOptions &) { }
void Server::stop() { }
void Server::disconnectConnection(quint32, quint16, const QString &) { }
void Server::stepCounter(int) { }
void Server::resetCounter() { }
