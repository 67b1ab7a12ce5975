"""`caveat` as a process whose web is this machine: every name leads to loopback, and only tests can start it so."""

import sys

import bot.cli.parts
from bot.cli import main
from bot.pages.network import Guard
from bot.pages.reader import WebPages
from bot.settings import PagesSettings


async def _lead_here(_name: str) -> tuple[str, ...]:
    return ("127.0.0.1",)


def _make_near_pages(settings: PagesSettings) -> WebPages:
    return WebPages(allowed_ports=frozenset(settings.ports), guard=Guard(_lead_here, lambda _address: True))


if __name__ == "__main__":
    bot.cli.parts.make_pages = _make_near_pages
    sys.exit(main())
