// A flood of messages into a client tab: does the window stay alive?
//
//   logflood [--rate MESSAGES_PER_SECOND] [--seconds N] [--length BYTES] [--bursts] [--hostile]
//            [--filter TEXT] [--unseen] [--accessible]
//   logflood --memory
//
// Prints what was sent, what the log holds of it and where, the longest gap and the 99th percentile of
// the gaps between two turns of the window's event loop (a timer of 5 ms looks), the processor time of the
// longest, and what it cost.
// --unseen takes the log out of the window: what receiving costs without it. --accessible has a screen
// reader's questions asked through D-Bus all the while; start it in a dbus-run-session. --memory fills a
// log with a million messages of 100 bytes and prints what each takes.

#include "clienttab.h"
#include "flood.h"
#include "logpanel.h"
#include "logview.h"
#include "messagelog.h"
#include "pinstore.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QProcess>
#include <QTextStream>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <malloc.h>
#include <unistd.h>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int drainSeconds = 20; // for what is still under way when all has been sent

double cpuSeconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

/// Bytes of memory that the process has.
qint64 residentBytes()
{
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    return statm.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

/// The gaps between two turns of this thread's event loop.
class Gaps
{
public:
    Gaps()
    {
        m_probe.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_probe, &QTimer::timeout, &m_probe, [this] {
            const qint64 now = m_clock.nsecsElapsed();
            m_gaps.push_back(double(now - m_last) / 1e6);
            m_last = now;
            const double cpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
            m_longestWork = std::max(m_longestWork, cpu - m_lastCpu);
            m_lastCpu = cpu;
        });
    }

    void start()
    {
        m_clock.start();
        m_lastCpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
        m_probe.start(5);
    }
    bool isRunning() const { return m_probe.isActive(); }
    double seconds() const { return double(m_clock.elapsed()) / 1000; }
    QString text()
    {
        if (m_gaps.empty())
            return u"event loop gap unknown"_s;
        std::sort(m_gaps.begin(), m_gaps.end());
        return u"event loop gap max %1 ms, p99 %2 ms; most work between two turns %3 ms"_s.arg(m_gaps.back())
            .arg(m_gaps[m_gaps.size() * 99 / 100])
            .arg(m_longestWork * 1e3);
    }

private:
    QTimer m_probe;
    QElapsedTimer m_clock;
    qint64 m_last = 0;
    double m_lastCpu = 0;
    double m_longestWork = 0; ///< seconds of processor time: what a busy machine does not change
    std::vector<double> m_gaps;
};

/// A million messages of 100 bytes, kept in memory and shown with and without a filter.
int measureMemory()
{
    constexpr qint64 count = 1'000'000;
    constexpr qsizetype length = 100;
    LogPanel panel;
    panel.resize(1280, 800);
    panel.show();
    MessageLog log(LogLimits{.entries = count, .memory = 1024 * 1024 * 1024});
    panel.setLog(&log);
    QTextStream out(stdout);
    const qint64 before = residentBytes();
    LogEntry entry;
    entry.direction = Direction::Received;
    entry.kind = EntryKind::Text;
    for (qint64 i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i);
        entry.payload = ("{\"type\": \"state\", \"value\": " + number + ", \"name\": \"message " + number
                         + "\", \"text\": \"")
                            .leftJustified(length - 2, 'a')
            + "\"}";
        log.append(entry);
        if (i % 2'000 == 0)
            QCoreApplication::processEvents();
    }
    const auto settle = [&](const auto &done) {
        while (!done())
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        malloc_trim(0);
    };
    QTimer tick; // so that WaitForMoreEvents ends
    tick.start(10);
    LogModel *model = panel.model();
    settle([&] { return model->rowCount() == count; });
    out << "a million messages of 100 bytes: " << (residentBytes() - before) / count - length
        << " bytes each beyond the payload";
    auto *filter = panel.findChild<QLineEdit *>(u"filterEdit"_s);
    QElapsedTimer clock;
    qint64 first = -1;
    QObject::connect(model, &LogModel::modelReset, model,
                     [&] { first = first < 0 ? clock.elapsed() : first; });
    const auto apply = [&](const QString &text) {
        first = -1;
        clock.start();
        filter->setText(text);
        settle([&] { return !model->isFiltering(); });
        return clock.elapsed();
    };
    apply(u"message"_s);
    out << ", " << (residentBytes() - before) / count - length << " with a filter that lets all through\n";
    for (const QString &text :
         {u"message"_s, u"message 99999"_s, u"-message"_s, u"size>99"_s, u"/99+5/"_s, u"/[eiou]{2}/"_s,
          u"/value\": \\d+5,/"_s, u"/(error|warning|fatal)/"_s, u"/\\bmessage .*b/"_s, u"/ä+/"_s}) {
        apply({});
        const qint64 all = apply(text);
        out << "filter " << text << ": first rows after " << first << " ms, all " << model->rowCount()
            << " after " << all << " ms\n";
    }
    return 0;
}

}

