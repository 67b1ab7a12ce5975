"""What is seen across sentences: each kind has one function that looks for it and keeps silent when unsure."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.model import Cue, Family, Finding, FindingKind, Part, Role, Statement, Status
from bot.reading.chain import hearsay_chain
from bot.reading.find_caveats import caveat_depth, caveat_near_headline, flat_here_unconfirmed_there, headline_outruns_body
from bot.reading.find_one_origin import one_origin
from bot.reading.find_outlets import second_hand_origins
from bot.reading.find_shared_origin import shared_origin
from bot.reading.find_sources import not_confirmed_by, silence, unnamed_only
from bot.reading.seen import CAVEATS, Seen
from bot.reading.statements import Draft
from bot.reading.status import IDENTIFIED
from bot.rulebook import Rulebook

_PRESSURE = Family.PRESSURE


def link_back(statements: Sequence[Statement], rulebook: Rulebook) -> tuple[Statement, ...]:
    """Link "the report", "this", "it" in what a caveat is about to the earlier statement it fits; to none where none fits."""
    linked = list(statements)
    for place, statement in enumerate(statements):
        if statement.about and statement.role is Role.BODY and _points_back(statement.about.text, rulebook):
            target = _antecedent(place, statements)
            if target is not None:
                linked[place] = replace(statement, about=replace(statement.about, refers_to=target))
    return tuple(linked)


def _points_back(about: str, rulebook: Rulebook) -> bool:
    """Tell whether it is "the report", "this claim" or the like, and no more."""
    telling: list[str] = []
    if _bare(about) in rulebook.lists["pointers"]:
        return True
    for word in map(_bare, reversed(about.split())):
        if word not in rulebook.lists["determiners"]:
            telling.append(word)
            if len(telling) > 2 or telling[0] not in rulebook.lists["pointers"]:
                return False
    return bool(telling)


def _bare(word: str) -> str:
    return word.strip("\"'.,").lower()


def _antecedent(place: int, statements: Sequence[Statement]) -> int | None:
    """The number of the statement before this one that it may point back to."""
    for earlier in range(place - 1, max(-1, place - 4), -1):
        statement = statements[earlier]
        if (
            statement.role is Role.BODY
            and statement.status not in CAVEATS
            and statement.status is not Status.OTHER
            and statement.sentence >= statements[place].sentence - 2
        ):
            return statement.n
    return None


def find_findings(
    statements: Sequence[Statement], drafts: Sequence[Draft], rulebook: Rulebook, site: str | None = None
) -> tuple[Finding, ...]:
    """All findings, in the order of `FindingKind`, each kind at most once."""
    seen = Seen(statements, drafts, rulebook, site or "")
    kept = [finding for look in _LOOKS if (finding := look(seen))]
    if any(finding.kind is FindingKind.HEADLINE_OUTRUNS_BODY for finding in kept):
        kept = [finding for finding in kept if finding.kind is not FindingKind.CAVEAT_NEAR_HEADLINE]
    return tuple(kept)


def _pressure(seen: Seen) -> Finding | None:
    """The text asks to be passed on, in its own voice: what somebody is quoted with asks no reader."""
    telling = [(statement, cue) for statement in seen.statements for cue in statement.cues if cue.family is _PRESSURE]
    pressing = [(statement, cue) for statement, cue in telling if _presses(statement, cue)]
    if not pressing:
        return None
    numbers = tuple(dict.fromkeys(statement.n for statement, _ in pressing))
    return Finding(FindingKind.PRESSURE, numbers, {"words": pressing[0][1].text})


def _presses(statement: Statement, cue: Cue) -> bool:
    somebodys = any(source.part is Part.VOUCHES and source.kind in IDENTIFIED for source in statement.sources)
    return not cue.quoted and not somebodys


_LOOKS: Sequence[Callable[[Seen], Finding | None]] = (
    headline_outruns_body,
    caveat_near_headline,
    flat_here_unconfirmed_there,
    caveat_depth,
    not_confirmed_by,
    unnamed_only,
    second_hand_origins,
    lambda seen: one_origin(seen) or shared_origin(seen),
    hearsay_chain,
    silence,
    _pressure,
)
