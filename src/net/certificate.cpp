#include "certificate.h"

#include "openssl.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QList>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace {

class Tr
{
    Q_DECLARE_TR_FUNCTIONS(Certificate)
};

using Bio = OpenSslPointer<BIO, BIO_free_all>;
using Key = OpenSslPointer<EVP_PKEY, EVP_PKEY_free>;
using Certificate = OpenSslPointer<X509, X509_free>;
using BigNumber = OpenSslPointer<BIGNUM, BN_free>;
using Extension = OpenSslPointer<X509_EXTENSION, X509_EXTENSION_free>;
using Object = OpenSslPointer<ASN1_OBJECT, ASN1_OBJECT_free>;
using Octets = OpenSslPointer<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using Store = OpenSslPointer<X509_STORE, X509_STORE_free>;
using StoreContext = OpenSslPointer<X509_STORE_CTX, X509_STORE_CTX_free>;
using Pkcs12 = OpenSslPointer<PKCS12, PKCS12_free>;

void freeCertificates(STACK_OF(X509) * stack)
{
    sk_X509_pop_free(stack, X509_free);
}
using Certificates = OpenSslPointer<STACK_OF(X509), freeCertificates>;

Bio reading(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

QByteArray written(const Bio &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

QByteArray toPem(X509 *certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return written(bio);
}

QByteArray toPem(EVP_PKEY *key)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return written(bio);
}

/// Gives OpenSSL the passphrase; without one it must not ask on the terminal.
int givePassphrase(char *buffer, int size, int, void *passphrase)
{
    const auto *bytes = static_cast<const QByteArray *>(passphrase);
    const int length = int(qMin<qsizetype>(size, bytes->size()));
    std::copy_n(bytes->constData(), length, buffer);
    return length;
}

Key readKey(const QByteArray &pem, QByteArray passphrase = {})
{
    return Key(PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, givePassphrase, &passphrase));
}

std::vector<Certificate> readCertificates(const QByteArray &pem)
{
    std::vector<Certificate> certificates;
    const Bio bio = reading(pem);
    while (X509 *certificate = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
        certificates.emplace_back(certificate);
    ERR_clear_error(); // the end is an error, too
    return certificates;
}

Key makeKey(CertificateSpec::KeyKind kind)
{
    switch (kind) {
    case CertificateSpec::KeyKind::P256:
        return Key(EVP_EC_gen("P-256"));
    case CertificateSpec::KeyKind::Rsa2048:
        return Key(EVP_RSA_gen(2048));
    case CertificateSpec::KeyKind::Rsa1024:
        return Key(EVP_RSA_gen(1024));
    case CertificateSpec::KeyKind::Ed25519:
        return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    }
    return nullptr;
}

Extension makeExtension(X509 *certificate, X509 *issuer, int id, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    return Extension(X509V3_EXT_conf_nid(nullptr, &context, id, value.constData()));
}

bool addExtension(X509 *certificate, X509 *issuer, int id, const QByteArray &value)
{
    const Extension extension = makeExtension(certificate, issuer, id, value);
    return extension && X509_add_ext(certificate, extension.get(), -1);
}

/// Adds an extension that nobody knows: ASN.1's NULL under a number that no one uses.
bool addUnknownExtension(X509 *certificate)
{
    const Object name(OBJ_txt2obj("1.2.3.4.5.6", 1));
    const Octets value(ASN1_OCTET_STRING_new());
    constexpr unsigned char null[] = {V_ASN1_NULL, 0};
    if (!name || !value || !ASN1_OCTET_STRING_set(value.get(), null, sizeof null))
        return false;
    const Extension extension(X509_EXTENSION_create_by_OBJ(nullptr, name.get(), 1, value.get()));
    return extension && X509_add_ext(certificate, extension.get(), -1);
}

/// `DNS:a,DNS:b,IP:1.2.3.4`, each with \a prefix before it.
QByteArray nameList(const QStringList &names, const QStringList &addresses, const QByteArray &prefix = {})
{
    QByteArrayList parts;
    for (const QString &name : names)
        parts.append(prefix + "DNS:" + name.toUtf8());
    for (const QString &address : addresses)
        parts.append(prefix + "IP:" + address.toUtf8());
    return parts.join(',');
}

/// The value of the extension name constraints; empty when nothing is constrained.
QByteArray constraints(const QStringList &permittedNames, const QStringList &permittedAddresses)
{
    const QByteArray names = nameList(permittedNames, permittedAddresses, "permitted;");
    return names.isEmpty() ? names : "critical," + names;
}

bool addExtensions(X509 *certificate, X509 *issuer, const CertificateSpec &spec)
{
    const auto add = [&](int id, const QByteArray &value) {
        return addExtension(certificate, issuer, id, value);
    };
    const bool authority = spec.purpose == CertificateSpec::Purpose::Authority;
    const bool rsa = spec.keyKind == CertificateSpec::KeyKind::Rsa1024
        || spec.keyKind == CertificateSpec::KeyKind::Rsa2048;
    bool good = add(NID_basic_constraints,
                    authority ? "critical,CA:TRUE,pathlen:" + QByteArray::number(spec.authoritiesBelow)
                              : "critical,CA:FALSE")
        && add(NID_key_usage,
               authority ? "critical,keyCertSign,cRLSign"
                   : rsa ? "critical,digitalSignature,keyEncipherment"
                         : "critical,digitalSignature")
        && add(NID_subject_key_identifier, "hash");
    if (issuer != certificate)
        good = good && add(NID_authority_key_identifier, "keyid:always");
    if (!authority)
        good = good
            && add(NID_ext_key_usage,
                   spec.purpose == CertificateSpec::Purpose::Client ? "clientAuth" : "serverAuth");
    if (const QByteArray names = nameList(spec.dnsNames, spec.addresses); !names.isEmpty())
        good = good && add(NID_subject_alt_name, names);
    if (const QByteArray value = constraints(spec.permittedNames, spec.permittedAddresses); !value.isEmpty())
        good = good && add(NID_name_constraints, value);
    if (spec.unknownCriticalExtension)
        good = good && addUnknownExtension(certificate);
    return good;
}

bool fillIn(X509 *certificate, const CertificateSpec &spec, EVP_PKEY *key)
{
    // RFC 5280 section 4.1.2.2: positive, at most 20 bytes; random, so that it is never used twice.
    unsigned char serial[16];
    if (RAND_bytes(serial, sizeof serial) != 1)
        return false;
    serial[0] = (serial[0] & 0x7F) | 0x40;
    const BigNumber number(BN_bin2bn(serial, sizeof serial, nullptr));
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
    X509_set_version(certificate, X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(certificate), long(std::chrono::seconds(spec.startsIn).count()));
    X509_gmtime_adj(X509_getm_notAfter(certificate), long(std::chrono::seconds(spec.endsIn).count()));
    const QByteArray name = spec.commonName.toUtf8();
    return X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(name.constData()),
                                      int(name.size()), -1, 0)
        && X509_set_pubkey(certificate, key);
}

