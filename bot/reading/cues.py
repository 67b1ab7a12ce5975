"""Hits into cues: the longest wins, masks remove look-alikes, stops are kept for scope."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.model import Family
from bot.rulebook import Kind, Rule, Rulebook
from bot.rulebook.matcher import Hit

QUIET = frozenset((Family.VAGUE, Family.APPROXIMATOR, Family.BOOSTER, Family.PRESSURE))
"""Families that change no status."""


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
    """What a sentence's hits come to: cues and stops in order, and the cues that were dropped."""

    cues: Sequence[Found]
    stops: Sequence[Found]
    lost: Sequence[Lost]


_NOTHING = Sifted((), (), ())


def sift(hits: Iterable[Hit], rulebook: Rulebook) -> Sifted:
    """Sort one sentence's hits into cues, stops and dropped cues.

    "Officials denied entry to the group": the mask "denied entry" drops the cue "denied". "Could not confirm" holds the modal
    "could": the longer cue counts, the one inside it is dropped.
    """
    rules = rulebook.rules
    found = [Found(rules[number], first, last) for number, first, last in hits]
    if not found:
        return _NOTHING
    masks = [one for one in found if one.rule.kind is Kind.MASK]
    stops = [one for one in found if one.rule.kind is Kind.STOP]
    kept: list[Found] = []
    lost: list[Lost] = []
    for cue in _longest([one for one in found if one.rule.kind is Kind.CUE], lost):
        by = _masked_by(cue, masks)
        if by:
            lost.append(Lost(cue, by, "mask"))
        else:
            kept.append(cue)
    return Sifted(kept, [stop for stop in stops if not _masked_by(stop, masks)], lost)


def _longest(cues: Sequence[Found], lost: list[Lost]) -> list[Found]:
    """Keep the cues that stand in no longer one; of two rules for the very same words the first in the pack counts.

    A cue that changes no status ("experts say" as vague) never takes the place of one that does.
    """
    kept: list[Found] = []
    longest: dict[bool, Found] = {}
    for cue in cues:
        quiet = cue.rule.family in QUIET
        holders = [longest[kind] for kind in ((False, True) if quiet else (False,)) if kind in longest]
        holder = next((one for one in holders if cue.last <= one.last), None)
        if holder:
            lost.append(Lost(cue, holder, "inside"))
            continue
        kept.append(cue)
        longest[quiet] = cue
    return kept


def _masked_by(cue: Found, masks: Sequence[Found]) -> Found | None:
    """The mask that overlaps the cue and is meant for its family."""
    for mask in masks:
        if mask.first < cue.last and cue.first < mask.last and (not mask.rule.families or cue.rule.family in mask.rule.families):
            return mask
    return None
