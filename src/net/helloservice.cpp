#include "connection.h"
#include "service.h"

namespace {

/// The tutorial's consumer.
class HelloService : public Service
{
public:
    explicit HelloService(const QString &greeting)
        : m_greeting(greeting)
    {
    }

    void textReceived(Connection *client, const QString &text) override
    {
        client->sendText(QString(m_greeting).replace(QLatin1String("%1"), text).toUtf8());
        client->close(CloseCode::Normal);
    }

    void binaryReceived(Connection *client, const QByteArray &) override
    {
        client->close(CloseCode::UnsupportedData, QStringLiteral("a name is a text message"));
    }

private:
    const QString m_greeting;
};

}

std::unique_ptr<Service> makeHelloService(const QString &greeting)
{
    return std::make_unique<HelloService>(greeting);
}