int main(int argc, char **argv)
{
    qputenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1"); // for --accessible; alone it costs nothing
    QApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption rateOption(u"rate"_s, u"Messages a second."_s, u"number"_s, u"20000"_s);
    const QCommandLineOption secondsOption(u"seconds"_s, u"How long."_s, u"number"_s, u"10"_s);
    const QCommandLineOption lengthOption(u"length"_s, u"Bytes of a message."_s, u"number"_s, u"0"_s);
    const QCommandLineOption burstsOption(u"bursts"_s, u"Every other second only."_s);
    const QCommandLineOption hostileOption(u"hostile"_s, u"With messages that are hard to show."_s);
    const QCommandLineOption filterOption(u"filter"_s, u"Filters the log by this."_s, u"text"_s);
    const QCommandLineOption unseenOption(u"unseen"_s, u"Without the log in the window."_s);
    const QCommandLineOption accessibleOption(u"accessible"_s, u"A screen reader asks all the while."_s);
    const QCommandLineOption memoryOption(u"memory"_s, u"What a million messages take."_s);
    parser.addOptions({rateOption, secondsOption, lengthOption, burstsOption, hostileOption, filterOption,
                       unseenOption, accessibleOption, memoryOption});
    parser.addHelpOption();
    parser.process(app);
    if (parser.isSet(memoryOption))
        return measureMemory();

    QThread network;
    network.start();
    QThread floodThread;
    auto *flood = new Flood({.rate = parser.value(rateOption).toInt(),
                             .seconds = parser.value(secondsOption).toInt(),
                             .length = parser.value(lengthOption).toInt(),
                             .bursts = parser.isSet(burstsOption),
                             .hostile = parser.isSet(hostileOption)});
    flood->moveToThread(&floodThread);
    QObject::connect(&floodThread, &QThread::finished, flood, &QObject::deleteLater);
    floodThread.start();

    const PinStore noPins{QString()};
    auto tab = std::make_unique<ClientTab>(&network, &noPins);
    const std::shared_ptr<const LogStore> store = tab->logPanel()->model()->store();
    tab->resize(1280, 800);
    tab->show();
    if (parser.isSet(filterOption))
        tab->findChild<QLineEdit *>(u"filterEdit"_s)->setText(parser.value(filterOption));
    if (parser.isSet(unseenOption))
        tab->logPanel()->setLog(nullptr);
    QProcess reader;
    if (parser.isSet(accessibleOption)) {
        reader.setProcessChannelMode(QProcess::ForwardedChannels);
        reader.start(u"/usr/bin/python3"_s, {QStringLiteral(WSLAB_SCREEN_READER)});
    }

    Gaps gaps;
    double windowCpu = 0;
    double allCpu = 0;
    qint64 before = 0; // entries: those of the connection's own
    QObject::connect(tab.get(), &ClientTab::stateChanged, &app, [&](Client::State state) {
        if (state != Client::State::Connected || gaps.isRunning())
            return;
        windowCpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
        allCpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
        before = store->range().last;
        gaps.start();
    });
    QObject::connect(flood, &Flood::listening, tab.get(),
                     [&](quint16 port) { tab->openUrl(u"ws://127.0.0.1:%1/"_s.arg(port)); });
    const LogModel *model = tab->logPanel()->model();
    QTimer check;
    QObject::connect(&check, &QTimer::timeout, &app, [&] {
        const qint64 last = store->range().last;
        if (last >= flood->wanted()
            && (!model->store() || (model->range().last == last && !model->isFiltering())))
            app.quit();
    });
    check.start(50);
    QObject::connect(flood, &Flood::finished, tab.get(),
                     [&] { QTimer::singleShot(drainSeconds * 1000, &app, &QCoreApplication::quit); });
    QMetaObject::invokeMethod(flood, &Flood::listen);
    app.exec();

    const double elapsed = gaps.seconds();
    windowCpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - windowCpu;
    allCpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - allCpu;
    const LogStore::Range range = store->range();
    const LogStore::Usage usage = store->usage();
    qint64 messages = 0; // of those that are still there
    const LogReader entries(store);
    for (qint64 sequence = range.first; sequence <= range.last; ++sequence)
        messages += entries.peek(sequence).kind == EntryKind::Text;
    const qint64 lost = flood->wanted() - messages - (range.first - 1);
    QTextStream(stdout) << "sent " << flood->sent << ", logged " << range.last << " in " << elapsed << " s ("
                        << qint64(double(range.last - before) / elapsed) << "/s): lost "
                        << std::max<qint64>(lost, 0) << ", dropped as the oldest " << range.first - 1
                        << ", in the view " << model->rowCount() << " of " << model->range().count()
                        << " rows, on disk " << usage.entriesOnDisk << " (" << usage.disk / 1024 / 1024
                        << " MiB), in memory " << usage.memory / 1024 / 1024 << " MiB; " << gaps.text()
                        << "; CPU of the window " << windowCpu / elapsed * 100
                        << " %, of the process with the sender " << allCpu / elapsed * 100
                        << " % of a core\n";
    reader.terminate();
    reader.waitForFinished();
    const bool whole = lost <= 0 && (parser.isSet(unseenOption) || model->range().last == range.last);
    tab.reset();
    network.quit();
    network.wait();
    floodThread.quit();
    floodThread.wait();
    return whole ? 0 : 1;
}
