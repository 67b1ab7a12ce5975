"""Whether a sentence says that something is so or that it is not: negations, "unconfirmed", and words of contrary meaning."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.reading.compare_amounts import FATES
from bot.reading.compare_line import SMALL, Line, find_root

_NEGATORS_WORDS = """
not \x00nt \x00t no never none nobody nothing nowhere neither non without cannot hardly rarely seldom barely scarcely cant dont
didnt wont isnt wasnt arent werent hasnt havent hadnt doesnt couldnt wouldnt shouldnt
"""
_NEGATORS = frozenset(_NEGATORS_WORDS.split())
_REFUSALS = """
refuse refuses refused refusing refusal decline declines declined fail fails failed
failing failure lack lacks lacked absence
"""
_REFUSING = frozenset(_REFUSALS.split())
"""Words that negate what follows: who declined to confirm did not confirm. "Declined" negates only before "to"."""
_NO_NEGATION = frozenset(
    (("no", "fewer"), ("no", "less"), ("no", "more"), ("not", "only"), ("no", "doubt"), ("or", "not"), ("not", "just"))
)

_AFFIXED = """
unconfirmed unverified unclear unlikely unable impossible untrue unhurt unharmed uninjured unscathed incorrect inaccurate
"""
_KNOWN_AFFIXED = frozenset(_AFFIXED.split())
_AFFIXES = ("non", "dis", "mis", "un", "in", "im", "il", "ir", "de", "anti")

_CONTRARY_WORDS = """
confirm confirmation affirm corroborate verify | deny denied denial reject refute dispute contradict rebut
accept approve endorse adopt pass ratify back agree | reject refuse decline veto oppose block dismiss turn
true genuine real authentic accurate correct | false fake hoax bogus wrong fabricated baseless
rise rose risen increase grow grew climb jump surge soar gain raise higher up \
 | fall fell fallen decrease drop decline shrink sink plunge slump lower cut reduce lose down
