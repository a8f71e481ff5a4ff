// A flood of messages into a client tab: does the window stay alive?
//
//   logflood [--rate MESSAGES_PER_SECOND] [--seconds N] [--filter TEXT] [--accessible]
//
// Prints what was sent and shown, the longest gap and the 99th percentile of the gaps between two
// turns of the window's event loop (a timer of 5 ms looks), and what it cost.

#include "clienttab.h"
#include "frame.h"
#include "logpanel.h"
#include "pinstore.h"
#include "requesthead.h"

#include <QAccessible>
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QLineEdit>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTextStream>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Accepts one client and sends it frames at a given rate. Lives in its own thread.
class Flood : public QObject
{
    Q_OBJECT
public:
    Flood(int rate, int seconds)
        : m_rate(rate)
        , m_wanted(qint64(rate) * seconds)
    {
    }

    std::atomic<qint64> sent{0};

public slots:
    void listen()
    {
        m_server = new QTcpServer(this);
        m_timer = new QTimer(this);
        m_timer->setTimerType(Qt::PreciseTimer);
        connect(m_server, &QTcpServer::newConnection, this, &Flood::accept);
        connect(m_timer, &QTimer::timeout, this, &Flood::send);
        m_server->listen(QHostAddress::LocalHost);
        emit listening(m_server->serverPort());
    }

signals:
    void listening(quint16 port);
    void finished();

private:
    void accept()
    {
        m_socket = m_server->nextPendingConnection();
        m_socket->setParent(this);
        connect(m_socket, &QTcpSocket::readyRead, this, [this] {
            if (m_clock.isValid())
                return;
            RequestHead head;
            Refusal refusal;
            const QByteArray bytes = m_socket->peek(64 * 1024);
            if (parseRequestHead(bytes, {}, &head, &refusal) != HeadStatus::Valid)
                return;
            m_socket->readAll();
            m_socket->write(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Accept: "
                + acceptKey(headerValue(head.fields, "Sec-WebSocket-Key")) + "\r\n\r\n");
            m_clock.start();
            m_timer->start(1);
        });
    }

    void send()
    {
        const qint64 due = std::min(m_wanted, m_clock.nsecsElapsed() * m_rate / 1'000'000'000);
        QByteArray frames;
        for (qint64 i = sent; i < due; ++i)
            frames +=
                encodeFrame(Opcode::Text, "{\"type\": \"state\", \"value\": " + QByteArray::number(i) + "}");
        m_socket->write(frames);
        sent = due;
        if (due == m_wanted) {
            m_timer->stop();
            emit finished();
        }
    }

    const int m_rate;
    const qint64 m_wanted;
    QTcpServer *m_server = nullptr;
    QTcpSocket *m_socket = nullptr;
    QTimer *m_timer = nullptr;
    QElapsedTimer m_clock;
};

double cpuSeconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption rateOption(u"rate"_s, u"Messages a second."_s, u"number"_s, u"20000"_s);
    const QCommandLineOption secondsOption(u"seconds"_s, u"How long."_s, u"number"_s, u"10"_s);
    const QCommandLineOption filterOption(u"filter"_s, u"Filters the log by this."_s, u"text"_s);
    const QCommandLineOption accessibleOption(u"accessible"_s, u"As if a screen reader were running."_s);
    parser.addOptions({rateOption, secondsOption, filterOption, accessibleOption});
    parser.addHelpOption();
    parser.process(app);
    const int rate = parser.value(rateOption).toInt();
    const int seconds = parser.value(secondsOption).toInt();
    QAccessible::setActive(parser.isSet(accessibleOption));

    QThread network;
    network.start();
    QThread floodThread;
    auto *flood = new Flood(rate, seconds);
    flood->moveToThread(&floodThread);
    QObject::connect(&floodThread, &QThread::finished, flood, &QObject::deleteLater);
    floodThread.start();

    const PinStore noPins{QString()};
    auto tab = std::make_unique<ClientTab>(&network, &noPins);
    tab->resize(1280, 800);
    tab->show();
    if (parser.isSet(filterOption))
        tab->findChild<QLineEdit *>(u"filterEdit"_s)->setText(parser.value(filterOption));

    std::vector<double> gaps;
    QElapsedTimer clock;
    qint64 last = 0;
    double windowCpu = 0;
    double allCpu = 0;
    QTimer probe;
    probe.setTimerType(Qt::PreciseTimer);
    QObject::connect(&probe, &QTimer::timeout, &app, [&] {
        const qint64 now = clock.nsecsElapsed();
        gaps.push_back(double(now - last) / 1e6);
        last = now;
    });
    QObject::connect(tab.get(), &ClientTab::stateChanged, &app, [&](Client::State state) {
        if (state != Client::State::Connected || probe.isActive())
            return;
        windowCpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
        allCpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
        clock.start();
        probe.start(5);
    });
    QObject::connect(flood, &Flood::listening, tab.get(),
                     [&](quint16 port) { tab->openUrl(u"ws://127.0.0.1:%1/"_s.arg(port)); });
    qint64 shown = 0;
    const qint64 wanted = qint64(rate) * seconds;
    QObject::connect(tab->logPanel(), &LogPanel::entriesPulled, &app, [&](const QList<LogEntry> &entries) {
        shown += std::count_if(entries.begin(), entries.end(),
                               [](const LogEntry &entry) { return entry.kind == EntryKind::Text; });
        if (shown == wanted)
            app.quit();
    });
    QObject::connect(flood, &Flood::finished, tab.get(),
                     [&] { QTimer::singleShot(5'000, &app, &QCoreApplication::quit); });
    QMetaObject::invokeMethod(flood, &Flood::listen);
    app.exec();

    const double elapsed = double(clock.elapsed()) / 1000;
    windowCpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - windowCpu;
    allCpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - allCpu;
    std::sort(gaps.begin(), gaps.end());
    QTextStream(stdout) << "sent " << flood->sent << ", shown " << shown << " in " << elapsed << " s ("
                        << qint64(double(shown) / elapsed) << "/s); event loop gap max " << gaps.back()
                        << " ms, p99 " << gaps[gaps.size() * 99 / 100] << " ms; CPU of the window "
                        << windowCpu / elapsed * 100 << " %, of the process with the sender "
                        << allCpu / elapsed * 100 << " % of a core\n";
    tab.reset();
    network.quit();
    network.wait();
    floodThread.quit();
    floodThread.wait();
    return shown == wanted ? 0 : 1;
}

#include "logflood.moc"
