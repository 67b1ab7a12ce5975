"""The finding of one origin: several outlets are named, and the text lets them all go back to one."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from bot.model import Fact, Finding, FindingKind, SourceKind
from bot.reading.find_outlets import is_outlet_name
from bot.reading.lexicon import Lists
from bot.reading.seen import Seen
from bot.reading.statements import Draft

FEWEST_CITING = 2
"""Outlets that all pass on the report of one other."""
LOOKED_BACK = 3
"""Statements before "both" or "picked it up" in which the outlets are that this means."""
_AHEAD = 5
_FAR = 10
_LONGEST_NAME = 4
_SMALL = ("function-words", "time-words", "sentence-starters")


class Outlet(NamedTuple):
    """An outlet where it stands in a statement."""

    first: int
    last: int
    name: str


class Line(NamedTuple):
    """A statement by its number, with the outlets in it."""

    number: int
    draft: Draft
    outlets: Sequence[Outlet]


@dataclass(slots=True)
class Trail:
    """Which outlet goes back to which, and the statements that say so."""

    cited: dict[str, str] = field(default_factory=dict)
    numbers: dict[int, None] = field(default_factory=dict)
    torn: bool = False
    """Whether one of them has two origins."""

    def add(self, citing: Sequence[tuple[int, Outlet]], origin: str, number: int) -> None:
        """Note that these go back to that one."""
        shown = dict.fromkeys([*(earlier for earlier, _ in citing), number])
        if self.cited and origin.islower():  # "the same post": said again
            self.numbers.update(shown)
            return
        for _, outlet in citing:
            if key_of(outlet.name) != key_of(origin):
                known = self.cited.setdefault(outlet.name, origin)
                self.torn = self.torn or key_of(known) != key_of(origin)
                self.numbers.update(shown)


def one_origin(seen: Seen) -> Finding | None:
    """Several outlets are named that report the same, and all of them go back to one and the same other."""
    trail, before, known = Trail(), list[Line](), set[str]()
    telling = [number for number, draft in enumerate(seen.drafts) if _may_tell(draft, seen.rulebook.lists)]
    if not telling:
        return None
    for number in sorted({near for place in telling for near in range(max(0, place - LOOKED_BACK), place + 1)}):
        line = Line(number + 1, seen.drafts[number], tuple(find_outlets(seen.drafts[number], known, seen)))
        known.update(key_of(outlet.name) for outlet in line.outlets)
        for place in range(line.draft.first, line.draft.last):
            _follow(line, place, before, trail, seen.rulebook.lists)
        before = [*before, line][-LOOKED_BACK:]
    origins = {key_of(origin) for origin in trail.cited.values()}
    if trail.torn or len(origins) != 1 or len(trail.cited) < FEWEST_CITING:
        return None
    facts: dict[str, Fact] = {"names": tuple(trail.cited), "origin": next(iter(trail.cited.values()))}
    return Finding(FindingKind.ONE_ORIGIN, tuple(sorted(trail.numbers)), facts)


@lru_cache(maxsize=8)
def _trails(citing: frozenset[str], repeating: frozenset[str], tracing: frozenset[str]) -> frozenset[str]:
    return citing | repeating | tracing


def _may_tell(draft: Draft, lists: Lists) -> bool:
    """Tell whether a statement has words by which outlets are followed back; most have none and are not looked into."""
    forms = draft.passage.words.forms[draft.first : draft.last]
    if _trails(lists["citing"], lists["repeating"], lists["tracing"]).isdisjoint(forms):
        return False
    repeats = not lists["repeating"].isdisjoint(forms) and not lists["told-things"].isdisjoint(forms)
    traces = not lists["tracing"].isdisjoint(forms) and not lists["several"].isdisjoint(forms)
    return repeats or traces or not lists["citing"].isdisjoint(forms)


def key_of(name: str) -> str:
    """An outlet's name for comparing, without "the"."""
    return name.casefold().removeprefix("the ")


def _follow(line: Line, place: int, before: Sequence[Line], trail: Trail, lists: Lists) -> None:
    """Note what one word tells of who goes back to whom, where it is "citing", "picked up" or "rest on"."""
    forms = line.draft.passage.words.forms
    form = forms[place]
    if form in lists["citing"] or form in lists["tracing"]:
        origin = _find_origin(line, place, lists)
        citing = _find_citing(line, place, before, lists) if origin else []
        trail.add(citing, origin, line.number)
    if form in lists["repeating"] and not lists["told-things"].isdisjoint(forms[place + 1 : place + _AHEAD]):
        _follow_repeated(line, place, before, trail)


