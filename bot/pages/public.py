"""Which IP addresses belong to the public internet.

The tables stand here, because what Python calls global differs from version to version; they follow IANA's registries of
special-purpose addresses.
"""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IP = IPv4Address | IPv6Address
Judge = Callable[[IP], bool]

_NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a provider's customers
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # metadata of machines at Azure
        "169.254.0.0/16",  # link-local, metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments, metadata
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_UNICAST_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = 0x00005EFE
_ISATAP_MASK = 0xFDFFFFFF  # one bit of it says whether the address within is unique


def is_public(address: IP) -> bool:
    """Say whether an address is globally routable unicast, and the IPv4 address within it too, where there is one."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    within = _within(address)
    return address.scope_id is None and _is_routed(address) and (within is None or is_public(within))


def _is_routed(address: IPv6Address) -> bool:
    if address in _UNICAST_6:
        return not any(address in network for network in _NOT_PUBLIC_6)
    return address in _NAT64 or address.ipv4_mapped is not None  # these are as public as the address within


def _within(address: IPv6Address) -> IPv4Address | None:
    """Give the IPv4 address to which one of IPv6 would lead, where its form tells."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    number = int(address)
    if address in _NAT64 or (number >> 32) & _ISATAP_MASK == _ISATAP:
        return IPv4Address(number & 0xFFFFFFFF)
    return None
