#include "connection.h"

#include "service.h"

Connection::Connection(Endpoint *endpoint, const ConnectionInfo &info, const Limits &limits,
                       const Place &place, Service *service, Keeper *keeper, QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_info(info)
    , m_unsentSkipBytes(limits.unsentSkipBytes)
    , m_place(place)
    , m_service(service)
    , m_keeper(keeper)
{
    endpoint->setParent(this);
    endpoint->setObserver(this);
}

void Connection::textArrived(const QString &text)
{
    m_service->textReceived(this, text);
}

void Connection::binaryArrived(const QByteArray &bytes)
{
    m_service->binaryReceived(this, bytes);
}

ConnectionInfo Connection::info() const
{
    const Endpoint::Traffic &traffic = m_endpoint->traffic();
    ConnectionInfo info = m_info;
    info.messagesIn = traffic.messagesIn;
    info.messagesOut = traffic.messagesOut;
    info.bytesIn = traffic.bytesIn;
    info.bytesOut = traffic.bytesOut;
    info.roundTrip = traffic.roundTrip;
    return info;
}

void Connection::sendBatch(const Batch &batch, std::optional<int> topic)
{
    if (topic && m_endpoint->unsentBytes() > m_unsentSkipBytes)
        m_skipped.insert(*topic, batch.newest());
    else
        m_endpoint->sendBatch(batch);
}

/// Catches up with what was skipped.
void Connection::unsentShrank()
{
    if (m_skipped.isEmpty() || m_endpoint->unsentBytes() > m_unsentSkipBytes / 2)
        return;
    const QMap<int, Batch> batches = std::exchange(m_skipped, {});
    for (const Batch &batch : batches)
        m_endpoint->sendBatch(batch);
}
