#include "openinghandshake.h"

#include "hostport.h"
#include "httpresponse.h"
#include "lingeringclose.h"
#include "staticpages.h"

#include <QSslSocket>

OpeningHandshake::OpeningHandshake(QTcpSocket *socket, std::shared_ptr<const HandshakeRules> rules,
                                   QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_rules(std::move(rules))
    , m_peer(hostPort(socket->peerAddress().toString(), socket->peerPort()))
{
    socket->setParent(this);
    // Reading stops there; nobody needs to buffer more for somebody not yet let in.
    socket->setReadBufferSize(m_rules->limits.headBytes + 1);
    connect(socket, &QIODevice::readyRead, this, &OpeningHandshake::read);
    connect(socket, &QAbstractSocket::disconnected, this, &QObject::deleteLater);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        refuse({408,
                "The request's head was not complete within "
                    + QByteArray::number(qint64(m_rules->limits.headDeadline.count())) + " ms."});
    });
    m_deadline.start(m_rules->limits.headDeadline);
    // What came right behind a TLS handshake is here already. Queued: nobody is connected to us yet.
    if (socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &OpeningHandshake::read, Qt::QueuedConnection);
}

void OpeningHandshake::refuse(const Refusal &refusal)
{
    emit refused(refusal);
    answer(refusalResponse(refusal).toBytes());
}

void OpeningHandshake::read()
{
    if (!m_deadline.isActive())
        return; // answered already
    RequestHead head;
    Refusal refusal;
    const QByteArray bytes =
        m_socket->peek(qMin<qint64>(m_socket->bytesAvailable(), m_rules->limits.headBytes + 1));
    switch (parseRequestHead(bytes, m_rules->limits, &head, &refusal)) {
    case HeadStatus::Incomplete:
        return;
    case HeadStatus::Invalid:
        refuse(refusal);
        return;
    case HeadStatus::Valid:
        judge(head);
    }
}

void OpeningHandshake::judge(const RequestHead &head)
{
    if (const auto refusal = AccessRules::refuseHost(head, m_rules->place)) {
        refuse(*refusal);
        return;
    }
    const auto *tls = qobject_cast<QSslSocket *>(m_socket);
    if (tls && !tls->isEncrypted()) {
        redirect(head);
        return;
    }
    if (asksForWebSocket(head)) {
        auto refusal = refuseHandshake(head);
        if (!refusal)
            refusal = AccessRules::refuseOrigin(head, m_rules->place);
        if (refusal) {
            refuse(*refusal);
            return;
        }
        m_socket->skip(head.size);
        m_socket->disconnect(this);
        m_socket->setReadBufferSize(0);
        emit accepted(m_socket, head);
        deleteLater();
        return;
    }
    if (head.method != "GET" && head.method != "HEAD") {
        refuse({405, "Only GET and HEAD are answered here."});
        return;
    }
    if (const auto found = page(head.path))
        serve(head, *found);
    else if (TrustPages::isAskedBy(head.path))
        refuse(
            {404, "This server has no certificate of an authority of its own, so there is none to trust."});
    else
        refuse({404, "There is no such page here."});
}

std::optional<StaticPage> OpeningHandshake::page(const QString &path) const
{
    if (TrustPages::isAskedBy(path))
        return m_rules->trust ? m_rules->trust->find(path) : std::nullopt;
    return staticPage(path, m_rules->service);
}

void OpeningHandshake::serve(const RequestHead &head, const StaticPage &page)
{
    emit pageServed(head);
    HttpResponse response;
    response.contentType = page.contentType;
    response.body = page.body;
    response.fields = {{"Content-Security-Policy", page.contentSecurityPolicy},
                       {"Referrer-Policy", "no-referrer"}};
    answer(response.toBytes(head.method != "HEAD"));
}

/// The answer to plain HTTP on a port that speaks TLS: over there to https, except for the page that
/// makes https possible.
void OpeningHandshake::redirect(const RequestHead &head)
{
    if (asksForWebSocket(head)) {
        refuse({426, "This port speaks TLS: connect with wss instead of ws."});
        return;
    }
    if (m_rules->trust && TrustPages::isAskedBy(head.path)
        && (head.method == "GET" || head.method == "HEAD")) {
        serve(head, *m_rules->trust->find(head.path));
        return;
    }
    HttpResponse response;
    response.status = 308;
    response.body = "This port speaks TLS: use https instead of http.\n";
    response.fields = {{"Location",
                        "https://" + headerValue(head.fields, "Host")
                            + (head.target.startsWith('/') ? head.target : QByteArray("/"))}};
    answer(response.toBytes(head.method != "HEAD"));
}

void OpeningHandshake::answer(const QByteArray &response)
{
    m_deadline.stop();
    disconnect(m_socket, &QIODevice::readyRead, this, nullptr);
    m_socket->setReadBufferSize(0);
    m_socket->write(response);
    closeLingering(m_socket, m_rules->limits.closeDeadline);
}
