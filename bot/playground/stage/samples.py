"""The posts that lie ready: what each is, and how it comes into a chat."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from bot.playground.stage.draw import draw_sea
from bot.playground.things import Thing
from bot.playground.world import World

FILE = Path(__file__).with_name("samples.toml")


class SampleKind(StrEnum):
    """How a sample comes into a chat."""

    TEXT = "text"
    FORWARD = "forward"
    ALBUM = "album"
    FILE = "file"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample: its text, and the name of the file that it comes as."""

    id: str
    title: str
    kind: SampleKind
    note: str
    text: str
    name: str = ""
    pictures: int = 3

    def describe(self) -> Thing:
        """Give it as the page is told of it."""
        return {"id": self.id, "title": self.title, "kind": self.kind.value, "note": self.note, "text": self.text}


@cache
def load_samples() -> dict[str, Sample]:
    """Give all samples by their ids."""
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))["sample"]
    samples = [Sample(**{**one, "kind": SampleKind(one["kind"]), "text": one["text"].strip()}) for one in listed]
    return {sample.id: sample for sample in samples}


def make_album(world: World, captions: list[str]) -> list[Thing]:
    """Give the contents of an album of made-up photographs."""
    return [world.media("photo", draw_sea(number), caption) for number, caption in enumerate(captions)]
