"""Which addresses on the network may be asked: public ones alone.

The networks are those of IANA's special-purpose address registries (RFC 6890 and its updates),
with every form in which an IPv4 address can hide in an IPv6 one.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IPAddress = IPv4Address | IPv6Address

REFUSED = tuple(
    (ip_network(network), what)
    for what, networks in {
        "loopback": "127.0.0.0/8 ::1/128",
        "link-local": "169.254.0.0/16 fe80::/10",
        "private": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10",
        "shared by a provider's customers": "100.64.0.0/10",
        "multicast": "224.0.0.0/4 ff00::/8",
        "this network": "0.0.0.0/8 ::/128",
        "reserved": "192.0.0.0/24 240.0.0.0/4 192.88.99.0/24 100::/64 2001::/23 5f00::/16",
        "a benchmark's": "198.18.0.0/15",
        "documentation": "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20",
        "an IPv4 address inside an IPv6 one": (
            "::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 2002::/16 2001::/32"
        ),
    }.items()
    for network in networks.split()
)
"""Networks that are never asked, and what each is."""


GLOBAL_IPV6 = ip_network("2000::/3")
"""All of IPv6 that IANA has given out for unicast."""


def refusal(address: str) -> str | None:
    """Why an IP address may not be asked; None where it may.

    What Python itself does not hold for a global unicast address is refused too, so that a network
    that is missing above is not a hole.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "no IP address"
    for network, what in REFUSED:
        if ip.version == network.version and ip in network:
            return what
    public = ip.is_global and not ip.is_multicast and (ip.version == 4 or ip in GLOBAL_IPV6)
    return None if public else "not a public address"
