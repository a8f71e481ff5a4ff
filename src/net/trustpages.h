#pragma once

#include "staticpages.h"

class QSslCertificate;

/// What a server tells those who do not trust its certificate yet: the page `/trust`, and beside it the
/// certificate of the authority that issued the server's, `/trust/ca.crt`. Never a key.
///
/// There is such a page only for an authority that may sign nothing but local names and private
/// addresses: nobody is asked to trust more than that. From any thread.
class TrustPages
{
public:
    /// True when \a path asks for one of the two: its last segments decide.
    static bool isAskedBy(const QString &path);

    /// For the certificates (PEM) that a server shows; nothing when there is no such authority in them.
    static std::optional<TrustPages> forChain(const QByteArray &chain);

    /// What \a path asks for, if it is one of the two.
    std::optional<StaticPage> find(const QString &path) const;

private:
    explicit TrustPages(const QSslCertificate &authority);

    StaticPage m_page;
    StaticPage m_certificate;
};
