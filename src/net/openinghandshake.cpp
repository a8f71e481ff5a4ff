#include "openinghandshake.h"

#include "hostport.h"
#include "httpresponse.h"
#include "staticpages.h"

#include <QTimerEvent>

OpeningHandshake::OpeningHandshake(Transport *transport, const QByteArray &early,
                                   std::shared_ptr<const HandshakeRules> rules, const Place &place,
                                   Observer *observer, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_rules(std::move(rules))
    , m_place(place)
    , m_observer(observer)
    , m_peer(hostPort(transport->peerAddress().toString(), transport->peerPort()))
    , m_bytes(early)
{
    transport->setParent(this);
    transport->setReceiver(this);
    m_deadline.start(int(m_rules->limits.headDeadline.count()), this);
    if (!early.isEmpty()) // queued: nobody listens to this yet
        QMetaObject::invokeMethod(
            this, [this] { bytesArrived({}); }, Qt::QueuedConnection);
}

void OpeningHandshake::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_deadline.timerId())
        return;
    const Refusal late{408,
                       {QT_TRANSLATE_NOOP("WireText", "The request's head was not complete within %1 ms."),
                        QByteArray::number(qint64(m_rules->limits.headDeadline.count()))}};
    if (m_bytes.isEmpty())
        answer(refusalResponse(late).toBytes()); // a browser's spare connection: nobody was refused anything
    else
        refuse(late);
}

void OpeningHandshake::refuse(const Refusal &refusal)
{
    m_observer->refused(this, refusal);
    answer(refusalResponse(refusal).toBytes());
}

void OpeningHandshake::refuseWebSocket(const RequestHead &head, const Refusal &refusal)
{
    m_observer->webSocketRefused(this, head, refusalResponse(refusal).toBytes(false));
    refuse(refusal);
}

void OpeningHandshake::transportEnded(QAbstractSocket::SocketError)
{
    deleteLater();
}

void OpeningHandshake::bytesArrived(QByteArrayView bytes)
{
    if (!m_deadline.isActive())
        return; // answered already
    m_bytes += bytes;
    RequestHead head;
    Refusal refusal;
    switch (parseRequestHead(m_bytes, m_rules->limits, &head, &refusal)) {
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
    if (m_rules->tls && !m_transport->isEncrypted()) {
        redirect(head);
        return;
    }
    if (asksForWebSocket(head)) {
        auto refusal = refuseHandshake(head);
        if (!refusal)
            refusal = AccessRules::refuseOrigin(head, m_rules->place);
        if (refusal) {
            refuseWebSocket(head, *refusal);
            return;
        }
        m_deadline.stop();
        m_transport->setReceiver(nullptr);
        m_observer->accepted(this, m_transport, head, m_bytes.mid(head.size));
        deleteLater();
        return;
    }
    if (head.method != "GET" && head.method != "HEAD") {
        refuse({405, QT_TRANSLATE_NOOP("WireText", "Only GET and HEAD are answered here.")});
        return;
    }
    if (const auto found = page(head.path))
        serve(head, *found);
    else if (TrustPages::isAskedBy(head.path))
        refuse(
            {404,
             QT_TRANSLATE_NOOP(
                 "WireText",
                 "This server has no certificate of an authority of its own, so there is none to trust.")});
    else
        refuse({404, QT_TRANSLATE_NOOP("WireText", "There is no such page here.")});
}

std::optional<StaticPage> OpeningHandshake::page(const QString &path) const
{
    if (TrustPages::isAskedBy(path))
        return m_rules->trust ? m_rules->trust->find(path) : std::nullopt;
    return staticPage(path, m_rules->service);
}

void OpeningHandshake::serve(const RequestHead &head, const StaticPage &page)
{
    m_observer->pageServed(this, head);
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
        refuseWebSocket(
            head,
            {426, QT_TRANSLATE_NOOP("WireText", "This port speaks TLS: connect with wss instead of ws.")});
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
    m_transport->write(response);
    m_transport->finish(m_rules->limits.closeDeadline);
}
