#pragma once

#include "options.h"

#include <QByteArray>
#include <QHash>

#include <optional>

/// A page as a browser gets it.
struct StaticPage
{
    QByteArray contentType;
    QByteArray body;
    /// Allows the page's own style and scripts, by their hashes, and a WebSocket; nothing else.
    QByteArray contentSecurityPolicy;
};

/// The page for a decoded \a path on a listener whose default service is \a fallback. The last
/// segment decides: "index" and "index.html" are the list of services, a service's name is its page,
/// another name with a dot in it is a file that is not there (404), and all else is \a fallback's
/// page. A page is whole in itself: it needs no second request but its WebSocket.
/// May be called from any thread.
std::optional<StaticPage> staticPage(const QString &path, ServiceKind fallback);

/// The page in the resource \a name, with each of \a values, which is HTML, in the place of the comment
/// that has its key. For staticPage() and those who have more to say on a page than it knows.
StaticPage makePage(const QString &name, const QHash<QByteArray, QByteArray> &values = {});
