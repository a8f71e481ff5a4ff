#include "scenarios.h"

#include "arguments.h"
#include "measure.h"
#include "visitors.h"

#include <algorithm>
#include <cstdio>
#include <random>

namespace {

using namespace std::chrono_literals;

constexpr auto tick = 100ms;
constexpr int ticksASecond = 10;
constexpr int mostOpening = 20; // at once; more would only wait for each other until a deadline is over
constexpr auto settling = 5s;
constexpr auto mostSettling = 60s; // where a machine has other things to do

/// The slope of a straight line through values that were taken once a second, in units a minute.
double slopePerMinute(const std::vector<double> &values)
{
    const auto count = double(values.size());
    double meanTime = (count - 1) / 2;
    double mean = 0;
    for (const double value : values)
        mean += value / count;
    double product = 0;
    double square = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        product += (double(i) - meanTime) * (values[i] - mean);
        square += (double(i) - meanTime) * (double(i) - meanTime);
    }
    return square > 0 ? product / square * 60 : 0;
}

/// What they all still wait for.
int missing(const Visitors &visitors)
{
    int sum = 0;
    for (const auto &visitor : visitors)
        sum += visitor->missing();
    return sum;
}

/// One tick's worth of comings, goings and messages.
void stir(const Visitors &visitors, long long ticks, std::minstd_rand *random)
{
    auto opening = std::ranges::count_if(visitors, [](const auto &visitor) { return visitor->isOpening(); });
    for (const auto &visitor : visitors) {
        if (visitor->isGone() && opening < mostOpening) {
            visitor->open();
            ++opening;
        }
    }
    for (const auto &visitor : visitors)
        visitor->speak(ticks);
    const size_t count = visitors.size();
    for (size_t leavers = 0; leavers < std::max<size_t>(count / 500, 1); ++leavers)
        visitors[1 + (*random)() % (count - 1)]->leave((*random)() % 2 == 0);
}

}

void runSoak(const Arguments &arguments)
{
    const Url url(arguments.text("url"));
    const int clients = std::max(arguments.number("clients", 2000), 20);
    const int time = arguments.number("seconds", 60);
    const int pid = arguments.number("pid");
    arguments.finish();
    allowFiles(clients);

    Loop loop;
    Tally tally;
    std::minstd_rand random;
    const int descriptors = openDescriptors(pid);
    Visitors visitors = makeVisitors(&loop, url, clients, &tally);
    std::vector<double> memory;
    const auto begin = Clock::now();
    for (long long ticks = 0; ticks < (long long)time * ticksASecond; ++ticks) {
        stir(visitors, ticks, &random);
        do {
            loop.turn(begin + (ticks + 1) * tick);
        } while (Clock::now() < begin + (ticks + 1) * tick); // at least once, however late it is
        if (ticks % ticksASecond == 0)
            memory.push_back(double(residentKib(pid)));
        if (ticks % (60 * ticksASecond) == 0)
            std::fprintf(stderr, "%lld s: %.0f KiB, %lld messages, %lld lost, %lld doubled\n",
                         ticks / ticksASecond, memory.back(), tally.messages, tally.lost, tally.doubled);
    }
    const int busyDescriptors = openDescriptors(pid);
    loop.run(settling);
    loop.runUntil([&] { return missing(visitors) == 0; }, mostSettling);
    tally.lost += missing(visitors);
    for (const auto &visitor : visitors)
        visitor->leave(true);
    loop.run(settling);

    // While all are coming, memory must grow.
    const std::vector<double> later(memory.begin() + long(memory.size() / 3), memory.end());
    Line line;
    line.add("clients", double(visitors.size())).add("joined", double(tally.joined));
    line.add("messages", double(tally.messages)).add("lost", double(tally.lost));
    line.add("doubled", double(tally.doubled)).add("wrong", double(tally.wrong));
    line.add("dropped", double(tally.dropped)).add("kib", memory.back());
    line.add("kib_per_minute", slopePerMinute(later), 1).add("descriptors", busyDescriptors);
    line.add("descriptors_before", descriptors).add("descriptors_left", openDescriptors(pid));
}
