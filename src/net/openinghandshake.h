#pragma once

#include "accessrules.h"
#include "options.h"
#include "requesthead.h"
#include "trustpages.h"

#include <QObject>
#include <QSslConfiguration>
#include <QTimer>

#include <memory>

class QTcpSocket;

/// What a listener tells each of its opening handshakes. Shared, never changed.
struct HandshakeRules
{
    ServiceKind service = ServiceKind::Hello; ///< for paths that name none
    AccessRules::Place place;
    Limits limits;
    QSslConfiguration tls; ///< null: plain ws and http
    std::shared_ptr<const TrustPages> trust; ///< null: there is no authority to trust
};

/// The server's side of one opening handshake (RFC 6455 section 4.2): owns an accepted socket from
/// its first byte until it is handed on as a good handshake, or was answered with a page or an error.
///
/// One deadline runs over all of it, however slowly the bytes come. Deletes itself at the end.
class OpeningHandshake : public QObject
{
    Q_OBJECT
public:
    OpeningHandshake(QTcpSocket *socket, std::shared_ptr<const HandshakeRules> rules,
                     QObject *parent = nullptr);

    /// Answers with \a refusal without reading a request.
    void refuse(const Refusal &refusal);

    const HandshakeRules &rules() const { return *m_rules; }
    /// Address and port of the other side of the TCP connection: `127.0.0.1:50312`, `[::1]:50312`.
    const QString &peer() const { return m_peer; }

signals:
    /// A good handshake. The receiver takes \a socket, from which the head has been read.
    void accepted(QTcpSocket *socket, const RequestHead &head);
    /// A page was answered.
    void pageServed(const RequestHead &head);
    void refused(const Refusal &refusal);

private:
    void read();
    void judge(const RequestHead &head);
    std::optional<StaticPage> page(const QString &path) const;
    void serve(const RequestHead &head, const StaticPage &page);
    void redirect(const RequestHead &head);
    void answer(const QByteArray &response);

    QTcpSocket *m_socket;
    const std::shared_ptr<const HandshakeRules> m_rules;
    const QString m_peer;
    QTimer m_deadline;
};
