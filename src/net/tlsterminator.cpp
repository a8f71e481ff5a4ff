#include "tlsterminator.h"

#include "hostport.h"
#include "listener.h"
#include "openssl.h"
#include "tlscontext.h"

#include <QCoreApplication>
#include <QTcpSocket>
#include <QTimer>

#include <openssl/ssl.h>

namespace {

constexpr int mostSessions = 64; // at once, on one port
constexpr qint64 room = 64 * 1024; // bytes that wait in each direction
constexpr std::chrono::milliseconds handshakeDeadline{5'000};
constexpr std::chrono::milliseconds goodbyeDeadline{5'000};

using Tls = OpenSslPointer<SSL, SSL_free>;

/// One connection: a client that speaks TLS, and the plain server behind. Deletes itself at the end.
class Session : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(TlsTerminator)
public:
    Session(QTcpSocket *client, SSL_CTX *context, quint16 backend, TlsTerminator *terminator);

private:
    void advance();
    void shakeHands();
    bool fromClient();
    bool toBackend();
    bool toClient();
    void flush();
    void backendEnded();
    void clientEnded();
    void fail(const QString &reason);

    TlsTerminator *const m_terminator;
    QTcpSocket *const m_client;
    QTcpSocket *const m_backend;
    const quint16 m_backendPort;
    const Tls m_tls;
    BIO *const m_in; ///< encrypted, from the client; m_tls owns it
    BIO *const m_out; ///< encrypted, to the client; m_tls owns it
    QTimer m_deadline;
    bool m_failed = false;
};

Session::Session(QTcpSocket *client, SSL_CTX *context, quint16 backend, TlsTerminator *terminator)
    : QObject(terminator)
    , m_terminator(terminator)
    , m_client(client)
    , m_backend(new QTcpSocket(this))
    , m_backendPort(backend)
    , m_tls(SSL_new(context))
    , m_in(BIO_new(BIO_s_mem()))
    , m_out(BIO_new(BIO_s_mem()))
{
    client->setParent(this);
    SSL_set_bio(m_tls.get(), m_in, m_out);
    SSL_set_accept_state(m_tls.get());
    for (QTcpSocket *socket : {m_client, m_backend}) {
        socket->setReadBufferSize(room);
        connect(socket, &QIODevice::readyRead, this, &Session::advance);
        connect(socket, &QIODevice::bytesWritten, this, &Session::advance);
    }
    connect(m_backend, &QAbstractSocket::connected, this, [this] {
        m_backend->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        advance();
    });
    connect(m_backend, &QAbstractSocket::errorOccurred, this, &Session::backendEnded);
    connect(m_backend, &QAbstractSocket::disconnected, this, &Session::backendEnded);
    connect(m_client, &QAbstractSocket::disconnected, this, &Session::clientEnded);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &QObject::deleteLater);
    m_deadline.start(handshakeDeadline);
}

/// Moves all that can be moved. Nothing is read that would have to wait for want of room.
void Session::advance()
{
    bool moved = true;
    while (moved && !m_failed) {
        moved = fromClient();
        if (SSL_is_init_finished(m_tls.get()))
            moved = toBackend() || toClient() || moved;
        else
            shakeHands();
    }
}

bool Session::fromClient()
{
    if (m_client->bytesAvailable() == 0 || BIO_pending(m_in) >= room)
        return false;
    const QByteArray bytes = m_client->read(room);
    BIO_write(m_in, bytes.constData(), int(bytes.size()));
    return true;
}

void Session::shakeHands()
{
    ERR_clear_error();
    const int result = SSL_accept(m_tls.get());
    flush(); // also what is said of a failure
    if (result == 1) {
        m_deadline.stop();
        m_backend->connectToHost(QHostAddress(QHostAddress::LocalHost), m_backendPort);
    } else if (SSL_get_error(m_tls.get(), result) != SSL_ERROR_WANT_READ) {
        fail(takeOpenSslError());
    }
}

bool Session::toBackend()
{
    if (m_backend->state() != QAbstractSocket::ConnectedState || m_backend->bytesToWrite() >= room)
        return false;
    ERR_clear_error();
    char bytes[SSL3_RT_MAX_PLAIN_LENGTH];
    const int size = SSL_read(m_tls.get(), bytes, sizeof bytes);
    flush(); // TLS 1.3 may answer by itself
    if (size > 0) {
        m_backend->write(bytes, size);
        return true;
    }
    // The client has said that it ends, or something that is no TLS.
    if (SSL_get_error(m_tls.get(), size) != SSL_ERROR_WANT_READ)
        m_backend->disconnectFromHost();
    ERR_clear_error();
    return false;
}

bool Session::toClient()
{
    const bool full =
        m_client->bytesToWrite() >= room && m_backend->state() == QAbstractSocket::ConnectedState;
    if (m_backend->bytesAvailable() == 0 || full)
        return false;
    const QByteArray bytes = m_backend->read(SSL3_RT_MAX_PLAIN_LENGTH);
    SSL_write(m_tls.get(), bytes.constData(), int(bytes.size()));
    flush();
    return true;
}

void Session::flush()
{
    char bytes[SSL3_RT_MAX_PLAIN_LENGTH];
    for (int size = BIO_read(m_out, bytes, sizeof bytes); size > 0;
         size = BIO_read(m_out, bytes, sizeof bytes))
        m_client->write(bytes, size);
}

/// The plain server has ended: so does this, once all it said is on its way.
void Session::backendEnded()
{
    if (m_client->state() == QAbstractSocket::UnconnectedState) {
        deleteLater();
        return;
    }
    m_deadline.start(goodbyeDeadline);
    while (toClient()) { }
    SSL_shutdown(m_tls.get());
    flush();
    m_client->disconnectFromHost();
}

/// The client has ended: what it said still goes to the plain server.
void Session::clientEnded()
{
    m_deadline.start(goodbyeDeadline);
    advance();
    m_backend->disconnectFromHost();
    if (m_backend->state() == QAbstractSocket::UnconnectedState)
        deleteLater();
}

void Session::fail(const QString &reason)
{
    m_failed = true;
    emit m_terminator->failed(
        tr("No secure connection with %1. The TLS handshake failed: %2.")
            .arg(hostPort(m_client->peerAddress().toString(), m_client->peerPort()), reason));
    m_client->disconnectFromHost();
}

}

