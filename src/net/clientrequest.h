#pragma once

#include "options.h"
#include "requesthead.h"

#include <QCoreApplication>

class QNetworkProxy;

/// The request of a client's opening handshake (RFC 6455 section 4.1), and what must come back. From any
/// thread.
class ClientRequest
{
    Q_DECLARE_TR_FUNCTIONS(ClientRequest)
public:
    /// What a server's response may have; a client is generous, but not without bounds.
    static Limits responseLimits();

    /// One sentence when \a options cannot be sent as they are: a line break in a header would forge others.
    static QString wrongOption(const ClientOptions &options);
    /// The request for \a options, with a new key.
    static RequestHead make(const ClientOptions &options);
    /// Nothing when \a response, a 101, accepts \a request (RFC 6455 section 4.1), else a sentence.
    static QString judge(const ResponseHead &response, const RequestHead &request);

    /// Which way \a options lead; NoProxy: straight to the server.
    static QNetworkProxy proxy(const ClientOptions &options);
};
