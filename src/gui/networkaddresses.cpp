#include "networkaddresses.h"

#include <QNetworkInterface>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

QStringList networkAddresses()
{
    QList<QHostAddress> found;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const QNetworkInterface::InterfaceFlags flags = interface.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp) || !flags.testFlag(QNetworkInterface::IsRunning))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            const QHostAddress address = entry.ip();
            if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback()
                && !address.isLinkLocal())
                found.append(address);
        }
    }
    std::stable_partition(found.begin(), found.end(), [](const QHostAddress &address) {
        return address.isInSubnet(QHostAddress(u"192.168.0.0"_s), 16)
            || address.isInSubnet(QHostAddress(u"10.0.0.0"_s), 8)
            || address.isInSubnet(QHostAddress(u"172.16.0.0"_s), 12);
    });
    QStringList addresses;
    for (const QHostAddress &address : found)
        addresses.append(address.toString());
    addresses.removeDuplicates();
    return addresses;
}
