"""What the use case asks of the web."""

from typing import Protocol

from bot.model import NoPage, Page


class Pages(Protocol):
    """Gets articles from the web."""

    async def open(self, url: str, *, anew: bool = False) -> Page | NoPage:
        """Give the article at an address, or say why there is none. Never raises for what an address or a site does.

        It may be what was fetched minutes ago, unless it is asked for `anew`.
        """
        ...

    async def aclose(self) -> None:
        """Give up what is under way."""
        ...
