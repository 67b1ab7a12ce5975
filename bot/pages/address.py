"""An address as somebody wrote it becomes one that may be asked for, or the reason why it may not."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from bot.model import NoPage, PageFault
from bot.pages.host import Host, is_local_name, parse_host
from bot.pages.public import Judge, is_public

DEFAULT_PORTS = {"http": 80, "https": 443}
WEB_PORTS = frozenset(DEFAULT_PORTS.values())

_LONGEST = 4_096
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://|([a-z][a-z0-9+-]*):(?![0-9]+(?:[/?#]|$))", re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]+)(?::([0-9]{0,9}))?")
_SAFE = "/%:@!$&'()*+,;=~?[]"


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address. `host` is in ASCII, IPv6 without brackets; `target` is path and query as they are sent."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host and, where it is not the usual one, the port: as the Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """What robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The address in one spelling, without a fragment."""
        return f"{self.origin}{self.target}"

    def at(self, target: str) -> "Address":
        """Give another address of the same site."""
        return Address(self.scheme, self.host, self.port, target)


def parse_address(text: str, ports: frozenset[int] = WEB_PORTS, judge: Judge = is_public) -> Address | NoPage:
    """Give the address that a text means, or say why it may not be asked for; where it names no scheme, http is meant.

    A name is not looked up here: where it leads is judged when it is dialled. Never fails, whatever the text.
    """
    try:
        return _parse(text.strip(), ports, judge)
    except ValueError:  # UnicodeError is one
        return NoPage(PageFault.BAD_ADDRESS, text)


def join_address(base: Address, location: str) -> str:
    """Give the text of the address to which a page points, still to be parsed."""
    try:
        return urljoin(base.url, location.strip())
    except ValueError:
        return location


def _parse(text: str, ports: frozenset[int], judge: Judge) -> Address | NoPage:
    if len(text) > _LONGEST or _CONTROL.search(text):
        raise ValueError(text)
    scheme, written = _split_scheme(text)
    if scheme not in DEFAULT_PORTS:
        return NoPage(PageFault.NOT_WEB, text, {"scheme": scheme})
    parts = urlsplit(written)
    if "@" in parts.netloc:
        return NoPage(PageFault.CREDENTIALS, text)
    spelled, port = _split_authority(parts.netloc)
    host = parse_host(spelled)
    if not _may_be_public(host, judge):
        return NoPage(PageFault.NOT_PUBLIC, text, {"host": str(host)})
    address = Address(scheme, str(host), DEFAULT_PORTS[scheme] if port is None else port, _target(parts.path, parts.query))
    if address.port not in ports:
        return NoPage(PageFault.PORT, text, {"host": address.host, "port": str(address.port)})
    return address


def _split_scheme(text: str) -> tuple[str, str]:
    """Give the scheme, in small letters, and the text with it; "news.example:80" has a port, not a scheme."""
    match = _SCHEME.match(text)
    if not match:
        return "http", f"http:{text}" if text.startswith("//") else f"http://{text}"
    return (match[1] or match[2]).lower(), text


def _split_authority(netloc: str) -> tuple[str, int | None]:
    match = _AUTHORITY.fullmatch(netloc)
    if not match or int(match[2] or 0) > 65_535:
        raise ValueError(netloc)
    return match[1], int(match[2]) if match[2] else None


def _may_be_public(host: Host, judge: Judge) -> bool:
    return judge(host) if isinstance(host, IPv4Address | IPv6Address) else not is_local_name(host)


def _target(path: str, query: str) -> str:
    written = quote(path, safe=_SAFE) or "/"
    return f"{written}?{quote(query, safe=_SAFE)}" if query else written
