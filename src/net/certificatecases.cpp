#include "certificatecases.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

class Tr
{
    Q_DECLARE_TR_FUNCTIONS(CertificateCase)
};

}

QString CertificateCase::verdict(const QString &said)
{
    return said.isEmpty() ? Tr::tr("connects") : Tr::tr("refuses: %1").arg(said);
}

QList<CertificateCase> certificateCases()
{
    return {
        {u"good"_s,
         Tr::tr("Good"),
         Tr::tr("Nothing is wrong: for comparison with the others."),
         {},
         {},
         {},
         {}},
        {u"expired"_s, Tr::tr("Expired"), Tr::tr("It ended a week ago."), Tr::tr("it has ended"),
         u"certificate has expired"_s, u"certificate has expired"_s, u"ERR_CERT_DATE_INVALID"_s},
        {u"not-yet-valid"_s, Tr::tr("Not yet valid"), Tr::tr("It begins in a week."),
         Tr::tr("it has not begun"), u"certificate is not yet valid"_s, u"certificate is not yet valid"_s,
         u"ERR_CERT_DATE_INVALID"_s},
        {u"wrong-host"_s, Tr::tr("Wrong host"), Tr::tr("It was issued for another name, wrong.host.test."),
         Tr::tr("it is for another name"), u"IP address mismatch"_s,
         u"no alternative certificate subject name matches"_s, u"ERR_CERT_COMMON_NAME_INVALID"_s},
        {u"no-subject-alternative-name"_s,
         Tr::tr("Common name only"),
         Tr::tr("Its name, localhost, stands in the common name and not among the alternative names, where "
                "today's programs look for it."),
         {},
         {},
         {},
         u"ERR_CERT_COMMON_NAME_INVALID"_s},
        {u"ip-as-dns-name"_s,
         Tr::tr("Address as a name"),
         Tr::tr("The address 127.0.0.1 stands among its names as a DNS name and not as an IP address."),
         {},
         u"IP address mismatch"_s,
         u"no alternative certificate subject name matches"_s,
         u"ERR_CERT_COMMON_NAME_INVALID"_s},
        {u"self-signed"_s, Tr::tr("Self-signed"), Tr::tr("It vouches for itself, and nobody else does."),
         Tr::tr("it vouches for itself"), u"self-signed certificate"_s, u"self-signed certificate"_s,
         u"ERR_CERT_AUTHORITY_INVALID"_s},
        {u"untrusted-root"_s, Tr::tr("Unknown authority"),
         Tr::tr("It is signed by an authority that is not the lab's and that nobody knows."),
         Tr::tr("its authority is not known"), u"self-signed certificate in certificate chain"_s,
         u"self-signed certificate in certificate chain"_s, u"ERR_CERT_AUTHORITY_INVALID"_s},
        {u"incomplete-chain"_s, Tr::tr("Missing intermediate"),
         Tr::tr("The server does not send the certificate between its own and the authority's."),
         Tr::tr("its issuer is unknown, or missing"), u"unable to get local issuer certificate"_s,
         u"unable to get local issuer certificate"_s, u"ERR_CERT_AUTHORITY_INVALID"_s},
        {u"wrong-purpose"_s, Tr::tr("Wrong purpose"),
         Tr::tr("It is for clients (clientAuth) and not for servers."), Tr::tr("it is for another purpose"),
         u"unsuitable certificate purpose"_s, u"unsuitable certificate purpose"_s, u"ERR_CERT_INVALID"_s},
        {u"issuer-not-authority"_s, Tr::tr("Issuer is no authority"),
         Tr::tr("It is signed with an ordinary server's certificate, which may not sign others."),
         Tr::tr("its issuer may not sign others"), u"invalid CA certificate"_s, u"invalid CA certificate"_s,
         u"ERR_CERT_INVALID"_s},
        {u"name-constraint"_s, Tr::tr("Name constraint broken"),
         Tr::tr("Its issuer may only sign names below elsewhere.test, and signed localhost."),
         Tr::tr("its authority may not sign that name"), u"permitted subtree violation"_s,
         u"permitted subtree violation"_s, u"ERR_CERT_INVALID"_s},
        {u"unknown-critical-extension"_s, Tr::tr("Unknown critical extension"),
         Tr::tr("It has a rule that nobody knows and that is marked as one that must be obeyed."),
         Tr::tr("it has a rule that nobody knows"), u"unhandled critical extension"_s,
         u"unhandled critical extension"_s, u"ERR_CERT_INVALID"_s},
        {u"rsa1024"_s,
         Tr::tr("Short key"),
         Tr::tr("Its RSA key has 1024 bits, which is too short to be safe."),
         Tr::tr("its key is too short"),
         u"EE certificate key too weak"_s,
         u"EE certificate key too weak"_s,
         {}},
        {u"sha1"_s, Tr::tr("Old signature"), Tr::tr("It is signed with SHA-1, which can be forged."),
         Tr::tr("its signature can be forged"), u"CA signature digest algorithm too weak"_s,
         u"CA signature digest algorithm too weak"_s, u"ERR_CERT_INVALID"_s},
        {u"tls-v1-1"_s, Tr::tr("TLS 1.1 only"),
         Tr::tr("The certificate is good, but the server speaks TLS 1.1 and nothing newer."),
         Tr::tr("the server speaks no TLS that is safe"), u"legacy sigalg disallowed or unsupported"_s,
         u"legacy sigalg disallowed or unsupported"_s, u"ERR_SSL_VERSION_OR_CIPHER_MISMATCH"_s},
        {u"client-cert-missing"_s, Tr::tr("Client certificate required"),
         Tr::tr("The certificate is good, but the server wants one of the client, too, signed by the lab's "
                "authority."),
         Tr::tr("the server wants a certificate of it"), u"tlsv13 alert certificate required"_s,
         u"tlsv13 alert certificate required"_s, u"opening handshake was canceled"_s},
    };
}
