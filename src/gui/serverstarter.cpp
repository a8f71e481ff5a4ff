#include "serverstarter.h"

#include "certificatebutton.h"
#include "inlinebar.h"
#include "server.h"
#include "servercertificatecheck.h"
#include "servicestable.h"
#include "settings.h"

#include <QRegularExpression>
#include <QSslCertificate>

using namespace Qt::Literals::StringLiterals;
using State = ServerStatus::State;

namespace {
constexpr quint16 anyPort = 0;

bool namesPort(const QString &sentence, quint16 port)
{
    const QRegularExpression alone(u"(?<![0-9])%1(?![0-9])"_s.arg(port));
    return port != anyPort && sentence.contains(alone);
}
}

ServerStarter::ServerStarter(Server *server, Settings *settings, const Fields &fields, QObject *parent)
    : QObject(parent)
    , m_server(server)
    , m_settings(settings)
    , m_fields(fields)
{
    connect(fields.certificate, &CertificateButton::passphraseGiven, this, &ServerStarter::start);
    connect(server, &Server::started, this, &ServerStarter::onStarted);
    connect(server, &Server::failed, this, &ServerStarter::onFailed);
    connect(server, &Server::stopped, this, &ServerStarter::onStopped);
}

bool ServerStarter::canStart() const
{
    return !m_fields.services->duplicate() && !m_fields.services->listeners().isEmpty();
}

void ServerStarter::start()
{
    if (m_state != State::Stopped || !canStart())
        return;
    m_failed = false;
    m_fields.bar->dismiss();
    ServerOptions options = m_settings->serverOptions();
    options.listeners = m_fields.services->listeners();
    m_warning.clear();
    m_authority.clear();
    if (m_settings->value(Settings::secure) && !prepareTls(&options))
        return;
    setState(State::Starting);
    QMetaObject::invokeMethod(m_server, [server = m_server, options] { server->start(options); });
}

/// False when the server is not to be started: why, or what for, is asked or told.
bool ServerStarter::prepareTls(ServerOptions *options)
{
    if (m_fields.certificate->wantsPassphrase()) {
        m_fields.certificate->askForPassphrase(); // starts once it is known
        return false;
    }
    QString error;
    options->tls = m_fields.certificate->tls(&error);
    if (!options->tls) {
        refuse(error);
        return false;
    }
    if (m_settings->value(Settings::certificateFile).isEmpty()) {
        m_authority = QSslCertificate::fromData(options->tls->certificates).last().toPem();
        return true;
    }
    const auto problems = ServerCertificateCheck::problems(*options->tls, options->addresses);
    if (const QString fatal = ServerCertificateCheck::sentences(problems, true); !fatal.isEmpty()) {
        refuse(tr("This certificate cannot be used. %1").arg(fatal));
        return false;
    }
    m_warning = ServerCertificateCheck::sentences(problems, false);
    return true;
}

/// Tells why there is no certificate; nothing was started.
void ServerStarter::refuse(const QString &sentence)
{
    m_mending = false;
    m_failed = true;
    m_fields.bar->tell(InlineBar::Kind::Error, sentence);
    if (!m_settings->value(Settings::certificateFile).isEmpty()) {
        m_fields.bar->offer(tr("Use this machine's own certificate"), [this] {
            m_fields.certificate->useThisMachines();
            start();
        });
    }
    m_fields.bar->offer(tr("Try again"), [this] { start(); });
    emit stateChanged(m_state);
}

void ServerStarter::stop()
{
    m_startAgain = false;
    if (m_state == State::Stopped || m_state == State::Stopping)
        return;
    setState(State::Stopping);
    QMetaObject::invokeMethod(m_server, &Server::stop);
}

void ServerStarter::startOrStop()
{
    m_mending = false;
    if (m_state == State::Stopped)
        start();
    else
        stop();
}

void ServerStarter::offerRestart()
{
    if (m_state == State::Stopped)
        return;
    m_fields.bar->tell(InlineBar::Kind::Information,
                       tr("The running server still has its old settings. It takes the new ones when it is "
                          "started again; its clients are disconnected then."));
    m_fields.bar->offer(tr("Start again"), [this] {
        stop();
        m_startAgain = m_state == State::Stopping;
    });
}

void ServerStarter::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void ServerStarter::onStarted(const QList<ListenerInfo> &listeners)
{
    m_mending = false;
    m_listeners = listeners;
    keepFoundPorts();
    setState(State::Running);
    if (!m_warning.isEmpty())
        m_fields.bar->tell(InlineBar::Kind::Warning, tr("About the certificate: %1").arg(m_warning));
}

void ServerStarter::onFailed(const QString &sentence)
{
    m_listeners.clear();
    m_failed = true;
    setState(State::Stopped);
    if (m_mending && useFreePorts(sentence)) {
        start();
        return;
    }
    m_mending = false;
    m_fields.bar->tell(InlineBar::Kind::Error, sentence);
    const QList<ListenerOptions> wanted = m_fields.services->listeners();
    if (std::any_of(wanted.begin(), wanted.end(),
                    [&](const ListenerOptions &one) { return namesPort(sentence, one.port); })) {
        m_fields.bar->offer(tr("Use a free port"), [this, sentence] {
            m_mending = true; // one press is enough when several ports are taken
            useFreePorts(sentence);
            start();
        });
    }
    m_fields.bar->offer(tr("Try again"), [this] { start(); });
}

/// Plans a free port for each service whose port \a sentence names.
bool ServerStarter::useFreePorts(const QString &sentence)
{
    bool changed = false;
    for (const ListenerOptions &listener : m_fields.services->listeners()) {
        if (namesPort(sentence, listener.port)) {
            m_fields.services->setPlan(listener.service, {true, anyPort});
            m_moved.append(listener.service);
            changed = true;
        }
    }
    return changed;
}

/// Plans the free ports that were found, so that clients find the services there after the next start, too.
/// Not saved: at the next start of the program the services are at home again.
void ServerStarter::keepFoundPorts()
{
    for (const ServiceKind service : std::exchange(m_moved, {})) {
        const auto found =
            std::find_if(m_listeners.cbegin(), m_listeners.cend(),
                         [service](const ListenerInfo &listener) { return listener.service == service; });
        if (found != m_listeners.cend())
            m_fields.services->setPlan(service, {true, found->port});
    }
}

void ServerStarter::onStopped()
{
    m_listeners.clear();
    setState(State::Stopped);
    if (m_startAgain) {
        m_startAgain = false;
        start();
    }
}
