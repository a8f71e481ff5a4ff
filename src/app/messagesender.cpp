#include "messagesender.h"

namespace {

constexpr qint64 markDistance = MessageSender::window / 2; // bytes from ping to ping
constexpr qint64 littleEnough = 1024 * 1024; // bytes that the closing handshake can wait for
const QByteArray markPrefix = "wslab ";

}

MessageSender::MessageSender(Client *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    connect(client, &Client::pongReceived, this,
            [this](qint64, const QByteArray &payload) { markReturned(payload); });
}

void MessageSender::send(const QByteArray &utf8)
{
    m_waiting.push_back(utf8);
    sendOn();
}

void MessageSender::finish()
{
    m_finishing = true;
    sendOn();
}

void MessageSender::stop()
{
    m_waiting.clear();
    m_finishing = false;
}

void MessageSender::pause()
{
    m_paused = true;
    m_firstMark += m_marks.size();
    m_marks.clear();
    m_arrived = m_sent;
    m_marked = m_sent;
}

void MessageSender::resume()
{
    m_paused = false;
    sendOn();
}

void MessageSender::sendOn()
{
    if (m_paused)
        return;
    while (!m_waiting.empty()) {
        const QByteArray utf8 = m_waiting.front();
        if (m_sent > m_arrived && m_sent + utf8.size() - m_arrived > window) {
            sendMark();
            return;
        }
        m_waiting.pop_front();
        QMetaObject::invokeMethod(m_client,
                                  [client = m_client, utf8] { client->sendText(QString::fromUtf8(utf8)); });
        m_sent += utf8.size();
        if (m_sent - m_marked >= markDistance)
            sendMark();
        emit sent(utf8);
    }
    if (!m_finishing)
        return;
    if (m_sent - m_arrived > littleEnough) {
        sendMark();
        return;
    }
    m_finishing = false;
    emit allSent();
}

void MessageSender::sendMark()
{
    if (m_marked == m_sent)
        return;
    const QByteArray payload = markPrefix + QByteArray::number(m_firstMark + m_marks.size());
    m_marks.push_back(m_sent);
    m_marked = m_sent;
    QMetaObject::invokeMethod(m_client, [client = m_client, payload] { client->ping(payload); });
}

void MessageSender::markReturned(const QByteArray &payload)
{
    if (!payload.startsWith(markPrefix))
        return;
    const quint64 number = payload.sliced(markPrefix.size()).toULongLong();
    if (number < m_firstMark || number >= m_firstMark + m_marks.size())
        return;
    // A pong may stand for earlier pings too (RFC 6455 section 5.5.3).
    m_arrived = m_marks[number - m_firstMark];
    m_marks.erase(m_marks.begin(), m_marks.begin() + qint64(number - m_firstMark) + 1);
    m_firstMark = number + 1;
    sendOn();
}
