#include "trustadvice.h"

#include <QCoreApplication>

QString trustAdvice(const Client::Distrust &distrust)
{
    if (distrust.isPinBroken)
        return {};
    return QCoreApplication::translate(
               "TrustAdvice",
               "If it is the same there, go on with --pin %1, or with --ca FILE where "
               "you have the certificate of its authority in a file.")
        .arg(QString::fromLatin1(distrust.publicKeyHash.toHex()));
}
