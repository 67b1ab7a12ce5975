"""Cues that a chat added for itself: which families there are, how they are written down, the rulebook that reads with them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.model import Family, Part
from bot.rulebook import Direction, Reach, Rule, Rulebook, Where
from bot.rulebook.extend import GROUP, OWN, extend
from bot.rulebook.grammar import PhraseError, read_phrase
from bot.rulebook.rules import Scope
from bot.service.days import DAY
from bot.service.records import Matter, Record, Removal

LONGEST = 80
"""Characters of a phrase."""
MOST = 30
"""Cues of a chat."""
STAYS = DAY
"""Seconds for which a cue may wait to be kept or dropped."""
MOST_KEPT = 256
"""Rulebooks with cues of their own that are ready to read with."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the cues of a family are read: the words they touch, and where their source stands."""

    scope: Scope
    source: Where = Where.NONE
    part: Part = Part.VOUCHES


_AHEAD = Scope(Direction.FORWARD, Reach.CLAUSE)
_AROUND = Scope(Direction.LOCAL, Reach.SENTENCE)

MANNERS: Mapping[Family, Manner] = {
    Family.UNCONFIRMED: Manner(_AHEAD),
    Family.DENIAL: Manner(_AHEAD, Where.SUBJECT, Part.DENIES),
    Family.DISPUTE: Manner(_AHEAD, Where.SUBJECT, Part.DENIES),
    Family.HEARSAY: Manner(_AHEAD),
    Family.UNNAMED: Manner(_AROUND),
    Family.HEDGE: Manner(_AHEAD),
    Family.SECOND_HAND: Manner(_AROUND),  # the pack looks for the outlet behind "first reported by"; not every phrase ends so
    Family.FUTURE: Manner(_AHEAD),
    Family.CONFIRMATION: Manner(_AHEAD, Where.SUBJECT),
    Family.PRESSURE: Manner(_AROUND),
}
"""The families that a phrase alone can decide, each read as most of the shipped rules of that family are."""


@dataclass(frozen=True, slots=True, order=True)
class Wording:
    """A phrase that is read as a cue: the id of its rule, its family and the phrase."""

    rule: str
    family: Family
    phrase: str


@dataclass(frozen=True, slots=True)
class OwnCue:
    """A cue of a chat. `kept` is false as long as nobody decided; `person` and `name` are whoever proposed or kept it.

    Who added it is written down apart: whoever has themselves forgotten takes nothing of the group's with them.
    """

    id: str
    chat: int
    wording: Wording
    at: float
    kept: bool
    person: int | None = None
    name: str | None = None


# --- what is written down

_ID = re.compile(rf"(?:{GROUP}|{OWN})\.[a-z]+(?:-[a-z]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")
_BY = "by-"


def to_records(cue: OwnCue) -> tuple[Record, ...]:
    """Write it down: a kept cue without its author and the author apart, a proposal in one, for a day."""
    body: dict[str, object] = {"rule": cue.wording.rule, "family": cue.wording.family, "phrase": cue.wording.phrase}
    if not cue.kept:
        return (Record(Matter.CUE, cue.chat, cue.id, cue.person, cue.at, {**body, "kept": False}, cue.at + STAYS),)
    whole = Record(Matter.CUE, cue.chat, cue.id, None, cue.at, {**body, "kept": True})
    return whole, Record(Matter.CUE, cue.chat, f"{_BY}{cue.id}", cue.person, cue.at, {"name": cue.name})


def to_removals(cue: OwnCue) -> tuple[Removal, ...]:
    """Remove it and who added it."""
    return Removal(Matter.CUE, cue.chat, cue.id), Removal(Matter.CUE, cue.chat, f"{_BY}{cue.id}")


def from_record(record: Record) -> OwnCue | None:
    """Read a cue or a proposal of what `to_records` wrote; None where it is nothing of the kind."""
    rule, family, phrase, kept = (record.body.get(key) for key in ("rule", "family", "phrase", "kept"))
    if not isinstance(rule, str) or not _ID.fullmatch(rule) or not isinstance(family, str) or family not in set(MANNERS):
        return None
    if not isinstance(phrase, str) or len(phrase) > LONGEST or not isinstance(kept, bool):
        return None
    return OwnCue(record.id, record.chat, Wording(rule, Family(family), phrase), record.at, kept, record.person)


def list_kept(records: Sequence[Record]) -> tuple[OwnCue, ...]:
    """The cues that are read with, oldest first, each with the name of whoever added it where that is still known."""
    names = {record.id.removeprefix(_BY): record.body.get("name") for record in records if record.id.startswith(_BY)}
    cues = [cue for cue in map(from_record, records) if cue and cue.kept]
    return tuple(_named(cue, names.get(cue.id)) for cue in cues[:MOST])


def _named(cue: OwnCue, name: object) -> OwnCue:
    return replace(cue, name=name if isinstance(name, str) else None)


def list_wordings(records: Sequence[Record]) -> tuple[Wording, ...]:
    """What is read with in a chat: the same wordings in the same order, whenever and in whatever order they were added."""
    return tuple(sorted(cue.wording for cue in list_kept(records)))


# --- reading with them


@lru_cache(maxsize=MOST_KEPT)
def add_cues(pack: Rulebook, wordings: tuple[Wording, ...]) -> Rulebook:
    """The rulebook that reads with a chat's wordings too; one that the pack's lists no longer allow is left out."""
    return extend(pack, [as_rule(wording) for wording in wordings if _is_readable(wording.phrase, pack)])


def as_rule(wording: Wording) -> Rule:
    """The wording as a rule, with the scope and source of its family."""
    manner = MANNERS[wording.family]
    return Rule(
        id=wording.rule,
        file="",
        line=0,
        phrases=(wording.phrase,),
        explain=f"A wording that was added as {wording.family}.",
        match=(),
        family=wording.family,
        scope=manner.scope,
        source=manner.source,
        part=manner.part,
    )


def _is_readable(phrase: str, pack: Rulebook) -> bool:
    try:
        return bool(read_phrase(phrase, pack.phrase_lists))
    except PhraseError:
        return False