win won victory beat | lose lost defeat
open reopen | close shut closure
begin start launch resume | end stop stopped halt cease suspend finish cancel
alive survive living | dead die death kill
guilty convict conviction | innocent acquit acquittal clear
legal lawful | illegal outlaw
sign | veto
admit admitted | deny denied
seize capture | lose lost
impose | lift
allow permit permitted let authorise authorize | ban banned forbid prohibit bar
support favour favor | oppose opposition against
for | against
arrive enter come join | leave depart exit quit withdraw go
return | flee
arrest detain jail imprison capture | free release
remember | forget
safe | dangerous
present | absent
more | fewer less
most | least
before | after
above over | below under
inside within | outside
first | last
hire appoint | fire dismiss sack
buy purchase acquire | sell sold
lend | borrow
give gave | take took
love like | hate
friend ally | enemy foe
success succeed | failure fail
advance | retreat
keep kept retain | break broke drop dropped scrap scrapped abandon
include | exclude
export | import
attack | defend
build built | demolish destroy
strengthen | weaken
tighten | loosen ease
widen | narrow
hot warm | cold cool
male man men boy | female woman women girl
north northern | south southern
east eastern | west western
left | right
old | new
large big | small
early | late
public | private
positive | negative
majority | minority
profit | loss
wet | dry
full | empty
"""
_Side = tuple[int, int]
"""One side of a pair of contraries: the number of the row, and 0 or 1."""


def _index_contraries() -> tuple[Mapping[str, Sequence[_Side]], Mapping[str, Sequence[_Side]]]:
    """The sides on which each word stands, and each stem."""
    words, stems = defaultdict[str, list[_Side]](list), defaultdict[str, list[_Side]](list)
    for row, line in enumerate(_CONTRARY_WORDS.strip().splitlines()):
        for side, listed in enumerate(line.split(" | ")):
            for word in listed.split():
                words[word].append((row, side))
                stems[find_root(word)].append((row, side))
    return words, stems


_CONTRARY_FORMS, _CONTRARY_STEMS = _index_contraries()


_NOT_SCARCE_WORDS = "a the last past next first these those its his her their"
_NOT_SCARCE = frozenset(_NOT_SCARCE_WORDS.split())
"""Before these "few" and "little" deny nothing: "a few", "the little ferry"."""


class Denial(IntEnum):
    """How two sentences stand to each other."""

    AGREE = 0
    UNSURE = 1
    CONTRARY = 2


@dataclass(frozen=True, slots=True)
class Contrast:
    """How they stand, and the words of each that show it."""

    denial: Denial
    before: str = ""
    now: str = ""


def contrast(before: Line, now: Line, numbers: tuple[frozenset[int], frozenset[int]]) -> Contrast:
    """Tell whether one sentence says what the other denies; "no fewer than" at the places of `numbers` denies nothing."""
    before, now = _blank(before, numbers[0]), _blank(now, numbers[1])
    negators = tuple(_find_negators(line, other) for line, other in ((before, now), (now, before)))
    flips = tuple(_find_contraries(before, now))
    counts = [len(places) for places in negators]
    if (counts[0] + counts[1] + len(flips)) % 2:
        return Contrast(Denial.CONTRARY, *_show(before, now, negators, flips))
    if counts[0] != counts[1]:
        return Contrast(Denial.UNSURE)
    if _is_elsewhere(before, now, negators):
        return Contrast(Denial.CONTRARY, *_show(before, now, negators, flips))
    return Contrast(Denial.UNSURE if flips or _is_other_fate(before, now) else Denial.AGREE)


def _blank(line: Line, numbers: frozenset[int]) -> Line:
    """The sentence with marks in place of its numbers and of the North in "North Korea"."""
    names = {
        place for place in range(len(line.forms) - 1) if line.written[place][0].isupper() and line.written[place + 1][0].isupper()
    }
    forms = tuple(
        "#" if place in numbers or (place in names and form in _SIDES) else form for place, form in enumerate(line.forms)
    )
    return line if forms == line.forms else replace(line, forms=forms)


_SIDE_WORDS = "north south east west northern southern eastern western upper lower new old left right"
_SIDES = frozenset(_SIDE_WORDS.split())


def _find_negators(line: Line, other: Line) -> Sequence[int]:
    return [place for place in range(len(line.forms)) if _negates(line, place, other)]


def _negates(line: Line, place: int, other: Line) -> bool:
    form, after = line.forms[place], line.form(place + 1)
    if form == "nor":
        return "neither" not in line.forms
    if form in _NEGATORS:
        return (
            (form, after) not in _NO_NEGATION and (line.form(place - 1), form) not in _NO_NEGATION and not _is_numero(line, place)
        )
    if form in {"yet", "little", "few"}:
        return after == "to" if form == "yet" else line.form(place - 1) not in _NOT_SCARCE
    if form in _REFUSING:
        return after == ("of" if form in {"lack", "absence"} else "to")
    return form in _KNOWN_AFFIXED or _is_affixed(line.stems[place], line, other)


def _is_numero(line: Line, place: int) -> bool:
    """ "No. 7" and "No 10" negate nothing."""
    after = line.form(place + 2) if line.form(place + 1) == "." else line.form(place + 1)
    return line.written[place] == "No" and after.isdecimal() and (place > 0 or line.form(place + 1) == ".")


def _is_affixed(stem: str, line: Line, other: Line) -> bool:
    """Tell whether the word is what the other sentence says with "un" or the like before it."""
    bases = [stem[len(affix) :] for affix in _AFFIXES if stem.startswith(affix) and len(stem) - len(affix) >= 3]
    return any(_is_among(base, other) and not _is_among(base, line) for base in bases) and stem not in other.all_stems


def _is_among(base: str, line: Line) -> bool:
    return any(
        base == stem or (len(stem) >= 5 and len(base) >= 5 and (base.startswith(stem) or stem.startswith(base)))
        for stem in line.stems
    )


def _find_contraries(before: Line, now: Line) -> Iterator[tuple[str, str]]:
    """The pairs of words of contrary meaning of which each sentence holds another."""
    mine, theirs = _find_sides(before), _find_sides(now)
    for row, side in sorted(mine):
        other = (row, 1 - side)
        if other in theirs and other not in mine and (row, side) not in theirs:
            yield mine[row, side], theirs[other]
    yield from _find_suffixed(before, now)


def _find_sides(line: Line) -> Mapping[_Side, str]:
    """The sides of contraries that a sentence holds a word of, each with the first; of the small words only exactly these."""
    found: dict[_Side, str] = {}
    for form, stem in zip(line.forms, line.stems, strict=True):
        by_stem = _CONTRARY_STEMS.get(stem, ()) if form not in SMALL else ()
        for side in (*_CONTRARY_FORMS.get(form, ()), *by_stem):
            found.setdefault(side, form)
    return found


def _find_suffixed(before: Line, now: Line) -> Iterator[tuple[str, str]]:
    """ "Harmless" and "harmful"."""
    for one in before.forms:
        for ending, contrary in (("less", "ful"), ("ful", "less")):
            other = f"{one.removesuffix(ending)}{contrary}"
            if one.endswith(ending) and len(one) > len(ending) + 2 and other in now.forms:
                yield one, other


def _is_elsewhere(before: Line, now: Line, negators: Sequence[Sequence[int]]) -> bool:
    """Tell whether what the one denies is what the other says: "A came, B did not" and "A did not, B came"."""
    if not all(negators):
        return False
    one, other = (_find_denied(line, places) for line, places in zip((before, now), negators, strict=True))
    return bool(one and other and not one & other and one & _find_plain(now, other) and other & _find_plain(before, one))


def _find_denied(line: Line, places: Sequence[int]) -> frozenset[str]:
    """The telling word that each negation stands at: the next one behind it up to a mark, else the last one before it."""
    return frozenset(line.stems[at] for place in places if (at := _find_denied_place(line, place)) is not None)


def _find_denied_place(line: Line, place: int) -> int | None:
    for at in range(place + 1, len(line.forms)):
        if line.forms[at] in {",", ";", ".", "but", "and"}:
            break
        if _is_telling(line.forms[at]):
            return at
    return next((at for at in range(place - 1, -1, -1) if _is_telling(line.forms[at])), None)


def _is_telling(form: str) -> bool:
    return form.isalpha() and form not in SMALL and form not in _NEGATORS


def _find_plain(line: Line, denied: frozenset[str]) -> frozenset[str]:
    return line.all_stems - denied


def _is_other_fate(before: Line, now: Line) -> bool:
    one, other = ({FATES[form] for form in line.forms if form in FATES} for line in (before, now))
    return bool(one - other and other - one)


def _show(before: Line, now: Line, negators: Sequence[Sequence[int]], flips: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The words that show it: those of contrary meaning, else the negation with what it stands at."""
    if flips:
        return flips[0]
    shown = [_quote(line, places) for line, places in zip((before, now), negators, strict=True)]
    return shown[0], shown[1]


def _quote(line: Line, places: Sequence[int]) -> str:
    if not places:
        return ""
    first = places[0] - 1 if line.forms[places[0]].startswith("\x00") else places[0]
    return line.quote(first, places[0] + (2 if line.form(places[0] + 1).isalpha() else 1))
