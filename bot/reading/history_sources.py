"""Who vouches for a statement now, and whether that is somebody who did not before."""

from collections.abc import Iterable, Sequence

from bot.model import Family, Part, Source, SourceKind, Statement, Status
from bot.reading.compare_line import SMALL, split_line

NEAR = 3
"""Sentences around a statement in which a source may stand for it too: "Mayor Doe confirmed this on Friday."."""
KIN = 2
"""Telling words that two statements share where one may be the source of the other."""
MOST = 300
"""Statements of a text that are looked through; in a longer one nobody can say that no source is named."""

FOUND = frozenset((SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT))
"""The kinds of source that a reader could ask."""
_SAID = frozenset((Part.VOUCHES, Part.ORIGIN))
_FLAT = frozenset((Status.STATED, Status.OTHER))


def find_new(now: Statement, known: Iterable[str]) -> tuple[Source, ...]:
    """Give those who vouch for a statement, could be asked, and are not among the `known` names."""
    before = [fold_name(name) for name in known]
    return tuple(
        source for source in now.sources if source.part in _SAID and source.kind in FOUND and not _is_known(source, before)
    )


def _is_known(source: Source, before: Sequence[frozenset[str]]) -> bool:
    mine = fold_name(source.name or source.text)
    return any(mine <= other or other <= mine for other in before if other)


def fold_name(name: str) -> frozenset[str]:
    """Give the words of a name by which it is the same: "the Courier" is "Courier"."""
    return frozenset(form for form in split_line(name).forms if form[0].isalnum() and form not in SMALL)


def find_outlet(sources: Sequence[str]) -> frozenset[str]:
    """Give the one name that a sighting rests on; nothing where it rests on several, or on nobody."""
    names = {fold_name(source) for source in sources}
    return names.pop() if len(names) == 1 else frozenset()


def is_flat_throughout(now: Statement, statements: Sequence[Statement], known: Sequence[str]) -> bool:
    """Tell whether a text nowhere doubts one of its statements, and nowhere names a new source that may be meant for it.

    Rather no than yes: a headline seldom names the source that the first sentence does.
    """
    others = [other for other in statements if other.n != now.n]
    if len(others) > MOST or any(cue.family is Family.CONFIRMATION for other in others for cue in other.cues):
        return False
    mine = split_line(now.text).telling
    return not any(_speaks(other, now, mine, known) for other in others)


def _speaks(other: Statement, now: Statement, mine: frozenset[str], known: Sequence[str]) -> bool:
    """Tell whether another statement may say where this one comes from, or how sure it is."""
    is_kin = len(mine & split_line(other.text).telling) >= KIN
    if is_kin and other.status not in _FLAT:
        return True
    return (is_kin or abs(other.sentence - now.sentence) <= NEAR) and _names_anybody(other, known)


def _names_anybody(other: Statement, known: Sequence[str]) -> bool:
    outlets = any(source.kind is SourceKind.OUTLET for source in other.sources)
    return outlets or bool(find_new(other, known))
