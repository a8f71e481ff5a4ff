#pragma once

#include "messagelog.h"

#include <QString>

#include <optional>

/// Which entries of a log a person wants to see.
class LogFilter
{
public:
    enum class Group {
        All,
        Sent,
        Received,
        Control, ///< Ping, Pong and Close, both ways
        Errors,
    };

    LogFilter() = default;
    /// \a text is looked for in the payload that was kept, whatever its case; `#7` means connection 7.
    /// An empty text lets everything of \a group through.
    LogFilter(const QString &text, Group group);

    bool matches(const LogEntry &entry) const;
    bool isEmpty() const { return m_text.isEmpty() && m_group == Group::All; }

private:
    bool inGroup(const LogEntry &entry) const;

    QString m_text;
    QByteArray m_ascii; ///< the text in lower case, when it is all ASCII
    std::optional<quint32> m_connection;
    Group m_group = Group::All;
};
