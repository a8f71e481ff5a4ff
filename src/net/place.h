#pragma once

#include <atomic>
#include <memory>

/// A place among a limited number of them: given back when the last copy of it is gone. Any thread may take
/// and hold one; the counter outlives them all.
using Place = std::shared_ptr<std::atomic<int>>;

/// A place that \a taken counts, of which there are \a most; null when all are taken.
inline Place takePlace(std::atomic<int> *taken, int most)
{
    int before = *taken;
    do {
        if (before >= most)
            return {};
    } while (!taken->compare_exchange_weak(before, before + 1));
    return Place(taken, [](std::atomic<int> *counter) { --*counter; });
}
