"""What some columns must be readable as, beyond their type: a word of a closed set, an article, a call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.memory.forms import from_json, read_article, read_check, read_threshold
from bot.model import Certainty, FindingKind, Level, Polarity, Status
from bot.service.keeping import Mode
from bot.service.records import Matter


@dataclass(frozen=True, slots=True)
class Form:
    """What a column holds, in words, and what reads it: it raises one of UNREADABLE, or gives False."""

    says: str
    read: Callable[[Any], object]

    def fits(self, value: object) -> bool:
        """Tell whether a value can be read."""
        try:
            return self.read(value) is not False
        except UNREADABLE:
            return False


UNREADABLE = (ValueError, TypeError, RecursionError)


def _read_texts(data: bytes) -> bool:
    found = from_json(data)
    return isinstance(found, list) and all(isinstance(item, str) for item in found)


def _read_article(data: bytes) -> bool:
    article = read_article(data)
    texts: tuple[object, object] = (article.text, article.url or "")
    return all(isinstance(text, str) for text in texts)


def _read_object(data: bytes) -> bool:
    return isinstance(from_json(data), dict)


FORMS: Mapping[tuple[str, str], Form] = {
    ("answers", "article"): Form('an article as JSON, with at least a "text"', _read_article),
    ("answers", "links"): Form("a list of texts as JSON", _read_texts),
    ("choices", "mode"): Form(f"one of {', '.join(Mode)}", Mode),
    ("choices", "threshold"): Form(f"one of {', '.join([*Level, *FindingKind])}", read_threshold),
    ("sightings", "status"): Form(f"one of {', '.join(Status)}", Status),
    ("sightings", "certainty"): Form(f"one of {', '.join(Certainty)}", Certainty),
    ("sightings", "polarity"): Form(f"one of {', '.join(Polarity)}", Polarity),
    ("sightings", "sources"): Form("a list of texts as JSON", _read_texts),
    ("published", "body"): Form('a fact-check as JSON, with "claim", "publisher", "rating" and "url"', read_check),
    ("outbox", "payload"): Form("a JSON object", _read_object),
    ("records", "matter"): Form(f"one of {', '.join(Matter)}", Matter),
    ("records", "body"): Form("a JSON object", _read_object),
}
