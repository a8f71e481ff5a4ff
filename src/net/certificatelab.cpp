#include "certificatelab.h"

#include "certificatecases.h"
#include "labcertificates.h"
#include "server.h"
#include "tlsterminator.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int mostConnections = 64; // to each row: all share this program's files
constexpr int lastPort = 65'535;

/// True for what QSslSocket refuses to serve, or serves without a word to the client.
bool needsTerminator(const QString &id)
{
    return id == "rsa1024"_L1 || id == "sha1"_L1 || id == "tls-v1-1"_L1 || id == "client-cert-missing"_L1;
}

}

/// One case: a server, and before it a terminator where the case asks for one.
struct CertificateLab::Row
{
    Row(const QString &id_, MessageLog *labLog)
        : id(id_)
    {
        log.setLevel(LogLevel::Info);
        // Queued: a log must not be read by the one who is writing.
        QObject::connect(
            &log, &MessageLog::entriesAvailable, &log, [this, labLog] { passOn(labLog); },
            Qt::QueuedConnection);
        QObject::connect(&server, &Server::started, &log, [this](const QList<ListenerInfo> &listeners) {
            port = listeners.first().port;
            passedOn = log.lastSequence(); // where it listens is said in the lab's own way
        });
        QObject::connect(&server, &Server::failed, &log,
                         [this](const QString &sentence) { failure = sentence; });
        QObject::connect(&terminator, &TlsTerminator::failed, &log,
                         [this](const QString &sentence) { log.appendText(EntryKind::Error, sentence); });
    }

    bool open(quint16 wanted, const ServerTls &identity, QString *error)
    {
        const bool behind = needsTerminator(id);
        ServerOptions options;
        options.listeners = {{ServiceKind::Echo, behind ? quint16(0) : wanted}};
        options.limits.connections = mostConnections;
        options.shards = 1; // it starts at once
        if (behind)
            options.addresses = QStringList{u"127.0.0.1"_s};
        else
            options.tls = identity;
        server.start(options);
        if (!failure.isEmpty()) {
            *error = failure;
            return false;
        }
        if (!behind)
            return true;
        const auto version =
            id == "tls-v1-1"_L1 ? TlsTerminator::Version::Tls11 : TlsTerminator::Version::Tls12OrLater;
        if (!terminator.open(wanted, identity, version, port, error))
            return false;
        port = terminator.port();
        return true;
    }

    QUrl url() const
    {
        // All are met at an address, but for the one whose fault is about a name.
        const bool named = id == "no-subject-alternative-name"_L1;
        return QUrl(u"wss://%1:%2/"_s.arg(named ? "localhost"_L1 : "127.0.0.1"_L1).arg(port));
    }

    void passOn(MessageLog *labLog)
    {
        const QList<LogEntry> entries = log.entriesSince(passedOn);
        for (const LogEntry &entry : entries) {
            passedOn = entry.sequence;
            labLog->appendText(entry.kind, u"%1: %2"_s.arg(id, QString::fromUtf8(entry.payload)));
        }
    }

    const QString id;
    MessageLog log;
    StatusBoard board;
    Server server{&log, &board};
    TlsTerminator terminator;
    quint16 port = 0; ///< that clients see
    QString failure;
    qint64 passedOn = 0; ///< of log
};

CertificateLab::CertificateLab(MessageLog *log, QObject *parent)
    : QObject(parent)
    , m_log(log)
{
}

CertificateLab::~CertificateLab() = default;

void CertificateLab::start(quint16 firstPort)
{
    if (!m_rows.empty())
        return;
    QString error;
    if (!openAll(firstPort, &error)) {
        m_rows.clear();
        m_log->appendText(EntryKind::Error, error);
        emit failed(error);
        return;
    }
    QList<QUrl> urls;
    for (const auto &row : m_rows) {
        urls.append(row->url());
        connect(&row->server, &Server::stopped, this, [this, row = row.get()] {
            row->port = 0;
            finishStopping();
        });
    }
    m_log->appendText(EntryKind::Info, tr("The certificate lab is open."));
    emit started(urls, m_authority);
}

bool CertificateLab::openAll(quint16 firstPort, QString *error)
{
    const QList<CertificateCase> cases = certificateCases();
    if (firstPort + cases.size() - 1 > lastPort) {
        *error = tr("The lab needs %1 ports, and there are not so many from %2 on: begin at %3 or below.")
                     .arg(cases.size())
                     .arg(firstPort)
                     .arg(lastPort + 1 - cases.size());
        return false;
    }
    const auto certificates = LabCertificates::make(error);
    if (!certificates)
        return false;
    m_authority = certificates->authority;
    quint16 port = firstPort;
    for (const CertificateCase &what : cases) {
        m_rows.push_back(std::make_unique<Row>(what.id, m_log));
        if (!m_rows.back()->open(port, certificates->servers.value(what.id), error))
            return false;
        if (port != 0)
            ++port;
    }
    return true;
}

void CertificateLab::stop()
{
    if (m_rows.empty())
        emit stopped();
    for (const auto &row : m_rows)
        row->server.stop();
}

void CertificateLab::finishStopping()
{
    if (std::any_of(m_rows.begin(), m_rows.end(), [](const auto &row) { return row->port != 0; }))
        return;
    // Later: a server that has just said so is still busy.
    QMetaObject::invokeMethod(
        this,
        [this] {
            for (const auto &row : m_rows)
                row->passOn(m_log);
            m_rows.clear();
            m_log->appendText(EntryKind::Info, tr("The certificate lab is closed."));
            emit stopped();
        },
        Qt::QueuedConnection);
}