TlsTerminator::TlsTerminator(QObject *parent)
    : QObject(parent)
    , m_context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free)
{
}

TlsTerminator::~TlsTerminator() = default;

bool TlsTerminator::open(quint16 port, const ServerTls &identity, Version version, quint16 backend,
                         QString *error)
{
    SSL_CTX *const context = m_context.get();
    const bool old = version == Version::Tls11;
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
    if (!SSL_CTX_set_cipher_list(context, "DEFAULT:@SECLEVEL=0")
        || !SSL_CTX_set_min_proto_version(context, old ? TLS1_1_VERSION : TLS1_2_VERSION)
        || !SSL_CTX_set_max_proto_version(context, old ? TLS1_1_VERSION : 0)) {
        *error = tr("The lab cannot speak TLS as it must: %1.").arg(takeOpenSslError());
        return false;
    }
    if (!TlsContext::use(context, identity, error))
        return false;
    auto *listener = new Listener(this);
    if (!listener->open(QHostAddress(QHostAddress::LocalHost), port, std::make_shared<HandshakeRules>(),
                        error))
        return false;
    connect(listener, &Listener::arrived, this, &TlsTerminator::admit);
    m_port = listener->serverPort();
    m_backend = backend;
    return true;
}

void TlsTerminator::admit(qintptr descriptor)
{
    auto *client = Listener::toSocket<QTcpSocket>(descriptor);
    if (m_sessions == mostSessions) {
        delete client;
        return;
    }
    auto *session = new Session(client, m_context.get(), m_backend, this);
    ++m_sessions;
    connect(session, &QObject::destroyed, this, [this] { --m_sessions; });
}
