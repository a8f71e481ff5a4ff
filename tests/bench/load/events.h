#pragma once

#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>

/// What the counter service says, read with any spacing.

namespace Events {

constexpr std::string_view plus = R"({"action": "plus"})";

/// The whole number after \a key, which is written with its quotes.
inline std::optional<long long> number(std::string_view text, std::string_view key)
{
    const void *found = memmem(text.data(), text.size(), key.data(), key.size());
    if (!found)
        return {};
    const char *place = static_cast<const char *>(found) + key.size();
    const char *end = text.data() + text.size();
    while (place != end && (*place == ' ' || *place == ':'))
        ++place;
    const bool negative = place != end && *place == '-';
    if (negative)
        ++place;
    long long value = 0;
    for (; place != end && *place >= '0' && *place <= '9'; ++place)
        value = value * 10 + (*place - '0');
    return negative ? -value : value;
}

/// The value of a state event.
inline std::optional<long long> state(std::string_view text)
{
    return number(text, R"("value")");
}

/// The count of a users event.
inline std::optional<long long> users(std::string_view text)
{
    return number(text, R"("count")");
}

}
