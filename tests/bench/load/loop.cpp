#include "loop.h"

#include "arguments.h"
#include "peer.h"

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

Loop::Loop()
    : m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_timer(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
    , m_now(Clock::now())
{
    add(m_timer, EPOLLIN, nullptr);
}

Loop::~Loop()
{
    ::close(m_timer);
    ::close(m_epoll);
}

void Loop::add(int descriptor, uint32_t events, Peer *peer)
{
    epoll_event event{.events = events, .data = {.ptr = peer}};
    if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) != 0)
        fail("epoll does not take another descriptor.");
}

void Loop::change(int descriptor, uint32_t events, Peer *peer)
{
    epoll_event event{.events = events, .data = {.ptr = peer}};
    epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event);
}

void Loop::turn(Clock::time_point until)
{
    const auto left = std::max<Nanoseconds>(until - Clock::now(), Nanoseconds(1));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    const itimerspec timer{.it_interval = {},
                           .it_value = {.tv_sec = seconds.count(), .tv_nsec = (left - seconds).count()}};
    timerfd_settime(m_timer, 0, &timer, nullptr);
    std::array<epoll_event, 1024> events;
    const int count = epoll_wait(m_epoll, events.data(), int(events.size()), -1);
    for (int i = 0; i < count; ++i) {
        m_now = Clock::now();
        if (auto *peer = static_cast<Peer *>(events[size_t(i)].data.ptr))
            peer->react(events[size_t(i)].events);
    }
    m_now = Clock::now();
}

bool Loop::runUntil(const std::function<bool()> &done, Nanoseconds deadline)
{
    const auto end = Clock::now() + deadline;
    while (!done()) {
        if (Clock::now() >= end)
            return false;
        turn(end);
    }
    return true;
}

void Loop::run(Nanoseconds time)
{
    runUntil([] { return false; }, time);
}
