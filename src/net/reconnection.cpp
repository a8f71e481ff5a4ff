#include "reconnection.h"

#include <QRandomGenerator>

#include <algorithm>

Reconnection::Reconnection(Client *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Reconnection::tryNow);
    connect(client, &Client::connected, this, [this] { m_connected.start(); });
    // Queued: everybody else has heard of the end before they hear what comes next.
    connect(client, &Client::closed, this, &Reconnection::consider, Qt::QueuedConnection);
    connect(client, &Client::failed, this, &Reconnection::consider, Qt::QueuedConnection);
}

std::chrono::milliseconds Reconnection::pause(int number, const ReconnectOptions &options, double random)
{
    constexpr int mostDoublings = 20;
    const int doublings = std::clamp(number - 1, 0, mostDoublings);
    const auto whole = std::min(options.firstPause * (1 << doublings), options.longestPause);
    return std::chrono::milliseconds(std::int64_t(double(whole.count()) * (0.8 + 0.4 * random)));
}

void Reconnection::open(const ClientOptions &options, const ReconnectOptions &reconnect)
{
    m_timer.stop();
    m_options = options;
    m_reconnect = reconnect;
    m_number = 0;
    m_connected.invalidate();
    m_client->open(m_options);
}

void Reconnection::tryNow()
{
    m_timer.stop();
    if (m_number > 0 && m_client->state() == Client::State::Unconnected) {
        m_connected.invalidate();
        m_client->open(m_options);
    }
}

void Reconnection::stop()
{
    if (m_timer.isActive())
        end(true);
}

void Reconnection::forgo()
{
    m_reconnect.enabled = false;
    if (m_timer.isActive())
        end(false);
}

void Reconnection::end(bool gaveUp)
{
    m_timer.stop();
    m_number = 0;
    emit over(gaveUp);
}

void Reconnection::consider()
{
    if (m_client->state() != Client::State::Unconnected)
        return; // opened anew meanwhile
    // A server that lets everybody in and then throws them out must not be asked for ever.
    if (m_connected.isValid() && m_connected.hasExpired(m_reconnect.steady.count()))
        m_number = 0;
    const bool wanted = m_reconnect.enabled && m_client->mayTryAgain();
    if (!wanted || m_number >= m_reconnect.attempts) {
        end(wanted);
        return;
    }
    ++m_number;
    const auto wait = pause(m_number, m_reconnect, QRandomGenerator::global()->generateDouble());
    m_timer.start(wait);
    emit waiting(m_number, m_reconnect.attempts, wait);
}
