#include "clientnews.h"

#include "displaytext.h"
#include "frame.h"
#include "inlinebar.h"

#include <QHostAddress>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

ClientNews::ClientNews(InlineBar *bar, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
{
}

bool ClientNews::isThisComputer(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

bool ClientNews::isLoss(const CloseStatus &status)
{
    return !status.clean || status.code == CloseCode::Abnormal;
}

void ClientNews::failed(const QUrl &url, const QString &sentence, bool isOwnServerRunning)
{
    m_bar->tell(InlineBar::Kind::Error, sentence);
    if (isThisComputer(url) && !isOwnServerRunning)
        m_bar->offer(tr("Start my server"), [this] { emit startOwnServerRequested(); });
    m_bar->offer(tr("Check the connection"), [this] { emit checkRequested(); });
    m_bar->offer(tr("Try again"), [this] { emit connectRequested(); });
}

void ClientNews::closed(const CloseStatus &status)
{
    if (isLoss(status)) {
        m_bar->tell(InlineBar::Kind::Error,
                    status.explanation.isEmpty() ? tr("The connection was lost without a Close frame.")
                                                 : status.explanation);
    } else if (status.byPeer && status.code != CloseCode::Normal && status.code != CloseCode::NoStatus) {
        const QString reason =
            status.reason.isEmpty() ? QString() : u": "_s + DisplayText::oneLine(status.reason);
        m_bar->tell(InlineBar::Kind::Information,
                    tr("The other side closed the connection with %1 (%2)%3.")
                        .arg(status.code)
                        .arg(CloseCode::name(status.code), reason));
    } else {
        return;
    }
    m_bar->offer(tr("Connect again"), [this] { emit connectRequested(); });
}
