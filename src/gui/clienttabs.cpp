#include "clienttabs.h"

#include "clienttab.h"
#include "composepanel.h"
#include "logfiles.h"
#include "logpanel.h"
#include "servertab.h"
#include "theme.h"

#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;
using State = ServerStatus::State;

namespace {
constexpr int mostRemembered = 30; // addresses

// Beside what a client tab saves of itself.
const auto nameKey = u"tabName"_s;
const auto numberKey = u"tabNumber"_s;
const auto rightKey = u"tabOnRight"_s;

QIcon stateIcon(Client::State state)
{
    switch (state) {
    case Client::State::Connected:
        return Theme::icon(u"connect"_s, Theme::Tone::On);
    case Client::State::Connecting:
    case Client::State::Closing:
        return Theme::icon(u"connect"_s, Theme::Tone::Working);
    case Client::State::Unconnected:
        break;
    }
    return Theme::icon(u"disconnect"_s, Theme::Tone::Lifecycle);
}
}

ClientTabs::ClientTabs(TabPanes *panes, ServerTab *server, Settings *settings, SavedMessages *messages,
                       NetworkThread *networkThread, QObject *parent)
    : QObject(parent)
    , m_panes(panes)
    , m_server(server)
    , m_settings(settings)
    , m_messages(messages)
    , m_networkThread(networkThread)
    , m_pins(QFileInfo(settings->path()).path() + u"/trusted-servers.json"_s)
{
    connect(panes, &TabPanes::newPageRequested, this, &ClientTabs::newClient);
    connect(panes, &TabPanes::emptySideOpened, this, [this](TabPanes::Side side) { add(side); });
    connect(panes, &TabPanes::closed, this, [this](const QWidget *page) { m_numbers.remove(page); });
    connect(server, &ServerTab::stateChanged, this, &ClientTabs::onServerState);
    connect(server, &ServerTab::plansChanged, this, &ClientTabs::tellOfOwnServer);
}

void ClientTabs::restore()
{
    for (const QVariantMap &state : m_settings->clients())
        add(state.value(rightKey).toBool() ? TabPanes::Side::Right : TabPanes::Side::Left, state);
    if (all().isEmpty())
        add(TabPanes::Side::Left);
}

void ClientTabs::save() const
{
    QList<QVariantMap> states;
    for (const ClientTab *client : all()) {
        QVariantMap state = client->saveState();
        if (const QString name = m_panes->name(client); !name.isEmpty())
            state.insert(nameKey, name);
        state.insert(numberKey, m_numbers.value(client));
        if (m_panes->sideOf(client) == TabPanes::Side::Right)
            state.insert(rightKey, true);
        states.append(state);
    }
    m_settings->setClients(states);
}

QList<ClientTab *> ClientTabs::all() const
{
    QList<ClientTab *> clients;
    for (QWidget *page : m_panes->pages()) {
        if (auto *client = qobject_cast<ClientTab *>(page))
            clients.append(client);
    }
    return clients;
}

ClientTab *ClientTabs::current() const
{
    return qobject_cast<ClientTab *>(m_panes->currentPage());
}

ClientTab *ClientTabs::add(TabPanes::Side side, const QVariantMap &state)
{
    auto *client = new ClientTab(m_networkThread, &m_pins, m_panes->window());
    m_numbers.insert(client, number(state));
    client->composePanel()->setSavedMessages(m_messages);
    client->setHistory(m_settings->value(Settings::history));
    client->restoreState(state);
    client->setOwnServer(m_server->ownServer());
    connect(client, &ClientTab::titleChanged, this, [this, client] {
        refreshLabel(client);
        emit changed();
    });
    connect(client, &ClientTab::stateChanged, this, [this, client] {
        refreshLabel(client);
        emit stateChanged();
        emit changed();
    });
    connect(client, &ClientTab::urlUsed, this, &ClientTabs::rememberUrl);
    connect(client, &ClientTab::connectToOwnServerRequested, this,
            [this, client] { connectToOwnServer(client); });
    connect(client, &ClientTab::startOwnServerRequested, m_server, &ServerTab::start);
    connect(client->logPanel()->files(), &LogFiles::recordingChanged, this, &ClientTabs::stateChanged);
    m_panes->addPage(client, side);
    m_panes->setName(client, state.value(nameKey).toString());
    refreshLabel(client);
    return client;
}

/// The one in \a state, or the least that no other tab has.
int ClientTabs::number(const QVariantMap &state) const
{
    const QList<int> taken = m_numbers.values();
    int number = state.value(numberKey).toInt();
    if (number <= 0 || taken.contains(number)) {
        for (number = 1; taken.contains(number); ++number) { }
    }
    return number;
}

void ClientTabs::refreshLabel(ClientTab *client)
{
    m_panes->setLabel(
        client, {tr("Client %1").arg(m_numbers.value(client)), client->title(), stateIcon(client->state())});
}

/// The client in front when it has nothing to do, else another such one, else a new one.
ClientTab *ClientTabs::freeClient()
{
    QList<ClientTab *> candidates = all();
    if (ClientTab *front = current())
        candidates.prepend(front);
    const auto found = std::find_if(candidates.cbegin(), candidates.cend(), [](const ClientTab *client) {
        return client->state() == Client::State::Unconnected;
    });
    return found == candidates.cend() ? add(m_panes->currentSide()) : *found;
}

void ClientTabs::newClient()
{
    ClientTab *client = add(m_panes->currentSide());
    m_panes->bringForward(client);
    client->focusUrl();
}

void ClientTabs::openUrl(const QString &url, const QByteArray &authorities)
{
    const QList<ClientTab *> clients = all();
    const auto free = std::find_if(clients.cbegin(), clients.cend(),
                                   [&url](const ClientTab *client) { return client->isFreeFor(url); });
    ClientTab *client = free == clients.cend() ? add(m_panes->currentSide()) : *free;
    m_panes->bringForward(client);
    client->openUrl(url, authorities);
}

void ClientTabs::openOwnServer()
{
    ClientTab *client = freeClient();
    m_panes->bringForward(client);
    connectToOwnServer(client);
}

/// To the counter, which shows most; starts the server first where that is needed.
void ClientTabs::connectToOwnServer(ClientTab *client)
{
    if (m_server->state() == State::Running) {
        client->openUrl(m_server->ownUrl(ServiceKind::Counter).toString());
        return;
    }
    m_waiting = client;
    m_server->start();
    if (m_server->state() == State::Stopped)
        m_panes->bringForward(m_server); // it says why, or asks
}

void ClientTabs::onServerState(State state)
{
    tellOfOwnServer();
    if (state == State::Running && m_waiting) {
        connectToOwnServer(m_waiting);
        m_waiting.clear();
    } else if (state == State::Stopped && m_waiting) {
        m_waiting.clear();
        m_panes->bringForward(m_server); // it says why
    }
}

void ClientTabs::tellOfOwnServer()
{
    for (ClientTab *client : all())
        client->setOwnServer(m_server->ownServer());
}

void ClientTabs::rememberUrl(const QString &url)
{
    QUrl clean(url);
    clean.setUserInfo({}); // secrets are not written
    QStringList history = m_settings->value(Settings::history);
    history.removeAll(clean.toString());
    history.prepend(clean.toString());
    history = history.mid(0, mostRemembered);
    m_settings->setValue(Settings::history, history);
    for (ClientTab *client : all())
        client->setHistory(history);
}
