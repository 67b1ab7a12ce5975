"""Figures for one thing at one time that cannot both be right: "at least 12" by police, "up to 40" by a witness.

Most pairs of figures agree: another day, another place, another crowd, a part and the whole, a figure that grew, one that was
rounded. So two figures are set against each other only where all that stands around them is the same but who says it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from bot.model import Fact, Finding, FindingKind, Part, Role, Source, Statement, Status
from bot.reading.compare_amounts import FATES, Amount, find_amounts
from bot.reading.compare_line import SMALL, Line, find_root, split_line
from bot.reading.lexicon import DETERMINER, NUMBER, SOURCE_NOUN, TIME_WORD, Lists, Vocabulary, vocabulary_of
from bot.reading.statements import Draft

FARTHEST = 6
"""Sentences between two figures for one thing."""
NEAR = 2
"""Sentences between two figures of which one alone tells its day or its place."""
MOST_COMPARED = 12
"""Figures of one statement, and earlier ones that each is compared with: so the time stays linear."""
LEAD = 2
"""The first sentences, of which a headline tells."""
ROUGHLY = 0.2
"""How far a rounded figure may be from another, as a share of it."""
TWICE = 2.0
"""How far apart a bounded figure and another must be: "at least 12" and "14" agree, "at least 12" and "up to 40" hardly."""
ALIKE = 0.6
"""Share of the telling words around two figures that must be the same."""

_DIGIT = re.compile(r"\d")
_NUMBERS_WORDS = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
"""
_NUMBERS = frozenset(_NUMBERS_WORDS.split())
_NO_DATES = frozenset[int]()
_LEFT_OUT = frozenset((Status.OTHER, Status.FUTURE, Status.HEDGED, Status.DENIED, Status.WITHDRAWN))
_NOT_COUNTED_WORDS = "th half times percent point second minute hour day week month year degree celsius fahrenheit"
_NOT_COUNTED = frozenset(_NOT_COUNTED_WORDS.split())
_OTHER_TIMES_WORDS = """
initial initially revised earlier later rose risen climbed jumped updated previous previously since now then first second
third another other others additional more further also each per every average them these those among including included
overall altogether combined both elsewhere separate nearby follow followed following ago until original originally new newer
old older again once already still yet before after half typically usually record expected planned goal target poll polls
survey not no never nobody none
"""
_OTHER_TIMES = frozenset(_OTHER_TIMES_WORDS.split())
"""Words of another time, another place, a part or a sum, and those that deny."""
_TAKEN_OVER_WORDS = "last next previous total annual year years month months decade century war all scene"
_TAKEN_OVER = frozenset(_TAKEN_OVER_WORDS.split())
"""Such words that hold for a figure behind them as well: "312 sheep last year. The Naturalists count 140"."""
_APART = _OTHER_TIMES | _TAKEN_OVER
_PEOPLE_WORDS = """
people persons dead victims lives casualties deaths fatalities bodies injured wounded hurt missing killed died
"""
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_SEEING_A_PART_WORDS = "hospital hospitals clinic doctor doctors nurse nurses medic medics morgue embassy"
_SEEING_A_PART = frozenset(_SEEING_A_PART_WORDS.split())
"""Who counts only those who came to them."""
_PLACING_WORDS = "in at near outside inside on off around from"
_PLACING = frozenset(_PLACING_WORDS.split())
_SAYS_WORDS = "said say says claim claims claimed reported reports that admitted announced confirmed"
_SAYS = frozenset(_SAYS_WORDS.split())
_SELF_WORDS = "it they he she we i to"
_SELF = frozenset(_SELF_WORDS.split())
_OWN_WORDS = "its their his her our my own themselves itself"
_OWN = frozenset(_OWN_WORDS.split())
_GIVING_WORDS = "said say says put puts count counts counted claim claims claimed gave give estimated reported"
_GIVING = frozenset(_GIVING_WORDS.split())
"""Words before a figure that stands without what it counts."""
_FIGURES = frozenset(("figure", "number", "toll", "count"))
_RELATIVE = frozenset(("who", "which", "that"))


