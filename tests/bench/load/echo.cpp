#include "scenarios.h"

#include "crowd.h"
#include "measure.h"

namespace {

using namespace std::chrono_literals;

/// Has each of its messages come back before it sends the next.
class Caller : public Peer
{
public:
    using Peer::Peer;

    void call()
    {
        m_text = "call " + std::to_string(m_count);
        m_begin = Clock::now();
        sendText(m_text);
    }

    int count() const { return m_count; }
    Times times;

protected:
    void textReceived(std::string_view text) override
    {
        if (text != m_text)
            fail("the echo is not what was sent.");
        times.add(m_loop->now() - m_begin);
        ++m_count;
        call();
    }

private:
    int m_count = 0;
    std::string m_text;
    Clock::time_point m_begin;
};

}

void runEcho(const Arguments &arguments)
{
    const Url url(arguments.text("url"));
    const int idle = arguments.number("idle", 0);
    const int rounds = arguments.number("rounds", 2000);
    const int pid = arguments.number("pid", 0);
    arguments.finish();
    allowFiles(idle + 1);

    Loop loop;
    Crowd<Peer> neighbours(&loop, url, idle);
    neighbours.open(64);
    Crowd<Caller> callers(&loop, url, 1);
    callers.open(1);
    loop.run(500ms);
    Caller *caller = callers.peers().front().get();
    const double cpuBefore = pid ? processorSeconds(pid) : 0;
    caller->call();
    if (!loop.runUntil([&] { return caller->count() >= rounds; }, 600s))
        fail("the echoes take longer than ten minutes.");

    Line line;
    line.add("idle", idle).add("p50_ms", caller->times.milliseconds(0.50), 3);
    line.add("p99_ms", caller->times.milliseconds(0.99), 3);
    if (pid)
        line.add("cpu_us_per_round", (processorSeconds(pid) - cpuBefore) / rounds * 1e6, 1);
}
