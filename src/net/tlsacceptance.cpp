#include "tlsacceptance.h"

#include "displaytext.h"
#include "hostport.h"

#include <QHostAddress>
#include <QSslSocket>

namespace {

constexpr char tlsHandshakeRecord = 0x16; // RFC 8446 section 5.1

}

TlsAcceptance::TlsAcceptance(QSslSocket *socket, const QSslConfiguration &configuration,
                             std::chrono::milliseconds deadline, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_peer(hostPort(socket->peerAddress().toString(), socket->peerPort()))
{
    socket->setParent(this);
    socket->setSslConfiguration(configuration);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { fail(tr("The TLS handshake took too long.")); });
    m_deadline.start(deadline);
    connect(socket, &QIODevice::readyRead, this, &TlsAcceptance::sniff);
    connect(socket, &QSslSocket::encrypted, this, [this] { handOver(&TlsAcceptance::encrypted); });
    connect(socket, &QSslSocket::alertReceived, this,
            [this](QSsl::AlertLevel, QSsl::AlertType type, const QString &description) {
                if (type == QSsl::AlertType::UnknownCa || type == QSsl::AlertType::CertificateUnknown)
                    m_alert = tr("It refused our certificate: it does not know the authority.");
                else if (type == QSsl::AlertType::CertificateExpired)
                    m_alert = tr("It refused our certificate: it has expired, or a clock is wrong.");
                else if (type == QSsl::AlertType::BadCertificate)
                    m_alert = tr("It refused our certificate.");
                else if (type != QSsl::AlertType::CloseNotify)
                    m_alert = tr("It said: %1.").arg(DisplayText::oneLine(description, 100));
            });
    connect(socket, &QAbstractSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (!m_alert.isEmpty())
            fail(m_alert);
        else if (error == QAbstractSocket::RemoteHostClosedError)
            fail(tr("It left during the TLS handshake."));
        else
            fail(tr("The TLS handshake failed: %1.").arg(DisplayText::oneLine(m_socket->errorString(), 200)));
    });
}

void TlsAcceptance::sniff()
{
    char first = 0;
    if (m_socket->peek(&first, 1) != 1)
        return;
    disconnect(m_socket, &QIODevice::readyRead, this, nullptr);
    if (first == tlsHandshakeRecord)
        m_socket->startServerEncryption();
    else
        handOver(&TlsAcceptance::plain);
}

void TlsAcceptance::handOver(void (TlsAcceptance::*signal)(QSslSocket *))
{
    m_deadline.stop();
    m_socket->disconnect(this);
    emit(this->*signal)(m_socket);
    deleteLater();
}

void TlsAcceptance::fail(const QString &sentence)
{
    m_deadline.stop();
    m_socket->disconnect(this);
    emit failed(sentence);
    m_socket->abort();
    deleteLater();
}
