#include "scenarios.h"

#include "arguments.h"
#include "measure.h"
#include "peer.h"

#include <memory>

namespace {

using namespace std::chrono_literals;

/// Says a name, hears the greeting and the Close, again and again.
class Guest : public Peer
{
public:
    Guest(Loop *loop, const Url &url, int *wanted, int *failed, Times *times)
        : Peer(loop, url)
        , m_wanted(wanted)
        , m_failed(failed)
        , m_times(times)
    {
    }

    /// Begins the next cycle, if the last one is over and one is wanted; whether it is busy.
    bool goOn()
    {
        if (!isGone())
            return true;
        if (*m_wanted == 0)
            return false;
        --*m_wanted;
        m_greeted = false;
        m_begin = Clock::now();
        open();
        return true;
    }

protected:
    void opened() override { sendText("Bob"); }
    void textReceived(std::string_view text) override { m_greeted = text == "Hello Bob!"; }
    void closed(uint16_t code) override
    {
        if (m_greeted && code == 1000) {
            m_times->add(m_loop->now() - m_begin);
        } else {
            ++*m_failed; // and once more
            ++*m_wanted;
        }
    }

private:
    int *const m_wanted;
    int *const m_failed;
    Times *const m_times;
    bool m_greeted = false;
    Clock::time_point m_begin;
};

}

void runHello(const Arguments &arguments)
{
    const Url url(arguments.text("url"));
    const int cycles = arguments.number("cycles", 5000);
    const int parallel = arguments.number("parallel", 50);
    const int pid = arguments.number("pid", 0);
    arguments.finish();
    allowFiles(parallel);

    Loop loop;
    Times times;
    int wanted = cycles;
    int failed = 0;
    std::vector<std::unique_ptr<Guest>> guests;
    for (int i = 0; i < parallel; ++i)
        guests.push_back(std::make_unique<Guest>(&loop, url, &wanted, &failed, &times));
    const double cpuBefore = pid ? processorSeconds(pid) : 0;
    const auto begin = Clock::now();
    const auto allDone = [&] {
        if (failed > cycles)
            fail("most visits end without the greeting and its Close.");
        bool busy = false;
        for (const auto &guest : guests)
            busy |= guest->goOn();
        return !busy;
    };
    if (!loop.runUntil(allDone, 600s))
        fail("the greetings take longer than ten minutes.");
    const double time = seconds(Clock::now() - begin);

    Line line;
    line.add("cycles_per_s", cycles / time).add("p50_ms", times.milliseconds(0.50), 2);
    line.add("p99_ms", times.milliseconds(0.99), 2);
    line.add("failed", failed);
    if (pid)
        line.add("cpu_us_per_cycle", (processorSeconds(pid) - cpuBefore) / cycles * 1e6);
}
