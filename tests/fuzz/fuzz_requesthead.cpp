#include "accessrules.h"
#include "fuzztarget.h"
#include "requesthead.h"

namespace {

void checkRequest(const QByteArray &bytes, const Limits &limits)
{
    RequestHead head;
    Refusal refusal;
    const HeadStatus status = parseRequestHead(bytes, limits, &head, &refusal);
    if (status == HeadStatus::Invalid)
        must(refusal.status >= 400 && !refusal.sentence.english().isEmpty(), "a refusal says why");
    if (status == HeadStatus::Incomplete)
        must(bytes.size() <= limits.headBytes, "nobody waits beyond the limit");
    if (status != HeadStatus::Valid)
        return;
    must(head.size > 0 && head.size <= bytes.size() && head.size <= limits.headBytes, "a head has its bytes");
    must(head.fields.size() <= limits.headFields, "the fields are bounded");
    RequestHead again;
    must(parseRequestHead(bytes.first(head.size - 1), limits, &again, &refusal) == HeadStatus::Incomplete,
         "a head ends with its last byte");
    must(parseRequestHead(bytes.first(head.size), limits, &again, &refusal) == HeadStatus::Valid,
         "a head needs nothing behind it");
    for (const auto &[name, value] : head.fields) {
        must(isToken(name), "a field's name is a token");
        for (const char forbidden : {'\r', '\n', '\0'})
            must(!value.contains(forbidden), "a field is one line");
    }
    if (asksForWebSocket(head) && !refuseHandshake(head)) {
        must(QByteArray::fromBase64(headerValue(head.fields, "Sec-WebSocket-Key")).size() == 16,
             "a key has 16 bytes");
        must(headerValues(head.fields, "Host").size() == 1, "there is one Host");
    }
    AccessRules::Place place;
    place.names = QStringList{QStringLiteral("localhost"), QStringLiteral("10.0.0.2")};
    place.allowedOrigins = QStringList{QStringLiteral("https://good.example")};
    for (const bool loopback : {true, false}) {
        place.loopback = loopback;
        const bool hostRefused = AccessRules::refuseHost(head, place).has_value();
        const bool originRefused = AccessRules::refuseOrigin(head, place).has_value();
        if (headerValue(head.fields, "Host") == "evil.example")
            must(hostRefused, "a foreign Host is refused");
        if (!loopback && headerValue(head.fields, "Host") == "localhost"
            && headerValue(head.fields, "Origin") == "https://evil.example")
            must(originRefused, "a foreign Origin is refused");
    }
    const QString trusted = QStringLiteral("127.0.0.1");
    must(!AccessRules::peerAddress(trusted, head.fields, {trusted}).isEmpty(), "a peer has an address");
}

void checkResponse(const QByteArray &bytes, const Limits &limits)
{
    ResponseHead head;
    if (parseResponseHead(bytes, limits, &head) != HeadStatus::Valid)
        return;
    must(head.size > 0 && head.size <= bytes.size(), "a head has its bytes");
    must(head.status >= 100 && head.status <= 999, "a status has three digits");
    must(parseResponseHead(bytes.first(head.size - 1), limits, &head) == HeadStatus::Incomplete,
         "a head ends with its last byte");
}

}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Limits limits;
    limits.headBytes = 2'000;
    limits.headFields = 20;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    checkRequest(bytes, limits);
    checkResponse(bytes, limits);
    return 0;
}
