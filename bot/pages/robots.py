"""A site's robots.txt, asked once an hour: what it asks programs not to read is not read."""

import asyncio
import re

from protego import Protego

from bot.model import NoPage, PageFault
from bot.pages.address import Address
from bot.pages.fetch import Fetched, Fetcher
from bot.pages.kept import Clock, Kept
from bot.pages.limits import NAME, Limits
from bot.pages.turns import Turns

_EVERYTHING = ""
_NAMED = re.compile(r"user[- ]?agent ?:? ?(\*|[a-z0-9_-]*).*", re.IGNORECASE)
_SPOKEN_TO = frozenset({"*", NAME.lower()})
_PARSED_PER_CHARACTER = 30
"""Bytes that a parsed robots.txt of nothing but rules takes, as measured."""


class Robots:
    """Says whether a site minds, as RFC 9309 has it.

    No robots.txt (a status from 400 to 499, or too many redirects) allows everything. One that cannot be had, a server's error
    among the reasons, allows nothing; the reason is then told as that of the page.
    """

    def __init__(self, fetcher: Fetcher, limits: Limits, clock: Clock) -> None:
        self._fetcher = fetcher
        self._limits = limits
        self._kept: Kept[Protego] = Kept(limits.kept, limits.kept_bytes, clock)
        self._turns = Turns()

    async def admit(self, address: Address) -> NoPage | None:
        """Say why an address is not to be asked for, or None."""
        async with self._turns.of(address.origin):
            rules = self._kept.get(address.origin) or await self._ask(address)
        if isinstance(rules, NoPage) or rules.can_fetch(address.url, NAME):
            return rules if isinstance(rules, NoPage) else None
        return NoPage(PageFault.ROBOTS, address.url, {"host": address.host})

    async def _ask(self, address: Address) -> Protego | NoPage:
        answer = await self._fetcher.fetch(address.at("/robots.txt"), self._limits.robots_bytes)
        if isinstance(answer, NoPage) and not _means_none(answer):
            return answer
        text = _text(answer) if isinstance(answer, Fetched) else _EVERYTHING
        rules = await asyncio.to_thread(parse_robots, text)
        self._kept.put(address.origin, rules, self._limits.seconds_robots_are_kept, len(text) * _PARSED_PER_CHARACTER)
        return rules


def parse_robots(text: str) -> Protego:
    """Give the rules of a robots.txt for us and for everybody.

    All other programs are given one name: Protego copies a group's rules for each program that it names, and a few thousand
    of both would fill the memory.
    """
    return Protego.parse("\n".join(_with_one_stranger(line) for line in text.splitlines()))


def _with_one_stranger(line: str) -> str:
    named = _NAMED.fullmatch(" ".join(line.partition("#")[0].split()))
    if not named:
        return line
    name = named[1].lower()
    return f"User-agent: {name if name in _SPOKEN_TO else 'stranger'}"


def _means_none(answer: NoPage) -> bool:
    status = answer.facts.get("status", "")
    return answer.fault is PageFault.REDIRECTS or (answer.fault is PageFault.HTTP_STATUS and status.startswith("4"))


def _text(answer: Fetched) -> str:
    return answer.body.decode("utf-8", errors="replace").removeprefix("\ufeff")
