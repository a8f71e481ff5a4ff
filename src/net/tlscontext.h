#pragma once

#include "options.h"

#include <QString>

#include <memory>

struct ssl_ctx_st;

/// What all TLS connections of a server have in common: its certificate, key and rules, read once. Immutable;
/// from any thread.
class TlsContext
{
public:
    /// TLS 1.2 and newer; asks for a client certificate only when \a options has authorities for it.
    /// Null, and one sentence in \a error, when key or certificate cannot be used.
    static std::shared_ptr<const TlsContext> forServer(const ServerTls &options, QString *error);
    /// Gives \a context the certificate and key of \a options, and lets only clients in that have a
    /// certificate of its authorities, if there are any. As above.
    static bool use(ssl_ctx_st *context, const ServerTls &options, QString *error);

    /// OpenSSL's; lives as long as this.
    ssl_ctx_st *get() const { return m_context.get(); }

private:
    TlsContext();

    const std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st *)> m_context;
};
