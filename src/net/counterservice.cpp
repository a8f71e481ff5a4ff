#include "audience.h"
#include "connection.h"
#include "counter.h"
#include "counterprotocol.h"
#include "messagelog.h"
#include "service.h"

#include <QCoreApplication>
#include <QHash>

#include <utility>

namespace {

enum Topic { StateTopic, UsersTopic };

/// The tutorial's registration, producer and consumer in one.
class CounterService : public Counter::Viewer, public Service
{
public:
    CounterService(Counter *counter, MessageLog *log)
        : m_counter(counter)
        , m_log(log)
        , m_states(StateTopic)
        , m_users(UsersTopic)
    {
        counter->add(this);
    }

    void opened(Connection *client) override
    {
        m_clients.insert(client->id(), client);
        m_counter->join(this, client->id());
    }

    void closed(Connection *client) override
    {
        m_clients.remove(client->id());
        m_states.leave(client);
        m_users.leave(client);
        m_newcomers.remove(client);
        m_counter->leave();
    }

    void textReceived(Connection *client, const QString &text) override
    {
        QString error;
        if (const auto action = CounterProtocol::parseAction(text.toUtf8(), &error))
            m_counter->step(this, client->id(), *action == CounterProtocol::Action::Plus ? 1 : -1);
        else
            refuse(client, error);
    }

    void binaryReceived(Connection *client, const QByteArray &) override
    {
        client->close(CloseCode::UnsupportedData, QStringLiteral("an action is a text message"));
    }

    void welcome(quint32 id, qint64 users, qint64 value) override
    {
        Connection *client = m_clients.value(id);
        if (!client)
            return; // gone in the meantime
        // The newcomer's own count goes first, then the value; the others are told as well.
        m_states.join(client);
        client->sendText(CounterProtocol::encodeUsers(users));
        client->sendText(CounterProtocol::encodeState(value));
        m_newcomers.insert(client, users);
    }

    void valueChanged(qint64 value) override { m_states.tell(CounterProtocol::encodeState(value)); }

    void usersChanged(qint64 users) override
    {
        const QByteArray event = CounterProtocol::encodeUsers(users);
        if (users != std::exchange(m_toldUsers, users))
            m_users.tell(event);
        const auto newcomers = std::exchange(m_newcomers, {});
        for (auto it = newcomers.cbegin(); it != newcomers.cend(); ++it) {
            if (it.value() != users)
                it.key()->sendText(event);
            m_users.join(it.key());
        }
    }

    void refused(quint32 id) override
    {
        if (Connection *client = m_clients.value(id))
            refuse(client, QCoreApplication::translate("CounterService", "The counter is at its limit."));
    }

private:
    void refuse(Connection *client, const QString &sentence)
    {
        m_log->appendText(EntryKind::Error, sentence, client->id());
        client->sendText(CounterProtocol::encodeError(sentence));
    }

    Counter *const m_counter;
    MessageLog *const m_log;
    QHash<quint32, Connection *> m_clients; ///< by id
    Audience m_states; ///< all who were welcomed
    Audience m_users; ///< those of them who were last told m_toldUsers
    qint64 m_toldUsers = 0;
    QHash<Connection *, qint64> m_newcomers; ///< the others, with the count that each was told
};

}

std::unique_ptr<Service> makeCounterService(Counter *counter, MessageLog *log)
{
    return std::make_unique<CounterService>(counter, log);
}