def _follow_repeated(line: Line, place: int, before: Sequence[Line], trail: Trail) -> None:
    """ "The Courier and the Echo picked up the story from the Herald", or from whoever had it a sentence ago."""
    repeating = [(line.number, outlet) for outlet in line.outlets if outlet.last <= place]
    behind = [(line.number, outlet) for outlet in line.outlets if outlet.first > place]
    earlier = [(one.number, outlet) for one in before[-1:] for outlet in one.outlets]
    alone = len({key_of(outlet.name) for _, outlet in earlier}) == 1
    source = next(iter(behind or (earlier if alone else ())), None)
    if source and len(repeating) >= FEWEST_CITING:
        trail.add([*repeating, source], source[1].name, line.number)


def _find_origin(line: Line, place: int, lists: Lists) -> str:
    """What is cited: the outlet behind the verb, or "the same post"; empty where neither stands there."""
    passage = line.draft.passage
    forms, last = passage.words.forms, min(line.draft.last, place + _FAR)
    last = next((at for at in range(place + 1, last) if forms[at] in (",", ";")), last)
    named = next((outlet.name for outlet in line.outlets if place < outlet.first < last), "")
    if named:
        return named
    same = next((at for at in range(place + 1, last) if forms[at] in lists["one-and-the-same"]), last)
    end = next((at for at in range(same + 1, last) if forms[at] in lists["origins"]), 0)
    return passage.text_of(same - (forms[same - 1] in lists["determiners"]), end + 1) if end else ""


def _find_citing(line: Line, place: int, before: Sequence[Line], lists: Lists) -> list[tuple[int, Outlet]]:
    """Who cites it: all of several where the statement says "both" or "all", else the outlet before the verb."""
    forms = line.draft.passage.words.forms
    mine = [(line.number, outlet) for outlet in line.outlets if outlet.last <= place]
    if lists["several"].isdisjoint(forms[max(line.draft.first, place - _AHEAD - 2) : place + 1]):
        return mine[-1:] if forms[place] in lists["citing"] else []
    if len(mine) >= FEWEST_CITING:
        return mine
    return [(one.number, outlet) for one in before for outlet in one.outlets] + mine


def find_outlets(draft: Draft, known: Container[str], seen: Seen) -> Iterator[Outlet]:
    """The outlets that are named in a statement, in order: named before, by the lists, or by what they do."""
    heard = {voice.last for voice in draft.voices if voice.kind is SourceKind.OUTLET}
    printed, lists = _find_printing(draft, seen.rulebook.lists), seen.rulebook.lists
    for first, last in find_runs(draft):
        name = draft.passage.text_of(first, last)
        prints = last <= printed and is_name(draft.passage.words.forms[first:last], lists)
        if prints or last in heard or key_of(name) in known or is_outlet_name(name, seen) or _is_introduced(draft, first, lists):
            yield Outlet(first, last, name)


def find_runs(draft: Draft) -> Iterator[tuple[int, int]]:
    """The runs of capitals, without "the"; a number belongs to the name before it ("France 24")."""
    words, place = draft.passage.words, draft.first
    while place < draft.last:
        last, limit = place, min(draft.last, place + _LONGEST_NAME)
        while last < limit and (words.is_capital(last) or (last > place and words.forms[last].isdigit())):
            last += 1
        if last > place:
            yield place + (words.forms[place] == "the" and last - place > 1), last
        place = max(last, place + 1)


def _is_introduced(draft: Draft, first: int, lists: Lists) -> bool:
    """ "The radio programme Tribuna 7", "a page called Gull Watch"."""
    forms = draft.passage.words.forms
    before = first - 1 - (first - 1 > draft.first and forms[first - 1] in ("called", "named"))
    return before >= draft.first and (forms[before] in lists["outlet-heads"] or forms[before] in lists["broadcasts"])


def _find_printing(draft: Draft, lists: Lists) -> int:
    """Where "ran the story" stands, whose subjects are outlets whatever they are called; -1 where it does not."""
    forms = draft.passage.words.forms
    for place in range(draft.first, draft.last):
        if forms[place] in lists["printing"] and not lists["story-words"].isdisjoint(forms[place + 1 : place + 4]):
            return place
    return -1


def is_name(name: Sequence[str], lists: Lists) -> bool:
    """Tell whether a run of capitals may be the subject of "ran the story": "GoalLine", not "By" or "Monday"."""
    return not all(any(form in lists[small] for small in _SMALL) for form in name)
