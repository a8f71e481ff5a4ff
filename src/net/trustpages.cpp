#include "trustpages.h"

#include "localauthority.h"
#include "tls.h"

#include <QDateTime>
#include <QSslCertificate>

using namespace Qt::StringLiterals;

namespace {

bool isLast(const QString &path, QLatin1StringView segments)
{
    return path.endsWith(segments) && path.size() > segments.size()
        && path[path.size() - segments.size() - 1] == u'/';
}

bool asksForPage(const QString &path)
{
    return isLast(path, "trust"_L1);
}

bool asksForCertificate(const QString &path)
{
    return isLast(path, "trust/ca.crt"_L1);
}

QByteArray text(const QString &plain)
{
    return plain.toHtmlEscaped().toUtf8();
}

}

TrustPages::TrustPages(const QSslCertificate &authority)
    : m_page(makePage(u"trust"_s,
                      {{"authority", text(authority.subjectDisplayName())},
                       {"short code", text(Tls::shortCode(authority))},
                       {"fingerprint", text(Tls::fingerprint(authority))},
                       {"end", text(authority.expiryDate().toUTC().date().toString(Qt::ISODate))}}))
{
    m_certificate.contentType = "application/x-x509-ca-cert";
    m_certificate.body = authority.toDer();
    m_certificate.contentSecurityPolicy = "default-src 'none'";
}

bool TrustPages::isAskedBy(const QString &path)
{
    return asksForPage(path) || asksForCertificate(path);
}

std::optional<TrustPages> TrustPages::forChain(const QByteArray &chain)
{
    const QSslCertificate authority(LocalAuthority::authorityIn(chain));
    return authority.isNull() ? std::nullopt : std::optional(TrustPages(authority));
}

std::optional<StaticPage> TrustPages::find(const QString &path) const
{
    if (asksForPage(path))
        return m_page;
    if (asksForCertificate(path))
        return m_certificate;
    return {};
}
