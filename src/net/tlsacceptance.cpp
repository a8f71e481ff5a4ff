#include "tlsacceptance.h"

#include "displaytext.h"
#include "hostport.h"
#include "tlstransport.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <openssl/ssl.h>

namespace {

constexpr char tlsHandshakeRecord = 0x16; // RFC 8446 section 5.1

class Sentence
{
    Q_DECLARE_TR_FUNCTIONS(TlsAcceptance)
public:
    static QString of(const TlsSession::Failure &failure)
    {
        if (!failure.alert)
            return tr("The TLS handshake failed: %1.").arg(DisplayText::oneLine(failure.reason, 200));
        switch (*failure.alert) {
        case SSL_AD_UNKNOWN_CA:
        case SSL_AD_CERTIFICATE_UNKNOWN:
            return tr("It refused our certificate: it does not know the authority.");
        case SSL_AD_CERTIFICATE_EXPIRED:
            return tr("It refused our certificate: it has expired, or a clock is wrong.");
        case SSL_AD_BAD_CERTIFICATE:
            return tr("It refused our certificate.");
        default:
            return tr("It said: %1.").arg(QLatin1String(SSL_alert_desc_string_long(*failure.alert)));
        }
    }
};

}

TlsAcceptance::TlsAcceptance(Transport *transport, std::shared_ptr<const TlsContext> context,
                             std::chrono::milliseconds deadline, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_context(std::move(context))
    , m_peer(hostPort(transport->peerAddress().toString(), transport->peerPort()))
{
    transport->setParent(this);
    transport->setReceiver(this);
    m_deadline.start(int(deadline.count()), this);
}

void TlsAcceptance::bytesArrived(QByteArrayView bytes)
{
    if (!m_deadline.isActive())
        return; // over
    if (!m_session) {
        if (bytes.front() != tlsHandshakeRecord) {
            handOver(m_transport, bytes.toByteArray());
            return;
        }
        m_session = std::make_unique<TlsSession>(*m_context, m_transport);
    }
    m_session->take(bytes);
    switch (m_session->shakeHands()) {
    case TlsSession::State::Waiting:
        return;
    case TlsSession::State::Ready:
        becomeEncrypted();
        return;
    case TlsSession::State::Ended:
        transportEnded(QAbstractSocket::RemoteHostClosedError);
        return;
    case TlsSession::State::Failed:
        fail(Sentence::of(m_session->takeFailure()));
    }
}

void TlsAcceptance::becomeEncrypted()
{
    // The request often comes together with the end of the handshake.
    TlsSession::State state = TlsSession::State::Waiting;
    const QByteArray early = m_session->read(&state).toByteArray();
    if (state == TlsSession::State::Waiting)
        handOver(new TlsTransport(m_transport, std::move(m_session)), early);
    else
        transportEnded(QAbstractSocket::RemoteHostClosedError);
}

void TlsAcceptance::handOver(Transport *transport, const QByteArray &early)
{
    m_deadline.stop();
    transport->setReceiver(nullptr);
    emit accepted(transport, early);
    deleteLater();
}

void TlsAcceptance::transportEnded(QAbstractSocket::SocketError)
{
    fail(tr("It left during the TLS handshake."));
}

void TlsAcceptance::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_deadline.timerId())
        fail(tr("The TLS handshake took too long."));
}

void TlsAcceptance::fail(const QString &sentence)
{
    m_deadline.stop();
    if (m_session) // else it never said a word: a browser's spare connection
        emit failed(sentence);
    m_transport->abort();
    deleteLater();
}
