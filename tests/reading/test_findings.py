"""Little texts for each finding that looks across sentences: those in which it must be seen, and near misses."""

import tomllib
from pathlib import Path

import pytest

from bot.model import Article, FindingKind
from bot.reading import read
from bot.rulebook import Rulebook

TABLE: dict[str, dict[str, list[str]]] = tomllib.loads((Path(__file__).parent / "findings.toml").read_text(encoding="utf-8"))
PLAIN = "The wind was light. The road was dry. Two tugs lay in the bay. The shops had closed at six."
"""What "…" stands for."""
FIRES = [(kind, text) for kind, both in TABLE.items() for text in both["fires"]]
SILENT = [(kind, text) for kind, both in TABLE.items() for text in both["silent"]]


def kinds_in(text: str, rulebook: Rulebook) -> set[FindingKind]:
    """The findings of a text; what stands before " | " is its title."""
    title, _, body = text.rpartition(" | ")
    return {finding.kind for finding in read(Article(body.replace("…", PLAIN), title or None), rulebook).findings}


@pytest.mark.parametrize(("kind", "text"), FIRES, ids=[f"{kind}: {text[:60]}" for kind, text in FIRES])
def test_the_finding_is_seen(kind: str, text: str, rulebook: Rulebook) -> None:
    assert FindingKind(kind) in kinds_in(text, rulebook)


@pytest.mark.parametrize(("kind", "text"), SILENT, ids=[f"{kind}: {text[:60]}" for kind, text in SILENT])
def test_a_near_miss_is_none(kind: str, text: str, rulebook: Rulebook) -> None:
    assert FindingKind(kind) not in kinds_in(text, rulebook)


def test_no_little_text_stands_twice_under_one_finding() -> None:
    for both in TABLE.values():
        texts = [*both["fires"], *both["silent"]]
        assert len(texts) == len(set(texts))
