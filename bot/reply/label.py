"""What a statement is, in a few words: its status, certainty, time and polarity put together, and who stands behind it."""

from collections.abc import Iterable, Mapping, Sequence

from bot.model import Certainty, Cue, Family, Part, Source, SourceKind, Statement, Status, Time
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, quotable, shorten

NAME_LENGTH = 48
"""The longest a source is written, in code points: "a senior officer who asked not to be named …"."""

WORDS_LENGTH = 40
"""The longest quotation of the words that decided a status."""

NAMES = 3
"""The most sources listed by name; the rest are counted."""

NAMED_KINDS = frozenset({SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT})
UNNAMED_KINDS = frozenset({SourceKind.UNNAMED_SPECIFIC, SourceKind.UNNAMED_BARE, SourceKind.COLLECTIVE})
OUTLETS = frozenset({SourceKind.OUTLET})
EVERY_KIND = frozenset(SourceKind)

SPEAKERS: Mapping[Status, tuple[Part, frozenset[SourceKind]]] = {
    Status.WITHDRAWN: (Part.DENIES, EVERY_KIND),
    Status.DENIED: (Part.DENIES, EVERY_KIND),
    Status.DISPUTED: (Part.DENIES, EVERY_KIND),
    Status.UNCONFIRMED: (Part.COULD_NOT_CONFIRM, EVERY_KIND),
    Status.HEARSAY: (Part.VOUCHES, UNNAMED_KINDS),
    Status.UNNAMED: (Part.VOUCHES, UNNAMED_KINDS),
    Status.HEDGED: (Part.VOUCHES, EVERY_KIND),
    Status.SECOND_HAND: (Part.VOUCHES, OUTLETS),
    Status.CONFIRMED: (Part.VOUCHES, NAMED_KINDS),
    Status.FUTURE: (Part.VOUCHES, EVERY_KIND),
    Status.NAMED: (Part.VOUCHES, NAMED_KINDS),
}
"""Whom a label names: the sources that make the statement what it is."""

FALLBACK: Mapping[Status, Part] = {Status.WITHDRAWN: Part.VOUCHES, Status.SECOND_HAND: Part.ORIGIN}
"""Whom a label names where the first choice is not there: police who call it a hoax, the outlet that had it first."""

DECIDING: Mapping[Status, tuple[Family, ...]] = {
    Status.WITHDRAWN: (Family.WITHDRAWN, Family.DENIAL),
    Status.DENIED: (Family.DENIAL, Family.UNCONFIRMED),
    Status.DISPUTED: (Family.DISPUTE, Family.DENIAL),
    Status.UNCONFIRMED: (Family.UNCONFIRMED,),
    Status.HEARSAY: (Family.HEARSAY, Family.ATTRIBUTION),
    Status.UNNAMED: (Family.UNNAMED, Family.ATTRIBUTION),
    Status.HEDGED: (Family.HEDGE,),
    Status.SECOND_HAND: (Family.SECOND_HAND, Family.ATTRIBUTION),
    Status.CONFIRMED: (Family.CONFIRMATION, Family.ATTRIBUTION),
    Status.FUTURE: (Family.FUTURE,),
    Status.NAMED: (Family.ATTRIBUTION,),
}
"""The families whose words decide a status, the one that says most first."""

COLLECTED = {SourceKind.UNNAMED_BARE: "bare", SourceKind.COLLECTIVE: "collective"}
"""Kinds of source of which the reply says how little is known."""

POINTERS = frozenset({"it", "this", "that", "these", "those", "they", "them"})
"""Words that mean nothing by themselves: where they point back to no statement that was found, the reply does not guess."""

_LOWERED_WORDS = """
A An The His Her Its Their Our Some Many Several Few Both Most One Two Three Four Five Six Seven Eight Nine Ten Another Other
"""
LOWERED = frozenset(_LOWERED_WORDS.split())
"""Words written small again when a source that began its sentence is named inside another: "denied by the mayor"."""

