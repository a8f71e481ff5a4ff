#include "visitors.h"

#include "events.h"

#include <utility>

namespace {

class CounterVisitor : public Visitor
{
public:
    using Visitor::Visitor;
    /// Ten presses of plus a second, by all in turn.
    void speak(long long tick) override
    {
        if (tick % m_count == m_place)
            sendText(Events::plus);
    }

protected:
    void opened() override
    {
        Visitor::opened();
        begin();
    }
    void textReceived(std::string_view text) override
    {
        if (const auto value = Events::state(text))
            follow(*value);
    }
};

class EchoVisitor : public Visitor
{
public:
    using Visitor::Visitor;
    /// Once a second.
    void speak(long long tick) override
    {
        if (tick % 10 != m_place % 10 || !m_awaited.empty() || !isOpen())
            return; // a slow answer is no fault
        m_awaited = "echo " + std::to_string(++m_sent);
        sendText(m_awaited);
    }
    int missing() const override { return isOpen() && !m_awaited.empty() ? 1 : 0; }

protected:
    void opened() override
    {
        Visitor::opened();
        m_awaited.clear();
    }
    void textReceived(std::string_view text) override
    {
        ++m_tally->messages;
        if (std::exchange(m_awaited, {}) != text)
            ++m_tally->wrong;
    }

private:
    long long m_sent = 0;
    std::string m_awaited;
};

class BroadcastVisitor : public Visitor
{
public:
    using Visitor::Visitor;
    /// Five times a second.
    void speak(long long tick) override
    {
        if (tick % 2 == 0 && m_place == 0 && isOpen())
            sendText("{\"value\": " + std::to_string(++m_sent) + "}");
    }

protected:
    void opened() override
    {
        Visitor::opened();
        begin();
    }
    void textReceived(std::string_view text) override
    {
        if (const auto number = Events::state(text))
            follow(*number);
        else
            ++m_tally->wrong;
    }

private:
    long long m_sent = 0;
};

class TimeVisitor : public Visitor
{
public:
    using Visitor::Visitor;

protected:
    void textReceived(std::string_view) override { ++m_tally->messages; }
};

class HelloVisitor : public Visitor
{
public:
    using Visitor::Visitor;

protected:
    void opened() override
    {
        Visitor::opened();
        m_greeted = false;
        sendText("Bob");
    }
    void textReceived(std::string_view text) override
    {
        ++m_tally->messages;
        if (std::exchange(m_greeted, true))
            ++m_tally->doubled;
        if (text != "Hello Bob!")
            ++m_tally->wrong;
    }
    bool mayClose(uint16_t code) const override { return m_greeted && code == 1000; }

private:
    bool m_greeted = false;
};

template <typename Kind>
void add(Visitors *visitors, Loop *loop, Url url, const char *service, int count, Tally *tally)
{
    url.path = service;
    for (int i = 0; i < count; ++i)
        visitors->push_back(std::make_unique<Kind>(loop, url, tally, i, count));
}

}

void Visitor::leave(bool politely)
{
    if (!isOpen())
        return;
    m_leaving = politely;
    if (politely)
        close();
    else
        abandon();
}

void Visitor::closed(uint16_t code)
{
    if (!std::exchange(m_leaving, false) && !mayClose(code))
        ++m_tally->dropped;
}

void Visitor::follow(long long number)
{
    ++m_tally->messages;
    if (m_last >= 0 && number <= m_last)
        ++m_tally->doubled;
    else if (m_last >= 0)
        m_tally->lost += number - m_last - 1;
    m_last = number;
}

Visitors makeVisitors(Loop *loop, const Url &base, int count, Tally *tally)
{
    Visitors visitors;
    add<BroadcastVisitor>(&visitors, loop, base, "/broadcast", count * 20 / 100, tally);
    add<CounterVisitor>(&visitors, loop, base, "/counter", count * 40 / 100, tally);
    add<EchoVisitor>(&visitors, loop, base, "/echo", count * 25 / 100, tally);
    add<TimeVisitor>(&visitors, loop, base, "/time", count * 10 / 100, tally);
    add<HelloVisitor>(&visitors, loop, base, "/hello", count * 5 / 100, tally);
    return visitors;
}
