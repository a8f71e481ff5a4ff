#include "clienthandshake.h"

#include "certificatetext.h"
#include "clientfailure.h"
#include "clientrequest.h"
#include "displaytext.h"
#include "hostport.h"
#include "tls.h"

#include <QDateTime>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslError>
#include <QSslSocket>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostOfBody = 4 * 1024; // bytes of a refusal, for people
constexpr std::chrono::milliseconds bodyPatience{1'000}; // for a refusal's body

/// Whether \a answer is what a TLS server says to a client that speaks plain HTTP: an alert (RFC 8446 section
/// 6), or an error page of this program, nginx, Apache or Go.
bool saysThatItSpeaksTls(const QByteArray &answer)
{
    return answer.startsWith("\x15\x03")
        || (answer.startsWith("HTTP/1.") && answer.mid(8, 2) == " 4"
            && (answer.contains("speaks TLS") || answer.contains("HTTPS port")
                || answer.contains("HTTPS server") || answer.contains("SSL-enabled server port")));
}

QByteArray peerCertificates(const QSslSocket *socket)
{
    QByteArray pem;
    const QList<QSslCertificate> chain = socket->peerCertificateChain();
    for (const QSslCertificate &certificate : chain)
        pem += certificate.toPem();
    return pem;
}

}

ClientHandshake::ClientHandshake(const ClientOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_deadline(this)
    , m_bodyDeadline(this)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { fail(ClientFailure::timedOut(m_options.url, m_options.openDeadline, m_step), true); });
    m_bodyDeadline.setSingleShot(true);
    connect(&m_bodyDeadline, &QTimer::timeout, this, [this] {
        m_ended = true; // no more of it is waited for
        readResponse();
    });
}

ClientHandshake::~ClientHandshake()
{
    if (m_transport) {
        m_transport->disconnect(this);
        m_transport->abort();
    }
}

void ClientHandshake::start()
{
    if (const QString sentence = ClientRequest::wrongOption(m_options); !sentence.isEmpty()) {
        fail(sentence);
        return;
    }
    m_deadline.start(m_options.openDeadline);
    const QUrl &url = m_options.url;
    const bool secure = isSecure(url);
    m_transport = secure ? new QSslSocket(this) : new QTcpSocket(this);
    m_transport->setProxy(ClientRequest::proxy(m_options));
    connect(m_transport, &QAbstractSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        // A response may have come right before the end.
        m_ended = true;
        readResponse();
        if (error == QAbstractSocket::ConnectionRefusedError)
            emit nothingListens();
        if (m_transport)
            fail(ClientFailure::socketFailed(m_options.url, error, m_transport->errorString()),
                 error != QAbstractSocket::SslHandshakeFailedError);
    });
    connect(m_transport, &QAbstractSocket::connected, this, [this] {
        m_step = isSecure(m_options.url) ? ConnectionStep::Tls : ConnectionStep::Upgrade;
        const QHostAddress peer = m_transport->peerAddress();
        emit passed(ConnectionStep::Tcp,
                    peer.isNull() ? tr("through the proxy")
                                  : hostPort(peer.toString(), m_transport->peerPort()));
    });
    if (secure) {
        auto *tls = static_cast<QSslSocket *>(m_transport);
        QString error;
        const auto configuration = Tls::client(m_options.tls, &error);
        if (!configuration) {
            fail(error);
            return;
        }
        tls->setSslConfiguration(*configuration);
        connect(tls, &QSslSocket::sslErrors, this,
                [this, tls](const QList<QSslError> &errors) { judgeCertificate(tls, errors); });
        connect(tls, &QSslSocket::encrypted, this, [this, tls] { secured(tls); });
        tls->connectToHostEncrypted(url.host(QUrl::FullyEncoded), portOf(url));
    } else {
        connect(m_transport, &QAbstractSocket::connected, this, &ClientHandshake::sendRequest);
        m_transport->connectToHost(url.host(QUrl::FullyEncoded), portOf(url));
    }
}

QTcpSocket *ClientHandshake::takeTransport()
{
    QTcpSocket *transport = std::exchange(m_transport, nullptr);
    if (transport) {
        transport->disconnect(this);
        transport->setParent(nullptr);
    }
    return transport;
}

void ClientHandshake::judgeCertificate(QSslSocket *socket, const QList<QSslError> &errors)
{
    if (m_options.tls.acceptAnything) {
        emit unverified();
        socket->ignoreSslErrors();
    } else if (Tls::isPinned(socket->peerCertificate(), m_options.tls.pins)) {
        socket->ignoreSslErrors();
    } else {
        distrust(socket, errors);
    }
}