bool sign(X509 *certificate, EVP_PKEY *key, bool sha1)
{
    const bool hashesItself = EVP_PKEY_get_id(key) == EVP_PKEY_ED25519;
    return X509_sign(certificate, key, hashesItself ? nullptr : sha1 ? EVP_sha1() : EVP_sha256()) > 0;
}

/// Puts the certificate that belongs to \a key first; false when none does.
bool putOwnFirst(std::vector<Certificate> &certificates, EVP_PKEY *key)
{
    for (auto it = certificates.begin(); it != certificates.end(); ++it) {
        if (X509_check_private_key(it->get(), key) == 1) {
            std::rotate(certificates.begin(), it, it + 1);
            return true;
        }
    }
    ERR_clear_error();
    return false;
}

CertificateFault toFault(int error)
{
    switch (error) {
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return CertificateFault::SelfSigned;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return CertificateFault::UnknownAuthority;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return CertificateFault::UnknownIssuer;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return CertificateFault::Expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return CertificateFault::NotYetValid;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return CertificateFault::WrongName;
    case X509_V_ERR_INVALID_PURPOSE:
        return CertificateFault::WrongPurpose;
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
        return CertificateFault::NotAnAuthority;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
        return CertificateFault::WeakKey;
    case X509_V_ERR_CA_MD_TOO_WEAK:
        return CertificateFault::WeakSignature;
    case X509_V_ERR_PERMITTED_VIOLATION:
    case X509_V_ERR_EXCLUDED_VIOLATION:
        return CertificateFault::NameConstraint;
    case X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION:
        return CertificateFault::UnknownCriticalExtension;
    default:
        return CertificateFault::Other;
    }
}

/// Notes each fault and goes on, so that all are found; the context carries the list.
int noteFault(int good, X509_STORE_CTX *context)
{
    if (!good) {
        auto *faults = static_cast<QList<CertificateFault> *>(X509_STORE_CTX_get_app_data(context));
        const CertificateFault fault = toFault(X509_STORE_CTX_get_error(context));
        if (!faults->contains(fault))
            faults->append(fault);
    }
    return 1;
}

Identity toIdentity(EVP_PKEY *key, const std::vector<Certificate> &certificates)
{
    Identity identity;
    identity.key = toPem(key);
    for (const Certificate &certificate : certificates)
        (identity.certificate.isEmpty() ? identity.certificate : identity.chain) += toPem(certificate.get());
    return identity;
}

}

