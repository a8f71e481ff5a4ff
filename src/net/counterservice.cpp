#include "audience.h"
#include "connection.h"
#include "counter.h"
#include "counterprotocol.h"
#include "messagelog.h"
#include "service.h"

#include <QCoreApplication>
#include <QHash>
#include <QTimer>

#include <utility>

namespace {

/// Many who join at once cause one `users` event in this time, not one each: telling ten thousand
/// of ten thousand arrivals would take a hundred million frames.
constexpr std::chrono::milliseconds usersPause{50};

enum Topic { StateTopic, UsersTopic };

/// The tutorial's registration, producer and consumer in one.
class CounterService : public QObject, public Service
{
public:
    CounterService(Counter *counter, MessageLog *log)
        : m_counter(counter)
        , m_log(log)
        , m_states(log, StateTopic)
        , m_users(log, UsersTopic)
    {
        m_usersTimer.setSingleShot(true);
        connect(&m_usersTimer, &QTimer::timeout, this, &CounterService::tellUsers);
        connect(counter, &Counter::changed, this,
                [this](qint64 value) { m_states.tell(CounterProtocol::encodeState(value)); });
    }

    void opened(Connection *client) override
    {
        // The newcomer's own count goes first, then the value; the others are told as well.
        m_states.join(client);
        const qint64 users = m_states.size();
        client->sendText(CounterProtocol::encodeUsers(users));
        client->sendText(CounterProtocol::encodeState(m_counter->value()));
        m_newcomers.insert(client, users);
        usersChanged();
    }

    void closed(Connection *client) override
    {
        m_states.leave(client);
        if (m_newcomers.remove(client) == 0)
            m_users.leave(client);
        usersChanged();
    }

    void textReceived(Connection *client, const QString &text) override
    {
        QString error;
        const auto action = CounterProtocol::parseAction(text.toUtf8(), &error);
        if (!action)
            refuse(client, error);
        else if (!m_counter->step(*action == CounterProtocol::Action::Plus ? 1 : -1))
            refuse(client, QCoreApplication::translate("CounterService", "The counter is at its limit."));
    }

    void binaryReceived(Connection *client, const QByteArray &) override
    {
        client->close(CloseCode::UnsupportedData, QStringLiteral("an action is a text message"));
    }

private:
    void refuse(Connection *client, const QString &sentence)
    {
        m_log->appendText(EntryKind::Error, sentence, client->id());
        client->sendText(CounterProtocol::encodeError(sentence));
    }

    void usersChanged()
    {
        if (!m_usersTimer.isActive())
            tellUsers();
    }

    /// Tells everybody who was last told another number.
    void tellUsers()
    {
        const qint64 users = m_states.size();
        const QByteArray event = CounterProtocol::encodeUsers(users);
        const bool isNews = users != m_toldUsers && m_users.size() > 0;
        if (isNews)
            m_users.tell(event);
        bool isLate = false;
        const auto newcomers = std::exchange(m_newcomers, {});
        for (auto it = newcomers.cbegin(); it != newcomers.cend(); ++it) {
            if (it.value() != users) {
                it.key()->sendText(event);
                isLate = true;
            }
            m_users.join(it.key());
        }
        m_toldUsers = users;
        if (isNews || isLate)
            m_usersTimer.start(usersPause);
    }

    Counter *const m_counter;
    MessageLog *const m_log;
    Audience m_states; ///< everybody
    Audience m_users; ///< those who were last told m_toldUsers
    qint64 m_toldUsers = 0;
    QHash<Connection *, qint64> m_newcomers; ///< everybody else, with the count that each was told
    QTimer m_usersTimer;
};

}

std::unique_ptr<Service> makeCounterService(Counter *counter, MessageLog *log)
{
    return std::make_unique<CounterService>(counter, log);
}
