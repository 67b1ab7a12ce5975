"""Whether two statements that look alike speak of one thing: no word replaced, a name in common, a day that can be meant."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.model import Statement
from bot.reading.compare_amounts import Amount, find_amounts
from bot.reading.compare_days import Field, Moment, differ, find_moments
from bot.reading.compare_line import SMALL, Line, split_line
from bot.reading.compare_names import find_name_places

FEWEST_SHARED = 3
"""Telling words that both must hold."""
SHORTEST_ROOT = 4
"""Letters of a stem that another word may go on from: "clos" in "closure"."""

_SMALL = SMALL | {"not", "no", "never", "cannot", "yet"}
"""What tells nothing here: whether both deny it was compared before."""
_DAYS = frozenset(("today", "yesterday", "tomorrow"))
_WITHIN = {Field.WEEKDAY: 5.0, Field.RELATIVE: 6.0, Field.PART: 1.0, Field.HOUR: 1.0}
"""Days within which a word of time means the same day: "on Friday" is another Friday a week later."""

Roots = Mapping[str, Sequence[str]]
"""The stems of a sentence by the letters that forms of one word share."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What two statements have in common.

    `shared` counts the telling words of both, `before` and `now` those that one has alone, without whoever says it, how sure
    that is, numbers and days. `named` says that both name the same person, place or body.
    """

    shared: int
    before: int
    now: int
    is_tail: bool
    """Whether the words that one has alone stand at its end: in front they make it another's, "the deputy mayor resigned"."""
    named: bool
    moments: tuple[Sequence[Moment], Sequence[Moment]]
    amounts: tuple[Sequence[Amount], Sequence[Amount]]

    @property
    def is_same(self) -> bool:
        """Tell whether both say the same words."""
        return self.shared >= FEWEST_SHARED and self.before == self.now == 0

    @property
    def is_alike(self) -> bool:
        """Tell whether one says all that the other says, and then a little more.

        Where each has a word of its own, one may stand in place of the other: "the ferry was sold", "the ferry was painted".
        """
        more = max(self.before, self.now)
        return self.shared >= FEWEST_SHARED and min(self.before, self.now) == 0 and 2 * more <= self.shared and self.is_tail

    def may_be_one_day(self, apart: float) -> bool:
        """Tell whether "on Friday", "today" can mean the same day in two sentences that were seen so many days apart."""
        before, now = self.moments
        if differ(before, now):
            return False
        if before and now and all(any(moment.field >= Field.DAY for moment in side) for side in self.moments):
            return True
        return all(apart <= _within(moment) for moment in (*before, *now))


def _within(moment: Moment) -> float:
    """Give how many days a word of time goes without saying more; a date is always the same."""
    return 1.0 if moment.value in _DAYS else _WITHIN.get(moment.field, float("inf"))


@dataclass(frozen=True, slots=True)
class Side:
    """A statement ready to be compared: its telling words by their stems, each with its last place, and what frames them."""

    line: Line
    moments: Sequence[Moment]
    amounts: Sequence[Amount]
    taken: frozenset[int]
    framing: frozenset[int]
    telling: Mapping[str, int]

    def may_be_in(self, text: str) -> bool:
        """Tell whether another text holds so many of its words that a closer look is worth while."""
        alone = self.find_alone(_find_roots(split_line(text)))
        return 2 * len(alone) <= len(self.telling) - len(alone) and len(self.telling) - len(alone) >= FEWEST_SHARED

    def find_alone(self, roots: Roots) -> set[str]:
        """Give the words that another sentence does not have; who says it, and how sure that is, is no difference."""
        return {stem for stem, place in self.telling.items() if place not in self.framing and not _is_met(stem, roots)}


def split_side(statement: Statement) -> Side:
    """Make a statement ready to be compared."""
    line = split_line(statement.text)
    moments = find_moments(line)
    dated = _find_places(moments)
    amounts = find_amounts(line, dated)
    taken = dated | _find_places(amounts)
    return Side(line, moments, amounts, taken, frozenset(_find_framing(statement, line)), _find_telling(line, taken))


def find_ground(before: Side, now: Side) -> Ground:
    """Compare two statements word by word."""
    then, today = _find_roots(before.line), _find_roots(now.line)
    shared = sum(_is_met(stem, then) for stem in now.telling)
    rest, more = before.find_alone(today), now.find_alone(then)
    is_tail = _is_tail(before.telling, rest) and _is_tail(now.telling, more)
    named = not _find_names(before, now).isdisjoint(_find_names(now, before))
    moments, amounts = (before.moments, now.moments), (before.amounts, now.amounts)
    return Ground(shared, len(rest), len(more), is_tail, named, moments, amounts)


def _is_tail(telling: Mapping[str, int], alone: Collection[str]) -> bool:
    """Tell whether the words that one sentence has alone stand behind all others."""
    others = [place for stem, place in telling.items() if stem not in alone]
    return all(telling[stem] > max(others, default=0) for stem in alone)


def _find_places(parts: Sequence[Moment | Amount]) -> frozenset[int]:
    return frozenset(place for part in parts for place in range(part.first, part.last))


def _find_framing(statement: Statement, line: Line) -> Iterator[int]:
    """Find the words that say how something is known, and by whom."""
    spans = [(cue.start - statement.start, cue.end - statement.start) for cue in statement.cues]
    spans += [(source.start - statement.start, source.end - statement.start) for source in statement.sources]
    for place, (start, end) in enumerate(zip(line.starts, line.ends, strict=True)):
        if any(first <= start and end <= last for first, last in spans):
            yield place


def _find_telling(line: Line, taken: frozenset[int]) -> Mapping[str, int]:
    """Give the telling words without numbers and words of time."""
    return {
        line.stems[place]: place
        for place, form in enumerate(line.forms)
        if form[0].isalnum() and form not in _SMALL and place not in taken
    }


def _find_roots(line: Line) -> Roots:
    """Give the stems of a sentence by their first letters."""
    roots: dict[str, list[str]] = {}
    for stem in line.all_stems:
        roots.setdefault(stem[:SHORTEST_ROOT], []).append(stem)
    return roots


def _is_met(stem: str, roots: Roots) -> bool:
    return any(stem == one or _is_kin(stem, one) for one in roots.get(stem[:SHORTEST_ROOT], ()))


def _is_kin(one: str, other: str) -> bool:
    """Tell whether two stems are forms of one word: "closure" and "closed"."""
    if min(len(one), len(other)) < SHORTEST_ROOT or not (one.isalpha() and other.isalpha()):
        return False
    return one.startswith(other) or other.startswith(one)


def _find_names(side: Side, other: Side) -> frozenset[str]:
    """Give the words of names, but for those of whoever says it; a first word alone has its capital for another reason."""
    places = find_name_places(side.line, other.line, side.taken) - side.framing
    if 1 not in places:
        places -= {0}
    return frozenset(side.line.forms[place] for place in places)
