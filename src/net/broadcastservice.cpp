#include "audience.h"
#include "connection.h"
#include "service.h"

namespace {

/// The tutorial's registration.
class BroadcastService : public Service
{
public:
    explicit BroadcastService(MessageLog *log)
        : m_audience(log)
    {
    }

    void opened(Connection *client) override { m_audience.join(client); }
    void closed(Connection *client) override { m_audience.leave(client); }
    void textReceived(Connection *, const QString &text) override { m_audience.tell(text.toUtf8()); }

    void binaryReceived(Connection *client, const QByteArray &) override
    {
        client->close(CloseCode::UnsupportedData, QStringLiteral("only text is broadcast"));
    }

private:
    Audience m_audience;
};

}

std::unique_ptr<Service> makeBroadcastService(MessageLog *log)
{
    return std::make_unique<BroadcastService>(log);
}
