#include "staticpages.h"

#include <QCryptographicHash>
#include <QFile>
#include <QHash>

using namespace Qt::StringLiterals;

namespace {

const QString indexName = u"index"_s;

QByteArray resource(const QString &name)
{
    QFile file(u":/pages/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The page resource %s is missing.", qPrintable(name));
    // Browsers make line ends one before they hash, so a checkout with two would never match.
    return file.readAll().replace("\r\n", "\n");
}

/// ` 'sha256-…'` for the content of each element in \a html that starts with exactly \a tag.
QByteArray hashes(const QByteArray &html, const QByteArray &tag)
{
    const QByteArray start = '<' + tag + '>';
    const QByteArray end = "</" + tag + '>';
    QByteArray result;
    for (qsizetype from = html.indexOf(start); from >= 0; from = html.indexOf(start, from)) {
        from += start.size();
        const QByteArray content = html.mid(from, html.indexOf(end, from) - from);
        result +=
            " 'sha256-" + QCryptographicHash::hash(content, QCryptographicHash::Sha256).toBase64() + '\'';
    }
    return result;
}

QHash<QString, StaticPage> makePages()
{
    QHash<QString, StaticPage> pages{{indexName, makePage(indexName)}};
    for (int kind = 0; kind < serviceKindCount; ++kind) {
        const QString name = serviceName(ServiceKind(kind));
        pages.insert(name, makePage(name));
    }
    return pages;
}

}

StaticPage makePage(const QString &name, const QHash<QByteArray, QByteArray> &values)
{
    const QByteArray icon = resource(u"icon.svg"_s);
    StaticPage page;
    page.contentType = "text/html; charset=utf-8";
    page.body = resource(u"frame.html"_s)
                    .replace("<!-- icon in base64 -->", icon.toBase64())
                    .replace("<!-- icon -->", icon)
                    .replace("<!-- style -->", resource(u"common.css"_s))
                    .replace("<!-- strings -->", resource(u"strings.json"_s))
                    .replace("<!-- script -->", resource(u"common.js"_s))
                    .replace("<!-- page -->", resource(name + u".html"_s));
    for (auto value = values.begin(); value != values.end(); ++value)
        page.body.replace("<!-- " + value.key() + " -->", value.value());
    page.contentSecurityPolicy = "default-src 'none'; style-src" + hashes(page.body, "style") + "; script-src"
        + hashes(page.body, "script")
        + "; connect-src 'self' ws: wss:; img-src data:; base-uri 'none'; form-action 'none'; "
          "frame-ancestors 'none'";
    return page;
}

std::optional<StaticPage> staticPage(const QString &path, ServiceKind fallback)
{
    static const QHash<QString, StaticPage> pages = makePages();

    const QString name = path.section(u'/', -1);
    if (name == indexName || name == "index.html"_L1)
        return pages.value(indexName);
    if (name.contains(u'.'))
        return {};
    return pages.value(serviceName(serviceForPath(path, fallback)));
}
