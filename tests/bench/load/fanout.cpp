#include "scenarios.h"

#include "arguments.h"
#include "events.h"
#include "measure.h"
#include "peer.h"

#include <deque>
#include <memory>
#include <utility>

namespace {

using namespace std::chrono_literals;

constexpr auto joinDeadline = 900s;
constexpr auto warmUp = 1s;
constexpr int mostJoining = 64;

class Member;

/// Counter events to many clients, of whom one causes them.
class Fanout
{
public:
    explicit Fanout(const Arguments &arguments);
    void run();

    void joined() { ++m_joined; }
    void delivered(long long from, long long to);

private:
    void join();
    void drive(Clock::duration time);
    void sendOne();
    bool allDone() const { return m_sent == m_done; }

    const int m_clients;
    const double m_seconds;
    const double m_rate; ///< events a second; 0: as many as the server takes
    const long long m_inFlight;
    const int m_pid;
    Loop m_loop;
    std::vector<std::unique_ptr<Member>> m_members;
    int m_joined = 0;

    /// An event on its way: when it was sent, and how many have it or a later one.
    struct Event
    {
        Clock::time_point sent;
        int arrived = 0;
    };
    std::deque<Event> m_events; ///< those not with everybody yet, the first one being m_done + 1
    long long m_first = 0; ///< the counter's value before all events
    long long m_sent = 0;
    long long m_done = 0;
    Clock::time_point m_lastDone;
    long long m_deliveries = 0;
    long long m_skipped = 0;
    Times m_latencies;
};

class Member : public Peer
{
public:
    Member(Fanout *fanout, Loop *loop, const Url &url)
        : Peer(loop, url)
        , m_fanout(fanout)
    {
    }

    long long value() const { return m_value; }

protected:
    void textReceived(std::string_view text) override
    {
        const auto value = Events::state(text);
        if (!value)
            return;
        const long long before = std::exchange(m_value, *value);
        if (std::exchange(m_joined, true))
            m_fanout->delivered(before, *value);
        else
            m_fanout->joined();
    }
    void closed(uint16_t code) override
    {
        fail("the server let a client go with code " + std::to_string(code) + ".");
    }

private:
    Fanout *const m_fanout;
    bool m_joined = false;
    long long m_value = 0;
};

Fanout::Fanout(const Arguments &arguments)
    : m_clients(arguments.number("clients"))
    , m_seconds(arguments.real("seconds", 5))
    , m_rate(arguments.real("rate", 0))
    , m_inFlight(arguments.number("in-flight", 16))
    , m_pid(arguments.number("pid", 0))
{
    const Url url(arguments.text("url"));
    arguments.finish();
    allowFiles(m_clients);
    for (int i = 0; i < m_clients; ++i)
        m_members.push_back(std::make_unique<Member>(this, &m_loop, url));
}

void Fanout::run()
{
    join();
    drive(std::min<Clock::duration>(warmUp, std::chrono::duration_cast<Nanoseconds>(m_seconds * 1s)));
    m_deliveries = 0;
    m_latencies.clear();
    const double cpuBefore = m_pid ? processorSeconds(m_pid) : 0;
    const auto begin = Clock::now();
    drive(std::chrono::duration_cast<Nanoseconds>(m_seconds * 1s));
    const double time = seconds(Clock::now() - begin);
    const double cpu = m_pid ? processorSeconds(m_pid) - cpuBefore : 0;
    const auto deliveries = double(m_deliveries);
    const auto last = m_events.empty() ? Clock::time_point{} : m_events.back().sent;
    if (!m_loop.runUntil([this] { return allDone(); }, 60s))
        fail("the last events did not arrive within a minute.");

    Line line;
    line.add("clients", m_clients).add("deliveries_per_s", deliveries / time);
    line.add("p50_ms", m_latencies.milliseconds(0.50), 2).add("p99_ms", m_latencies.milliseconds(0.99), 2);
    if (last != Clock::time_point{})
        line.add("last_frame_ms", milliseconds(m_lastDone - last), 2);
    if (m_pid)
        line.add("cpu_us_per_delivery", cpu / deliveries * 1e6, 2).add("cpu_percent", cpu / time * 100, 1);
    line.add("skipped", double(m_skipped));
}

void Fanout::join()
{
    int opened = 0;
    for (const auto &member : m_members) {
        member->open();
        ++opened;
        // Not all at once: joining is measured elsewhere.
        m_loop.runUntil([&] { return opened - m_joined < mostJoining; }, joinDeadline);
    }
    if (!m_loop.runUntil([this] { return m_joined == m_clients; }, joinDeadline))
        fail("the clients did not all hear the counter's state.");
    m_loop.run(500ms); // events about users
    m_first = m_members.front()->value();
}

void Fanout::drive(Clock::duration time)
{
    const auto begin = Clock::now();
    const auto end = begin + time;
    long long sent = 0;
    while (Clock::now() < end) {
        auto next = end;
        if (m_rate > 0) {
            const auto due = [&] {
                return begin + std::chrono::duration_cast<Nanoseconds>(double(sent) / m_rate * 1s);
            };
            for (; due() <= Clock::now(); ++sent)
                sendOne();
            next = std::min(end, due());
        } else {
            while (m_sent - m_done < m_inFlight)
                sendOne();
        }
        m_loop.turn(next);
    }
}

void Fanout::sendOne()
{
    ++m_sent;
    m_events.push_back({Clock::now(), 0});
    m_members.front()->sendText(Events::plus);
}

void Fanout::delivered(long long from, long long to)
{
    ++m_deliveries;
    m_skipped += to - from - 1;
    const long long event = to - m_first;
    if (to <= from || event <= m_done || event > m_sent)
        fail("the counter went from " + std::to_string(from) + " to " + std::to_string(to) + ".");
    m_latencies.add(m_loop.now() - m_events[size_t(event - m_done - 1)].sent);
    for (long long each = from + 1 - m_first; each <= event; ++each)
        ++m_events[size_t(each - m_done - 1)].arrived;
    for (; !m_events.empty() && m_events.front().arrived == m_clients; ++m_done) {
        m_events.pop_front();
        m_lastDone = m_loop.now();
    }
}

}

void runFanout(const Arguments &arguments)
{
    Fanout(arguments).run();
}
