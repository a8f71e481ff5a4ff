#pragma once

#include "requesthead.h"

/// Who may connect: the Host and Origin rules, and which peer is shown behind a proxy.
namespace AccessRules {

/// What a listener is, as far as the rules depend on it.
struct Place
{
    bool loopback = true; ///< bound to a loopback address: any Origin is let in
    QStringList names; ///< this machine's names and addresses, without ports
    QStringList allowedHosts;
    QStringList allowedOrigins;
};

/// Refuses a Host header that names neither this machine, nor an IP address, nor an allowed host
/// (this stops DNS rebinding): 421 for a foreign name, 400 for none, two, or garbage.
std::optional<Refusal> refuseHost(const RequestHead &head, const Place &place);

/// Refuses an Origin that is neither the same host as Host nor allowed: 403. No Origin: let in.
std::optional<Refusal> refuseOrigin(const RequestHead &head, const Place &place);

/// The address to show for a peer: when \a peer is among \a trusted, the last untrusted address of
/// X-Forwarded-For, read from the right across all such lines; else \a peer. Addresses are written
/// as QHostAddress::toString() does; what is no address ends the walk.
QString peerAddress(const QString &peer, const HeaderFields &fields, const QStringList &trusted);

}
