"""The rule files on disk: which of them were saved, added or removed since they were looked at last."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

EVERY = 0.15
"""Seconds between two looks. A change counts when it stands still for one more look: an editor may still be writing."""

Stamps = Mapping[str, tuple[int, int]]
"""When each file was saved, and its size, by name."""


@dataclass(slots=True)
class RuleFiles:
    """A folder of rule files that is looked at again and again."""

    folder: Path
    _known: Stamps = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = stamp(self.folder)

    @property
    def names(self) -> list[str]:
        """The files, in their order."""
        return sorted(self._known)

    async def watch(self, saved: Callable[[list[str]], Awaitable[None]]) -> None:
        """Tell, for ever, the names of the files that changed."""
        while True:
            await asyncio.sleep(EVERY)
            now = stamp(self.folder)
            if now != self._known:
                await self._settle(now, saved)

    async def _settle(self, now: Stamps, saved: Callable[[list[str]], Awaitable[None]]) -> None:
        await asyncio.sleep(EVERY)
        if stamp(self.folder) == now:
            changed = sorted(dict(set(now.items()) ^ set(self._known.items())))
            self._known = now
            await saved(changed)


def stamp(folder: Path) -> Stamps:
    """Give when each rule file of a folder was saved; a file that goes while it is looked at is gone."""
    stamps = {}
    with suppress(OSError):
        for path in folder.glob("*.toml"):
            with suppress(OSError):
                found = path.stat()
                stamps[path.name] = (found.st_mtime_ns, found.st_size)
    return stamps
