#pragma once

#include "jsoncheck.h"
#include "messagelog.h"

#include <QObject>
#include <QTimer>

#include <optional>

/// Finds out whether a message is JSON: at once when it is short, else in portions, so that the GUI thread,
/// in which it lives, never waits.
class JsonJudge : public QObject
{
    Q_OBJECT
public:
    explicit JsonJudge(QObject *parent = nullptr);

    /// Begins with \a entry, and forgets the one before.
    void judge(const LogEntry &entry);
    /// True once it is known to be an object or an array; of a payload that was cut, as far as it goes.
    bool isJson() const { return m_isJson; }

signals:
    /// The verdict on an entry that could not be judged at once.
    void judged();

private:
    bool readOn();

    QByteArray m_payload;
    std::optional<JsonCheck> m_check; ///< reads m_payload; none: there is a verdict
    QTimer m_timer;
    bool m_isCut = false;
    bool m_isJson = false;
};
