#include "connectioncheck.h"

#include "clientfailure.h"
#include "clientrequest.h"
#include "displaytext.h"
#include "frame.h"
#include "hostport.h"
#include "tls.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkProxy>

using namespace Qt::Literals::StringLiterals;
using Mark = ConnectionReport::Mark;
using Step = ConnectionStep;

namespace {

constexpr int mostAddresses = 4;
constexpr qint64 logEntries = 100;
constexpr std::chrono::milliseconds lookAfter{300}; // some servers let everybody in, and then look
constexpr std::chrono::milliseconds closePatience{1'000};

QString addressesOf(const QHostInfo &info)
{
    QStringList texts;
    const QList<QHostAddress> addresses = info.addresses();
    for (const QHostAddress &address : addresses.first(qMin<qsizetype>(mostAddresses, addresses.size())))
        texts.append(address.toString());
    if (addresses.size() > mostAddresses)
        texts.append(u"…"_s);
    return texts.join(u", "_s);
}

}

ConnectionCheck::ConnectionCheck(QObject *parent)
    : QObject(parent)
    , m_log(LogLimits{.entries = logEntries}, this)
    , m_client(&m_log, this)
    , m_deadline(this)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &ConnectionCheck::timeOut);
    connect(&m_client, &Client::passed, this, &ConnectionCheck::pass);
    connect(&m_client, &Client::answered, this,
            [this](const QByteArray &bytes) { m_report.setAnswer(bytes); });
    connect(&m_client, &Client::distrusted, this, &ConnectionCheck::distrusted);
    connect(&m_client, &Client::failed, this, &ConnectionCheck::stop);
    connect(&m_client, &Client::connected, this, &ConnectionCheck::awaitFrame);
    connect(&m_client, &Client::textReceived, this, [this](const QString &text) {
        frameCame(tr("a text of %1").arg(DisplayText::byteCount(quint64(text.toUtf8().size()))));
    });
    connect(&m_client, &Client::binaryReceived, this, [this](const QByteArray &bytes) {
        frameCame(tr("binary, %1").arg(DisplayText::byteCount(quint64(bytes.size()))));
    });
    connect(&m_client, &Client::pingReceived, this, [this] { frameCame(tr("a ping")); });
    connect(&m_client, &Client::pongReceived, this, [this] { frameCame(tr("the pong to our ping")); });
    connect(&m_client, &Client::closed, this, &ConnectionCheck::closed);
}

ConnectionCheck::~ConnectionCheck()
{
    m_client.disconnect(this);
    if (m_lookUp >= 0)
        QHostInfo::abortHostLookup(m_lookUp);
}

void ConnectionCheck::start(const ClientOptions &options)
{
    if (m_running)
        return;
    m_running = true;
    m_options = options;
    m_options.closeDeadline = closePatience;
    m_report = {};
    m_report.address = DisplayText::oneLine(options.url.toString(QUrl::RemoveUserInfo), 500);
    if (options.url.scheme() != "wss"_L1) {
        m_report.line(Step::Tls).mark = Mark::Skipped;
        m_report.line(Step::Tls).detail = tr("not used with ws");
    } else {
        Tls::systemAuthorities(); // read once, before the time runs
    }
    begin(Step::Name);
    lookUp();
}

void ConnectionCheck::cancel()
{
    if (m_running)
        stop(tr("The check was cancelled."));
}

void ConnectionCheck::lookUp()
{
    const QString host = m_options.url.host();
    ConnectionReport::Line &line = m_report.line(Step::Name);
    if (ClientRequest::proxy(m_options).type() != QNetworkProxy::NoProxy) {
        line.detail = tr("the proxy looks it up");
    } else if (!QHostAddress(host).isNull()) {
        line.detail = tr("not needed, this is an address");
    } else {
        m_deadline.start(m_options.openDeadline);
        m_lookUp = QHostInfo::lookupHost(host, this, &ConnectionCheck::lookedUp);
        return;
    }
    line.mark = Mark::Skipped;
    begin(Step::Tcp);
    m_client.open(m_options);
}

