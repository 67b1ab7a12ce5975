"""What somebody typed becomes a part of a note, or nothing where it cannot be taken."""

from urllib.parse import quote, urlsplit

from bot.model import NoPage
from bot.pages.address import parse_address
from bot.reply.quote import clean
from bot.service.notes import LONGEST_LINE, LONGEST_LINK, LONGEST_WHO

_SAFE = "/%:@!$&'()*+,;=~?"


def read_who(text: str) -> str | None:
    """Give by whom something is confirmed or denied: a few words on one line."""
    return _read_line(text, LONGEST_WHO)


def read_line(text: str) -> str | None:
    """Give the moderators' own line."""
    return _read_line(text, LONGEST_LINE)


def _read_line(text: str, most: int) -> str | None:
    line = clean(text)
    return line if 0 < len(line) <= most and len(text) <= 2 * most and any(map(str.isalnum, line)) else None


def read_link(text: str) -> str | None:
    """Give a web address as a button takes it: of a public site that has a name, without user name or password."""
    written = text.strip()
    if len(written) > LONGEST_LINK or len(written.split()) != 1:
        return None
    address = parse_address(written)
    if isinstance(address, NoPage) or "." not in address.host or address.host.replace(".", "").isdecimal():
        return None
    url = f"{address.url}{_find_fragment(written)}"
    return url if len(url) <= LONGEST_LINK else None


def _find_fragment(written: str) -> str:
    """Give what names the place on the page: a live report is one page with many."""
    fragment = urlsplit(written).fragment
    return f"#{quote(fragment, safe=_SAFE)}" if fragment else ""
