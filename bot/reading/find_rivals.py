"""Figures for one thing that follow each other closely and come from two mouths: "the shop says 41; the sheet lists 27".

`find_numbers()` wants a source and the same words around both figures. Here the second one leans on the first: it stands alone,
or is said to be of "the same" thing, or tells of the same fate of people, or says nothing that the first one did not say but its
figure. Rather none than two that may both be right.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from bot.model import Finding, Part, Statement, Status
from bot.reading.compare_amounts import FATES, Amount, find_amounts
from bot.reading.compare_line import SMALL, Line, find_root, split_line
from bot.reading.find_numbers import is_bare_name, tell_figures
from bot.reading.lexicon import (
    ADVERB,
    AUXILIARY,
    DETERMINER,
    FUNCTION_WORD,
    NUMBER,
    PREPOSITION,
    TIME_WORD,
    Lists,
    Vocabulary,
    vocabulary_of,
)

NEAR = 2
"""Sentences from the first figure to one that is said to be of the same thing."""
MOST = 3
"""Figures of one statement that are looked at."""
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
_GIVING_PARTS = frozenset((Part.VOUCHES, Part.DENIES))
_BACK = frozenset(("it", "there", "they", "that", "this"))
_BEING = frozenset(("was", "is", "were", "are"))
_HAVING = frozenset(("has", "had", "have"))
_FATE_NOUNS = {"bodies": FATES["dead"], "corpses": FATES["dead"], "coffins": FATES["dead"]}
_FROM, _UP_TO = frozenset(("least", "over")), frozenset(("most", "under"))


@dataclass(frozen=True)
class _Claim:
    """A statement of the body with a figure it gives."""

    statement: Statement
    line: Line
    amount: Amount
    value: float
    lists: Lists
    vocabulary: Vocabulary
    is_only: bool
    """Whether it is the only figure of its statement, or each has a source."""

    @cached_property
    def fate(self) -> str:
        counted = self.amount.counted
        return counted if counted in _FATES else _FATE_NOUNS.get(self.noun, "")

    @cached_property
    def noun_place(self) -> int:
        """Where the word stands that it counts, behind "31 burned"; where none follows, the end of the figure less one."""
        last = self.amount.last
        if not self._is_word(last) or self.amount.unit:
            return last - 1
        described = self.line.form(last).endswith("ed") and self._is_word(last + 1) and self.line.form(last + 1).endswith("s")
        return last + 1 if described else last

    @property
    def noun(self) -> str:
        """What it counts, "" where that is not said behind it."""
        return self.line.form(self.noun_place) if self.noun_place >= self.amount.last else ""

    def _is_word(self, at: int) -> bool:
        form = self.line.form(at)
        return form[:1].isalpha() and form not in SMALL

    @cached_property
    def voice(self) -> tuple[int, str]:
        """Where the one who gives it begins, and the words for that; of several the last before it. (-1, "") for nobody."""
        sources = [one for one in self.statement.sources if one.part in _GIVING_PARTS]
        voices = [(self._place(one.start), f"{one.text} {one.name or ''}") for one in sources]
        before = [voice for voice in voices if voice[0] < self.amount.first]
        return before[-1] if before else voices[0] if voices else (-1, "")

    @property
    def is_bare_name(self) -> bool:
        """Whether a name alone gives it, as of a firm that may count its own: "Norvia said 300 passengers had complained"."""
        return any(is_bare_name(one) for one in self.statement.sources)

    def _place(self, start: int) -> int:
        """The place of the word that stands at a character of the text."""
        wanted = start - self.statement.start
        return next((at for at, end in enumerate(self.line.ends) if end > wanted), 0)

    @property
    def stands_alone(self) -> bool:
        return not self.amount.unit and self.line.form(self.amount.last) in _ALONE

    @cached_property
    def giver(self) -> frozenset[str]:
        """The stems of the words that name who gives it, empty where nobody is seen to."""
        if self.voice[1]:
            return _telling(split_line(self.voice[1]).forms)
        written = self.lists["figure-records"].intersection(self.line.forms[: self.amount.first])
        return _telling(self.line.forms[: self._giving]) | frozenset(map(find_root, written))

    @cached_property
    def _giving(self) -> int:
        """The place of the last verb by which a figure is given, 0 where there is none."""
        recorded = not self.lists["figure-records"].isdisjoint(self.line.forms[: self.amount.first])
        giving = self.lists["figure-giving"] | (self.lists["figure-holding"] if recorded else frozenset())
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
        sources = self.statement.sources
        return self.line.form(0) in _PRONOUNS or (bool(sources) and all(one.text.lower() in _PRONOUNS for one in sources))

    @cached_property
    def plain(self) -> tuple[int, ...]:
        """The places of the words beside the figure and beside what is put in between two commas."""
        commas = [at for at, form in enumerate(self.line.forms[: self.amount.first]) if form == ","][:2]
        put_in = range(*commas) if len(commas) > 1 else range(0)
        own = range(self.amount.first, self.amount.last)
        return tuple(at for at in range(len(self.line.forms)) if at not in own and at not in put_in)

    @cached_property
    def tells_apart(self) -> frozenset[str]:
        """Its words of another time, a part or a sum; "said after seeing" and "the other side" are none."""
        end = next((at for at in self.plain if at > self.amount.last and self.line.form(at) == ","), len(self.line.forms))
        told = frozenset(self.line.form(at) for at in self.plain if at < end and not self._is_harmless(at))
        return told & self.lists["figure-apart"]

    @cached_property
    def tells_of_own(self) -> bool:
        """Whether a number of the source itself is given: "its clients", "said it had sold", "reported spending"."""
        forms, giving = self.line.forms, self.lists["figure-giving"]
        behind_giving = [at for at in self.plain if at and forms[at - 1] in giving]
        itself = (forms[at] in _PRONOUNS and not self._is_told_about(at) for at in behind_giving)
        doing = any(forms[at].endswith("ing") for at in behind_giving)
        said_by = range(self.voice[0], self.voice[0] + 4) if self.voice[1] else range(0)
        owned = any(forms[at] in _OWN and at not in said_by for at in self.plain)
        return owned or doing or any(itself)

    def _is_told_about(self, at: int) -> bool:
        """Tell whether a pronoun is not who counts for themselves: "said they counted", "valued it at", "made it 412 years"."""
        after = self.line.form(at + 1)
        return (
            after in self.lists["figure-giving"]
            or after == "at"
            or (after in _BEING and at + 2 == self.amount.first)
            or at + 1 == self.amount.first
        )

    def _is_harmless(self, at: int) -> bool:
        form, after = self.line.form(at), self.line.form(at + 1)
        if form == "only":
            return at + 1 == self.amount.first
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

    @cached_property
    def _plain(self) -> frozenset[int]:
        return frozenset(self.plain)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every word of it but those that name who gives it, by the first word of its family."""
        first, last = self.voice[0], self.voice[0] + len(split_line(_voice_text(self)).forms)
        return frozenset(_kin(form, self.lists) for at, form in enumerate(self.line.forms) if not first <= at < last)

    @cached_property
    def added(self) -> frozenset[str]:
        """What it says beside its figure, what that counts and who gives it; "puts the spill at" says nothing new."""
        told = (*range(self.voice[0]), *range(self._behind_giver, self._giver_behind))
        places = [at for at in told if at in self._plain and at != self.noun_place and self._tells(at)]
        left_out = self.giver | {_kin(self.noun, self.lists)}
        return frozenset(_kin(self.line.form(at), self.lists) for at in places if not self._is_put(at)) - left_out

    @property
    def _behind_giver(self) -> int:
        """Where the claim begins behind "engineers hired by the trust say"."""
        return self._giving + 1 if self._giving else max(self.voice[0], 0)

    @property
    def _giver_behind(self) -> int:
        """Where the claim ends before ", the ministry told reporters"."""
        place, end = self.voice[0], len(self.line.forms)
        if place < self.amount.last:
            return end
        return next((at for at in range(place, self.amount.last - 1, -1) if self.line.form(at) in (",", "according")), place)

    def _tells(self, at: int) -> bool:
        form = self.line.form(at)
        untelling = FUNCTION_WORD | DETERMINER | AUXILIARY | ADVERB | NUMBER | PREPOSITION | TIME_WORD
        known = form in SMALL or form in self.lists["figure-giving"] or form in self.lists["figure-words"]
        return form[0].isalpha() and not known and not self.vocabulary[form] & untelling

    def _is_put(self, at: int) -> bool:
        """Tell whether it is what a figure is put to: "puts the spill at 9,000 litres"."""
        return self.puts and self._giving < at < self.amount.first

    @cached_property
    def puts(self) -> bool:
        """Whether it puts a figure to what was told before: "puts the spill at", "valued it at"."""
        forms, giving = self.line.forms, self._giving
        named = forms[giving] in self.lists["figure-putting"] and forms[giving + 1] in ("the", "it", "that", "this", "them")
        return bool(named) and self.line.form(self.amount.first - 1) in ("at", "as")

    @property
    def leans(self) -> bool:
        """Whether it is told of what stood before: "it was 180 kilometres", "there was one gunman", "the list names 203"."""
        first = self.amount.first
        being = _BEING if self.amount.unit else _BEING | _HAVING
        back = self.line.form(first - 2) in _BACK and self.line.form(first - 1) in being
        counted = self.line.form(first - 1) in self.lists["figure-counting"] or not self.lists["figure-words"].isdisjoint(
            self.line.forms
        )
        return self.puts or back or counted or (self.is_record and self._giving == first - 1)

    @property
    def leans_alone(self) -> bool:
        """Whether it stands alone as what is said: "put it at 12", "recorded 31,000", "a turnout of 900"."""
        spoken = bool(self.added) or 0 < self._giving == self.amount.first - 2
        return self.answers or self.puts or (spoken and self.before in ("of", "at", "to"))

    @property
    def before(self) -> str:
        """The word before the figure; "by" says as much as none."""
        form = self.line.form(self.amount.first - 1)
        return form if form in ("to", "from", "of", "at") else ""

    @cached_property
    def is_record(self) -> bool:
        """Whether something written gives it."""
        return not self.lists["figure-records"].isdisjoint(self.line.forms[: max(self._giving, 1)])

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
        return self.line.form(first - 1) in self.lists["figure-answers"] or (bool(self.giver) and self._giving == first - 1 > 0)


