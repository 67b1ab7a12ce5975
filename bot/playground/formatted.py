"""A message's text without its markup, and the entities that the markup stood for, as the Bot API has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Entity = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities, offsets in UTF-16 units."""

    text: str
    entities: Sequence[Entity]
