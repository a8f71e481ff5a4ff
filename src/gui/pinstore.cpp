#include "pinstore.h"

#include "privatefile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 maximumFile = 1024 * 1024; // bytes
constexpr qsizetype hashBytes = 32;
constexpr quint16 wssPort = 443;

/// Nothing when \a value is no pin.
std::optional<PinStore::Pin> toPin(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    PinStore::Pin pin;
    pin.place = object["server"_L1].toString();
    pin.publicKeyHash = QByteArray::fromHex(object["publicKeySha256"_L1].toString().toLatin1());
    pin.firstSeen = QDateTime::fromString(object["firstSeen"_L1].toString(), Qt::ISODate);
    pin.reason = object["reason"_L1].toString();
    if (pin.place.isEmpty() || pin.publicKeyHash.size() != hashBytes)
        return {};
    return pin;
}

}

PinStore::PinStore(const QString &file)
    : m_file(file)
{
}

std::optional<QList<PinStore::Pin>> PinStore::pins(QString *error) const
{
    QFile file(m_file);
    if (!file.exists())
        return QList<Pin>();
    const QString shown = QDir::toNativeSeparators(m_file);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = tr("The servers that you trust cannot be read from %1: %2.").arg(shown, file.errorString());
        return {};
    }
    const QJsonDocument document = QJsonDocument::fromJson(file.read(maximumFile + 1));
    const QJsonArray array = document["pins"_L1].toArray();
    bool whole = file.atEnd() && document["pins"_L1].isArray();
    QList<Pin> pins;
    for (const QJsonValue &value : array) {
        const std::optional<Pin> pin = toPin(value);
        whole = whole && pin;
        if (pin)
            pins.append(*pin);
    }
    if (!whole) {
        *error =
            tr("The list of the servers that you trust, %1, is damaged. Move it away to begin a new one; "
               "then compare each server's code again.")
                .arg(shown);
        return {};
    }
    return pins;
}

bool PinStore::add(const Pin &pin, QString *error) const
{
    std::optional<QList<Pin>> all = pins(error);
    if (!all)
        return false;
    all->removeIf([&](const Pin &one) { return one.place == pin.place; });
    all->append(pin);
    return write(*all, error);
}

bool PinStore::remove(const QString &place, QString *error) const
{
    std::optional<QList<Pin>> all = pins(error);
    if (!all)
        return false;
    if (all->removeIf([&](const Pin &one) { return one.place == place; }) == 0)
        return true;
    return write(*all, error);
}

bool PinStore::write(const QList<Pin> &pins, QString *error) const
{
    QJsonArray array;
    for (const Pin &pin : pins) {
        array.append(QJsonObject{
            {u"server"_s, pin.place},
            {u"publicKeySha256"_s, QString::fromLatin1(pin.publicKeyHash.toHex())},
            {u"firstSeen"_s, pin.firstSeen.toUTC().toString(Qt::ISODate)},
            {u"reason"_s, pin.reason},
        });
    }
    return writePrivateFile(m_file, QJsonDocument(QJsonObject{{u"pins"_s, array}}).toJson(), error);
}

QString PinStore::placeOf(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return host + u':' + QString::number(url.port(wssPort));
}

QString PinStore::codeOf(const QByteArray &publicKeyHash)
{
    const QString hex = QString::fromLatin1(publicKeyHash.left(8).toHex().toUpper());
    return QStringList{hex.mid(0, 4), hex.mid(4, 4), hex.mid(8, 4), hex.mid(12, 4)}.join(u' ');
}
