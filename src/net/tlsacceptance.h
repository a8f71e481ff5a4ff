#pragma once

#include "tlssession.h"
#include "transport.h"

#include <QBasicTimer>

/// The server's side of one TLS handshake: owns an accepted transport from its first byte until TLS is
/// spoken over it, or it turned out not to speak TLS, or failed. Deletes itself at the end.
class TlsAcceptance : public QObject, private Transport::Receiver
{
    Q_OBJECT
public:
    /// Takes \a transport; \a deadline runs from now to the end of the handshake.
    TlsAcceptance(Transport *transport, std::shared_ptr<const TlsContext> context,
                  std::chrono::milliseconds deadline, QObject *parent = nullptr);

    const QString &peer() const { return m_peer; }

signals:
    /// Over to HTTP, encrypted or, when the first byte was not TLS's, plain. Who hears it takes \a transport,
    /// which has no receiver any more; \a early is what was said already.
    void accepted(Transport *transport, const QByteArray &early);
    /// One sentence that says what went wrong, and who did not trust whom. Not of who never said a word.
    void failed(const QString &sentence);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void bytesArrived(QByteArrayView bytes) override;
    void transportEnded(QAbstractSocket::SocketError error) override;
    void becomeEncrypted();
    void handOver(Transport *transport, const QByteArray &early);
    void fail(const QString &sentence);

    Transport *const m_transport;
    const std::shared_ptr<const TlsContext> m_context;
    std::unique_ptr<TlsSession> m_session; ///< from the first byte on
    const QString m_peer;
    QBasicTimer m_deadline; ///< runs until the end
};