@dataclass(frozen=True)
class _Figure:
    """A number of a statement, and the one who gives it; `source` is None in a headline."""

    amount: Amount
    value: float
    line: Line
    statement: Statement
    source: Source | None
    said_by: frozenset[str]
    """The words that name the source."""
    vocabulary: Vocabulary
    is_only: bool
    """Whether it is the only number of its statement."""

    @cached_property
    def noun(self) -> str:
        """The word behind the number, "" where none follows."""
        following = self.line.forms[self.amount.last : self.amount.last + 1]
        return following[0] if following and following[0][0].isalpha() and following[0] not in SMALL else ""

    @cached_property
    def fate(self) -> str:
        return self.amount.counted if self.amount.counted in _FATES else ""

    @cached_property
    def stands_alone(self) -> bool:
        """Whether what it counts must be taken from before: "the union says 900", "the Naturalists count 140, and"."""
        after = self.line.form(self.amount.last)
        bare = not after or not after[0].isalnum() or after in ("and", "but", "plus")
        return bare and not self.amount.unit and self._is_given()

    def _is_given(self) -> bool:
        """Tell whether a verb of saying or "the figure at" stands before it: not "at 12", not "a choir of 40"."""
        first = self.amount.first
        before = self.line.form(first - 1)
        return before in _GIVING or (before in ("at", "of") and self.line.holds_any(first - 4, first - 1, _FIGURES))

    @cached_property
    def around(self) -> frozenset[str]:
        """The stems of the telling words around it, without the source and the numbers."""
        amount = range(self.amount.first, self.amount.last + bool(self.noun))
        pairs = zip(self.line.forms, self.line.stems, strict=True)
        return frozenset(
            stem
            for place, (form, stem) in enumerate(pairs)
            if place not in amount and self._tells(form) and not self._is_fate(form)
        )

    def _is_fate(self, form: str) -> bool:
        return bool(self.fate) and FATES.get(form) == self.fate

    def _tells(self, form: str) -> bool:
        known = self.vocabulary[form]
        return (
            form[0].isalpha() and form not in SMALL and form not in self.said_by and not known & (NUMBER | TIME_WORD | DETERMINER)
        )

    @cached_property
    def days(self) -> frozenset[str]:
        """The days, months and years it tells."""
        return frozenset(form for form in self.line.forms if self.vocabulary[form] & TIME_WORD or _is_year(form))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names beside its source; a first word tells nothing."""
        written = zip(self.line.forms, self.line.written, strict=True)
        return (
            frozenset(
                form for place, (form, shown) in enumerate(written) if place and shown[0].isupper() and form not in self.said_by
            )
            - self.days
        )

    @cached_property
    def tells_apart(self) -> frozenset[str]:
        """The words that speak of another time, place or part; "more than" is part of the figure."""
        own = range(self.amount.first, self.amount.last)
        beside = frozenset(form for place, form in enumerate(self.line.forms) if place not in own)
        return (beside & _APART) - self.said_by

    @cached_property
    def speaks_of_itself(self) -> bool:
        """Whether the source gives a number of its own: "the firm said it had sold", "reported spending", "its members"."""
        if (_OWN - self.said_by).intersection(self.line.forms):
            return True
        following = (self.line.form(place + 1) for place, form in enumerate(self.line.forms) if form in _SAYS)
        return any(form in _SELF or form.endswith("ing") for form in following)

    def bounds(self) -> tuple[float, float]:
        """The least and the most that it may mean."""
        value, bound = self.value, self.amount.bound
        slack = ROUGHLY * value if bound == "about" or _is_round(value) else 0.0
        if bound in _FROM:
            return value - slack, value * TWICE
        if bound in _BOUNDED:
            return value / TWICE, value + slack
        return value - slack, value + slack


_FATES = frozenset(FATES.values())
_FROM = frozenset(("least", "over"))
_BOUNDED = _FROM | {"most", "under"}


def _is_year(form: str) -> bool:
    return len(form) == 4 and form.isdigit() and form[:2] in ("18", "19", "20")


def _is_round(value: float) -> bool:
    """Tell whether a figure is perhaps a rounded one: all zeros behind its first two digits, and large."""
    digits = f"{value:.0f}"
    return len(digits) > 2 and not digits[2:].strip("0")


def find_numbers(statements: Sequence[Statement], drafts: Sequence[Draft], lists: Lists) -> Iterator[Finding]:
    """Give the first two figures that two sources, or a headline and the text below it, give for one thing, if there are such."""
    pairs = zip(statements, drafts, strict=True)
    saying = [one for one, draft in pairs if _may_be_compared(one) and _says_number(one, draft)]
    if len({_who(one) for one in saying}) < 2:
        return
    vocabulary = vocabulary_of(lists)
    before: list[_Figure] = []
    for statement in saying:
        figures = list(islice(_find_figures(statement, vocabulary), MOST_COMPARED))
        for figure in figures:
            for earlier in before[: -MOST_COMPARED - 1 : -1]:
                if _are_of_one_thing(earlier, figure) and _disagree(earlier, figure):
                    yield _finding(earlier, figure)
                    return
        before += figures


def _may_be_compared(statement: Statement) -> bool:
    """Tell whether it has one source, or is a headline."""
    if statement.status in _LEFT_OUT:
        return False
    return statement.role is Role.HEADLINE or (len(statement.sources) == 1 and statement.sources[0].part is Part.VOUCHES)


def _says_number(statement: Statement, draft: Draft) -> bool:
    forms = draft.passage.words.forms[draft.first : draft.last]
    return not _NUMBERS.isdisjoint(forms) or _DIGIT.search(statement.text) is not None


def told_as(source: Source) -> str:
    """The words that tell who a source is: whom "who" stands for, else its own."""
    return (source.name or source.text) if source.text.lower() in _RELATIVE else source.text


def _who(statement: Statement) -> str:
    return told_as(statement.sources[0]) if statement.sources else ""


def _find_figures(statement: Statement, vocabulary: Vocabulary) -> Iterator[_Figure]:
    line = split_line(statement.text)
    source = statement.sources[0] if statement.sources else None
    amounts = find_amounts(line, _NO_DATES)
    said_by = frozenset(split_line(f"{source.text} {source.name or ''}").forms) if amounts and source else frozenset[str]()
    for amount in amounts:
        if isinstance(amount.value, float) and _counts(amount, line, said_by):
            yield _Figure(amount, amount.value, line, statement, source, said_by, vocabulary, len(amounts) == 1)


def _counts(amount: Amount, line: Line, said_by: frozenset[str]) -> bool:
    """Tell whether it is a number of things: no day, no age, no rank, no name of something, no part of the source."""
    own = [form for form in line.forms[amount.first : amount.last] if form not in SMALL]
    if amount.unit in _NOT_COUNTED or any(map(_is_year, own)) or not said_by.isdisjoint(own):
        return False
    beside = (line.form(amount.first - 1), line.form(amount.last))
    return not any(mark in ("-", "/", ":", "#", "(", ")", "year", "am", "pm", "\u2013") for mark in beside)


def _are_of_one_thing(one: _Figure, other: _Figure) -> bool:
    """Tell whether both count the same, as far as all words around them go."""
    apart = other.statement.sentence - one.statement.sentence
    if apart > FARTHEST or not (other.stands_alone or _count_same(one, other)) or not _are_two_voices(one, other):
        return False
    if other.tells_apart or one.speaks_of_itself or other.speaks_of_itself:
        return False
    if other.stands_alone:
        return apart <= 1 and one.source is not None and one.is_only and other.is_only and one.tells_apart <= _TAKEN_OVER
    if one.tells_apart or not _speak_of_same(one, other, apart):
        return False
    return _agree_or_near(one.days, other.days, apart) and _agree_or_near(_places(one), _places(other), apart)


def _are_two_voices(one: _Figure, other: _Figure) -> bool:
    """Tell whether two sources give them that share no word, or a headline and the beginning of the text."""
    if other.source is None:
        return False
    if one.source is None:
        return bool(one.fate) and other.statement.sentence <= LEAD
    return not {find_root(word) for word in one.said_by if word not in SMALL} & set(map(find_root, other.said_by))


def _agree_or_near(one: frozenset[str], other: frozenset[str], apart: int) -> bool:
    """Tell whether both say the same, or only one says it and the other stands close by."""
    return one == other or (not (one and other) and apart <= NEAR)


def _places(figure: _Figure) -> frozenset[str]:
    """The names behind "in" and the like."""
    forms, written = figure.line.forms, figure.line.written
    places = range(1, len(forms))
    return frozenset(forms[at] for at in places if forms[at - 1] in _PLACING and written[at][0].isupper()) - figure.days


def _count_same(one: _Figure, other: _Figure) -> bool:
    """Tell whether both numbers count the same kind of thing, in the same unit."""
    if one.amount.unit != other.amount.unit or one.fate != other.fate:
        return False
    if one.amount.unit:
        return True
    if one.fate and ((one.source is None and not one.noun) or {one.noun, other.noun} <= _PEOPLE):
        return True
    return bool(one.noun) and find_root(one.noun) == find_root(other.noun)


def _speak_of_same(one: _Figure, other: _Figure, apart: int) -> bool:
    """Tell whether most of the words around them are the same; who was killed needs fewer words than what was bought."""
    fewer, more = sorted((one.around, other.around), key=len)
    if one.source is None:
        return True
    if not fewer:
        return bool(one.fate) and apart <= NEAR
    enough = len(fewer & more) >= ALIKE * len(fewer)
    return enough and (bool(one.fate) or one.names == other.names)


def _disagree(one: _Figure, other: _Figure) -> bool:
    """Tell whether they can hardly both be right, as far as bounds and rounding go."""
    if one.amount.bound in _BOUNDED and other.amount.bound in _BOUNDED:
        opposed = (one.amount.bound in _FROM) != (other.amount.bound in _FROM)
        return opposed and max(one.value, other.value) >= TWICE * min(one.value, other.value)
    lower = min(one, other, key=lambda figure: figure.value)
    if lower.fate and not _SEEING_A_PART.isdisjoint(lower.said_by):
        return False
    (low, high), (least, most) = one.bounds(), other.bounds()
    return high < least or most < low


def _finding(one: _Figure, other: _Figure) -> Finding:
    told = ((each.statement.n, quote_figure(each.line, each.amount, each.noun), _name(each)) for each in (one, other))
    return tell_figures(*told)


def tell_figures(one: tuple[int, str, str], other: tuple[int, str, str]) -> Finding:
    """The finding of two figures: of each the statement's number, its words and who gives it."""
    facts: dict[str, Fact] = {"words": (one[1], other[1]), "names": (one[2], other[2])}
    return Finding(FindingKind.NUMBERS, (one[0], other[0]), facts)


def quote_figure(line: Line, amount: Amount, noun: str) -> str:
    """The number with its bound and its unit, and the word behind it."""
    return line.quote(amount.first, amount.last + bool(noun))


def _name(figure: _Figure) -> str:
    """Who gives it, as it would stand inside a sentence; empty for a headline."""
    if figure.source is None:
        return ""
    text = told_as(figure.source)
    first, _, rest = text.partition(" ")
    known = figure.vocabulary[first.lower()]
    common = known & DETERMINER or (known & SOURCE_NOUN and not rest[:1].isupper() and not first.isupper())
    return text[0].lower() + text[1:] if common else text