MORE_THAN_UNCONFIRMED = frozenset({Status.WITHDRAWN, Status.DENIED, Status.DISPUTED})
"""Statuses that come before "unconfirmed", so that it has to be said beside them."""

DISPUTED_SIDES: Mapping[frozenset[str], str] = {
    frozenset(): Status.DISPUTED.value,
    frozenset({"who"}): "disputed-said",
    frozenset({"denier"}): "disputed-by",
    frozenset({"who", "denier"}): "disputed-both",
}
"""The label of a dispute by the sides that the text names."""

POSSESSIVE_LENGTH = 30
"""The longest name that can still bear "…'s own words"."""


def label(statement: Statement, phrasebook: Phrasebook) -> str:
    """Say what a statement is: "unnamed: a French diplomat", "planned (confirmed by HP)", "hedged, no source"."""
    words = _status_label(statement, phrasebook)
    for key in _additions(statement):
        words = phrasebook.say("label", key, label=words)
    earlier = _earlier_doubt(statement)
    return phrasebook.say("label", "after", label=words, words=quote_cue(earlier, phrasebook)) if earlier else words


def _additions(statement: Statement) -> Iterable[str]:
    """List what certainty, polarity and time add to the status, from the inside out."""
    status = statement.status
    if status is Status.OTHER:
        return
    if statement.certainty is Certainty.HEDGED and status is not Status.HEDGED:
        yield "also-hedged"
    if statement.certainty is Certainty.UNCONFIRMED and status in MORE_THAN_UNCONFIRMED:
        yield "also-unconfirmed"
    if statement.time is Time.PLANNED and status is not Status.FUTURE:
        yield "planned"


def _earlier_doubt(statement: Statement) -> Cue | None:
    """Find the "not confirmed" that a confirmation has overtaken: the history stays visible."""
    if statement.status is not Status.CONFIRMED:
        return None
    return next((cue for cue in statement.cues if cue.family is Family.UNCONFIRMED), None)


def _status_label(statement: Statement, phrasebook: Phrasebook) -> str:
    sources = speakers(statement)
    if statement.status is Status.HEDGED and _is_own_hedge(statement):
        return _own_words(sources, phrasebook)
    if statement.status is Status.DISPUTED:
        return _disputed(statement, phrasebook)
    if not sources:
        return phrasebook.say("label", statement.status)
    return phrasebook.say("label", f"{statement.status}-by", who=who(sources, statement.sources, phrasebook))


def _disputed(statement: Statement, phrasebook: Phrasebook) -> str:
    """Say who speaks for it and who against it, as far as the text says so."""
    sides = {"who": _of_part(statement, Part.VOUCHES), "denier": _of_part(statement, Part.DENIES)}
    names = {side: who(sources, statement.sources, phrasebook) for side, sources in sides.items() if sources}
    return phrasebook.say("label", DISPUTED_SIDES[frozenset(names)], **names)


def _is_own_hedge(statement: Statement) -> bool:
    hedges = [cue.quoted for cue in statement.cues if cue.family is Family.HEDGE]
    return bool(hedges) and all(hedges)


def _own_words(sources: Sequence[Source], phrasebook: Phrasebook) -> str:
    """Say whose hedge it is where the name is short enough to bear a possessive."""
    name = _name(sources[0]) if len(sources) == 1 else ""
    if not name or len(name) > POSSESSIVE_LENGTH:
        return phrasebook.say("label", "own-words-unknown")
    return phrasebook.say("label", "own-words-s" if name[-1:] in "sS" else "own-words", who=isolate(name))


def speakers(statement: Statement) -> tuple[Source, ...]:
    """List the sources that make a statement what it is; by the weakest link, so "two drivers" before the reporter they told."""
    part, kinds = SPEAKERS.get(statement.status, (None, EVERY_KIND))
    of_part = _of_part(statement, part)
    fitting = tuple(source for source in of_part if source.kind in kinds)
    return fitting or _of_part(statement, FALLBACK.get(statement.status)) or _outermost(of_part)


