#pragma once

#include "requesthead.h"

/// A whole HTTP/1.1 response after which the connection ends. HEAD gets the same without its body.
struct HttpResponse
{
    int status = 200;
    QByteArray contentType = "text/plain; charset=utf-8";
    QByteArray body;
    HeaderFields fields; ///< beyond those that each response has

    QByteArray toBytes(bool withBody = true) const;
};

/// The response that tells \a refusal to whoever asked.
HttpResponse refusalResponse(const Refusal &refusal);
