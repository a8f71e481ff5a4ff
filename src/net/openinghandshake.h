#pragma once

#include "accessrules.h"
#include "options.h"
#include "place.h"
#include "requesthead.h"
#include "transport.h"
#include "trustpages.h"

#include <QBasicTimer>
#include <QObject>

#include <memory>

class TlsContext;

/// What a listener tells each of its opening handshakes. Shared, never changed.
struct HandshakeRules
{
    ServiceKind service = ServiceKind::Hello; ///< for paths that name none
    AccessRules::Place place;
    Limits limits;
    std::shared_ptr<const TlsContext> tls; ///< of wss and https; null: plain
    std::shared_ptr<const TrustPages> trust; ///< null: there is no authority to trust
};

/// The server's side of one opening handshake (RFC 6455 section 4.2): owns an accepted transport
/// from its first byte until it is handed on as a good handshake, or was answered with a page or an error.
///
/// One deadline runs over all of it, however slowly the bytes come. Deletes itself at the end.
class OpeningHandshake : public QObject, private Transport::Receiver
{
    Q_OBJECT
public:
    /// Who hears what comes of it. Direct calls, since thousands come and go.
    class Observer
    {
    public:
        /// A good handshake. Who hears it takes \a transport, which has no receiver any more; \a early is
        /// what came right behind the \a head.
        virtual void accepted(OpeningHandshake *handshake, Transport *transport, const RequestHead &head,
                              const QByteArray &early) = 0;
        /// A page was answered.
        virtual void pageServed(OpeningHandshake *handshake, const RequestHead &head) = 0;
        /// Not of who never said a word.
        virtual void refused(OpeningHandshake *handshake, const Refusal &refusal) = 0;
        /// Before refused(), when a WebSocket was asked for: by \a head; the answer's head is \a response.
        virtual void webSocketRefused(OpeningHandshake *handshake, const RequestHead &head,
                                      const QByteArray &response) = 0;

    protected:
        ~Observer() = default;
    };

    /// Takes \a transport; \a early is what came over it already. It holds its \a place as long as it lives.
    OpeningHandshake(Transport *transport, const QByteArray &early,
                     std::shared_ptr<const HandshakeRules> rules, const Place &place, Observer *observer,
                     QObject *parent = nullptr);

    /// Answers with \a refusal without reading a request.
    void refuse(const Refusal &refusal);

    const HandshakeRules &rules() const { return *m_rules; }
    /// Address and port of the other side of the TCP connection: `127.0.0.1:50312`, `[::1]:50312`.
    const QString &peer() const { return m_peer; }
    bool isEncrypted() const { return m_transport->isEncrypted(); }
    const Place &place() const { return m_place; }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void bytesArrived(QByteArrayView bytes) override;
    void transportEnded(QAbstractSocket::SocketError error) override;
    void refuseWebSocket(const RequestHead &head, const Refusal &refusal);
    void judge(const RequestHead &head);
    std::optional<StaticPage> page(const QString &path) const;
    void serve(const RequestHead &head, const StaticPage &page);
    void redirect(const RequestHead &head);
    void answer(const QByteArray &response);

    Transport *const m_transport;
    const std::shared_ptr<const HandshakeRules> m_rules;
    const Place m_place;
    Observer *const m_observer;
    const QString m_peer;
    QByteArray m_bytes; ///< what came so far
    QBasicTimer m_deadline; ///< runs until there is an answer
};
