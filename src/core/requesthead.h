#pragma once

#include "options.h"
#include "wiretext.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <utility>

/// HTTP/1.1 heads (RFC 9112) as far as a WebSocket handshake and a few pages need them.

using HeaderField = std::pair<QByteArray, QByteArray>; ///< name as written, value trimmed
using HeaderFields = QList<HeaderField>;

/// True for what may name a header field or a subprotocol: a token of RFC 9110 section 5.6.2.
bool isToken(QByteArrayView bytes);

/// The first field named \a name (any case), empty when there is none.
QByteArray headerValue(const HeaderFields &fields, QByteArrayView name);
/// All values of fields named \a name (any case), in order.
QList<QByteArray> headerValues(const HeaderFields &fields, QByteArrayView name);
/// True when one of the comma-separated tokens of the fields named \a name is \a token (any case).
bool headerHasToken(const HeaderFields &fields, QByteArrayView name, QByteArrayView token);

enum class HeadStatus {
    Valid,
    Incomplete, ///< more bytes are needed: no error
    Invalid,
};

/// A request's head, decoded.
struct RequestHead
{
    QByteArray method;
    QByteArray target; ///< as sent: "/counter?x=1"
    QString path; ///< decoded, without the query: "/counter"
    int minorVersion = 1; ///< 1 in HTTP/1.1
    HeaderFields fields;
    qsizetype size = 0; ///< bytes up to and with the empty line
};

/// \a head as it is sent, with the empty line at its end.
QByteArray toBytes(const RequestHead &head);

/// Why a request is refused: an HTTP status and one sentence for the body and the log.
struct Refusal
{
    int status = 0;
    WireText sentence;
};

/// Decodes the head at the start of \a bytes. On Invalid \a refusal says what to answer: 400 for
/// what is no HTTP/1.x request, 431 past the limits, 505 for another version.
HeadStatus parseRequestHead(QByteArrayView bytes, const Limits &limits, RequestHead *head, Refusal *refusal);

/// True when \a head asks for a WebSocket, well or badly.
bool asksForWebSocket(const RequestHead &head);
/// Judges the handshake by RFC 6455 section 4.2.1: method, one Host, Upgrade, Connection, a key of
/// 16 bytes, version 13. Nothing when all is well; 426 for another version, else 400 or 405.
std::optional<Refusal> refuseHandshake(const RequestHead &head);

/// What a server appends to the key (RFC 6455 section 1.3): nobody answers so who does not know WebSockets.
constexpr char acceptGuid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/// `Sec-WebSocket-Accept` for \a key (RFC 6455 section 4.2.2).
QByteArray acceptKey(const QByteArray &key);
/// The head of the response that opens the WebSocket which \a request asks for, a good handshake (section
/// 4.2.2).
QByteArray upgradeResponse(const RequestHead &request);

/// A response's head, decoded.
struct ResponseHead
{
    int status = 0;
    QByteArray reason;
    HeaderFields fields;
    qsizetype size = 0;
};
/// Decodes the head at the start of \a bytes; Invalid when it is no HTTP/1.x response or passes
/// the limits.
HeadStatus parseResponseHead(QByteArrayView bytes, const Limits &limits, ResponseHead *head);
