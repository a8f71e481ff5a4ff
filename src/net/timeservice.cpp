#include "connection.h"
#include "service.h"

#include <QDateTime>
#include <QLocale>
#include <QRandomGenerator>
#include <QTimer>

namespace {

/// What C's ctime() writes, without its newline: English whatever the locale, the day of the month
/// padded with a space.
QString cTime(const QDateTime &now)
{
    const QLocale c = QLocale::c();
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(c.dayName(now.date().dayOfWeek(), QLocale::ShortFormat),
             c.monthName(now.date().month(), QLocale::ShortFormat))
        .arg(now.date().day(), 2)
        .arg(c.toString(now.time(), QStringLiteral("HH:mm:ss")))
        .arg(now.date().year());
}

/// The tutorial's producer.
class TimeService : public Service
{
public:
    TimeService(const QString &text, std::chrono::milliseconds longestPause)
        : m_text(text)
        , m_longestPause(longestPause)
    {
    }

    void opened(Connection *client) override
    {
        auto *pause = new QTimer(client);
        pause->setObjectName(pauseName);
        pause->setSingleShot(true);
        pause->setTimerType(Qt::PreciseTimer); // coarse ones gather, and the pauses would not be random
        QObject::connect(pause, &QTimer::timeout, client, [this, client, pause] { tell(client, pause); });
        tell(client, pause);
    }

    void closed(Connection *client) override
    {
        delete client->findChild<QTimer *>(pauseName, Qt::FindDirectChildrenOnly);
    }

    void textReceived(Connection *, const QString &) override { }
    void binaryReceived(Connection *, const QByteArray &) override { }

private:
    void tell(Connection *client, QTimer *pause)
    {
        client->sendText((cTime(QDateTime::currentDateTime()) + m_text).toUtf8());
        pause->start(std::chrono::milliseconds(
            QRandomGenerator::global()->bounded(qint64(0), qint64(m_longestPause.count()) + 1)));
    }

    static constexpr QLatin1String pauseName{"pause"};
    const QString m_text;
    const std::chrono::milliseconds m_longestPause;
};

}

std::unique_ptr<Service> makeTimeService(const QString &text, std::chrono::milliseconds longestPause)
{
    return std::make_unique<TimeService>(text, longestPause);
}
