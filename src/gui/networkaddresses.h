#pragma once

#include <QStringList>

/// This computer's addresses as others in the network know them: IPv4 of the interfaces that are up,
/// private ranges first, without loopback and link-local ones. Empty without a network.
QStringList networkAddresses();