def _of_part(statement: Statement, part: Part | None) -> tuple[Source, ...]:
    return tuple(source for source in statement.sources if source.part is part)


def _outermost(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    return tuple(source for source in sources if source.via is None) or sources


def who(sources: Sequence[Source], among: Sequence[Source], phrasebook: Phrasebook) -> str:
    """Name some sources, at most three, how specific each is, and through whom they came: "two drivers, through Jane Roe"."""
    names = join_names([describe(source, phrasebook) for source in sources], phrasebook)
    through = {source.via for source in sources}
    via = through.pop() if len(through) == 1 else None
    if via is None or not 0 <= via < len(among) or among[via] in sources:
        return names
    return phrasebook.say("who", "through", names=names, via=isolate(_name(among[via])))


def describe(source: Source, phrasebook: Phrasebook) -> str:
    """Name one source; where it is unnamed, as specifically as the text does."""
    name = isolate(_name(source))
    key = COLLECTED.get(source.kind)
    return phrasebook.say("who", key, name=name) if key else name


def _name(source: Source) -> str:
    return shorten(source.name or _lowered(source), NAME_LENGTH)


def _lowered(source: Source) -> str:
    """Write the words of a source as they would stand inside a sentence; what may be a name keeps its capital."""
    first, space, _ = source.text.partition(" ")
    role_alone = not space and source.kind in UNNAMED_KINDS and first.istitle()
    return source.text[:1].lower() + source.text[1:] if role_alone else _small(source.text)


def is_pointer(text: str) -> bool:
    """Tell whether words only point at something said elsewhere."""
    return text.strip().lower() in POINTERS


def safe_names(names: Iterable[str]) -> tuple[str, ...]:
    """Make names taken from a text fit to stand in a sentence."""
    return tuple(isolate(shorten(_small(name), NAME_LENGTH)) for name in names)


def _small(name: str) -> str:
    """Write "The coastguard" small; "The Harbour Times" is a name."""
    first, _, rest = name.partition(" ")
    return name[:1].lower() + name[1:] if first in LOWERED and not rest[:1].isupper() else name


def join_names(names: Sequence[str], phrasebook: Phrasebook) -> str:
    """Join names to a list, each once and at most three of them: "A, B and C", "A, B, C and 4 more"."""
    once = tuple(dict.fromkeys(names))
    if len(once) > NAMES:
        return phrasebook.say("who", "more", names=_commas(once[:NAMES], phrasebook), n=len(once) - NAMES)
    if len(once) > 1:
        return phrasebook.say("who", "last", names=_commas(once[:-1], phrasebook), name=once[-1])
    return "".join(once)


def _commas(names: Iterable[str], phrasebook: Phrasebook) -> str:
    return phrasebook.say("who", "comma").join(names)


def deciding_cues(statement: Statement) -> tuple[Cue, ...]:
    """List the cues that made the status what it is, the most telling family first; empty where no words did."""
    families = DECIDING.get(statement.status, ())
    return next((cues for family in families if (cues := _of_family(statement, family))), ())


def _of_family(statement: Statement, family: Family) -> tuple[Cue, ...]:
    return tuple(cue for cue in statement.cues if cue.family is family)


def quote(text: str, limit: int, phrasebook: Phrasebook) -> str:
    """Set words of the article in quotation marks, cleaned and shortened."""
    return phrasebook.say("line", "quote", text=quotable(text, limit))


def quote_cue(cue: Cue, phrasebook: Phrasebook) -> str:
    """Quote the words of a cue."""
    return quote(cue.text, WORDS_LENGTH, phrasebook)


def where(sentence: int, phrasebook: Phrasebook) -> str:
    """Name a sentence: "s. 4", or "headline" for sentence 0."""
    return phrasebook.say("line", "sentence", n=sentence) if sentence else phrasebook.say("line", "headline")
