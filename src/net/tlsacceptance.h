#pragma once

#include <QObject>
#include <QSslConfiguration>
#include <QTimer>

class QSslSocket;

/// The server's side of one TLS handshake: owns an accepted socket from its first byte until it is
/// encrypted, or turned out not to speak TLS, or failed. Deletes itself at the end.
class TlsAcceptance : public QObject
{
    Q_OBJECT
public:
    /// \a socket has no parent yet; \a deadline runs from now to the end of the handshake.
    TlsAcceptance(QSslSocket *socket, const QSslConfiguration &configuration,
                  std::chrono::milliseconds deadline, QObject *parent = nullptr);

    const QString &peer() const { return m_peer; }

signals:
    /// The receiver takes \a socket.
    void encrypted(QSslSocket *socket);
    /// The first byte is not TLS's: somebody speaks plain HTTP here. The receiver takes \a socket.
    void plain(QSslSocket *socket);
    /// One sentence that says what went wrong, and who did not trust whom.
    void failed(const QString &sentence);

private:
    void sniff();
    void handOver(void (TlsAcceptance::*signal)(QSslSocket *));
    void fail(const QString &sentence);

    QSslSocket *m_socket;
    const QString m_peer;
    QString m_alert; ///< what the peer said about our certificate
    QTimer m_deadline;
};
