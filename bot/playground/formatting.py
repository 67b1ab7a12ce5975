"""Who parses markup: TDLib's own parser where it is installed, ours where it is not."""

from collections.abc import Sequence
from typing import Protocol

from bot.playground.formatted import Entity, Formatted
from bot.playground.markup import find_commands, parse_html


class Formatter(Protocol):
    """Parses HTML as Telegram does, and finds what Telegram finds by itself: links, commands, mentions."""

    def parse(self, html: str) -> Formatted:
        """Give the formatted text. Raises Refusal where the markup is wrong."""

    def find(self, text: str) -> Sequence[Entity]:
        """Give the entities of a text that carries no markup."""


class OwnFormatter:
    """Knows Telegram's HTML and commands; for where TDLib is not installed."""

    def parse(self, html: str) -> Formatted:
        """Give the formatted text. Raises Refusal where the markup is wrong."""
        return Formatted(*parse_html(html))

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
