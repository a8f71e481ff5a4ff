#include "certificate.h"
#include "certificatetext.h"
#include "fuzztarget.h"

namespace {

/// A certificate or two that cost nothing to look at is all that anybody can do with \a chain.
void lookAt(const QByteArray &chain)
{
    const QString host = QStringLiteral("localhost");
    CertificateText::describe(chain);
    CertificateText::browserObjections(chain, host);
    for (const QByteArray &authorities : {QByteArray(), chain})
        CertificateText::explainAll(verifyServer(chain, authorities, host), chain, host);
}

void checkIdentity(const QByteArray &certificates, const QByteArray &key, const QByteArray &passphrase)
{
    QString error;
    const auto identity = readIdentity(certificates, key, passphrase, &error);
    if (!identity) {
        must(!error.isEmpty(), "a refusal says why");
        return;
    }
    must(!identity->certificate.isEmpty() && !identity->key.isEmpty(), "an identity is whole");
    const auto again = readIdentity(identity->combined(), {}, {}, &error);
    must(again && again->certificate == identity->certificate && again->key == identity->key,
         "an identity is read as it was written");
    lookAt(identity->certificate + identity->chain);
}

}

/// A byte that says how, then what a person chose as a file: certificates, perhaps with a key, in PEM or
/// PKCS#12.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FuzzInput input(data, size);
    const quint8 flags = input.choice();
    const QByteArray &file = input.rest();
    const QByteArray passphrase = flags & 1 ? "secret" : "";
    if (flags & 2)
        checkIdentity(file.first(file.size() / 2), file.sliced(file.size() / 2), passphrase);
    else
        checkIdentity(file, {}, passphrase);
    isEncryptedKey(file);
    lookAt(file);
    return 0;
}