std::optional<Identity> makeIdentity(const CertificateSpec &spec, const Identity *issuer, QString *error,
                                     const QByteArray &key)
{
    const Key ownKey = key.isEmpty() ? makeKey(spec.keyKind) : readKey(key);
    const Certificate certificate(X509_new());
    if (!ownKey || !certificate || !fillIn(certificate.get(), spec, ownKey.get())) {
        *error =
            Tr::tr("The certificate for %1 could not be made: %2.").arg(spec.commonName, takeOpenSslError());
        return {};
    }
    Key issuerKey;
    std::vector<Certificate> issuers;
    if (issuer) {
        issuerKey = readKey(issuer->key);
        issuers = readCertificates(issuer->certificate);
        if (!issuerKey || issuers.empty()) {
            *error = Tr::tr("The authority's key or certificate cannot be read: %1.").arg(takeOpenSslError());
            return {};
        }
    }
    X509 *const issuing = issuer ? issuers.front().get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuing));
    if (!addExtensions(certificate.get(), issuing, spec)
        || !sign(certificate.get(), issuer ? issuerKey.get() : ownKey.get(), spec.sha1)) {
        *error = Tr::tr("The certificate for %1 could not be signed: %2.")
                     .arg(spec.commonName, takeOpenSslError());
        return {};
    }
    Identity identity;
    identity.key = toPem(ownKey.get());
    identity.certificate = toPem(certificate.get());
    if (issuer)
        identity.chain = issuer->certificate + issuer->chain;
    return identity;
}

std::optional<Identity> readIdentity(const QByteArray &certificates, const QByteArray &key,
                                     const QByteArray &passphrase, QString *error)
{
    ERR_clear_error();
    // PKCS#12 is DER: it begins with a SEQUENCE, PEM with letters.
    if (certificates.startsWith('\x30')) {
        const Pkcs12 bag(d2i_PKCS12_bio(reading(certificates).get(), nullptr));
        EVP_PKEY *rawKey = nullptr;
        X509 *rawCertificate = nullptr;
        STACK_OF(X509) *rawChain = nullptr;
        if (!bag || !PKCS12_parse(bag.get(), passphrase.constData(), &rawKey, &rawCertificate, &rawChain)) {
            *error = bag ? Tr::tr("The PKCS#12 file cannot be opened: the passphrase is wrong.")
                         : Tr::tr("This is neither PEM nor PKCS#12: %1.").arg(takeOpenSslError());
            ERR_clear_error();
            return {};
        }
        const Key ownKey(rawKey);
        const Certificates chain(rawChain);
        std::vector<Certificate> all;
        if (rawCertificate)
            all.emplace_back(rawCertificate);
        for (int i = 0; chain && i < sk_X509_num(chain.get()); ++i)
            all.emplace_back(X509_dup(sk_X509_value(chain.get(), i)));
        if (!ownKey || all.empty()) {
            *error = Tr::tr("The PKCS#12 file has no key, or no certificate for it.");
            return {};
        }
        return toIdentity(ownKey.get(), all);
    }

    const Key ownKey = readKey(key.isEmpty() ? certificates : key, passphrase);
    if (!ownKey) {
        const QByteArray &pem = key.isEmpty() ? certificates : key;
        *error = !pem.contains("PRIVATE KEY-----")
            ? Tr::tr("There is no private key: give the file that has it.")
            : pem.contains("ENCRYPTED")
            ? Tr::tr("The private key is encrypted, and the passphrase does not open it.")
            : Tr::tr("The private key cannot be read: %1.").arg(takeOpenSslError());
        ERR_clear_error();
        return {};
    }
    std::vector<Certificate> all = readCertificates(certificates);
    if (all.empty()) {
        *error = Tr::tr("There is no certificate: give the file that has it.");
        return {};
    }
    if (!putOwnFirst(all, ownKey.get())) {
        *error = Tr::tr("Key and certificate do not belong together: every handshake would fail.");
        return {};
    }
    return toIdentity(ownKey.get(), all);
}

bool isEncryptedKey(const QByteArray &file)
{
    if (!file.startsWith('\x30'))
        return file.contains("BEGIN ENCRYPTED PRIVATE KEY") || file.contains("Proc-Type: 4,ENCRYPTED");
    const Pkcs12 bag(d2i_PKCS12_bio(reading(file).get(), nullptr));
    const bool encrypted = bag && PKCS12_mac_present(bag.get()) && !PKCS12_verify_mac(bag.get(), "", 0)
        && !PKCS12_verify_mac(bag.get(), nullptr, 0);
    ERR_clear_error();
    return encrypted;
}

