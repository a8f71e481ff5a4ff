#pragma once

#include "arguments.h"
#include "peer.h"

#include <chrono>
#include <memory>
#include <vector>

/// Many peers of one kind, which come and go together.
template <typename Kind>
class Crowd
{
public:
    Crowd(Loop *loop, const Url &url, int count)
        : m_loop(loop)
    {
        for (int i = 0; i < count; ++i)
            m_peers.push_back(std::make_unique<Kind>(loop, url));
    }

    /// Opens them, \a together under way at a time, and waits until all are open.
    void open(int together)
    {
        size_t begun = 0;
        size_t open = 0;
        const auto allOpen = [&] {
            while (open < begun && m_peers[open]->isOpen())
                ++open;
            for (; begun < m_peers.size() && begun - open < size_t(together); ++begun)
                m_peers[begun]->open();
            return open == m_peers.size();
        };
        if (!m_loop->runUntil(allOpen, std::chrono::minutes(10)))
            fail("the clients could not all connect within ten minutes.");
    }

    /// Closes them with the closing handshake, and waits until they are gone.
    void close()
    {
        for (const auto &peer : m_peers)
            peer->close();
        size_t goneBefore = 0;
        const auto allGone = [&] {
            while (goneBefore < m_peers.size() && m_peers[goneBefore]->isGone())
                ++goneBefore;
            return goneBefore == m_peers.size();
        };
        if (!m_loop->runUntil(allGone, std::chrono::minutes(10)))
            fail("the clients could not all leave within ten minutes.");
    }

    const std::vector<std::unique_ptr<Kind>> &peers() const { return m_peers; }

private:
    Loop *const m_loop;
    std::vector<std::unique_ptr<Kind>> m_peers;
};
