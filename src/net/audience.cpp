#include "audience.h"

#include "connection.h"

namespace {

/// A turn in which more than this (in bytes) is told is delivered in parts, so that those who do not keep
/// up are noticed between them.
constexpr qsizetype mostGathered = 64 * 1024;

}

Audience::Audience(std::optional<int> topic)
    : m_topic(topic)
{
}

void Audience::join(Connection *client)
{
    deliver(); // what was told before is not for the newcomer
    m_places.insert(client, m_clients.size());
    m_clients.push_back(client);
}

void Audience::leave(Connection *client)
{
    const auto found = m_places.constFind(client);
    if (found == m_places.cend())
        return;
    const size_t place = *found;
    m_places.erase(found);
    if (place + 1 < m_clients.size()) {
        m_clients[place] = m_clients.back();
        m_places[m_clients[place]] = place;
    }
    m_clients.pop_back();
}

void Audience::tell(const QByteArray &utf8)
{
    if (m_clients.empty())
        return;
    if (m_batch.messages == 0)
        QMetaObject::invokeMethod(this, &Audience::deliver, Qt::QueuedConnection);
    m_batch.add(utf8);
    if (m_batch.frames.size() >= mostGathered)
        deliver();
}

void Audience::deliver()
{
    if (m_batch.messages == 0)
        return;
    const Batch batch = std::exchange(m_batch, {});
    for (Connection *client : m_clients)
        client->sendBatch(batch, m_topic);
}
