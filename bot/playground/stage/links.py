"""Links that lead to somewhere in Telegram: into the bot's private chat, into a group, or to a message."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from bot.playground.state import Place, State

_NAMES = frozenset({"t.me", "telegram.me"})
_BEYOND = 1_000_000_000_000
"""What Telegram leaves out of a chat's id in a link: -1001000001005 is c/1000001005."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads: to a start of the bot with these words, into a group, or to a message; if nothing of it, outside."""

    start: str | None = None
    into_group: bool = False
    place: Place | None = None


def read_link(url: str, state: State) -> Link:
    """Find out where a link leads."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if (parts.hostname or "") not in _NAMES:
        return Link()
    way, asked = parts.path.strip("/").split("/"), parse_qs(parts.query, keep_blank_values=True)
    if way[0].casefold() == state.bot["username"].casefold():
        return Link(into_group=True) if "startgroup" in asked else Link(start=asked.get("start", [""])[0])
    return Link(place=_find_place(way, state))


def _find_place(way: list[str], state: State) -> Place | None:
    """Give the message that c/CHAT/…/ID or NAME/ID stands for."""
    if len(way) < 2 or not all(re.fullmatch(r"[0-9]{1,18}", number) for number in way[-1:]):
        return None
    if way[0] != "c":
        chat = state.names.get(way[0].casefold())
    else:
        chat = -_BEYOND - int(way[1]) if len(way) > 2 and re.fullmatch(r"[0-9]{1,18}", way[1]) else None
    place = (chat, int(way[-1])) if chat is not None else None
    return place if place in state.messages else None