@lru_cache(maxsize=4)
def _families(*families: frozenset[str]) -> Mapping[str, str]:
    """Each word of a family with the first word of it."""
    return {word: entry.split()[0] for listed in families for entry in sorted(listed) for word in entry.split()}


def _kin(form: str, lists: Lists) -> str:
    """The first word of its family, else its stem; "gunmen" is the plural of "gunman"."""
    form = f"{form[:-3]}man" if form.endswith("men") else form
    return _families(lists["same-words"], lists["figure-measures"], lists["figure-things"]).get(form) or find_root(form)


def _telling(forms: Sequence[str]) -> frozenset[str]:
    return frozenset(find_root(form) for form in forms if form[:1].isalpha() and form not in SMALL)


def _is_year(form: str) -> bool:
    return len(form) == 4 and form.isdigit() and form[:2] in ("17", "18", "19", "20")


def find_rivals(statements: Sequence[Statement], lists: Lists) -> Iterator[Finding]:
    """Give the first two figures of neighbours that two mouths give for one thing, if there are such."""
    vocabulary = vocabulary_of(lists)
    before: list[_Claim] = []
    for statement in statements:
        for claim in islice(_read(statement, lists, vocabulary), MOST):
            if earlier := next((one for one in before[-NEAR * MOST :] if _are_rivals(one, claim)), None):
                yield _finding(earlier, claim)
                return
            before.append(claim)