void ClientHandshake::distrust(QSslSocket *socket, const QList<QSslError> &errors)
{
    const QString host = m_options.url.host();
    Distrust distrust;
    distrust.certificates = peerCertificates(socket);
    distrust.host = host;
    distrust.authorities = m_options.tls.authorities;
    distrust.publicKeyHash = Tls::publicKeyHash(socket->peerCertificate());
    distrust.code = Tls::shortCode(socket->peerCertificate());
    distrust.isPinBroken = !m_options.tls.pins.isEmpty();
    distrust.browsers =
        CertificateText::verdict(distrust.certificates, Tls::trustedAuthorities(m_options.tls),
                                 Tls::trustedAuthorities({}), host)
            .browsers;
    if (!errors.isEmpty()) {
        // Qt says "unknown error" for several reasons; asked again, OpenSSL names them.
        const auto faults = verifyServer(distrust.certificates, Tls::trustedAuthorities(m_options.tls), host);
        distrust.why = faults.isEmpty() ? DisplayText::oneLine(errors.first().errorString(), 200) + u'.'
                                        : CertificateText::explainAll(faults, distrust.certificates, host);
    }
    emit distrusted(distrust);
    fail(distrust.isPinBroken ? ClientFailure::notPinned(m_options.url, distrust.code)
                              : ClientFailure::notTrusted(m_options.url, distrust.why, distrust.code));
}

void ClientHandshake::secured(QSslSocket *socket)
{
    // A valid certificate is not enough where a certain one was asked for.
    const QSslCertificate certificate = socket->peerCertificate();
    if (!m_options.tls.pins.isEmpty() && !Tls::isPinned(certificate, m_options.tls.pins)) {
        distrust(socket, {}); // valid, but another one
        return;
    }
    m_step = ConnectionStep::Upgrade;
    //: %1 is a version like TLSv1.3, %2 a name, %3 a date and how far off it is
    emit passed(ConnectionStep::Tls,
                tr("%1, certificate of %2, valid until %3")
                    .arg(socket->sessionCipher().protocolString(), CertificateText::nameOf(certificate),
                         CertificateText::ending(certificate.expiryDate(), QDateTime::currentDateTimeUtc())));
    sendRequest();
}

void ClientHandshake::sendRequest()
{
    m_transport->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_transport->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_request = ClientRequest::make(m_options);
    connect(m_transport, &QIODevice::readyRead, this, &ClientHandshake::readResponse);
    const QByteArray head = toBytes(m_request);
    m_transport->write(head);
    emit requestSent(head);
}

void ClientHandshake::readResponse()
{
    if (!m_transport || m_transport->bytesAvailable() == 0)
        return;
    const Limits limits = ClientRequest::responseLimits();
    const QByteArray answer = m_transport->peek(limits.headBytes + 1 + mostOfBody);
    if (!isSecure(m_options.url) && saysThatItSpeaksTls(answer)) {
        refuse(ClientFailure::speaksTls(m_options.url));
        return;
    }
    switch (parseResponseHead(answer, limits, &m_response)) {
    case HeadStatus::Incomplete:
        break;
    case HeadStatus::Invalid:
        m_response = {};
        refuse(ClientFailure::notHttp(m_options.url));
        break;
    case HeadStatus::Valid:
        if (m_response.status == 101)
            judgeResponse();
        else
            readRefusal(answer.mid(m_response.size));
        break;
    }
}

void ClientHandshake::judgeResponse()
{
    if (const QString sentence = ClientRequest::judge(m_response, m_request); !sentence.isEmpty()) {
        refuse(sentence);
        return;
    }
    m_deadline.stop();
    emit responseArrived(m_transport->read(m_response.size));
    const QByteArray subprotocol = headerValue(m_response.fields, "Sec-WebSocket-Protocol");
    emit passed(
        ConnectionStep::Upgrade,
        subprotocol.isEmpty()
            ? tr("101, a WebSocket")
            : tr("101, a WebSocket with the subprotocol %1").arg(DisplayText::oneLine(subprotocol, 80)));
    emit opened();
}

void ClientHandshake::readRefusal(const QByteArray &body)
{
    bool isNumber = false;
    const qint64 length = headerValue(m_response.fields, "Content-Length").toLongLong(&isNumber);
    const qint64 wanted = isNumber && length >= 0 ? qMin<qint64>(length, mostOfBody) : mostOfBody;
    const bool isComplete = m_ended || body.size() >= wanted || m_response.status == 204
        || m_response.status == 304 || (!isNumber && body.endsWith("\r\n0\r\n\r\n"));
    if (isComplete) {
        refuse(ClientFailure::refusedWith(m_options, m_response, body.left(mostOfBody)));
    } else if (!m_bodyDeadline.isActive()) {
        m_deadline.stop();
        m_bodyDeadline.start(bodyPatience);
    }
}

void ClientHandshake::refuse(const QString &sentence)
{
    const QByteArray answer = m_transport->peek(m_response.size + mostOfBody);
    if (m_response.size > 0)
        emit responseArrived(answer.first(m_response.size));
    emit answered(answer);
    fail(sentence, m_response.status >= 500); // the server's trouble, not ours
}

void ClientHandshake::fail(const QString &sentence, bool mayPass)
{
    m_deadline.stop();
    m_bodyDeadline.stop();
    if (QTcpSocket *transport = std::exchange(m_transport, nullptr)) {
        transport->disconnect(this);
        transport->abort();
        transport->deleteLater();
    }
    emit failed(sentence, mayPass);
}
