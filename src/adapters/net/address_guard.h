// Which addresses of the network the client may connect to.
#pragma once

#include <boost/asio/ip/address.hpp>

namespace cairn::net {

/// Whether an address belongs to a host on the public internet. By the special-purpose registries
/// of IANA (RFC 6890 and its updates): no private, loopback, link-local, shared, documentation,
/// benchmarking, multicast or reserved addresses. Of IPv6 only global unicast (2000::/3), without
/// the blocks that carry an IPv4 address (6to4, Teredo); mapped and translated ones lie outside.
bool is_public(const boost::asio::ip::address& address);

}  // namespace cairn::net
