"""What the use case asks of the web."""

from typing import Protocol

from bot.model import NoPage, Page


class Pages(Protocol):
    """Gets articles from the web."""

    async def open(self, url: str) -> Page | NoPage:
        """Give the article at an address, or say why there is none. Never raises for what an address or a site does."""
        ...

    async def aclose(self) -> None:
        """Give up what is under way."""
        ...
