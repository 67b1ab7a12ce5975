"""Figures for one thing that follow each other closely and come from two mouths: "the shop says 41; the sheet lists 27".

`find_numbers()` wants a source and the same words around both figures. Here the second one leans on the first: it stands alone,
or is said to be of "the same" thing, or tells of the same fate of people. Rather none than two that may both be right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.model import Finding, Part, Role, Statement, Status
from bot.reading.compare_amounts import FATES, Amount, find_amounts
from bot.reading.compare_line import SMALL, Line, find_root, split_line
from bot.reading.find_numbers import quote_figure, tell_figures, told_as
from bot.reading.lexicon import DETERMINER, PREPOSITION, TIME_WORD, Lists, Vocabulary, vocabulary_of

NEAR = 2
"""Sentences from the first figure to one that is said to be of the same thing."""
APART = 1.15
"""How many times the greater must be the smaller: less may be rounding."""

_LEFT_OUT = frozenset((Status.OTHER, Status.HEDGED, Status.DENIED, Status.WITHDRAWN))
_FATES = frozenset(FATES.values())
_NO_COUNTS = frozenset(("th", "half", "times", "hour", "day", "week", "month", "percent point"))
_CLOCK = frozenset(("o", "o'clock", "am", "pm", "a_m", "p_m", "-", "/", ":", "#", "(", ")", "\u2013", "year"))
_PLACING = frozenset(("in", "at", "near", "outside", "off", "around", "up"))
_ALONE = frozenset((".", ",", ";", "!", "", "and", "but", "under", "from", "at", "with", "in", "on", "for"))
_OWN = frozenset(("its", "their", "his", "her", "our", "my", "own"))
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i"))
_BOUNDED = frozenset(("least", "most", "over", "under"))


@dataclass(frozen=True)
class _Claim:
    """A statement of the body with the one figure it gives."""

    statement: Statement
    line: Line
    amount: Amount
    value: float
    lists: Lists
    vocabulary: Vocabulary

    @property
    def fate(self) -> str:
        return self.amount.counted if self.amount.counted in _FATES else ""

    @cached_property
    def noun(self) -> str:
        """The word behind the figure, "" where none follows."""
        form = self.line.form(self.amount.last)
        return form if form[:1].isalpha() and form not in SMALL else ""

    @property
    def stands_alone(self) -> bool:
        return not self.amount.unit and self.line.form(self.amount.last) in _ALONE

    @cached_property
    def giver(self) -> frozenset[str]:
        """The stems of the words that name who gives it, empty where nobody is seen to."""
        vouching = [one for one in self.statement.sources if one.part is Part.VOUCHES]
        if vouching:
            return _telling(split_line(" ".join(f"{one.text} {one.name or ''}" for one in vouching)).forms)
        written = self.lists["figure-records"].intersection(self.line.forms[: self.amount.first])
        return _telling(self.line.forms[: self._giving]) | frozenset(map(find_root, written))

    @cached_property
    def _giving(self) -> int:
        """The place of the last verb by which a figure is given, 0 where there is none."""
        giving = self.lists["figure-giving"]
        return next((at for at in range(self.amount.first - 1, 0, -1) if self.line.form(at) in giving), 0)

    @property
    def giving_words(self) -> tuple[int, int]:
        """The first and last word of who gives it where no source was seen: "the ledger", "rangers of the coast service"."""
        forms, records = self.line.forms, self.lists["figure-records"]
        place = next((at for at in range(self.amount.first) if forms[at] in records), None)
        if place is None and forms[self._giving - 1] in _PRONOUNS:
            return self._giving - 1, self._giving
        if place is None:
            return self._subject
        return next((at for at in range(place, -1, -1) if self.vocabulary[forms[at]] & DETERMINER), place), place + 1

    @property
    def _subject(self) -> tuple[int, int]:
        """What stands before the verb; behind "on the same trip" what begins with the next article."""
        forms, last = self.line.forms, self._giving
        if not self.vocabulary[forms[0]] & PREPOSITION:
            return 0, next((at for at in range(last) if forms[at] == ","), last)
        return next((at for at in range(last - 1, 1, -1) if self.vocabulary[forms[at]] & DETERMINER), last), last

    @property
    def is_told_by_pronoun(self) -> bool:
        """Whether "he" gives it, who may have given the other."""
        return self.line.form(0) in _PRONOUNS or any(one.text.lower() in _PRONOUNS for one in self.statement.sources)

    @cached_property
    def plain(self) -> tuple[int, ...]:
        """The places of the words beside the figure and beside what is put in between two commas."""
        commas = [at for at, form in enumerate(self.line.forms[: self.amount.first]) if form == ","][:2]
        put_in = range(*commas) if len(commas) > 1 else range(0)
        own = range(self.amount.first, self.amount.last)
        return tuple(at for at in range(len(self.line.forms)) if at not in own and at not in put_in)

    @cached_property
    def tells_apart(self) -> bool:
        """Whether it speaks of another time, a part or a sum; "said after seeing" and "the other side" do not."""
        return any(self.line.form(at) in self.lists["figure-apart"] and not self._is_harmless(at) for at in self.plain)

    @cached_property
    def tells_of_own(self) -> bool:
        """Whether a number of the source itself is given: "its clients", "said it had sold"."""
        forms = self.line.forms
        itself = (forms[at - 1] in self.lists["figure-giving"] and forms[at] in _PRONOUNS for at in self.plain if at)
        owned = any(forms[at] in _OWN for at in self.plain)
        return owned or (self.line.form(self.amount.first - 1) != "was" and any(itself))

    def _is_harmless(self, at: int) -> bool:
        form, after = self.line.form(at), self.line.form(at + 1)
        return (form in ("after", "before") and after.endswith("ing")) or (form == "other" and after == "side")

    @cached_property
    def times(self) -> frozenset[str]:
        """The days, months and years it tells, apart from who gives it: "the sheet handed round this morning"."""
        forms = self.line.forms
        begin = self._giving if self.vocabulary[forms[0]] & DETERMINER else 0
        told = (forms[at] for at in self.plain if at >= begin and forms[at - 1] != "same")
        return frozenset(form for form in told if self.vocabulary[form] & TIME_WORD or _is_year(form))

    @cached_property
    def places(self) -> frozenset[str]:
        """The names behind "in" and the like."""
        forms, written = self.line.forms, self.line.written
        return frozenset(
            forms[at]
            for at in range(1, len(forms))
            if forms[at - 1] in _PLACING and written[at][0].isupper() and not self.vocabulary[forms[at]] & TIME_WORD
        )

    @cached_property
    def beside(self) -> frozenset[str]:
        """The stems of the telling words beside the figure, what it counts and who gives it."""
        left_out = self.lists["figure-giving"] | self.lists["counted-people"]
        told = (self.line.form(at) for at in self.plain if self.line.form(at) not in left_out)
        return _telling([form for form in told if form not in FATES and form != self.noun]) - self.giver

    @property
    def speaks_of_all(self) -> bool:
        """Whether it counts people of any kind."""
        return self.noun in FATES or self.noun in ("people", "persons", "person", "victims", "bodies")

    @cached_property
    def measured(self) -> frozenset[str]:
        """What is measured, by the first word of its family: "wide" for "a width of"."""
        families = (family.split() for family in self.lists["figure-measures"])
        return frozenset(family[0] for family in families if not frozenset(family).isdisjoint(self.line.forms))

    @cached_property
    def says_same(self) -> bool:
        """Whether it is said to be of the same thing: "the same recall", but not "the same office"."""
        if any(one.text.lower().startswith("the same ") for one in self.statement.sources):
            return False
        forms, mouths = self.line.forms, self.lists["same-mouths"]
        at = next((place for place, form in enumerate(forms) if form == "same"), None)
        return at is not None and mouths.isdisjoint(forms[at + 1 : at + 3])

    @cached_property
    def answers(self) -> bool:
        """Whether the figure alone is what is said: "the union says 900", "said that it was 900"."""
        first, forms = self.amount.first, self.line.forms
        if forms[max(first - 2, 0) : first] == ("it", "was"):
            return bool(self.giver)
        return self.line.form(first - 1) in self.lists["figure-answers"]


def _telling(forms: Sequence[str]) -> frozenset[str]:
    return frozenset(find_root(form) for form in forms if form[:1].isalpha() and form not in SMALL)


def _is_year(form: str) -> bool:
    return len(form) == 4 and form.isdigit() and form[:2] in ("17", "18", "19", "20")


def find_rivals(statements: Sequence[Statement], lists: Lists) -> Iterator[Finding]:
    """Give the first two figures of neighbours that two mouths give for one thing, if there are such."""
    vocabulary = vocabulary_of(lists)
    before: list[_Claim] = []
    for statement in statements:
        claim = _read(statement, lists, vocabulary)
        if claim is None:
            continue
        for earlier in before[-NEAR:]:
            if _are_rivals(earlier, claim):
                yield _finding(earlier, claim)
                return
        before.append(claim)


def _read(statement: Statement, lists: Lists, vocabulary: Vocabulary) -> _Claim | None:
    """The statement with its figure, None where it gives none or several."""
    if statement.role is Role.HEADLINE or statement.status in _LEFT_OUT:
        return None
    line = split_line(statement.text)
    counts = [amount for amount in find_amounts(line, frozenset()) if _counts(amount, line)]
    if len(counts) != 1 or not isinstance(counts[0].value, float):
        return None
    return _Claim(statement, line, counts[0], counts[0].value, lists, vocabulary)


def _counts(amount: Amount, line: Line) -> bool:
    """Tell whether it is a number of things: no clock, no day, no age, no year."""
    own = line.forms[amount.first : amount.last]
    if amount.unit in _NO_COUNTS or any(map(_is_year, own)):
        return False
    before, after = line.form(amount.first - 1), line.form(amount.last)
    small = isinstance(amount.value, float) and amount.value <= 24
    is_clock = small and before in ("at", "by", "until", "past") and not amount.unit and after in _ALONE
    is_age = before == "," and after == ","
    return not (is_clock or is_age or before in _CLOCK or after in _CLOCK or after.startswith("o'"))


def _are_rivals(one: _Claim, other: _Claim) -> bool:
    """Tell whether both give a figure for one thing, and both can hardly be right."""
    apart = other.statement.sentence - one.statement.sentence
    if not 1 <= apart <= NEAR or not _are_two_mouths(one, other) or not _are_at_one_time(one, other):
        return False
    return _lean(one, other, apart) and _disagree(one, other) and bool(_name(one) and _name(other))


def _are_two_mouths(one: _Claim, other: _Claim) -> bool:
    return bool(one.giver and other.giver) and one.giver.isdisjoint(other.giver) and not other.is_told_by_pronoun


def _are_at_one_time(one: _Claim, other: _Claim) -> bool:
    """Tell whether nothing in them speaks of two times, two places or a part; "the same year" takes the first one's over."""
    alone = one.tells_apart or one.tells_of_own
    if other.tells_apart or other.tells_of_own or (alone and not other.says_same) or (other.times and other.times != one.times):
        return False
    return not any(map(_is_year, one.times)) and not (one.places and other.places and one.places != other.places)


