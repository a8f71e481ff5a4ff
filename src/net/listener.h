#pragma once

#include "openinghandshake.h"
#include "status.h"

#include <QSocketNotifier>
#include <QTcpServer>
#include <QTimer>

#include <memory>

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

    /// A \a Socket, without parent, on a \a descriptor that arrived().
    template <typename Socket>
    static Socket *toSocket(qintptr descriptor)
    {
        auto *socket = new Socket;
        socket->setSocketDescriptor(descriptor);
        socket->setSocketOption(QAbstractSocket::LowDelayOption,
                                1); // see setOptions(): not everywhere inherited
        socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
        return socket;
    }

signals:
    /// A connection has come. Who hears it takes \a descriptor, a connected TCP socket's.
    void arrived(qintptr descriptor);
    /// No connection can be accepted until some files are closed; it is tried again and again.
    void exhausted();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void setOptions();
    void acceptAll();

    std::shared_ptr<const HandshakeRules> m_rules;
    std::unique_ptr<QSocketNotifier> m_news; ///< null: QTcpServer's own
    QTimer m_pause; ///< while nothing can be accepted
    bool m_exhausted = false;
};
