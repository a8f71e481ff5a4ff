#include "reachbar.h"

#include <utility>

namespace {
constexpr qsizetype mostAddresses = 3; // on a board
}

void ReachBar::setReach(const std::optional<Reach> &reach)
{
    const bool wasOpen = std::exchange(m_isOpen, reach.has_value());
    if (!reach) {
        dismiss();
        return;
    }
    const QString news = describe(*reach);
    if (wasOpen && (isHidden() || news == sentence()))
        return;
    tell(reach->addresses.isEmpty() ? Kind::Warning : Kind::Information, news);
    offerMore(tr("Allowed origins…"), [this] { emit settingsRequested(); });
}

QString ReachBar::describe(const Reach &reach)
{
    if (reach.addresses.isEmpty())
        return tr("This computer has no network address at the moment, so nobody else can connect.");
    QStringList pages;
    for (const QString &address : reach.addresses.first(qMin(reach.addresses.size(), mostAddresses))) {
        QUrl page = reach.page;
        page.setHost(address);
        pages.append(page.toString());
    }
    const QString board = pages.join(tr(" or "));
    QString who;
    if (reach.page.isEmpty())
        who = tr("Once the server runs, every computer in the network can use the services.");
    else if (reach.isRunning)
        who = tr("Every computer in the network can use the services: write %1 on the board.").arg(board);
    else
        who = tr("Once the server runs, every computer in the network can use the services: write %1 on the "
                 "board.")
                  .arg(board);
    return who + u' ' + tr("Web pages from elsewhere may connect only if their origin is allowed.");
}
