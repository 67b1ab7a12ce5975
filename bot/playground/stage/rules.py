"""The rulebook of the playground: read when it is first needed, and again when a rule file was saved."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import RuleError
from bot.files import find_pack, load_rulebook, read_pack
from bot.rulebook import Rulebook, digest_pack
from bot.settings import RulesSettings


@dataclass(slots=True)
class Rules:
    """The rules in force. A pack that cannot be read leaves the old ones as they are."""

    settings: RulesSettings
    digest: str = ""
    """That of the rules in force; of those on disk as long as none were read, "" where they cannot be."""
    _book: Rulebook | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        with suppress(RuleError):
            self.digest = digest_pack(read_pack(self.settings.directory, self.settings.language))

    @property
    def folder(self) -> Path:
        """Where the rule files are. Raises RuleError where there are none."""
        return find_pack(self.settings.directory, self.settings.language)

    async def book(self) -> Rulebook:
        """Give the rulebook. Raises RuleError."""
        async with self._turn:
            if self._book is None:
                self._book = await asyncio.to_thread(self._load)
                self.digest = self._book.version
            return self._book

    async def renew(self) -> tuple[Rulebook | None, Rulebook]:
        """Read the files again; give the rulebook before, if any was read, and the new one. Raises RuleError."""
        async with self._turn:
            now = await asyncio.to_thread(self._load)
            before, self._book, self.digest = self._book, now, now.version
            return before, now

    def _load(self) -> Rulebook:
        return load_rulebook(self.settings.directory, self.settings.language)
