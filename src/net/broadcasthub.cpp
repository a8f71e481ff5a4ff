#include "broadcasthub.h"

#include "messagelog.h"

BroadcastHub::BroadcastHub(MessageLog *log, QObject *parent)
    : QObject(parent)
    , m_log(log)
{
}

void BroadcastHub::add(Hearer *hearer)
{
    QMetaObject::invokeMethod(this, [this, hearer] { m_hearers.push_back(hearer); });
}

void BroadcastHub::count(int change)
{
    QMetaObject::invokeMethod(this, [this, change] { m_clients += change; });
}

void BroadcastHub::tell(const QByteArray &utf8)
{
    QMetaObject::invokeMethod(this, [this, utf8] {
        if (m_clients > 0)
            m_log->appendBroadcast(utf8, quint32(m_clients));
        for (Hearer *hearer : m_hearers)
            QMetaObject::invokeMethod(hearer, [hearer, utf8] { hearer->told(utf8); });
    });
}
