#include "broadcast.h"
#include "connection.h"
#include "counter.h"
#include "counterprotocol.h"
#include "messagelog.h"
#include "service.h"

#include <QCoreApplication>
#include <QHash>
#include <QTimer>

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
    {
        m_usersTimer.setSingleShot(true);
        connect(&m_usersTimer, &QTimer::timeout, this, &CounterService::tellUsers);
        connect(counter, &Counter::changed, this, &CounterService::tellState);
    }

    void opened(Connection *client) override
    {
        // The newcomer's own count goes first, then the value; the others are told as well.
        const qint64 users = m_toldUsers.size() + 1;
        client->sendText(CounterProtocol::encodeUsers(users));
        m_toldUsers.insert(client, users);
        client->sendText(CounterProtocol::encodeState(m_counter->value()));
        usersChanged();
    }

    void closed(Connection *client) override
    {
        if (m_toldUsers.remove(client) > 0)
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

    void tellState(qint64 value)
    {
        const Broadcast state(CounterProtocol::encodeState(value));
        for (auto it = m_toldUsers.keyBegin(); it != m_toldUsers.keyEnd(); ++it)
            (*it)->sendState(StateTopic, state.frame, state.payload.size());
        state.logTo(m_log, quint32(m_toldUsers.size()));
    }

    void usersChanged()
    {
        if (!m_usersTimer.isActive())
            tellUsers();
    }

    /// Tells everybody who was last told another number.
    void tellUsers()
    {
        const qint64 users = m_toldUsers.size();
        const Broadcast event(CounterProtocol::encodeUsers(users));
        quint32 told = 0;
        for (auto it = m_toldUsers.begin(); it != m_toldUsers.end(); ++it) {
            if (it.value() == users)
                continue;
            it.value() = users;
            it.key()->sendState(UsersTopic, event.frame, event.payload.size());
            ++told;
        }
        event.logTo(m_log, told);
        if (told > 0)
            m_usersTimer.start(usersPause);
    }

    Counter *const m_counter;
    MessageLog *const m_log;
    QHash<Connection *, qint64> m_toldUsers; ///< every client, with the count it last heard
    QTimer m_usersTimer;
};

}

std::unique_ptr<Service> makeCounterService(Counter *counter, MessageLog *log)
{
    return std::make_unique<CounterService>(counter, log);
}
