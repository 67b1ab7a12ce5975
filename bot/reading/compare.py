"""Whether two sentences that look alike say the same: polarity, numbers, names and dates must agree before that may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.reading import compare_amounts, compare_days
from bot.reading.compare_amounts import Amount, find_amounts
from bot.reading.compare_days import Moment, find_moments
from bot.reading.compare_denial import Contrast, Denial, contrast
from bot.reading.compare_line import FAMILY, SMALL, Line, split_line
from bot.reading.compare_names import Naming, Verdict, compare_names, find_name_places

SHARED = 0.4
"""Share of the telling words of the shorter sentence that the other must hold; a name or a number weighs as much as a word."""
NEAR = 0.5
"""The share at which "Earlier it was 12; now 40." may be said."""


LONGEST = 2_000
"""Characters; what is longer is no statement, and OTHER."""


class Likeness(StrEnum):
    """How a statement stands to one that looks like it."""

    SAME = "same"
    POLARITY = "polarity"
    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two statements stand to each other; where they differ, the words of each, which may be missing on one side ("")."""

    likeness: Likeness
    before: str = ""
    now: str = ""


_OTHER = Comparison(Likeness.OTHER)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two sentences with their dates and numbers."""

    before: Line
    now: Line
    moments: tuple[Sequence[Moment], Sequence[Moment]]
    amounts: tuple[Sequence[Amount], Sequence[Amount]]

    @property
    def taken(self) -> tuple[frozenset[int], frozenset[int]]:
        """The places of dates and numbers."""
        one, other = (_find_places([*self.moments[side], *self.amounts[side]]) for side in (0, 1))
        return one, other

    @property
    def counted(self) -> tuple[frozenset[int], frozenset[int]]:
        """The places of numbers."""
        return _find_places(self.amounts[0]), _find_places(self.amounts[1])


def _find_places(parts: Sequence[Moment | Amount]) -> frozenset[int]:
    return frozenset(place for part in parts for place in range(part.first, part.last))


def compare(before: str, now: str, sources: Sequence[str] = ()) -> Comparison:
    """Tell how a statement stands to an earlier one that looks like it; SAME only where nothing speaks against it. English only.

    `sources` are names of those who vouch for either: they may be missing on one side, since the same may be said by others.
    """
    if max(len(before), len(now)) > LONGEST or ("?" in before) != ("?" in now):
        return _OTHER
    pair = _split(split_line(before), split_line(now))
    share = _share(pair)
    if share < SHARED:
        return _OTHER
    names = compare_names(pair.before, pair.now, pair.taken, _split_sources(sources))
    found = _judge(pair, contrast(pair.before, pair.now, pair.counted), names)
    return found if share >= NEAR or found.likeness is Likeness.SAME else _OTHER


def _split(before: Line, now: Line) -> _Pair:
    moments = find_moments(before), find_moments(now)
    one, other = (find_amounts(line, _find_places(dates)) for line, dates in zip((before, now), moments, strict=True))
    return _Pair(before, now, moments, (one, other))


def _split_sources(sources: Sequence[str]) -> frozenset[str]:
    return frozenset(form for source in sources for form in split_line(source).forms)


def _judge(pair: _Pair, denial: Contrast, names: Verdict) -> Comparison:
    """The first thing in which they differ; where the names differ and a number or date too, they speak of something else."""
    number, other_day = _compare_amounts(pair), compare_days.differ(*pair.moments)
    unsure = Denial.UNSURE is denial.denial or names.naming is Naming.UNSURE
    if denial.denial is Denial.CONTRARY and names.naming is not Naming.DIFFER:
        return Comparison(Likeness.POLARITY, denial.before, denial.now)
    if (
        unsure
        or denial.denial is Denial.CONTRARY
        or (names.naming is Naming.DIFFER and (number.likeness is not Likeness.SAME or other_day))
    ):
        return _OTHER
    if number.likeness is not Likeness.SAME:
        return number
    if names.naming is Naming.DIFFER:
        return Comparison(Likeness.NAME, names.before, names.now)
    if other_day:
        one, other = pair.moments
        return Comparison(Likeness.DATE, _quote_moments(pair.before, one, other), _quote_moments(pair.now, other, one))
    return _OTHER if compare_days.lacks(*pair.moments) else Comparison(Likeness.SAME)


def _quote_moments(line: Line, moments: Sequence[Moment], others: Sequence[Moment]) -> str:
    """The first time that the other sentence does not name, with the words of time beside it; else the first."""
    known = {(moment.field, moment.value) for moment in others}
    place = next((at for at, moment in enumerate(moments) if (moment.field, moment.value) not in known), 0)
    first = last = place
    while first and moments[first].first == moments[first - 1].last:
        first -= 1
    while last + 1 < len(moments) and moments[last + 1].first == moments[last].last:
        last += 1
    return line.quote(moments[first].first, moments[last].last) if moments else ""


def _compare_amounts(pair: _Pair) -> Comparison:
    """SAME where all numbers agree, NUMBER with the first two that do not, OTHER where one stands alone."""
    one, other = (list(amounts) for amounts in pair.amounts)
    for amount in pair.amounts[0]:
        twin = next((candidate for candidate in other if candidate.measure == amount.measure), None)
        if twin:
            one.remove(amount)
            other.remove(twin)
    one, other = _leave_loose(one, other)
    if one and other:
        return Comparison(Likeness.NUMBER, _quote(pair.before, one[0]), _quote(pair.now, other[0]))
    return _OTHER if one or other else _compare_counted(pair)


def _leave_loose(one: list[Amount], other: list[Amount]) -> tuple[list[Amount], list[Amount]]:
    """Without "one" and "first" where the other side has no number against it."""
    if not other:
        one = [amount for amount in one if not compare_amounts.is_loose(amount)]
    if not one:
        other = [amount for amount in other if not compare_amounts.is_loose(amount)]
    return one, other


def _compare_counted(pair: _Pair) -> Comparison:
    """NUMBER where the same numbers count something else: "12 dead, 3 hurt" and "3 dead, 12 hurt", "3-1" and "1-3"."""
    if min(map(len, pair.amounts)) < 2:
        return Comparison(Likeness.SAME)
    if compare_amounts.find_scores(pair.amounts[0]) != compare_amounts.find_scores(pair.amounts[1]):
        return Comparison(Likeness.NUMBER, _quote(pair.before, pair.amounts[0][0]), _quote(pair.now, pair.amounts[1][0]))
    one, other = (compare_amounts.by_counted(amounts) for amounts in pair.amounts)
    for counted in one.keys() & other.keys():
        if one[counted].measure != other[counted].measure:
            return Comparison(Likeness.NUMBER, _quote(pair.before, one[counted]), _quote(pair.now, other[counted]))
    return Comparison(Likeness.SAME)


def _quote(line: Line, amount: Amount) -> str:
    return line.quote(amount.first, amount.last)


def _share(pair: _Pair) -> float:
    """How much of the shorter sentence's telling words the other holds, without what is compared by itself and differs."""
    one, other = (_find_telling(pair, place) for place in (0, 1))
    shared = min(_count_met(one, other), _count_met(other, one))
    if shared < 2 < max(len(one), len(other)):
        return 0.0
    return min(shared / max(min(len(one), len(other)), 2), 1.0)


def _count_met(stems: set[str], others: set[str]) -> int:
    return sum(stem in others or any(_is_kin(stem, other) for other in others) for stem in stems)


def _find_telling(pair: _Pair, side: int) -> set[str]:
    """The telling words of one sentence: its names only where the other has them too, numbers and dates likewise."""
    line, other = (pair.before, pair.now) if side == 0 else (pair.now, pair.before)
    apart = pair.taken[side] | find_name_places(line, other, pair.taken[side])
    return {
        stem
        for place, (form, stem) in enumerate(zip(line.forms, line.stems, strict=True))
        if form[0].isalnum() and form not in SMALL and (place not in apart or stem in other.all_stems)
    }


def _is_kin(one: str, other: str) -> bool:
    """Tell whether two stems are of one family: "confirm", "confirmation"."""
    return len(one) >= FAMILY and one[:FAMILY] == other[:FAMILY]