def _lean(one: _Claim, other: _Claim, apart: int) -> bool:
    """Tell whether the second figure is seen to be of what the first one counts."""
    if other.says_same and _may_count_same(one, other):
        return True
    if apart > 1:
        return False
    if other.stands_alone and other.answers:
        return not one.fate or not other.fate or one.fate == other.fate
    return _tell_same_fate(one, other) or _measure_same(one, other)


def _tell_same_fate(one: _Claim, other: _Claim) -> bool:
    """Tell whether both say of how many people it is true; 12 children may be among 40 people, 40 not among 12."""
    if not one.fate or one.fate != other.fate:
        return False
    if one.beside and other.beside and one.beside.isdisjoint(other.beside):
        return False
    some, everybody = sorted((one, other), key=lambda claim: claim.speaks_of_all)
    if everybody.speaks_of_all and not some.speaks_of_all:
        return some.noun in some.lists["counted-people"] and some.value > everybody.value
    return some.speaks_of_all


def _measure_same(one: _Claim, other: _Claim) -> bool:
    """Tell whether both say how wide it is: "400 metres wide", then "a width of 150 metres"."""
    leans = other.line.form(other.amount.first - 1) in ("of", "at") and bool(other.measured)
    return leans and one.amount.unit == other.amount.unit and bool(one.measured & other.measured)


