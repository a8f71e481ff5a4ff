#include "certificatedetails.h"

#include "openssl.h"

#include <QHostAddress>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509v3.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestChain = 20; ///< no real one has more than a handful

using Bio = OpenSslPointer<BIO, BIO_free_all>;
using BasicConstraints = OpenSslPointer<BASIC_CONSTRAINTS, BASIC_CONSTRAINTS_free>;
using NameConstraints = OpenSslPointer<NAME_CONSTRAINTS, NAME_CONSTRAINTS_free>;
using BitString = OpenSslPointer<ASN1_BIT_STRING, ASN1_BIT_STRING_free>;
using Purposes = OpenSslPointer<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;

/// RFC 5280 section 4.2.1.3, by bit.
constexpr QLatin1StringView usageNames[] = {
    "digitalSignature"_L1, "nonRepudiation"_L1, "keyEncipherment"_L1,
    "dataEncipherment"_L1, "keyAgreement"_L1,   "keyCertSign"_L1,
    "cRLSign"_L1,          "encipherOnly"_L1,   "decipherOnly"_L1,
};

X509 *handleOf(const QSslCertificate &certificate)
{
    return static_cast<X509 *>(certificate.handle());
}

QString toText(const X509_NAME *name)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QString::fromUtf8(data, size);
}

QString toText(EVP_PKEY *key)
{
    if (!key)
        return u"–"_s; // of an algorithm that is not known, or damaged
    char group[80] = {};
    size_t length = 0;
    QString name = QString::fromLatin1(OBJ_nid2sn(EVP_PKEY_get_base_id(key)));
    if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA) {
        name = u"RSA"_s;
    } else if (EVP_PKEY_get_base_id(key) == EVP_PKEY_EC
               && EVP_PKEY_get_group_name(key, group, sizeof group, &length) == 1) {
        const char *nist = EC_curve_nid2nist(OBJ_sn2nid(group)); // "P-256" is what people know
        name = u"EC "_s + QString::fromLatin1(nist ? nist : group);
    }
    return u"%1, %2 bit"_s.arg(name).arg(EVP_PKEY_get_bits(key));
}

/// A network as address and mask, one after the other.
QString toNetwork(const ASN1_OCTET_STRING *octets)
{
    const auto *bytes = ASN1_STRING_get0_data(octets);
    const int size = ASN1_STRING_length(octets);
    if (size == 8) {
        const auto word = [bytes](int at) {
            return quint32(bytes[at]) << 24 | quint32(bytes[at + 1]) << 16 | quint32(bytes[at + 2]) << 8
                | quint32(bytes[at + 3]);
        };
        return QHostAddress(word(0)).toString() + u'/' + QHostAddress(word(4)).toString();
    }
    if (size == 32)
        return QHostAddress(bytes).toString() + u'/' + QHostAddress(bytes + 16).toString();
    return u"?"_s;
}

QStringList toNames(const STACK_OF(GENERAL_SUBTREE) * trees)
{
    QStringList names;
    for (int i = 0; trees && i < sk_GENERAL_SUBTREE_num(trees); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_SUBTREE_value(trees, i)->base;
        const auto text = [name] {
            return QString::fromLatin1(reinterpret_cast<const char *>(ASN1_STRING_get0_data(name->d.ia5)),
                                       ASN1_STRING_length(name->d.ia5));
        };
        if (name->type == GEN_DNS)
            names.append(u"DNS:"_s + text());
        else if (name->type == GEN_IPADD)
            names.append(u"IP:"_s + toNetwork(name->d.ip));
        else if (name->type == GEN_EMAIL)
            names.append(u"email:"_s + text());
        else if (name->type == GEN_URI)
            names.append(u"URI:"_s + text());
        else
            names.append(u"?"_s);
    }
    return names;
}

template <class T>
T *extension(const X509 *certificate, int id)
{
    return static_cast<T *>(X509_get_ext_d2i(certificate, id, nullptr, nullptr));
}

}

CertificateDetails::CertificateDetails(const QSslCertificate &certificate)
{
    X509 *const handle = handleOf(certificate);
    if (!handle)
        return;
    isSelfSigned = X509_self_signed(handle, 0) == 1;
    subject = toText(X509_get_subject_name(handle));
    issuer = toText(X509_get_issuer_name(handle));
    key = toText(X509_get0_pubkey(handle));
    signature = QString::fromLatin1(OBJ_nid2ln(X509_get_signature_nid(handle)));
    if (const BasicConstraints basic(extension<BASIC_CONSTRAINTS>(handle, NID_basic_constraints)); basic) {
        hasBasicConstraints = true;
        isAuthority = basic->ca != 0;
        if (basic->pathlen)
            pathLength = int(std::clamp(ASN1_INTEGER_get(basic->pathlen), 0L, 1'000L));
    }
    if (const BitString bits(extension<ASN1_BIT_STRING>(handle, NID_key_usage)); bits) {
        for (int i = 0; i < int(std::size(usageNames)); ++i) {
            if (ASN1_BIT_STRING_get_bit(bits.get(), i))
                keyUsages.append(usageNames[i]);
        }
    }
    if (const Purposes all(extension<EXTENDED_KEY_USAGE>(handle, NID_ext_key_usage)); all) {
        for (int i = 0; i < sk_ASN1_OBJECT_num(all.get()); ++i) {
            const ASN1_OBJECT *purpose = sk_ASN1_OBJECT_value(all.get(), i);
            char name[80] = {};
            const int id = OBJ_obj2nid(purpose);
            if (id == NID_undef)
                OBJ_obj2txt(name, sizeof name, purpose, 1);
            purposes.append(QString::fromLatin1(id == NID_undef ? name : OBJ_nid2sn(id)));
        }
    }
    if (const NameConstraints names(extension<NAME_CONSTRAINTS>(handle, NID_name_constraints)); names) {
        permittedNames = toNames(names->permittedSubtrees);
        excludedNames = toNames(names->excludedSubtrees);
    }
    ERR_clear_error(); // an extension that cannot be read is not there
}

CertificateChain::CertificateChain(const QByteArray &pem, const QList<QSslCertificate> &authorities)
    : others(QSslCertificate::fromData(pem))
{
    if (others.isEmpty())
        return;
    certificates.append(others.takeFirst());
    const auto issuerIn = [this](const QList<QSslCertificate> &list) {
        return std::find_if(list.begin(), list.end(), [this](const QSslCertificate &one) {
            return handleOf(one)
                && X509_check_issued(handleOf(one), handleOf(certificates.last())) == X509_V_OK;
        });
    };
    const auto isOpen = [this] {
        return handleOf(certificates.last()) && X509_self_signed(handleOf(certificates.last()), 0) != 1
            && certificates.size() < longestChain;
    };
    while (isOpen()) {
        const auto issuer = issuerIn(others);
        if (issuer == others.cend())
            break;
        certificates.append(*issuer);
        others.erase(issuer);
    }
    sent = certificates.size();
    if (isOpen()) {
        if (const auto issuer = issuerIn(authorities); issuer != authorities.cend())
            certificates.append(*issuer);
    }
    ERR_clear_error();
}
