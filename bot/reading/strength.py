"""Whether a version of a statement is stronger or weaker than an earlier one: by what it rests on, not by whether it is true."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.model import Certainty, Polarity, Source, Statement, Status, Time
from bot.reading.compare import Comparison, Likeness, compare
from bot.reading.compare_line import find_kin
from bot.reading.core import find_core

_RANKS: Mapping[Status, int] = {
    Status.WITHDRAWN: 0,
    Status.DENIED: 0,
    Status.DISPUTED: 0,
    Status.UNCONFIRMED: 1,
    Status.HEARSAY: 2,
    Status.UNNAMED: 3,
    Status.HEDGED: 4,
    Status.FUTURE: 4,
    Status.SECOND_HAND: 5,
    Status.NAMED: 6,
    Status.CONFIRMED: 7,
}
"""From what somebody speaks against to what somebody confirms.

A plan stands beside a hedge: both say that something is possible (FactBank's PS). "Stated" has no rank: its words are as firm as
can be and nobody stands behind them, so that it is neither stronger nor weaker than "reportedly", but another thing.
"""
BACKED = frozenset((Status.NAMED, Status.CONFIRMED))
"""Somebody who could be asked stands behind it."""
_SURENESS = (Certainty.UNCONFIRMED, Certainty.HEDGED, Certainty.CERTAIN)
_SCRAP = 3
"""Telling words up to which one that is shared is enough to look closer."""
MOST_TRIED = 5
"""Statements of a text that are compared with a version by their words: those that share most with it."""


class Standing(StrEnum):
    """How a version stands to the one before it; the words are keys of the phrasebook."""

    STRONGER = "stronger"
    WEAKER = "weaker"
    UNSOURCED = "unsourced"
    """Stated as fact now, with no source: the doubt or the source that stood there before is gone."""
    NUMBER = "number"
    OPPOSITE = "opposite"


@dataclass(frozen=True, slots=True)
class Version:
    """A statement as one text made it. `core` is what it asserts, without its cues and sources."""

    text: str
    core: str
    status: Status
    certainty: Certainty
    polarity: Polarity
    time: Time
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """What became of a statement; the words of both that show it where a number or a negation does."""

    standing: Standing
    before: str = ""
    now: str = ""


def take_version(statement: Statement) -> Version:
    """Give a statement as a version of itself."""
    core, sources = find_core(statement), statement.sources
    return Version(statement.text, core, statement.status, statement.certainty, statement.polarity, statement.time, sources)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of a text in which another version is looked for, with what it is compared by."""

    statement: Statement
    version: Version
    marks: frozenset[str]


def list_candidates(statements: Iterable[Statement]) -> list[Candidate]:
    """Give the statements that assert something, ready to be compared."""
    versions = ((statement, take_version(statement)) for statement in statements if statement.status is not Status.OTHER)
    return [Candidate(statement, version, find_kin(version.core)) for statement, version in versions]


def find_alike(version: Version, candidates: Iterable[Candidate]) -> Iterator[tuple[Comparison, Candidate]]:
    """Give how each statement that shares enough words with a version stands to it; what shares most comes first."""
    marks = find_kin(version.core)
    shared = ((_count_shared(marks, candidate.marks), candidate) for candidate in candidates)
    tried = sorted((pair for pair in shared if pair[0]), key=lambda pair: -pair[0])[:MOST_TRIED]
    return ((match_versions(version, candidate.version), candidate) for _, candidate in tried)


def count_nearest(version: Version, candidates: Iterable[Candidate]) -> int:
    """Count the telling words that a version shares with the statement that shares most with it."""
    marks = find_kin(version.core)
    return max((_count_shared(marks, candidate.marks) for candidate in candidates), default=0)


def _count_shared(one: frozenset[str], other: frozenset[str]) -> int:
    """Count the marks of two versions that meet, 0 where they are too few for one to be a version of the other."""
    shared = len(one & other)
    return shared if shared > 1 or min(len(one), len(other)) <= _SCRAP else 0


def match_versions(before: Version, now: Version) -> Comparison:
    """Tell how what one version asserts stands to what another does."""
    if normalise(before.text) == normalise(now.text):
        return Comparison(Likeness.SAME)
    return compare(before.core, now.core, [source.name or source.text for source in (*before.sources, *now.sources)])


def find_shift(before: Version, now: Version) -> Shift | None:
    """Tell what became of a statement, None where it is no version of it, is as strong, or asserts nothing.

    An opposite and another number are told before anything else: by them it is another claim, whoever stands behind it.
    """
    if Status.OTHER in (before.status, now.status):
        return None
    compared = match_versions(before, now)
    if compared.likeness is Likeness.POLARITY:
        return Shift(Standing.OPPOSITE, compared.before, compared.now)
    if compared.likeness is Likeness.NUMBER:
        return Shift(Standing.NUMBER, compared.before, compared.now)
    standing = find_standing(before, now) if compared.likeness is Likeness.SAME else None
    return Shift(standing) if standing else None


def find_standing(before: Version, now: Version) -> Standing | None:
    """Tell in which direction the same assertion moved; None where it did not.

    "Named" and "confirmed" are told apart from "named, hedged" and "confirmed, hedged".
    """
    if now.status is Status.STATED:
        return None if before.status is Status.STATED else Standing.UNSOURCED
    if before.status is Status.STATED:
        return Standing.STRONGER if now.status in BACKED else Standing.WEAKER
    gain = _weigh(now) - _weigh(before)
    return (Standing.STRONGER if gain > 0 else Standing.WEAKER) if gain else None


def _weigh(version: Version) -> int:
    return _RANKS[version.status] * len(_SURENESS) + _sureness(version)


def _sureness(version: Version) -> int:
    """How sure a version says to be, where that can differ within its rank."""
    return _SURENESS.index(version.certainty) if version.status in BACKED else 0


def normalise(text: str) -> str:
    """Give the words of a statement whatever their case, their spaces and the last full stop."""
    return " ".join(text.casefold().split()).rstrip(".")
