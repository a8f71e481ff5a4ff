#include "trustrecipes.h"

#include "displaytext.h"
#include "hostport.h"
#include "tls.h"

#include <QDateTime>
#include <QDir>
#include <QHostAddress>
#include <QSslCertificate>

using namespace Qt::StringLiterals;

namespace {

/// \a text as one word of a shell's line.
QString word(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

/// \a text as a string in Python, JavaScript and C++.
QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

QString hex(const QSslCertificate &certificate)
{
    return QString::fromLatin1(Tls::publicKeyHash(certificate).toHex());
}

/// As curl and HPKP write it.
QString pin(const QSslCertificate &certificate)
{
    return u"sha256//"_s + QString::fromLatin1(Tls::publicKeyHash(certificate).toBase64());
}

QString lines(const QStringList &each)
{
    return each.join(u'\n');
}

/// A server's address in the forms that programs want.
struct Address
{
    explicit Address(const QUrl &url)
        : webSocket(url.toString())
        , host(url.host())
        , place(hostPort(host, quint16(url.port(443))))
    {
        QUrl secure = url;
        secure.setScheme(u"https"_s);
        page = secure.toString();
    }

    QString webSocket;
    QString page;
    QString host;
    QString place; ///< HOST:PORT
};

TrustRecipe python(const Address &address, const QString &file)
{
    return {
        u"Python"_s, TrustRecipes::tr("With the package websockets. The service answers what it is sent."),
        lines({u"import asyncio, ssl, websockets"_s, QString(), u"context = ssl.create_default_context()"_s,
               u"context.load_verify_locations(%1)"_s.arg(quoted(file)), QString(), u"async def main():"_s,
               u"    async with websockets.connect(%1, ssl=context) as websocket:"_s.arg(
                   quoted(address.webSocket)),
               u"        await websocket.send(\"World\")"_s, u"        print(await websocket.recv())"_s,
               QString(), u"asyncio.run(main())"_s})};
}

TrustRecipe curl(const Address &address, const QString &file, const QSslCertificate &own)
{
    const QString byKey = u"curl --insecure --pinnedpubkey %1 %2"_s.arg(word(pin(own)), word(address.page));
    if (file.isEmpty())
        return {u"curl"_s, TrustRecipes::tr("Without any authority, by the server's key alone."), byKey};
    return {u"curl"_s, TrustRecipes::tr("By the authority; or without one, by the server's key alone."),
            lines({u"curl --cacert %1 %2"_s.arg(word(file), word(address.page)), byKey})};
}

TrustRecipe node(const Address &address, const QString &file)
{
    return {
        u"Node.js"_s, TrustRecipes::tr("With the package ws."),
        lines({u"const fs = require(\"fs\");"_s, u"const WebSocket = require(\"ws\");"_s, QString(),
               u"const ca = fs.readFileSync(%1);"_s.arg(quoted(file)),
               u"const socket = new WebSocket(%1, {ca});"_s.arg(quoted(address.webSocket)),
               u"socket.on(\"open\", () => socket.send(\"World\"));"_s,
               u"socket.on(\"message\", message => { console.log(String(message)); socket.close(); });"_s})};
}

TrustRecipe nodeEnvironment(const QString &file)
{
    return {TrustRecipes::tr("Node.js, any program"),
            TrustRecipes::tr(
                "Trusts the authority beside those that Node brings along; the program stays as it is."),
            u"NODE_EXTRA_CA_CERTS=%1 node client.js"_s.arg(word(file))};
}

TrustRecipe java(const QString &file)
{
    return {
        u"Java"_s,
        TrustRecipes::tr("The second line's program trusts this authority in place of those that Java brings "
                         "along."),
        lines({u"keytool -importcert -noprompt -alias websocket-lab -file %1 "
               "-keystore websocket-lab.p12 -storetype PKCS12 -storepass changeit"_s.arg(word(file)),
               u"java -Djavax.net.ssl.trustStore=websocket-lab.p12 "
               "-Djavax.net.ssl.trustStorePassword=changeit Client"_s})};
}

TrustRecipe openssl(const Address &address, const QString &file)
{
    const bool isName = QHostAddress(address.host).isNull();
    const QString name = word(address.host);
    const QString connect = u"openssl s_client -connect %1"_s.arg(word(address.place))
        + (isName ? u" -servername %1"_s.arg(name) : QString());
    const QString key = connect
        + u" </dev/null 2>/dev/null | openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER | "
          "openssl dgst -sha256"_s;
    if (file.isEmpty())
        return {u"openssl"_s, TrustRecipes::tr("Prints the SHA-256 of the server's key, to be compared."),
                key};
    return {
        u"openssl"_s,
        TrustRecipes::tr("Judges the certificate; the second line prints the SHA-256 of the server's key."),
        lines({connect + (isName ? u" -verify_hostname %1"_s : u" -verify_ip %1"_s).arg(name)
                   + u" -verify_return_error -CAfile %1 </dev/null"_s.arg(word(file)),
               key})};
}

TrustRecipe qt(const Address &address, const QString &file)
{
    return {
        u"Qt"_s, TrustRecipes::tr("The system's authorities stay trusted, too."),
        lines({u"QSslConfiguration tls = QSslConfiguration::defaultConfiguration();"_s,
               u"tls.setCaCertificates(QSslConfiguration::systemCaCertificates()"_s,
               u"                      + QSslCertificate::fromPath(QStringLiteral(%1)));"_s.arg(quoted(file)),
               u"webSocket.setSslConfiguration(tls);"_s,
               u"webSocket.open(QUrl(QStringLiteral(%1)));"_s.arg(quoted(address.webSocket))})};
}

TrustRecipe wslab(const Address &address, const QString &file, const QSslCertificate &own)
{
    const QString byKey = u"wslab connect --pin %1 %2"_s.arg(hex(own), word(address.webSocket));
    if (file.isEmpty())
        return {u"wslab"_s, TrustRecipes::tr("Without any authority, by the server's key alone."), byKey};
    return {u"wslab"_s, TrustRecipes::tr("By the authority; or without one, by the server's key alone."),
            lines({u"wslab connect --ca %1 %2"_s.arg(word(file), word(address.webSocket)), byKey})};
}

TrustRecipe chromium(const QString &file)
{
    return {TrustRecipes::tr("Chromium on Linux"),
            TrustRecipes::tr("Needs the package libnss3-tools. The last line takes it back."),
            lines({u"mkdir -p ~/.pki/nssdb"_s,
                   u"certutil -d sql:$HOME/.pki/nssdb -A -a -t C,, -n websocket-lab -i %1"_s.arg(word(file)),
                   u"# certutil -d sql:$HOME/.pki/nssdb -D -n websocket-lab"_s})};
}

TrustRecipe publishedKeys(const QList<QSslCertificate> &chain)
{
    QStringList each;
    for (const QSslCertificate &certificate : chain) {
        each += TrustRecipes::tr("%1, until %2")
                    .arg(DisplayText::oneLine(certificate.subjectDisplayName(), 200),
                         certificate.expiryDate().toUTC().date().toString(Qt::ISODate));
        each += QStringList{pin(certificate), hex(certificate), QString()};
    }
    each.removeLast();
    return {
        TrustRecipes::tr("Published keys"),
        TrustRecipes::tr("SHA-256 of each public key, as curl and as wslab take it. Everybody may have them; "
                         "the server's stays the same when its certificate is made anew."),
        lines(each)};
}

}

QList<TrustRecipe> TrustRecipes::forServer(const Server &server)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(server.certificates);
    if (chain.isEmpty())
        return {};
    const QSslCertificate &own = chain.first();
    const QString file = QDir::toNativeSeparators(server.authorityFile);
    const Address address(server.url);
    if (file.isEmpty())
        return {curl(address, file, own), openssl(address, file), wslab(address, file, own),
                publishedKeys(chain)};
    return {python(address, file),
            curl(address, file, own),
            node(address, file),
            nodeEnvironment(file),
            java(file),
            openssl(address, file),
            qt(address, file),
            wslab(address, file, own),
            chromium(file),
            publishedKeys(chain)};
}
