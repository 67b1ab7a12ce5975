"""Which statements were shared as unconfirmed and followed up by nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import Certainty, Part, Role, Source, SourceKind, Statement, Status, Time
from bot.reading.compare import Likeness, compare
from bot.service.note_match import find_fitting
from bot.service.notes import Note
from bot.service.statements import Seen, Sighting

NOBODY = (Status.UNCONFIRMED, Status.HEARSAY, Status.UNNAMED)
"""Statuses of what the text itself says is not confirmed, or what rests on nobody who can be identified."""

LOOKED_AT = (*NOBODY, Status.HEDGED, Status.SECOND_HAND, Status.NAMED)
"""Statuses that may be of what is not confirmed: the last three where the text says so beside them."""

SETTLED = frozenset((Status.CONFIRMED, Status.DENIED, Status.WITHDRAWN))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be open, each time it was seen, and the statements that look like it."""

    seen: Seen
    sightings: Sequence[Sighting]
    alike: Sequence[Seen]


def is_unconfirmed(sighting: Sighting) -> bool:
    """Tell whether a text said of this that it is not confirmed, or rested it on nobody who can be identified.

    A hedge alone ("may close") does not say so.
    """
    return sighting.status in NOBODY or (sighting.status in LOOKED_AT and sighting.certainty is Certainty.UNCONFIRMED)


def find_open(candidates: Iterable[Candidate], notes: Sequence[Note]) -> tuple[Seen, ...]:
    """Give the statements that no note fits, and that were not confirmed, denied or taken back since they were first seen."""
    seen = [one.seen for one in candidates if not _is_settled(one)]
    noted = _find_noted([_restore(one, n) for n, one in enumerate(seen)], notes)
    return tuple(one for n, one in enumerate(seen) if n not in noted)


def _find_noted(statements: Sequence[Statement], notes: Sequence[Note]) -> set[int]:
    """Give the numbers of all statements that a note fits; of each note only the first is found at once."""
    noted: set[int] = set()
    while fits := find_fitting([one for one in statements if one.n not in noted], notes):
        noted |= {fit.statement.n for fit in fits}
        notes = [fit.note for fit in fits]
    return noted


def _is_settled(one: Candidate) -> bool:
    """Tell whether a later text settles a statement, in its own words or in others."""
    return any(_settles(sighting, one.seen) for sighting in one.sightings) or any(
        _settles(other.last, one.seen) and _is_about(other, one.seen)
        for other in one.alike
        if other.text and other.number != one.seen.number
    )


def _settles(sighting: Sighting, seen: Seen) -> bool:
    return sighting.status in SETTLED and sighting.at > seen.first.at


def _is_about(other: Seen, seen: Seen) -> bool:
    """Tell whether a statement says the same, or the opposite of just this."""
    sources = (*seen.last.sources, *other.last.sources)
    return compare(seen.text or "", other.text or "", sources).likeness in (Likeness.SAME, Likeness.POLARITY)


def _restore(seen: Seen, n: int) -> Statement:
    """Give a kept statement as it was read, as far as a note is compared with it."""
    text, last = seen.text or "", seen.last
    place = (n, n, 0, len(text), text, Role.BODY)
    sources = tuple(Source(name, name, SourceKind.PERSON, Part.VOUCHES, None, 0, 0) for name in last.sources)
    return Statement(*place, last.status, last.certainty, last.polarity, Time.DONE, None, sources, ())
