#include "counter.h"

#include "counterprotocol.h"

Counter::Counter(qint64 firstValue, QObject *parent)
    : QObject(parent)
    , m_firstValue(qBound(-CounterProtocol::maximumValue, firstValue, CounterProtocol::maximumValue))
    , m_value(m_firstValue)
{
}

bool Counter::step(int step)
{
    const qint64 next = m_value + step;
    if (qAbs(next) > CounterProtocol::maximumValue)
        return false;
    m_value = next;
    emit changed(m_value);
    return true;
}

void Counter::reset()
{
    m_value = m_firstValue;
    emit changed(m_value);
}
