#pragma once

#include "openinghandshake.h"
#include "status.h"

#include <QTcpServer>

/// One open port: accepts TCP connections and hands each to whoever asked for arrived().
class Listener : public QTcpServer
{
    Q_OBJECT
public:
    explicit Listener(QObject *parent = nullptr);

    /// Opens the port; 0 picks a free one. False and one sentence in \a error naming address, port and
    /// cause when that fails.
    bool open(const QHostAddress &address, quint16 port, std::shared_ptr<const HandshakeRules> rules,
              QString *error);

    const std::shared_ptr<const HandshakeRules> &rules() const { return m_rules; }
    ListenerInfo info() const;

signals:
    /// A connection has come. The receiver takes \a socket, which has no parent; it is a QSslSocket, not
    /// encrypted yet, when the rules say so.
    void arrived(QTcpSocket *socket);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::shared_ptr<const HandshakeRules> m_rules;
};
