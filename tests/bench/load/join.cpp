#include "scenarios.h"

#include "crowd.h"
#include "events.h"
#include "measure.h"

namespace {

/// Joins the counter and listens for how many there are.
class Newcomer : public Peer
{
public:
    using Peer::Peer;

    long long users = 0;
    long long told = 0;
    int failed = 0; ///< how often the server let it go

protected:
    void textReceived(std::string_view text) override
    {
        if (const auto count = Events::users(text)) {
            users = *count;
            ++told;
        }
    }
    void closed(uint16_t) override { ++failed; }
};

}

void runJoin(const Arguments &arguments)
{
    const Url url(arguments.text("url"));
    const int clients = arguments.number("clients");
    const int pid = arguments.number("pid", 0);
    arguments.finish();
    allowFiles(clients);

    Loop loop;
    Crowd<Newcomer> crowd(&loop, url, clients);
    const double cpuBefore = pid ? processorSeconds(pid) : 0;
    const auto begin = Clock::now();
    const auto allInformed = [&] {
        bool all = true;
        for (const auto &peer : crowd.peers()) {
            if (peer->isGone())
                peer->open(); // at first, and when it was let go
            all &= peer->users == clients;
        }
        return all;
    };
    if (!loop.runUntil(allInformed, std::chrono::minutes(10)))
        fail("the clients did not all hear how many they are within ten minutes.");
    const double time = seconds(Clock::now() - begin);

    long long told = 0;
    int failed = 0;
    for (const auto &peer : crowd.peers()) {
        told += peer->told;
        failed += peer->failed;
    }
    Line line;
    line.add("clients", clients).add("all_informed_s", time, 3);
    line.add("users_events", double(told)).add("failed", failed);
    if (pid)
        line.add("cpu_s", processorSeconds(pid) - cpuBefore, 2);
}
