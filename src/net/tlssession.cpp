#include "tlssession.h"

#include "openssl.h"
#include "tlscontext.h"
#include "transport.h"

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <cstring>
#include <vector>

namespace {

/// Where what was said is deciphered to: all that a transport reads at once.
thread_local std::vector<char> said;

constexpr int alertReasons = 1'000; // SSL_AD_REASON_OFFSET: reasons above are alerts of the peer's
constexpr int lastAlert = 255;

int readWire(BIO *bio, char *bytes, int size)
{
    auto *wire = static_cast<TlsSession::Wire *>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    if (wire->arrived.isEmpty()) {
        BIO_set_retry_read(bio);
        return -1;
    }
    const int taken = int(qMin<qsizetype>(size, wire->arrived.size()));
    std::memcpy(bytes, wire->arrived.data(), size_t(taken));
    wire->arrived = wire->arrived.sliced(taken);
    return taken;
}

int writeWire(BIO *bio, const char *bytes, int size)
{
    const auto *wire = static_cast<const TlsSession::Wire *>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    wire->transport->write(QByteArrayView(bytes, size)); // takes everything
    return size;
}

long controlWire(BIO *, int command, long, void *)
{
    return command == BIO_CTRL_FLUSH;
}

/// How OpenSSL gets at a TlsSession::Wire.
const BIO_METHOD *wireMethod()
{
    static const BIO_METHOD *const method = [] {
        BIO_METHOD *made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "transport");
        Q_CHECK_PTR(made);
        BIO_meth_set_read(made, readWire);
        BIO_meth_set_write(made, writeWire);
        BIO_meth_set_ctrl(made, controlWire);
        return made;
    }();
    return method;
}

}

TlsSession::TlsSession(const TlsContext &context, Transport *transport)
    : m_wire{transport, {}}
    , m_ssl(SSL_new(context.get()), SSL_free)
{
    BIO *bio = BIO_new(wireMethod());
    Q_CHECK_PTR(m_ssl.get());
    Q_CHECK_PTR(bio);
    BIO_set_data(bio, &m_wire);
    BIO_set_init(bio, 1);
    SSL_set_bio(m_ssl.get(), bio, bio);
    SSL_set_accept_state(m_ssl.get());
}

TlsSession::~TlsSession() = default;

TlsSession::State TlsSession::shakeHands()
{
    ERR_clear_error();
    const int result = SSL_accept(m_ssl.get());
    if (result == 1)
        return State::Ready;
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return State::Waiting;
    case SSL_ERROR_ZERO_RETURN:
        return State::Ended;
    default:
        return State::Failed;
    }
}

TlsSession::Failure TlsSession::takeFailure()
{
    Failure failure;
    if (const int reason = ERR_GET_REASON(ERR_peek_last_error());
        reason >= alertReasons && reason <= alertReasons + lastAlert)
        failure.alert = reason - alertReasons;
    failure.reason = takeOpenSslError();
    if (const long fault = SSL_get_verify_result(m_ssl.get()); fault != X509_V_OK)
        failure.reason = QString::fromLatin1(X509_verify_cert_error_string(fault));
    return failure;
}

QByteArrayView TlsSession::read(State *state)
{
    ERR_clear_error();
    // Plain is shorter than enciphered, but a record may have begun earlier.
    if (const size_t most = size_t(m_wire.arrived.size()) + SSL3_RT_MAX_PACKET_SIZE; said.size() < most)
        said.resize(most);
    size_t total = 0;
    size_t size = 0;
    // Until everything is deciphered, since nobody tells again of what waits here.
    while (SSL_read_ex(m_ssl.get(), said.data() + total, said.size() - total, &size) == 1)
        total += size;
    switch (SSL_get_error(m_ssl.get(), 0)) {
    case SSL_ERROR_WANT_READ:
        *state = State::Waiting;
        break;
    case SSL_ERROR_ZERO_RETURN:
        *state = State::Ended;
        break;
    default:
        *state = State::Failed;
    }
    ERR_clear_error();
    return QByteArrayView(said.data(), qsizetype(total));
}

void TlsSession::write(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    ERR_clear_error();
    size_t written = 0;
    SSL_write_ex(m_ssl.get(), bytes.data(), size_t(bytes.size()), &written); // what broke it is found reading
    ERR_clear_error();
}

void TlsSession::end()
{
    ERR_clear_error();
    if (!(SSL_get_shutdown(m_ssl.get()) & SSL_SENT_SHUTDOWN))
        SSL_shutdown(m_ssl.get());
    ERR_clear_error();
}
