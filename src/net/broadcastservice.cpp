#include "audience.h"
#include "broadcasthub.h"
#include "connection.h"
#include "service.h"

namespace {

/// The tutorial's registration.
class BroadcastService : public BroadcastHub::Hearer, public Service
{
public:
    explicit BroadcastService(BroadcastHub *hub)
        : m_hub(hub)
    {
        hub->add(this);
    }

    void opened(Connection *client) override
    {
        m_audience.join(client);
        m_hub->count(1);
    }

    void closed(Connection *client) override
    {
        m_audience.leave(client);
        m_hub->count(-1);
    }

    void textReceived(Connection *, const QString &text) override { m_hub->tell(text.toUtf8()); }

    void binaryReceived(Connection *client, const QByteArray &) override
    {
        client->close(CloseCode::UnsupportedData, QStringLiteral("only text is broadcast"));
    }

    void told(const QByteArray &utf8) override { m_audience.tell(utf8); }

private:
    BroadcastHub *const m_hub;
    Audience m_audience;
};

}

std::unique_ptr<Service> makeBroadcastService(BroadcastHub *hub)
{
    return std::make_unique<BroadcastService>(hub);
}
