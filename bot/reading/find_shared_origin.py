"""The finding of one origin where plain words tell it: "all three took it from one post", "the Echo had it from the Post"."""

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.model import Fact, Finding, FindingKind, Role
from bot.reading.find_one_origin import FEWEST_CITING, LOOKED_BACK, find_outlets, find_runs, is_name, key_of
from bot.reading.lexicon import Lists
from bot.reading.seen import Seen
from bot.reading.statements import Draft

_TO_PARTICLE = 8
_TO_ORIGIN = 4
_TO_NOUN = 7
_BETWEEN = 5
"""Words between two names of a list: "in the Echo and on the page Gull Watch"."""


class Cue(NamedTuple):
    """Words by which something goes back to something, and where the origin begins."""

    first: int
    last: int


class Name(NamedTuple):
    """What may be an outlet, where it stands."""

    first: int
    last: int
    text: str


def shared_origin(seen: Seen) -> Finding | None:
    """Several outlets are named, and a sentence says of all of them, or of one after the other, where they have it from."""
    lists, going_back = seen.rulebook.lists, dict[str, str]()
    shown = dict[int, None]()
    for number, draft in enumerate(seen.drafts):
        cue = _find_cue(draft, lists) if seen.statements[number].role is Role.BODY else None
        if cue:
            window = range(max(0, number - LOOKED_BACK), number + 1)
            shared = _shared(draft, cue, window, seen)
            if shared:
                return shared
            links = _links(draft, lists) if _is_press(window, seen) else {}
            going_back.update(links)
            shown.update(dict.fromkeys([number + 1] if links else []))
    return _chain_of(going_back, sorted(shown)) if len(going_back) >= FEWEST_CITING else None


def _finding(names: Sequence[str], origin: str, numbers: Sequence[int]) -> Finding:
    facts: dict[str, Fact] = {"names": tuple(names), "origin": origin}
    return Finding(FindingKind.ONE_ORIGIN, tuple(numbers), facts)


def _chain_of(going_back: Mapping[str, str], numbers: Sequence[int]) -> Finding | None:
    """All that go back to the same one, be it through each other; None where they end in two."""
    ends = {key_of(origin) for origin in going_back.values()} - {key_of(name) for name in going_back}
    if len(ends) != 1:
        return None
    origin = next(one for one in going_back.values() if key_of(one) in ends)
    return _finding(tuple(going_back), origin, numbers)


def _find_cue(draft: Draft, lists: Lists) -> Cue | None:
    """ "Took it from", "draw on", "reprinted": the first in a statement that has nobody's own or other origin in it."""
    forms = draft.passage.words.forms
    mine = forms[draft.first : draft.last]
    if lists["drawing"].isdisjoint(mine) or not lists["of-their-own"].isdisjoint(mine):
        return None
    return next((cue for place in range(draft.first, draft.last) if (cue := _cue_at(draft, place, lists))), None)


def _cue_at(draft: Draft, place: int, lists: Lists) -> Cue | None:
    """The verb with its "from" or "on"; "took" and its like need what was taken: "it", "the story"."""
    forms = draft.passage.words.forms
    if forms[place] not in lists["drawing"]:
        return None
    if forms[place] in lists["drawing-straight"]:
        return Cue(place, place + 1)
    near = range(place + 1, min(draft.last, place + _TO_PARTICLE))
    particle = next((one for one in near if forms[one] in lists["drawing-particles"]), 0)
    vague = forms[place] in lists["drawing-things"] and lists["drawn"].isdisjoint(forms[place:particle])
    return Cue(place, particle + 1) if particle and not vague else None


