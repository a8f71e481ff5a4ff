#include "connection.h"
#include "service.h"

namespace {

class EchoService : public Service
{
public:
    void textReceived(Connection *client, const QString &text) override { client->sendText(text.toUtf8()); }
    void binaryReceived(Connection *client, const QByteArray &bytes) override { client->sendBinary(bytes); }
};

}

std::unique_ptr<Service> makeEchoService()
{
    return std::make_unique<EchoService>();
}
