#include "counterprotocol.h"
#include "fuzztarget.h"

namespace {

QByteArray encode(const CounterProtocol::Event &event)
{
    using Type = CounterProtocol::Event::Type;
    switch (event.type) {
    case Type::State:
        return CounterProtocol::encodeState(event.number);
    case Type::Users:
        return CounterProtocol::encodeUsers(event.number);
    case Type::Error:
        break;
    }
    return CounterProtocol::encodeError(event.message);
}

}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), qsizetype(size));
    QString error;
    if (const auto action = CounterProtocol::parseAction(json, &error)) {
        must(CounterProtocol::parseAction(CounterProtocol::encodeAction(*action), &error) == action,
             "an action is written as it was read");
    } else {
        must(!error.isEmpty(), "a refusal says why");
        must(error.size() < 1'000, "a sentence is bounded");
    }
    if (const auto event = CounterProtocol::parseEvent(json)) {
        must(qAbs(event->number) <= CounterProtocol::maximumValue, "numbers are exact");
        const auto again = CounterProtocol::parseEvent(encode(*event));
        must(again && again->type == event->type && again->number == event->number
                 && again->message == event->message,
             "an event is written as it was read");
    }
    return 0;
}
