#include "websocketdecoder.h"

#include <QCoreApplication>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>

namespace {

/// What QWebSocketServer reads: the handshakes of the peers are judged and answered by OpeningHandshake and
/// ClientHandshake.
constexpr char request[] = "GET / HTTP/1.1\r\nHost: us\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

}

WebSocketDecoder::WebSocketDecoder(QWebSocketServer *server)
{
    QIODevice::open(QIODevice::ReadWrite | QIODevice::Unbuffered);
    setSocketState(ConnectedState);
    server->handleConnection(this);
    offer(request);
    QCoreApplication::sendPostedEvents(server, QEvent::MetaCall); // it reads by a queued call
    m_webSocket.reset(server->nextPendingConnection());
    if (!m_webSocket)
        qFatal("QWebSocketServer makes no QWebSocket of a good request.");
    releaseBuffer();
    connect(m_webSocket.get(), &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        if (m_receiver)
            m_receiver->textDecoded(text);
    });
    connect(m_webSocket.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
        if (m_receiver)
            m_receiver->binaryDecoded(bytes);
    });
}

WebSocketDecoder::~WebSocketDecoder()
{
    // A QWebSocket that is deleted while it is connected says goodbye first.
    setSocketState(UnconnectedState);
    emit stateChanged(UnconnectedState);
    m_webSocket.reset();
}

/// Gives back the 16 KiB that QIODevice keeps ever since QWebSocketServer peeked at the request.
void WebSocketDecoder::releaseBuffer()
{
    const QSignalBlocker blocker(this);
    QIODevice::close();
    QIODevice::open(QIODevice::ReadWrite | QIODevice::Unbuffered);
}

void WebSocketDecoder::decode(Opcode opcode, const QByteArray &payload)
{
    // QWebSocket takes away a byte order mark at the start of a text: give it two, so that one stays.
    constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");
    if (opcode == Opcode::Text && payload.startsWith(byteOrderMark))
        offer(encodeFrame(opcode, byteOrderMark.toByteArray() + payload));
    else
        offer(encodeFrame(opcode, payload));
}

void WebSocketDecoder::offer(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_taken = 0;
    emit readyRead();
}

qint64 WebSocketDecoder::readData(char *data, qint64 size)
{
    const qsizetype some = qMin<qsizetype>(size, m_bytes.size() - m_taken);
    std::copy_n(m_bytes.constData() + m_taken, some, data);
    return skipData(some);
}

qint64 WebSocketDecoder::skipData(qint64 size)
{
    const qsizetype some = qMin<qsizetype>(size, m_bytes.size() - m_taken);
    m_taken += some;
    if (m_taken == m_bytes.size()) {
        m_bytes.clear();
        m_taken = 0;
    }
    return some;
}
