#include "httpresponse.h"

namespace {

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 421:
        return "Misdirected Request";
    case 426:
        return "Upgrade Required";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Error";
    }
}

}

QByteArray HttpResponse::toBytes(bool withBody) const
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status)
        + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";
    for (const HeaderField &field : fields)
        bytes += field.first + ": " + field.second + "\r\n";
    bytes += "\r\n";
    return withBody ? bytes + body : bytes;
}

HttpResponse refusalResponse(const Refusal &refusal)
{
    HttpResponse response;
    response.status = refusal.status;
    response.body = refusal.sentence.english() + '\n';
    if (refusal.status == 405)
        response.fields = {{"Allow", "GET, HEAD"}};
    if (refusal.status == 426)
        response.fields.append(
            {HeaderField{"Upgrade", "websocket"}, HeaderField{"Sec-WebSocket-Version", "13"}});
    if (refusal.status == 503)
        response.fields = {{"Retry-After", "10"}};
    return response;
}
