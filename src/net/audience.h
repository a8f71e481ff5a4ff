#pragma once

#include "batch.h"

#include <QHash>
#include <QObject>

#include <optional>
#include <vector>

class Connection;

/// The clients of a service that all hear the same.
///
/// What is told to them within one turn of the event loop is encoded once, gathered, and written to each
/// client once, at the turn's end. Lives in the connections' thread.
class Audience : public QObject
{
    Q_OBJECT
public:
    /// Each text of a \a topic makes the earlier ones worthless to clients that do not keep up, see
    /// Connection::sendBatch().
    explicit Audience(std::optional<int> topic = {});

    /// \a client hears what is told from now on. It must leave before it goes.
    void join(Connection *client);
    void leave(Connection *client);
    qsizetype size() const { return qsizetype(m_clients.size()); }

    /// Tells everybody \a utf8.
    void tell(const QByteArray &utf8);

private:
    void deliver();

    const std::optional<int> m_topic;
    std::vector<Connection *> m_clients;
    QHash<Connection *, size_t> m_places; ///< in m_clients
    Batch m_batch; ///< told in this turn
};
