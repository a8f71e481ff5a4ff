#include "clientnews.h"

#include "clientsession.h"
#include "displaytext.h"
#include "frame.h"
#include "inlinebar.h"
#include "reconnectbar.h"

using namespace Qt::Literals::StringLiterals;

ClientNews::ClientNews(ClientSession *session, const Bars &bars, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_bars(bars)
{
    m_bars.unchecked->setDismissable(false);
    connect(session, &ClientSession::stateChanged, this, &ClientNews::refresh);
    connect(session, &ClientSession::connected, m_bars.message, &InlineBar::dismiss);
    connect(session, &ClientSession::refused, this,
            [this](const QString &sentence) { m_bars.message->tell(InlineBar::Kind::Warning, sentence); });
    connect(session, &ClientSession::waiting, m_bars.reconnect, &ReconnectBar::countDown);
    connect(session, &ClientSession::over, m_bars.reconnect, &ReconnectBar::dismiss);
    connect(m_bars.reconnect, &ReconnectBar::tryNowRequested, session, &ClientSession::tryNow);
    connect(m_bars.reconnect, &ReconnectBar::stopRequested, session, &ClientSession::stop);
    refresh();
}

void ClientNews::refresh()
{
    const bool free = m_session->state() == Client::State::Unconnected;
    if (!free)
        m_bars.reconnect->dismiss();
    const ClientOptions &options = m_session->options();
    const bool isUnchecked = !free && options.tls.acceptAnything && options.url.scheme() == "wss"_L1;
    if (!isUnchecked)
        m_bars.unchecked->dismiss();
    else if (m_bars.unchecked->isHidden())
        m_bars.unchecked->tell(
            InlineBar::Kind::Error,
            tr("The server's certificate is not checked on this connection: anybody may be listening, or "
               "answering in its place."));
}

void ClientNews::failed(const QString &sentence, bool ownServerHelps)
{
    m_bars.message->tell(InlineBar::Kind::Error, sentence);
    if (ownServerHelps)
        m_bars.message->offer(tr("Start my server"), [this] { emit startOwnServerRequested(); });
    m_bars.message->offerMore(tr("Check the connection"), [this] { emit checkRequested(); });
    m_bars.message->offer(tr("Try again"), [this] { emit connectRequested(); });
}

void ClientNews::closed(const CloseStatus &status)
{
    if (status.isLoss()) {
        m_bars.message->tell(InlineBar::Kind::Error, status.explanation);
    } else if (status.isFailure()) {
        m_bars.message->tell(InlineBar::Kind::Error,
                             tr("%1 This side closed the connection with %2 (%3).")
                                 .arg(status.explanation)
                                 .arg(status.code)
                                 .arg(CloseCode::name(status.code)));
    } else if (status.byPeer && status.code != CloseCode::Normal && status.code != CloseCode::NoStatus) {
        const QString reason =
            status.reason.isEmpty() ? QString() : u": "_s + DisplayText::oneLine(status.reason);
        m_bars.message->tell(InlineBar::Kind::Information,
                             tr("The other side closed the connection with %1 (%2)%3.")
                                 .arg(status.code)
                                 .arg(CloseCode::name(status.code), reason));
    } else {
        return;
    }
    m_bars.message->offer(tr("Connect again"), [this] { emit connectRequested(); });
}