void ConnectionCheck::lookedUp(const QHostInfo &info)
{
    m_lookUp = -1;
    m_deadline.stop();
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
        stop(ClientFailure::socketFailed(m_options.url, QAbstractSocket::HostNotFoundError,
                                         info.errorString()));
        return;
    }
    pass(Step::Name, addressesOf(info));
    m_client.open(m_options);
}

void ConnectionCheck::begin(Step step)
{
    m_step = step;
    m_since.start();
    m_report.line(step).mark = Mark::Running;
    emit progressed(m_report);
}

void ConnectionCheck::pass(Step step, const QString &detail)
{
    m_report.line(step) = {Mark::Passed, m_since.nsecsElapsed() / 1000, detail};
    Step next = Step(int(step) + 1);
    if (m_report.line(next).mark == Mark::Skipped)
        next = Step(int(next) + 1);
    begin(next);
}

void ConnectionCheck::awaitFrame()
{
    m_since.start(); // what happened here since the upgrade is not the server's time
    m_deadline.start(m_options.openDeadline);
    m_client.ping();
}

void ConnectionCheck::frameCame(const QString &detail)
{
    ConnectionReport::Line &line = m_report.line(Step::FirstFrame);
    if (line.mark != Mark::Running)
        return;
    line = {Mark::Passed, m_since.nsecsElapsed() / 1000, detail};
    emit progressed(m_report);
    m_deadline.start(lookAfter);
}

void ConnectionCheck::timeOut()
{
    if (m_report.line(m_step).mark == Mark::Running) {
        stop(ClientFailure::timedOut(m_options.url, m_options.openDeadline, m_step));
        return;
    }
    if (m_client.state() != Client::State::Connected)
        return; // the server is closing; closed() follows
    m_report.good = true;
    m_report.verdict = tr("All is well: the WebSocket opens, and frames go both ways.");
    m_client.close();
}

void ConnectionCheck::closed(const CloseStatus &status)
{
    if (!m_report.good && m_report.line(Step::FirstFrame).mark == Mark::Passed
        && status.code == CloseCode::Normal) {
        m_report.good = true;
        m_report.verdict =
            tr("All is well: the WebSocket opens and frames come; then the server closes it in good order.");
    }
    if (m_report.good)
        finish();
    else
        stop(explain(status));
}

QString ConnectionCheck::explain(const CloseStatus &status) const
{
    const QString place = hostPort(m_options.url.host(), portOf(m_options.url));
    const QString ending = status.toString();
    if (status.isFailure())
        return tr("%1 opened the WebSocket, but this side had to close it with %2. The "
                  "server needs mending.")
            .arg(place, ending);
    switch (status.code) {
    case CloseCode::Abnormal:
        return tr("%1 opened the WebSocket and then dropped it without a Close frame: %2. The server may "
                  "have "
                  "failed, or something in between does not carry WebSockets.")
            .arg(place, ending);
    case CloseCode::PolicyViolation:
        return tr("%1 opened the WebSocket and closed it at once with %2. In most cases it misses a token, a "
                  "cookie, a subprotocol or another Origin.")
            .arg(place, ending);
    default:
        return tr("%1 opened the WebSocket and closed it at once with %2. Its log may say why.")
            .arg(place, ending);
    }
}

void ConnectionCheck::stop(const QString &verdict)
{
    if (!m_running)
        return;
    ConnectionReport::Line &line = m_report.line(m_step);
    line.mark = Mark::Failed;
    line.microseconds = m_since.nsecsElapsed() / 1000;
    m_report.verdict =
        tr("It stops at the step “%1”.").arg(ConnectionReport::stepName(m_step)) + u' ' + verdict;
    finish();
}

void ConnectionCheck::finish()
{
    if (!std::exchange(m_running, false))
        return;
    m_deadline.stop();
    if (m_lookUp >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookUp, -1));
    m_client.abort(); // where it still runs
    emit progressed(m_report);
    emit finished(m_report);
}
