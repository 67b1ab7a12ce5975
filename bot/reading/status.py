"""The one status of a statement: the most doubtful that its cues and sources allow, with the settled cases of English news.

Cues are never added up: each cue or source proposes one status and the first in the order of `Status` is carried.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.model import Certainty, Family, Part, SourceKind, Status, Time
from bot.reading.cues import Found
from bot.reading.sources import Voice

_BY_FAMILY: Mapping[Family | None, Status] = {
    Family.UNCONFIRMED: Status.UNCONFIRMED,
    Family.DENIAL: Status.DENIED,
    Family.DISPUTE: Status.DISPUTED,
    Family.WITHDRAWN: Status.WITHDRAWN,
    Family.HEARSAY: Status.HEARSAY,
    Family.UNNAMED: Status.UNNAMED,
    Family.HEDGE: Status.HEDGED,
    Family.SECOND_HAND: Status.SECOND_HAND,
    Family.FUTURE: Status.FUTURE,
}
_BY_KIND = {
    SourceKind.PERSON: Status.NAMED,
    SourceKind.ORGANISATION: Status.NAMED,
    SourceKind.DOCUMENT: Status.NAMED,
    SourceKind.OUTLET: Status.SECOND_HAND,
    SourceKind.UNNAMED_SPECIFIC: Status.UNNAMED,
    SourceKind.UNNAMED_BARE: Status.UNNAMED,
    SourceKind.COLLECTIVE: Status.HEARSAY,
}
IDENTIFIED = frozenset((SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.OUTLET))
"""The kinds of source that a reader could find."""
_VOUCHES, _ORIGIN = Part.VOUCHES, Part.ORIGIN
_WITHDRAWN, _DENIED, _CONFIRMATION = Status.WITHDRAWN, Status.DENIED, Family.CONFIRMATION
"""Members by a name of their own are found four times as fast, and each statement asks for them."""
_ORDER = {status: place for place, status in enumerate(Status)}
_HEDGING = frozenset((Family.HEDGE, Family.HEARSAY, Family.DISPUTE))
_DOUBTING = _HEDGING | {Family.UNCONFIRMED}
_DOUBTFUL = frozenset((Status.UNCONFIRMED, Status.HEARSAY))
"""Without one of these and one of those a statement is certain: most are."""


def decide_status(cues: Sequence[Found], voices: Sequence[Voice], empty: Status) -> Status:
    """The status of a statement with these cues and sources; `empty` where none of them proposes one."""
    return propose_status(cues, voices) or empty


def propose_status(cues: Sequence[Found], voices: Sequence[Voice]) -> Status | None:
    """The most doubtful status that one of these cues or sources proposes, if any does."""
    proposed = _from_cues(cues, voices)
    for voice in voices:
        if voice.part is _VOUCHES or voice.part is _ORIGIN:
            confirms = voice.cue.rule.family is _CONFIRMATION and voice.kind in IDENTIFIED
            proposed.append(Status.CONFIRMED if confirms else _BY_KIND[voice.kind])
    if not proposed:
        return None
    first = min(proposed, key=_ORDER.__getitem__)
    return Status.DISPUTED if first is _DENIED and _is_disputed(cues, voices) else first


def _from_cues(cues: Sequence[Found], voices: Sequence[Voice]) -> list[Status]:
    proposed = []
    for cue in cues:
        rule = cue.rule
        status = _BY_FAMILY.get(rule.family)
        if status is _WITHDRAWN:
            status = _withdrawn(voices)
        elif rule.when_vouched and _vouching(voices, IDENTIFIED):
            status = rule.when_vouched
        if status:
            proposed.append(status)
    return proposed


def _withdrawn(voices: Sequence[Voice]) -> Status:
    """ "Police said the call was a hoax" withdraws it; "Trump called it a hoax" is Trump denying it."""
    people = _vouching(voices, frozenset((SourceKind.PERSON,)))
    return Status.DENIED if people else Status.WITHDRAWN


def _vouching(voices: Sequence[Voice], kinds: frozenset[SourceKind]) -> bool:
    return any(voice.part is Part.VOUCHES and voice.kind in kinds for voice in voices)


def _is_disputed(cues: Sequence[Found], voices: Sequence[Voice]) -> bool:
    """Tell whether an assertion by somebody else, or an accusation, stands beside the denial."""
    denials = [cue for cue in cues if cue.rule.family in (Family.DENIAL, Family.WITHDRAWN)]
    denying = {(voice.first, voice.last) for voice in voices if voice.part is Part.DENIES}
    if not denials or not denying:
        return False
    first, last = denials[0].first, denials[-1].last
    accused = any(cue.rule.accuses and cue.last <= first for cue in cues)
    names = {voice.name for voice in voices if voice.part is Part.DENIES and voice.name}
    other = any(
        voice.part is Part.VOUCHES
        and not any(voice.first < last_word and first_word < voice.last for first_word, last_word in denying)
        and voice.name not in names
        and not _governs(voice, denials[0])
        and not first <= voice.cue.first < last
        for voice in voices
    )
    return accused or other


def _governs(voice: Voice, denial: Found) -> bool:
    """Tell whether the denial is what this voice reports ("Police said Smith denied it")."""
    return voice.cue.last <= denial.first and denial.first - voice.cue.last <= 12


def decide_certainty(families: AbstractSet[Family | None], status: Status) -> Certainty:
    """Unconfirmed where the text says so, hedged where it or its speaker is not sure, certain otherwise."""
    if status not in _DOUBTFUL and _DOUBTING.isdisjoint(families):
        return Certainty.CERTAIN
    if status is Status.CONFIRMED:
        return Certainty.HEDGED if Family.HEDGE in families else Certainty.CERTAIN
    if status is Status.UNCONFIRMED or (Family.UNCONFIRMED in families and status is not Status.DENIED):
        return Certainty.UNCONFIRMED
    return Certainty.HEDGED if families & _HEDGING or status is Status.HEARSAY else Certainty.CERTAIN


def decide_time(families: AbstractSet[Family | None]) -> Time:
    """Planned where a cue says that it is yet to happen."""
    return Time.PLANNED if Family.FUTURE in families else Time.DONE
