#pragma once

#include "messagereader.h"

#include <QElapsedTimer>
#include <QObject>

#include <atomic>

class QTcpServer;
class QTcpSocket;
class QTimer;

/// Accepts one WebSocket client and sends it messages at a given rate. Lives in its own thread.
class Flood : public QObject
{
    Q_OBJECT
public:
    struct Plan
    {
        int rate = 20'000; ///< messages a second
        int seconds = 10;
        int length = 0; ///< bytes of each; 0: short JSON
        bool bursts = false; ///< every other second only
        bool hostile = false; ///< now and then one that is hard to show
    };

    explicit Flood(const Plan &plan);

    qint64 wanted() const; ///< messages in all
    std::atomic<qint64> sent{0};

public slots:
    void listen();

signals:
    void listening(quint16 port);
    void finished();

private:
    void accept();
    void answer();
    void answerPings();
    void send();
    qint64 due() const;
    QByteArray message(qint64 number) const;

    const Plan m_plan;
    QTcpServer *m_server = nullptr;
    QTcpSocket *m_socket = nullptr;
    QTimer *m_timer = nullptr;
    QElapsedTimer m_clock;
    MessageReader m_reader{MessageReader::Role::Server, 1024};
};
