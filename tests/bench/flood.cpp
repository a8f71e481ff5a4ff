#include "flood.h"

#include "frame.h"
#include "requesthead.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 fullSocket = 64 * 1024 * 1024; // bytes that wait: then the receiver is slower
constexpr qint64 betweenHostile = 20'011; // messages

/// Messages that froze other programs' lists.
QByteArray hostile(qint64 number)
{
    switch (number % 4) {
    case 0:
        return QByteArray(16 * 1024 * 1024, 'x');
    case 1:
        return u"中"_s.repeated(1'000'000).toUtf8();
    case 2:
        return QByteArray("<table>").repeated(30) + "needle";
    default:
        return (u"\u202E\u2066\u0000\u001B[31m\r\n\u0007"_s.repeated(5'000)).toUtf8();
    }
}

}

Flood::Flood(const Plan &plan)
    : m_plan(plan)
{
}

qint64 Flood::wanted() const
{
    const int seconds = m_plan.bursts ? (m_plan.seconds + 1) / 2 : m_plan.seconds;
    return qint64(m_plan.rate) * seconds;
}

void Flood::listen()
{
    m_server = new QTcpServer(this);
    m_timer = new QTimer(this);
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_server, &QTcpServer::newConnection, this, &Flood::accept);
    connect(m_timer, &QTimer::timeout, this, &Flood::send);
    m_server->listen(QHostAddress::LocalHost);
    emit listening(m_server->serverPort());
}

void Flood::accept()
{
    m_socket = m_server->nextPendingConnection();
    m_socket->setParent(this);
    connect(m_socket, &QTcpSocket::readyRead, this, &Flood::answer);
}

void Flood::answer()
{
    if (m_clock.isValid()) {
        answerPings();
        return;
    }
    RequestHead head;
    Refusal refusal;
    const QByteArray bytes = m_socket->peek(64 * 1024);
    if (parseRequestHead(bytes, {}, &head, &refusal) != HeadStatus::Valid)
        return;
    m_socket->readAll();
    m_socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Accept: "
                    + acceptKey(headerValue(head.fields, "Sec-WebSocket-Key")) + "\r\n\r\n");
    m_clock.start();
    m_timer->start(1);
}

/// Without, the client would give the connection up after 40 seconds.
void Flood::answerPings()
{
    const QByteArray bytes = m_socket->readAll();
    for (qsizetype taken = 0; taken < bytes.size();) {
        MessageReader::Event event;
        taken += m_reader.read(bytes.constData() + taken, bytes.size() - taken, &event);
        if (event.kind == MessageReader::Event::Kind::Control && event.opcode == Opcode::Ping)
            m_socket->write(encodeFrame(Opcode::Pong, event.payload));
    }
}

/// How many should have been sent by now.
qint64 Flood::due() const
{
    qint64 nanoseconds = m_clock.nsecsElapsed();
    if (m_plan.bursts) {
        constexpr qint64 second = 1'000'000'000;
        const qint64 pairs = nanoseconds / (2 * second);
        nanoseconds = pairs * second + std::min(nanoseconds % (2 * second), second);
    }
    return std::min(wanted(), qint64(double(nanoseconds) * m_plan.rate / 1e9));
}

QByteArray Flood::message(qint64 number) const
{
    if (m_plan.hostile && number % betweenHostile == 0)
        return hostile(number / betweenHostile);
    const QByteArray json = "{\"type\": \"state\", \"value\": " + QByteArray::number(number) + "}";
    return m_plan.length > 0 ? json.leftJustified(m_plan.length, ' ', true) : json;
}

void Flood::send()
{
    if (m_socket->bytesToWrite() > fullSocket)
        return;
    const qint64 until = due();
    QByteArray frames;
    for (qint64 i = sent; i < until; ++i)
        frames += encodeFrame(Opcode::Text, message(i));
    m_socket->write(frames);
    sent = until;
    if (until == wanted()) {
        m_timer->stop();
        emit finished();
    }
}
