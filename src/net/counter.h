#pragma once

#include <QObject>

/// The number that the counter service shares. Lives in the server's thread.
class Counter : public QObject
{
    Q_OBJECT
public:
    /// \a firstValue within ±CounterProtocol::maximumValue.
    explicit Counter(qint64 firstValue, QObject *parent = nullptr);

    qint64 value() const { return m_value; }
    /// Adds \a step (+1 or -1); false, and nothing changes, when that would leave the range.
    bool step(int step);
    /// Back to the first value.
    void reset();

signals:
    void changed(qint64 value);

private:
    const qint64 m_firstValue;
    qint64 m_value;
};
