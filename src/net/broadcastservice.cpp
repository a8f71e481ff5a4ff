#include "broadcast.h"
#include "connection.h"
#include "service.h"

#include <QSet>

namespace {

/// The tutorial's registration.
class BroadcastService : public Service
{
public:
    explicit BroadcastService(MessageLog *log)
        : m_log(log)
    {
    }

    void opened(Connection *client) override { m_clients.insert(client); }
    void closed(Connection *client) override { m_clients.remove(client); }

    void textReceived(Connection *, const QString &text) override
    {
        const Broadcast broadcast(text.toUtf8());
        for (Connection *client : std::as_const(m_clients))
            client->sendEncoded(broadcast.frame, broadcast.payload.size());
        broadcast.logTo(m_log, quint32(m_clients.size()));
    }

    void binaryReceived(Connection *client, const QByteArray &) override
    {
        client->close(CloseCode::UnsupportedData, QStringLiteral("only text is broadcast"));
    }

private:
    MessageLog *const m_log;
    QSet<Connection *> m_clients;
};

}

std::unique_ptr<Service> makeBroadcastService(MessageLog *log)
{
    return std::make_unique<BroadcastService>(log);
}
