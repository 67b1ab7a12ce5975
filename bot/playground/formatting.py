"""Who parses markup: TDLib's own parser where it is installed, ours where it is not."""

from collections.abc import Sequence
from typing import Protocol

from bot.playground.formatted import Entity, Formatted
from bot.playground.markup import find_commands, parse_html
from bot.playground.refusal import bad_request


class Formatter(Protocol):
    """Parses markup as Telegram does, and finds what Telegram finds by itself: links, commands, mentions."""

    def parse(self, marked: str, mode: str = "html") -> Formatted:
        """Give the formatted text; `mode` is html, markdown or markdownv2. Raises Refusal where the markup is wrong."""

    def find(self, text: str) -> Sequence[Entity]:
        """Give the entities of a text that carries no markup."""


class OwnFormatter:
    """Knows Telegram's HTML and commands; for where TDLib is not installed."""

    def parse(self, marked: str, mode: str = "html") -> Formatted:
        """Give the formatted text. Raises Refusal where the markup is wrong, or is no HTML."""
        if mode != "html":
            raise bad_request(f"parse_mode {mode} is not played here without the package tdjson")
        return Formatted(*parse_html(marked))

    def find(self, text: str) -> Sequence[Entity]:
        """Give the commands of a text."""
        return find_commands(text)


def choose_formatter() -> Formatter:
    """Give TDLib's parser where it is installed, our own where it is not."""
    try:
        from bot.playground.tdlib import TdlibFormatter
    except ImportError:
        return OwnFormatter()
    return TdlibFormatter()