bool isAboutTrust(CertificateFault fault)
{
    return fault == CertificateFault::SelfSigned || fault == CertificateFault::UnknownAuthority
        || fault == CertificateFault::UnknownIssuer;
}

QList<CertificateFault> verifyServer(const QByteArray &chain, const QByteArray &authorities,
                                     const QString &host)
{
    std::vector<Certificate> certificates = readCertificates(chain);
    if (certificates.empty())
        return {CertificateFault::Other};
    const Store store(X509_STORE_new());
    for (const Certificate &authority : readCertificates(authorities))
        X509_STORE_add_cert(store.get(), authority.get());
    const Certificates between(sk_X509_new_null());
    for (size_t i = 1; i < certificates.size(); ++i)
        sk_X509_push(between.get(), certificates[i].release());
    const StoreContext context(X509_STORE_CTX_new());
    X509_STORE_CTX_init(context.get(), store.get(), certificates.front().get(), between.get());
    X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_auth_level(parameters, 2); // what Debian's OpenSSL and browsers ask for
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set_hostflags(
        parameters, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    const QByteArray name = host.toUtf8();
    if (X509_VERIFY_PARAM_set1_ip_asc(parameters, name.constData()) != 1)
        X509_VERIFY_PARAM_set1_host(parameters, name.constData(), size_t(name.size()));
    QList<CertificateFault> faults;
    X509_STORE_CTX_set_app_data(context.get(), &faults);
    X509_STORE_CTX_set_verify_cb(context.get(), noteFault);
    if (X509_verify_cert(context.get()) < 0 && faults.isEmpty())
        faults.append(CertificateFault::Other);
    ERR_clear_error();
    // Both stand for one missing link; and who vouches for itself has no other issuer.
    if (faults.contains(CertificateFault::SelfSigned))
        faults.removeAll(CertificateFault::UnknownIssuer);
    return faults;
}

QByteArray constrainedAuthority(const QByteArray &chain, const QStringList &permittedNames,
                                const QStringList &permittedAddresses)
{
    const std::vector<Certificate> certificates = readCertificates(chain);
    const Extension wanted = makeExtension(nullptr, nullptr, NID_name_constraints,
                                           constraints(permittedNames, permittedAddresses));
    const auto isWanted = [&](const Certificate &certificate) {
        const int place = X509_get_ext_by_NID(certificate.get(), NID_name_constraints, -1);
        if (place < 0 || certificate == certificates.front())
            return false;
        X509_EXTENSION *there = X509_get_ext(certificate.get(), place);
        EVP_PKEY *key = X509_get0_pubkey(certificate.get());
        return X509_EXTENSION_get_critical(there)
            && ASN1_OCTET_STRING_cmp(X509_EXTENSION_get_data(there), X509_EXTENSION_get_data(wanted.get()))
            == 0
            && key && X509_verify(certificate.get(), key) == 1
            && X509_verify(certificates.front().get(), key) == 1;
    };
    const auto found = std::find_if(certificates.begin(), certificates.end(), isWanted);
    ERR_clear_error();
    return found == certificates.end() ? QByteArray() : toPem(found->get());
}

QByteArray hashOfPublicKey(const QByteArray &der)
{
    const Certificate certificate(d2i_X509_bio(reading(der).get(), nullptr));
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!certificate || !i2d_X509_PUBKEY_bio(bio.get(), X509_get_X509_PUBKEY(certificate.get()))) {
        ERR_clear_error();
        return {};
    }
    return QCryptographicHash::hash(written(bio), QCryptographicHash::Sha256);
}

void *openSslKey(const QByteArray &key)
{
    return readKey(key).release();
}

QByteArray toPkcs12(const Identity &identity, const QByteArray &passphrase, QString *error)
{
    const Key key = readKey(identity.key);
    std::vector<Certificate> certificates = readCertificates(identity.certificate + identity.chain);
    if (!key || certificates.empty()) {
        *error = Tr::tr("Key or certificate cannot be read: %1.").arg(takeOpenSslError());
        return {};
    }
    const Certificates chain(sk_X509_new_null());
    for (size_t i = 1; i < certificates.size(); ++i)
        sk_X509_push(chain.get(), certificates[i].release());
    const Pkcs12 bag(PKCS12_create(passphrase.constData(), "WebSocket Lab", key.get(),
                                   certificates.front().get(), chain.get(), 0, 0, 0, 0, 0));
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!bag || !i2d_PKCS12_bio(bio.get(), bag.get())) {
        *error = Tr::tr("The PKCS#12 file could not be made: %1.").arg(takeOpenSslError());
        return {};
    }
    return written(bio);
}