def _read(statement: Statement, lists: Lists, vocabulary: Vocabulary) -> Iterator[_Claim]:
    """The statement with each figure it gives."""
    if statement.status in _LEFT_OUT:
        return
    line = split_line(statement.text)
    counts = [amount for amount in find_amounts(line, frozenset()) if _counts(amount, line)]
    voices = sum(one.part in _GIVING_PARTS for one in statement.sources)
    for amount in counts:
        if isinstance(amount.value, float):
            yield _Claim(statement, line, amount, amount.value, lists, vocabulary, len(counts) <= max(voices, 1))


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
    if apart > NEAR or not _are_two_mouths(one, other) or not _are_at_one_time(one, other):
        return False
    return (_lean(one, other, apart) or _adds_nothing(one, other, apart)) and _disagree(one, other) and bool(_name(other))


def _are_two_mouths(one: _Claim, other: _Claim) -> bool:
    """Tell whether two give them, or the text itself and somebody."""
    return bool(other.giver) and one.giver.isdisjoint(other.giver) and not other.is_told_by_pronoun


def _are_at_one_time(one: _Claim, other: _Claim) -> bool:
    """Tell whether nothing in them speaks of two times, two places or a part; "the same year" takes the first one's over."""
    if (other.tells_of_own and not other.is_record) or (other.times and other.times != one.times):
        return False
    if one.tells_of_own and not (other.says_same or other.is_record):
        return False
    if other.tells_apart - one.tells_apart:
        return False
    if not (other.says_same or one.tells_apart - other.tells_apart <= one.lists["figure-topics"]):
        return False
    return not any(map(_is_year, one.times)) and not (one.places and other.places and one.places != other.places)


