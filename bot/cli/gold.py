"""A gold set: texts and the labels that people gave them, checked as they are loaded."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from bot.errors import InputError
from bot.model import Article, FindingKind, Span, Status

TITLE = 0
"""The number of the title among a text's sentences."""

HELD = 3
"""Every third text is held: it is measured on and never shown."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a careful reader says of one sentence. `statuses` has the main one first; `span` is None for the title."""

    n: int
    text: str
    span: Span | None
    statuses: tuple[Status, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its labels, and the findings that hold with the sentences that show them."""

    name: str
    held: bool
    article: Article
    labels: tuple[Label, ...]
    findings: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def load_gold(folder: Path) -> tuple[GoldText, ...]:
    """Give the texts of a gold set in the order of their names. Raises InputError: file, what, and what would be right."""
    names = sorted(path.name for path in (folder / "texts").glob("*.toml")) if folder.is_dir() else []
    if not names:
        raise InputError(f"{folder}: holds no gold set; name a folder with texts/*.toml and labels/*.toml")
    return tuple(_load_text(folder, name) for name in names)


def _load_text(folder: Path, name: str) -> GoldText:
    text, labelled = _parse(folder / "texts" / name), _parse(folder / "labels" / name)
    try:
        return _build(name.removesuffix(".toml"), text, labelled)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{folder / 'labels' / name}: does not fit its text: {error!r}") from None


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: is not TOML: {error}") from None


def _build(name: str, text: Mapping[str, Any], labelled: Mapping[str, Any]) -> GoldText:
    title, sentences = str(text.get("title", "")), text["sentences"]
    body, spans = _join(sentences, text["paragraphs"])
    article = Article(
        body, title or None, site=text.get("site"), published=text.get("published"), passed_on=text.get("passed_on")
    )
    given = {label["n"]: label for label in labelled["labels"]}
    wanted = {*([TITLE] if title else []), *range(1, len(sentences) + 1)}
    if given.keys() != wanted:
        raise ValueError(f"sentences {sorted(given.keys() ^ wanted)} are labelled and not there, or there and not labelled")
    labels = tuple(
        _label(given[n], title if n == TITLE else sentences[n - 1], None if n == TITLE else spans[n - 1]) for n in sorted(wanted)
    )
    findings = {kind: tuple(shown) for kind, shown in labelled.get("findings", {}).items()}
    return GoldText(name, int(name.split("-", 1)[0]) % HELD == 0, article, labels, findings)


def _join(sentences: list[str], paragraphs: list[int]) -> tuple[str, list[Span]]:
    """Give the text of the sentences, a space between two and an empty line between paragraphs, and where each stands in it."""
    if sum(paragraphs) != len(sentences):
        raise ValueError("the paragraphs do not add up to the sentences")
    left = iter(sentences)
    blocks = [" ".join(islice(left, size)) for size in paragraphs]
    body, spans, place = "\n\n".join(blocks), list[Span](), 0
    for sentence in sentences:
        start = body.index(sentence, place)
        place = start + len(sentence)
        spans.append(Span(start, place))
    return body, spans


def _label(given: Mapping[str, Any], text: str, span: Span | None) -> Label:
    statuses = tuple(Status(word) for word in given["status"].split("+"))
    return Label(given["n"], text, span, statuses, tuple(source["words"] for source in given.get("sources", ())))


KINDS = frozenset(FindingKind)
"""The findings that a reading can have; a gold set may know more."""
