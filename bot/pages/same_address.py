"""One address for one article, however its link was dressed up: trackers, AMP, mobile hosts, case, order."""

import re
from collections.abc import Sequence
from urllib.parse import quote, urljoin, urlsplit

_DRESS = frozenset({"www", "m", "mobile", "amp"})
"""Labels of a host that lead to the same pages in other clothes."""
_SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
"""What stands where a site's own name would, as in "co.uk"."""
_CACHES = re.compile(r"(?:google\.[a-z.]{2,6}|[\w-]+\.cdn\.ampproject\.org|cdn\.ampproject\.org|bing-amp\.com)")
_CACHED = re.compile(r"/(?:amp|c|v|i)/(?:s/)?([^/]+\.[^/]+)(?=/|$)")
_TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog"})

_TRACKING = re.compile(r"(?:utm|mc|pk|mtm|hsa|at|amp|vero|oly|guce|_hs|__twitter|wt)_.*|_hs.*")
_TRACKERS = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "gclsrc",
        "msclkid",
        "yclid",
        "ysclid",
        "twclid",
        "ttclid",
        "li_fat_id",
        "igshid",
        "igsh",
        "mkt_tok",
        "ref",
        "ref_src",
        "ref_url",
        "referrer",
        "referer",
        "refsrc",
        "cmp",
        "cmpid",
        "cid_source",
        "ocid",
        "ito",
        "smid",
        "smtyp",
        "xtor",
        "spm",
        "icid",
        "ftag",
        "guccounter",
        "sharetype",
        "share_id",
        "_ga",
        "_gl",
        "fb_ref",
        "fb_source",
        "fb_action_ids",
        "action_object_map",
        "__tn__",
        "nr_email_referer",
        "amp",
        "amphtml",
        "soc_src",
        "soc_trk",
        "wtrid",
        "feature",
    ]
)
_AS_AMP = frozenset({("output", "amp"), ("outputtype", "amp"), ("outputtype", "valueamp"), ("view", "amp")})

_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]|$)")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
_SPECIAL = re.compile(r"%([0-9A-Fa-f]{2})|%")
_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_AMP_NAME = re.compile(r"(?:\.amp)+(\.html?)?$")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_KEPT = "!$&'()*+,;=:@%/"


def same_address(url: str, canonical: str | None = None) -> str:
    """Give the address by which an article is known: equal for all addresses of one article, kept apart from other articles.

    It is a name to compare by, no address to fetch. `canonical` is what the page says its address is; that is believed only
    where it stays on the same site and is no home page. What is no web address comes back as it is. Never fails, and the
    address of an address is itself.
    """
    address = _undress(url)
    claimed = _undress(_join(url, canonical)) if canonical and canonical.strip() else ""
    return claimed if claimed and _is_same_site(address, claimed) and not is_home(claimed) else address


def is_home(address: str) -> bool:
    """Tell whether an address is that of a site's first page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query and not parts.fragment


def _join(url: str, canonical: str) -> str:
    try:
        return urljoin(url, canonical.strip())
    except ValueError:
        return ""


def _is_same_site(one: str, other: str) -> bool:
    """Tell whether two addresses belong to one owner, by the list of public suffixes where their hosts differ."""
    hosts = _host_of(one), _host_of(other)
    if not all(hosts):
        return False
    return hosts[0] == hosts[1] or _registered(hosts[0]) == _registered(hosts[1]) != ""


def _host_of(address: str) -> str:
    if not address.startswith("https://"):
        return ""
    return address.removeprefix("https://").partition("/")[0]


def _registered(host: str) -> str:
    """The domain that somebody registered ("example.co.uk", "someone.github.io"), empty where the list knows none."""
    from tld import get_fld

    return get_fld(f"https://{host}", fail_silently=True, search_private=True) or ""


def _undress(url: str) -> str:
    """The plain form of a web address; anything else as it is, without the space around it."""
    url = url.strip()
    try:
        parts = urlsplit(_with_scheme(url))
        host, port = _plain_host(parts.hostname or ""), parts.port
    except (ValueError, UnicodeError):
        return url
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return url
    path = parts.path
    while _CACHES.fullmatch(host) and (inner := _CACHED.match(path)):
        host, path, port = _plain_host(inner[1].partition(":")[0]), path[inner.end() :], None
    if not _HOST.fullmatch(host):
        return url
    query = "" if host in _TELEGRAM else _plain_query(parts.query)
    place = host if port in {None, 80, 443} else f"{host}:{port}"
    route = f"#{_encode(parts.fragment)}" if parts.fragment.startswith("!") else ""
    return f"https://{place}{_plain_path(path, host)}{query}{route}"


def _with_scheme(url: str) -> str:
    if url.startswith("//"):
        return f"https:{url}"
    return f"https://{url}" if _BARE.match(url) else url


def _plain_host(host: str) -> str:
    """A host in small ASCII letters without "www." and the like."""
    if ":" in host:
        return f"[{host}]"
    labels = _to_ascii(host).rstrip(".").split(".")
    own = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVELS and len(labels[-1]) == 2 else 2
    return ".".join([label for label in labels[:-own] if label not in _DRESS] + labels[-own:])


def _to_ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    import idna

    return idna.encode(host, uts46=True).decode("ascii").lower()


def _plain_path(path: str, host: str) -> str:
    segments = _resolve(_encode(_SESSION.sub("", path)).split("/"))
    while segments and segments[-1].lower() in {"index.html", "index.htm"}:
        segments.pop()
    if segments:
        segments[-1] = _AMP_NAME.sub(r"\1", segments[-1])
    while host in _TELEGRAM and len(segments) > 1 and segments[0] == "s":
        segments.pop(0)
    return "/" + "/".join(segment for segment in segments if segment)


def _resolve(segments: Sequence[str]) -> list[str]:
    """Steps of a path without empty ones, "." and "..", and without those that only lead to the AMP version."""
    steps: list[str] = []
    for segment in segments:
        if segment == "..":
            del steps[-1:]
        elif segment not in {"", ".", "amp"}:
            steps.append(segment)
    return steps


def _plain_query(query: str) -> str:
    pairs = (pair.partition("=") for pair in query.replace("+", "%20").split("&") if pair)
    kept = sorted(f"{_encode(name)}{sign}{_encode(value)}" for name, sign, value in pairs if not _tracks(name, value))
    return f"?{'&'.join(kept)}" if kept else ""


def _tracks(name: str, value: str) -> bool:
    lower = _encode(name).lower()
    return lower in _TRACKERS or bool(_TRACKING.fullmatch(lower)) or (lower, value.lower()) in _AS_AMP


def _encode(text: str) -> str:
    """Text of an address with each character written in its one way (RFC 3986, section 6.2.2)."""
    return quote(_SPECIAL.sub(_encode_special, text), safe=_KEPT, errors="replace")


def _encode_special(match: re.Match[str]) -> str:
    if match[1] is None:
        return "%25"
    letter = chr(int(match[1], 16))
    return letter if letter in _UNRESERVED else match[0].upper()
