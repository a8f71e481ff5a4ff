#pragma once

#include "connectionstep.h"
#include "options.h"
#include "requesthead.h"

#include <QObject>
#include <QTimer>

class QSslError;
class QSslSocket;
class QTcpSocket;

/// The client's end of the opening handshake: from the address to the server's 101. For one use.
///
/// Lives in a network thread. Ends with one of opened() and failed(); delete it later, not in a slot.
class ClientHandshake : public QObject
{
    Q_OBJECT
public:
    /// Why a server's certificate was not trusted.
    struct Distrust
    {
        QByteArray certificates; ///< PEM, the server's own first
        QByteArray publicKeyHash; ///< SHA-256, to be put into ClientTls::pins by who trusts it all the same
        QString code; ///< the short code, to be compared by eye
        QString why; ///< one sentence for each reason
        QString browsers; ///< what browsers and phones would do
        QString host; ///< whose certificate it was to be
        QByteArray authorities; ///< PEM: trusted beside the system's
        bool isPinBroken = false; ///< another certificate was pinned: this must not be waved through
    };

    explicit ClientHandshake(const ClientOptions &options, QObject *parent = nullptr);
    ~ClientHandshake() override;

    /// Begins; opened() or failed() follows, perhaps at once.
    void start();

    /// After opened(): the socket, which stands behind the response's head. The caller owns it.
    QTcpSocket *takeTransport();
    const RequestHead &request() const { return m_request; }
    const ResponseHead &response() const { return m_response; }

signals:
    /// Tcp, Tls and Upgrade, as each is done; \a detail says what was found, in a few words.
    void passed(ConnectionStep step, const QString &detail);
    /// The certificate is not trusted and was accepted all the same, as the options want it.
    void unverified();
    /// The head of the request, as it went over the wire.
    void requestSent(const QByteArray &head);
    /// The head of the response, as it came, whatever it says.
    void responseArrived(const QByteArray &head);
    void opened();
    /// The certificate is not trusted; nothing was sent to the server. failed() follows at once.
    void distrusted(const ClientHandshake::Distrust &distrust);
    /// Nothing listens at the address. failed() follows at once.
    void nothingListens();
    /// What the server said instead of opening a WebSocket: head and the beginning of the body, as they came.
    /// failed() follows at once.
    void answered(const QByteArray &bytes);
    /// One sentence that says what happened, to what, and what to do. \a mayPass: the same may go well later
    /// without anybody's doing.
    void failed(const QString &sentence, bool mayPass);

private:
    void judgeCertificate(QSslSocket *socket, const QList<QSslError> &errors);
    void distrust(QSslSocket *socket, const QList<QSslError> &errors);
    void secured(QSslSocket *socket);
    void sendRequest();
    void readResponse();
    void judgeResponse();
    /// Waits for as much of \a body as people want to read, but not for long.
    void readRefusal(const QByteArray &body);
    void refuse(const QString &sentence);
    void fail(const QString &sentence, bool mayPass = false);

    const ClientOptions m_options;
    QTcpSocket *m_transport = nullptr; ///< until it was taken or failed
    RequestHead m_request;
    ResponseHead m_response;
    QTimer m_deadline;
    QTimer m_bodyDeadline;
    ConnectionStep m_step = ConnectionStep::Tcp; ///< the one under way
    bool m_ended = false; ///< the server has closed its side
};