def _shared(draft: Draft, cue: Cue, window: range, seen: Seen) -> Finding | None:
    """ "All of them took it from one video": the several are the names before it."""
    lists, forms = seen.rulebook.lists, draft.passage.words.forms
    if lists["all-of-them"].isdisjoint(forms[draft.first : cue.last]):
        return None
    if not _is_press(window, seen):
        return None
    found = [(number, name.text) for number in window for name in _media(seen.drafts[number], cue.first, draft, seen)]
    origin = _origin(draft, cue, {short for _, name in found for short in (key_of(name), key_of(name).split()[-1])}, seen)
    names = {key_of(name): name for _, name in found if not f" {key_of(name)}".endswith(f" {key_of(origin)}")}
    if len({key_of(name) for _, name in found}) < FEWEST_CITING or not names or not origin:
        return None
    return _finding(tuple(names.values()), origin, sorted({number + 1 for number, _ in found} | {window[-1] + 1}))


def _origin(draft: Draft, cue: Cue, named: Container[str], seen: Seen) -> str:
    """ "One phone video", or an outlet that is known or was named; empty where none stands behind the cue."""
    passage, forms, lists = draft.passage, draft.passage.words.forms, seen.rulebook.lists
    near = range(cue.last, min(draft.last, cue.last + _TO_ORIGIN))
    for place in near:
        wanted, nouns = _origin_nouns(forms[place], lists), range(place + 1, min(draft.last, place + _TO_NOUN))
        noun = next((one for one in nouns if forms[one] in wanted), 0) if wanted else 0
        if noun:
            return passage.text_of(place, noun + 1)
    known = {(outlet.first, outlet.last) for outlet in find_outlets(draft, named, seen)}
    return next((passage.text_of(*run) for run in sorted(known) if run[0] in near), "")


def _origin_nouns(form: str, lists: Lists) -> frozenset[str]:
    """What may follow as an origin: behind "one" or "same" anything, behind "the" and "a" only what is plainly an item."""
    if form in lists["one-and-the-same"]:
        return lists["origins"] | lists["more-origins"]
    if form == "the":
        return lists["more-origins"]
    return lists["more-origins"] | lists["plain-origins"] if form in lists["articles"] else frozenset()


def _is_press(window: range, seen: Seen) -> bool:
    """Tell whether the statements speak of papers, pages, editors."""
    press = seen.rulebook.lists["press-words"]
    drafts = [seen.drafts[number] for number in window]
    spoken = any(not press.isdisjoint(draft.passage.words.forms[draft.first : draft.last]) for draft in drafts)
    return spoken or any(any(find_outlets(draft, frozenset(), seen)) for draft in drafts)


def _media(draft: Draft, before: int, last: Draft, seen: Seen) -> Iterator[Name]:
    """The names that may be outlets: known ones, those that say something, those in a row of names."""
    lists, words = seen.rulebook.lists, draft.passage.words
    known = {(outlet.first, outlet.last) for outlet in find_outlets(draft, frozenset(), seen)}
    runs = [run for run in find_runs(draft) if is_name(words.forms[run[0] : run[1]], lists)]
    runs = [run for run in runs if draft is not last or run[1] <= before]
    near = [pair for pair in pairwise(runs) if _in_a_row(words.forms[pair[0][1] : pair[1][0]], lists)]
    rows = {run for pair in near for run in pair}
    for run in runs:
        says = not lists["media-verbs"].isdisjoint(words.forms[run[1] : run[1] + 2])
        if run in known or run in rows or says:
            yield Name(*run, draft.passage.text_of(*run))


def _in_a_row(between: Sequence[str], lists: Lists) -> bool:
    """Tell whether only commas, "and", "on the page" stand between two names."""
    if ("and" not in between and "," not in between) or len(between) > _BETWEEN:
        return False
    return all(form in lists["row-words"] or form in lists["outlet-heads"] for form in between)


def _links(draft: Draft, lists: Lists) -> Mapping[str, str]:
    """ "The Echo had it from the Courier, the Star from the Echo": each name, and the one behind the words that say so."""
    passage = draft.passage
    forms = passage.words.forms
    links: dict[str, str] = {}
    for left, right in pairwise(run for run in find_runs(draft) if is_name(forms[run[0] : run[1]], lists)):
        between = [form for form in forms[left[1] : right[0]] if form != "the"]
        if " ".join(between) in lists["passed-by"] or (links and between == ["from"]):
            links[passage.text_of(*left)] = passage.text_of(*right)
    return links
