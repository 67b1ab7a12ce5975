"""Hits into cues: the longest wins, masks remove look-alikes; stops, and words that assert nothing, are kept beside them."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.model import Family
from bot.rulebook import Kind, Rule, Rulebook
from bot.rulebook.matcher import Hit

QUIET = frozenset((Family.VAGUE, Family.APPROXIMATOR, Family.BOOSTER, Family.PRESSURE, Family.VIEW))
"""Families that change no status."""
_CUE, _EMPTY, _MASK, _STOP, _VIEW = Kind.CUE, Kind.EMPTY, Kind.MASK, Kind.STOP, Family.VIEW
"""Members by a name of their own are found four times as fast, and each hit asks for them."""

_DOUBLED = QUIET - {Family.VIEW}

SOMEBODYS = frozenset((Family.ATTRIBUTION, Family.VIEW))
"""What is nothing without somebody whose it is."""


class Found(NamedTuple):
    """A cue in a sentence, in words: `first` inclusive, `last` exclusive."""

    rule: Rule
    first: int
    last: int


class Lost(NamedTuple):
    """A cue that does not count, and what took its place: a mask, or a longer cue it stands inside."""

    cue: Found
    by: Found
    why: str


class Sifted(NamedTuple):
    """What a sentence's hits come to: cues and stops in order, the cues that were dropped, and words that assert nothing."""

    cues: Sequence[Found]
    stops: Sequence[Found]
    lost: Sequence[Lost]
    empty: Sequence[Found] = ()


_NOTHING = Sifted((), (), ())


def sift(hits: Sequence[Hit], rulebook: Rulebook) -> Sifted:
    """Sort one sentence's hits into cues, stops and dropped cues.

    "Officials denied entry to the group": the mask "denied entry" drops the cue "denied". "Could not confirm" holds the modal
    "could": the longer cue counts, the one inside it is dropped.
    """
    if not hits:
        return _NOTHING
    cues, others, lost = _longest(hits, rulebook.rules)
    if len(cues) > 1:
        _give_way(cues, lost)
    if not others:
        return Sifted(cues, others, lost)
    stops = [one for one in others if one.rule.kind is _STOP]
    empty = [one for one in others if one.rule.kind is _EMPTY]
    masks = [one for one in others if one.rule.kind is _MASK]
    if masks:
        looked_at = [(cue, _masked_by(cue, masks)) for cue in cues]
        lost += [Lost(cue, mask, "mask") for cue, mask in looked_at if mask]
        cues = [cue for cue, mask in looked_at if not mask]
        stops = [stop for stop in stops if not _masked_by(stop, masks)]
    return Sifted(cues, stops, lost, empty)


def _longest(hits: Sequence[Hit], rules: Sequence[Rule]) -> tuple[list[Found], list[Found], list[Lost]]:
    """The cues that stand in no longer one, then what is no cue, and the cues that do.

    Of two rules for the very same words the first in the pack counts. A cue that changes no status ("experts say" as vague)
    never takes the place of one that does. A view stands beside whatever else its words are: "plans to" is a plan, and whose.
    """
    kept: list[Found] = []
    others: list[Found] = []
    lost: list[Lost] = []
    telling: Found | None = None
    quiet: Found | None = None
    view: Found | None = None
    for number, first, last in hits:
        rule = rules[number]
        found = Found(rule, first, last)
        if rule.kind is not _CUE:
            others.append(found)
        elif rule.family is _VIEW:
            if view and last <= view.last:
                lost.append(Lost(found, view, "inside"))
            else:
                view = found
                kept.append(found)
        elif telling and last <= telling.last:
            lost.append(Lost(found, telling, "inside"))
        elif rule.family not in QUIET:
            telling = found
            kept.append(found)
        elif quiet and last <= quiet.last:
            lost.append(Lost(found, quiet, "inside"))
        else:
            quiet = found
            kept.append(found)
    return kept, others, lost


def _give_way(cues: list[Found], lost: list[Lost]) -> None:
    """Drop a cue that changes no status where the very same words are one that does; a view stays beside it."""
    before = cues[0]
    for cue in cues[1:]:
        if (before.first, before.last) == (cue.first, cue.last) and before.rule.family in _DOUBLED:
            cues.remove(before)
            lost.append(Lost(before, cue, "inside"))
        before = cue


def _masked_by(cue: Found, masks: Sequence[Found]) -> Found | None:
    """The mask that overlaps the cue and is meant for its family."""
    family = cue.rule.family
    for mask in masks:
        overlaps = mask.first < cue.last and cue.first < mask.last
        if overlaps and (not mask.rule.families or family in mask.rule.families) and not _outgrows(cue, mask):
            return mask
    return None


def _outgrows(cue: Found, mask: Found) -> bool:
    """Tell whether a verb of saying or its like was written in sight of the mask inside it: "went on to say", "is backed by"."""
    inside = cue.first <= mask.first and mask.last <= cue.last and mask.last - mask.first < cue.last - cue.first
    return inside and cue.rule.family in SOMEBODYS
