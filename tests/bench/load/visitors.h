#pragma once

#include "peer.h"

#include <memory>
#include <vector>

/// What went wrong, and how much went right, over all visitors.
struct Tally
{
    long long messages = 0;
    long long lost = 0;
    long long doubled = 0; ///< or in the wrong order
    long long wrong = 0; ///< not what was asked for
    long long dropped = 0; ///< connections that the server ended
    long long joined = 0;
};

/// A client of one service, who checks what it hears. It comes, stays and leaves as it is told.
class Visitor : public Peer
{
public:
    /// One of a service's visitors: number \a place of \a count.
    Visitor(Loop *loop, const Url &url, Tally *tally, int place, int count)
        : Peer(loop, url)
        , m_tally(tally)
        , m_place(place)
        , m_count(count)
    {
    }

    /// Says something, if it is this client's turn; \a tick counts tenths of a second.
    virtual void speak(long long /*tick*/) { }
    /// With the closing handshake, or without a word.
    void leave(bool politely);
    /// What it still waits for.
    virtual int missing() const { return 0; }

protected:
    void opened() override { ++m_tally->joined; }
    void refused(std::string_view) override { ++m_tally->dropped; }
    void closed(uint16_t code) override;
    virtual bool mayClose(uint16_t /*code*/) const { return false; }
    /// Judges a number that must be the last one's successor.
    void follow(long long number);
    void begin() { m_last = -1; }

    Tally *const m_tally;
    const int m_place;
    const int m_count;

private:
    bool m_leaving = false;
    long long m_last = -1; ///< -1: none yet
};

using Visitors = std::vector<std::unique_ptr<Visitor>>;

/// \a count clients, at least 20, over all services at \a base. The first one must stay: it
/// alone talks to broadcast, whose messages have one order only if they have one source.
Visitors makeVisitors(Loop *loop, const Url &base, int count, Tally *tally);
