"""Opens links one after the other for commands that know no event loop, and reads saved pages."""

from contextlib import ExitStack
from typing import TYPE_CHECKING

from bot.cli import parts
from bot.model import NoPage, Page
from bot.settings import PagesSettings

if TYPE_CHECKING:
    import asyncio

    from bot.pages.reader import WebPages


class Opener(ExitStack):
    """Gets the article at an address. The line to the web is made when the first link is opened, and closed on leaving."""

    def __init__(self, settings: PagesSettings) -> None:
        super().__init__()
        self._settings = settings
        self._line: tuple[asyncio.Runner, WebPages] | None = None

    def open(self, url: str) -> Page | NoPage:
        """The article at an address, or why there is none."""
        runner, pages = self._line = self._line or self._connect()
        return runner.run(pages.open(url))

    def _connect(self) -> "tuple[asyncio.Runner, WebPages]":
        import asyncio  # a command that opens no link does without it

        runner, pages = self.enter_context(asyncio.Runner()), parts.make_pages(self._settings)
        self.callback(lambda: runner.run(pages.aclose()))
        return runner, pages


def read_saved(raw: bytes, url: str) -> Page | NoPage:
    """The article of a page that was saved, as if it had been opened at its address."""
    from bot.pages.decode import decode
    from bot.pages.extract import extract_page

    return extract_page(decode(raw, ""), url)
