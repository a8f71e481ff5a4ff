#include "labcertificates.h"

#include "certificate.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::hours week{7 * 24};

/// Makes identities until one cannot be made; what comes after is empty then.
class Maker
{
public:
    Identity make(const CertificateSpec &spec, const Identity *issuer = nullptr)
    {
        if (!error.isEmpty())
            return {};
        return makeIdentity(spec, issuer, &error).value_or(Identity());
    }

    QString error;
};

/// A good one for this computer.
CertificateSpec serverSpec()
{
    CertificateSpec spec;
    spec.commonName = u"localhost"_s;
    spec.dnsNames = QStringList{u"localhost"_s};
    spec.addresses = QStringList{u"127.0.0.1"_s, u"::1"_s};
    spec.endsIn = week;
    return spec;
}

CertificateSpec authoritySpec(const QString &name)
{
    CertificateSpec spec;
    spec.purpose = CertificateSpec::Purpose::Authority;
    spec.commonName = name;
    spec.endsIn = week;
    return spec;
}

ServerTls toTls(const Identity &identity)
{
    return {identity.certificate + identity.chain, identity.key, {}};
}

}

std::optional<LabCertificates> LabCertificates::make(QString *error)
{
    Maker maker;
    // Who trusts it in a browser and forgets to remove it trusts it for nothing that matters.
    CertificateSpec rootSpec = authoritySpec(u"WebSocket Lab certificate lab"_s);
    rootSpec.authoritiesBelow = 1;
    rootSpec.permittedNames = QStringList{u"localhost"_s, u"test"_s, u"127.0.0.1"_s};
    rootSpec.permittedAddresses =
        QStringList{u"127.0.0.0/255.0.0.0"_s, u"::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"_s};
    const Identity root = maker.make(rootSpec);
    LabCertificates made;
    made.authority = root.certificate;

    const auto add = [&](const QString &id, const CertificateSpec &spec, const Identity *issuer) {
        made.servers.insert(id, toTls(maker.make(spec, issuer)));
    };
    const auto change = [](auto what) {
        CertificateSpec spec = serverSpec();
        what(spec);
        return spec;
    };
    add(u"good"_s, serverSpec(), &root);
    add(u"expired"_s, change([](CertificateSpec &spec) {
            spec.startsIn = -2 * week;
            spec.endsIn = -week;
        }),
        &root);
    add(u"not-yet-valid"_s, change([](CertificateSpec &spec) {
            spec.startsIn = week;
            spec.endsIn = 2 * week;
        }),
        &root);
    add(u"wrong-host"_s, change([](CertificateSpec &spec) {
            spec.commonName = u"wrong.host.test"_s;
            spec.dnsNames = QStringList{spec.commonName};
            spec.addresses.clear();
        }),
        &root);
    add(u"no-subject-alternative-name"_s, change([](CertificateSpec &spec) {
            spec.dnsNames.clear();
            spec.addresses.clear();
        }),
        &root);
    add(u"ip-as-dns-name"_s, change([](CertificateSpec &spec) {
            spec.dnsNames = QStringList{u"127.0.0.1"_s};
            spec.addresses.clear();
        }),
        &root);
    add(u"self-signed"_s, serverSpec(), nullptr);

    const Identity unknown = maker.make(authoritySpec(u"An authority that nobody knows"_s));
    add(u"untrusted-root"_s, serverSpec(), &unknown);

    const Identity between = maker.make(authoritySpec(u"WebSocket Lab intermediate"_s), &root);
    add(u"incomplete-chain"_s, serverSpec(), &between);
    ServerTls &incomplete = made.servers[u"incomplete-chain"_s];
    incomplete.certificates.truncate(incomplete.certificates.indexOf("-----BEGIN", 1));

    add(u"wrong-purpose"_s,
        change([](CertificateSpec &spec) { spec.purpose = CertificateSpec::Purpose::Client; }), &root);
    const Identity ordinary = maker.make(serverSpec(), &root);
    add(u"issuer-not-authority"_s, serverSpec(), &ordinary);

    CertificateSpec narrowSpec = authoritySpec(u"WebSocket Lab authority for elsewhere.test"_s);
    narrowSpec.permittedNames = QStringList{u"elsewhere.test"_s};
    const Identity narrow = maker.make(narrowSpec, &root);
    add(u"name-constraint"_s, serverSpec(), &narrow);

    add(u"unknown-critical-extension"_s,
        change([](CertificateSpec &spec) { spec.unknownCriticalExtension = true; }), &root);
    add(u"rsa1024"_s, change([](CertificateSpec &spec) { spec.keyKind = CertificateSpec::KeyKind::Rsa1024; }),
        &root);
    add(u"sha1"_s, change([](CertificateSpec &spec) { spec.sha1 = true; }), &root);
    add(u"tls-v1-1"_s, serverSpec(), &root);
    add(u"client-cert-missing"_s, serverSpec(), &root);
    made.servers[u"client-cert-missing"_s].clientAuthorities = root.certificate;

    if (!maker.error.isEmpty()) {
        *error = maker.error;
        return {};
    }
    return made;
}
