#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

using Clock = std::chrono::steady_clock;
using Nanoseconds = std::chrono::nanoseconds;

class Peer;

/// epoll, and a buffer that all peers read into.
class Loop
{
public:
    Loop();
    ~Loop();
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    void add(int descriptor, uint32_t events, Peer *peer);
    void change(int descriptor, uint32_t events, Peer *peer);

    /// Waits for events until \a until, and lets the peers work on them once.
    void turn(Clock::time_point until);
    /// Turns until \a done or until \a deadline has passed; returns whether it was done.
    bool runUntil(const std::function<bool()> &done, Nanoseconds deadline);
    void run(Nanoseconds time);

    /// When the events that are worked on now were found; read once for each turn and peer.
    Clock::time_point now() const { return m_now; }

    std::array<char, 256 * 1024> buffer;

private:
    int m_epoll;
    int m_timer; ///< epoll_wait counts only milliseconds
    Clock::time_point m_now;
};
