#include "certificate.h"
#include "certificatetext.h"
#include "fuzztarget.h"

namespace {

const QString host = QStringLiteral("localhost");

void checkTrust(const QByteArray &chain, const QByteArray &authorities)
{
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
    CertificateText::describe(identity->certificate + identity->chain);
}

/// What can be asked about a file.
enum class Question { All, Identity, Description, Objections, Trust, TrustInItself, Encryption };
constexpr int questions = 7;

void ask(Question question, const QByteArray &file, const QByteArray &passphrase, bool halves)
{
    switch (question) {
    case Question::All:
        for (int one = 1; one < questions; ++one)
            ask(Question(one), file, passphrase, halves);
        break;
    case Question::Identity:
        if (halves)
            checkIdentity(file.first(file.size() / 2), file.sliced(file.size() / 2), passphrase);
        else
            checkIdentity(file, {}, passphrase);
        break;
    case Question::Description:
        CertificateText::describe(file);
        break;
    case Question::Objections:
        CertificateText::browserObjections(file, host);
        break;
    case Question::Trust:
        checkTrust(file, {});
        break;
    case Question::TrustInItself:
        checkTrust(file, file);
        break;
    case Question::Encryption:
        isEncryptedKey(file);
        break;
    }
}

}

/// A byte that says which question is asked and how, then what a person chose as a file: certificates,
/// perhaps with a key, in PEM or PKCS#12. One question at a time, since each costs OpenSSL a tenth of a
/// millisecond or more.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FuzzInput input(data, size);
    const quint8 how = input.choice();
    const QByteArray &file = input.rest();
    ask(Question((how >> 2) % questions), file, how & 1 ? "secret" : "", how & 2);
    return 0;
}
