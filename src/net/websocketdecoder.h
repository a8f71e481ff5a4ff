#pragma once

#include "frame.h"

#include <QTcpSocket>

#include <memory>

class QWebSocket;
class QWebSocketServer;

/// A QWebSocket and the socket that it reads from, which is connected to nothing: gets a WebSocket's whole,
/// valid messages, and hands on what QWebSocket makes of them.
///
/// QWebSocket alone on a connection judges UTF-8 frame by frame, hides pings and close codes, does not wait
/// for the peer's Close, and can be crashed over TLS by a burst of bad frames. So FrameSocket talks with the
/// peer, and QWebSocket sees neither control frames nor fragments nor masks, and what it says goes nowhere.
/// It has the same state before and after each message, so that one serves one connection after the other,
/// see DecoderPool.
///
/// Lives in the connections' thread.
class WebSocketDecoder : public QTcpSocket
{
    Q_OBJECT
public:
    class Receiver
    {
    public:
        virtual void textDecoded(const QString &text) = 0;
        virtual void binaryDecoded(const QByteArray &bytes) = 0;

    protected:
        ~Receiver() = default;
    };

    /// Lets \a server, which need not listen, make the QWebSocket.
    explicit WebSocketDecoder(QWebSocketServer *server);
    ~WebSocketDecoder() override;

    /// Who gets the messages; null: nobody.
    void setReceiver(Receiver *receiver) { m_receiver = receiver; }
    /// Takes a message (Opcode::Text or Opcode::Binary); the receiver has got it when this returns.
    void decode(Opcode opcode, const QByteArray &payload);

    qint64 bytesAvailable() const override { return m_bytes.size() - m_taken + QIODevice::bytesAvailable(); }
    qint64 bytesToWrite() const override { return 0; }
    bool isSequential() const override { return true; }
    bool canReadLine() const override { return m_bytes.indexOf('\n', m_taken) >= 0; }
    void close() override { }
    void disconnectFromHost() override { }

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 skipData(qint64 size) override;
    qint64 writeData(const char *, qint64 size) override { return size; }

private:
    void offer(const QByteArray &bytes);
    void releaseBuffer();

    QByteArray m_bytes; ///< for QWebSocket to read
    qsizetype m_taken = 0; ///< of them
    Receiver *m_receiver = nullptr;
    std::unique_ptr<QWebSocket> m_webSocket;
};