def _may_count_same(one: _Claim, other: _Claim) -> bool:
    """Tell whether the second figure stands alone, or counts what the first one does."""
    if other.amount.unit:
        return one.amount.unit == other.amount.unit
    if other.stands_alone or (bool(one.noun) and other.noun == "names"):
        return True
    return not one.amount.unit and find_root(one.noun) == find_root(other.noun)


def _disagree(one: _Claim, other: _Claim) -> bool:
    """Tell whether they differ by more than rounding; a bound agrees with almost anything."""
    if {one.amount.bound, other.amount.bound} & _BOUNDED:
        return False
    lower = min(one, other, key=lambda claim: claim.value)
    if lower.fate and not lower.lists["figure-part-seers"].isdisjoint(lower.giver):
        return False
    low, high = sorted((one.value, other.value))
    about = 1.5 if "about" in (one.amount.bound, other.amount.bound) else APART
    return low > 0 and high >= about * low and high <= 100 * low


def _finding(one: _Claim, other: _Claim) -> Finding:
    told = ((each.statement.n, quote_figure(each.line, each.amount, each.noun), _name(each)) for each in (one, other))
    return tell_figures(*told)


def _name(claim: _Claim) -> str:
    """Who gives it, as it would stand inside a sentence: the source, else what stands before the verb."""
    text = next((told_as(one) for one in claim.statement.sources), "") or _quote_words(claim.line, *claim.giving_words)
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if claim.vocabulary[first.lower()] & DETERMINER and rest else text


def _quote_words(line: Line, first: int, last: int) -> str:
    return line.quote(first, last) if first < last else ""
