#include "tlscontext.h"

#include "certificate.h"
#include "openssl.h"
#include "tls.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <vector>

namespace {

using Bio = OpenSslPointer<BIO, BIO_free_all>;
using Key = OpenSslPointer<EVP_PKEY, EVP_PKEY_free>;
using Certificate = OpenSslPointer<X509, X509_free>;

std::vector<Certificate> readCertificates(const QByteArray &pem)
{
    std::vector<Certificate> certificates;
    const Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    while (X509 *certificate = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
        certificates.emplace_back(certificate);
    ERR_clear_error(); // the end is an error, too
    return certificates;
}

bool useChain(SSL_CTX *context, const std::vector<Certificate> &chain, EVP_PKEY *key)
{
    bool good = SSL_CTX_use_certificate(context, chain.front().get());
    for (auto issuer = chain.begin() + 1; issuer != chain.end(); ++issuer)
        good = good && SSL_CTX_add1_chain_cert(context, issuer->get());
    return good && SSL_CTX_use_PrivateKey(context, key);
}

bool askClients(SSL_CTX *context, const std::vector<Certificate> &authorities)
{
    bool good = true;
    for (const Certificate &authority : authorities)
        good = good && X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.get())
            && SSL_CTX_add_client_CA(context, authority.get());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    return good;
}

}

TlsContext::TlsContext()
    : m_context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free)
{
    Q_CHECK_PTR(m_context.get());
}

std::shared_ptr<const TlsContext> TlsContext::forServer(const ServerTls &options, QString *error)
{
    const std::shared_ptr<const TlsContext> made(new TlsContext);
    SSL_CTX *const context = made->get();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    // Connections are silent most of the time: 34 KiB less for each.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    return use(context, options, error) ? made : nullptr;
}

bool TlsContext::use(SSL_CTX *context, const ServerTls &options, QString *error)
{
    const std::vector<Certificate> chain = readCertificates(options.certificates);
    const Key key(static_cast<EVP_PKEY *>(openSslKey(options.key)));
    if (chain.empty() || !key) {
        *error = chain.empty() ? Tls::tr("The certificate cannot be read.")
                               : Tls::tr("The certificate's private key cannot be read.");
        return false;
    }
    ERR_clear_error();
    if (!useChain(context, chain, key.get())) {
        *error = Tls::tr("The certificate cannot be used: %1.").arg(takeOpenSslError());
        return false;
    }
    if (options.clientAuthorities.isEmpty())
        return true;
    const std::vector<Certificate> authorities = readCertificates(options.clientAuthorities);
    if (authorities.empty() || !askClients(context, authorities)) {
        *error = Tls::tr("There is no certificate of an authority for the clients' certificates.");
        ERR_clear_error();
        return false;
    }
    return true;
}
