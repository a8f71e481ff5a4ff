#include "clienttrust.h"

#include "hostport.h"
#include "inlinebar.h"
#include "trustedserversdialog.h"
#include "trustpanel.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

ClientTrust::ClientTrust(const PinStore *pins, TrustPanel *panel, InlineBar *bar, QObject *parent)
    : QObject(parent)
    , m_pins(pins)
    , m_panel(panel)
    , m_bar(bar)
{
    connect(panel, &TrustPanel::declined, this, &ClientTrust::declined);
    connect(panel, &TrustPanel::trusted, this, &ClientTrust::trust);
    connect(panel, &TrustPanel::trustedOnce, this, [this] {
        m_once = m_panel->distrust().publicKeyHash;
        emit connectRequested();
    });
    connect(panel, &TrustPanel::forgotten, this, &ClientTrust::forget);
}

void ClientTrust::setAuthorities(const QByteArray &authorities)
{
    m_authorities = authorities;
}

void ClientTrust::setOwnServer(const OwnServer &server)
{
    m_ownServer = server;
}

bool ClientTrust::begin(ClientOptions *options, QString *error)
{
    m_panel->dismiss();
    const QByteArray once = std::exchange(m_once, {});
    const bool readable = apply(options, error);
    if (isSecure(options->url) && options->tls.pins.isEmpty() && !once.isEmpty())
        options->tls.pins = {once};
    return readable;
}

bool ClientTrust::apply(ClientOptions *options, QString *error) const
{
    if (!isSecure(options->url))
        return true;
    options->tls.authorities += m_authorities;
    bool readable = true;
    if (const auto known = knownAt(PinStore::placeOf(options->url), error, &readable))
        options->tls.pins = {known->publicKeyHash};
    if (m_ownServer.isAt(options->url))
        options->tls.authorities += m_ownServer.authority;
    return readable;
}

std::optional<PinStore::Pin> ClientTrust::knownAt(const QString &place, QString *error, bool *readable) const
{
    const auto pins = m_pins->pins(error);
    *readable = pins.has_value();
    for (const PinStore::Pin &pin : pins.value_or(QList<PinStore::Pin>())) {
        if (pin.place == place)
            return pin;
    }
    return {};
}

void ClientTrust::ask(const QUrl &url, const Client::Distrust &distrust)
{
    m_place = PinStore::placeOf(url);
    QString error;
    bool readable = true;
    m_bar->dismiss();
    m_panel->ask(m_place, distrust, knownAt(m_place, &error, &readable));
}

void ClientTrust::setAddress(const std::optional<QUrl> &url)
{
    // The question is about the address that was tried, and about no other.
    if (!url || PinStore::placeOf(*url) != m_place)
        m_panel->dismiss();
}

void ClientTrust::trust()
{
    const Client::Distrust &distrust = m_panel->distrust();
    QString error;
    if (m_pins->add({m_place, distrust.publicKeyHash, QDateTime::currentDateTimeUtc(), distrust.why}, &error))
        emit connectRequested();
    else
        m_bar->tell(InlineBar::Kind::Error, error);
}

void ClientTrust::forget()
{
    m_panel->dismiss();
    emit declined();
    QString error;
    if (!m_pins->remove(m_place, &error)) {
        m_bar->tell(InlineBar::Kind::Error, error);
        return;
    }
    m_bar->tell(
        InlineBar::Kind::Information,
        tr("The old identity of %1 is forgotten. Connect again to look at the new one.").arg(m_place));
    m_bar->offer(tr("Connect again"), [this] { emit connectRequested(); });
}

void ClientTrust::showTrustedServers(QWidget *parent) const
{
    auto *dialog = new TrustedServersDialog(m_pins, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}