def _lean(one: _Claim, other: _Claim, apart: int) -> bool:
    """Tell whether the second figure is seen to be of what the first one counts."""
    if not (one.is_only and other.is_only and apart and one.giver) or (one.tells_apart and not other.says_same):
        return False
    if other.says_same and _may_count_same(one, other):
        return True
    if apart > 1:
        return False
    if other.stands_alone and other.answers:
        return not one.fate or not other.fate or one.fate == other.fate
    return _tell_same_fate(one, other) or _measure_same(one, other)


def _adds_nothing(one: _Claim, other: _Claim, apart: int) -> bool:
    """Tell whether the second one says little but another figure for what the first one counts."""
    if (
        not (other.voice[1] or other.is_record or other.puts)
        or (one.is_bare_name and other.is_bare_name)
        or (not apart and not one.voice[1])
    ):
        return False
    if one.fate != other.fate or (other.tells_apart and one.before != other.before):
        return False
    known = one.stems if apart else frozenset(_kin(form, one.lists) for form in one.line.forms)
    if not other.added <= known:
        return False
    if other.stands_alone:
        return apart <= 1 and bool(one.giver) and one.is_only and other.is_only and other.leans_alone
    if one.amount.unit != other.amount.unit or not (other.added or (apart <= 1 and other.leans)):
        return False
    return bool(other.amount.unit or one.noun) and _kin(one.noun, one.lists) == _kin(other.noun, other.lists)


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
    """Tell whether they differ by more than rounding; "at least 12" agrees with all that is more."""
    lower = min(one, other, key=lambda claim: claim.value)
    if lower.fate and not lower.lists["figure-part-seers"].isdisjoint(lower.giver):
        return False
    low, high = lower.value, max(one.value, other.value)
    higher = other if lower is one else one
    if lower.amount.bound in _FROM or higher.amount.bound in _UP_TO:
        return False
    about = 1.5 if "about" in (one.amount.bound, other.amount.bound) else APART
    return low > 0 and high >= about * low and high <= 100 * low


def _finding(one: _Claim, other: _Claim) -> Finding:
    told = ((each.statement, _quote_figure(each), _name(each)) for each in (one, other))
    return tell_figures(*told)


def _quote_figure(claim: _Claim) -> str:
    return claim.line.quote(claim.amount.first, claim.noun_place + 1)


def _name(claim: _Claim) -> str:
    """Who gives it, as it would stand inside a sentence: the source, else what stands before the verb."""
    if not claim.giver:
        return ""
    text = _voice_text(claim) or _quote_words(claim.line, *claim.giving_words)
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if claim.vocabulary[first.lower()] & DETERMINER and rest else text


def _voice_text(claim: _Claim) -> str:
    sources = (one for one in claim.statement.sources if one.part in _GIVING_PARTS)
    return next((one.text for one in sources if claim.voice[1].startswith(one.text)), "")


def _quote_words(line: Line, first: int, last: int) -> str:
    return line.quote(first, last) if first < last else ""
