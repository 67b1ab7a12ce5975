"""A host in whatever spelling becomes the one that is looked up: a name in ASCII, or an IP address."""

import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import unquote

import idna

Host = str | IPv4Address | IPv6Address

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_LONGEST_NAME = 253

_LOCAL_ENDINGS = frozenset(
    {"alt", "arpa", "corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost", "onion", "private"}
)
"""Last words of names that no public name server answers for, or should."""


def parse_host(text: str) -> Host:
    """Give the name or the address that a host stands for, IPv6 in brackets. Raises ValueError where it stands for none.

    Names are mapped by UTS-46, so that "ⓛocalhost" is localhost and "１２７。１" is 127.1; numbers are read as the URL standard
    of WHATWG reads them: decimal, octal and hexadecimal, with one to four parts.
    """
    if text.startswith("["):
        return IPv6Address(text[1:-1].replace("%25", "%", 1))
    name = _name(unquote(text, errors="strict")).removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return IPv4Address(_read_number(labels))
    if len(name) > _LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(text)
    return name


def is_local_name(name: str) -> bool:
    """Say whether a name means something on this machine or in this network only, whatever it resolves to."""
    *before, last = name.split(".")
    return not before or last in _LOCAL_ENDINGS


def _name(text: str) -> str:
    mapped = idna.uts46_remap(text, std3_rules=False)
    return mapped if mapped.isascii() else idna.encode(mapped).decode("ascii")


def _read_number(labels: list[str]) -> int:
    """Put the parts of an IPv4 address together: the last fills all the bytes that are left. Raises ValueError."""
    *first, last = [_read_part(label) for label in labels]
    if len(first) > 3 or any(part > 255 for part in first) or last >= 256 ** (4 - len(first)):
        raise ValueError(labels)
    return last + sum(part << 8 * (3 - place) for place, part in enumerate(first))


def _read_part(label: str) -> int:
    if not _NUMBER.fullmatch(label):
        raise ValueError(label)
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") else 10)
