"""The level of a reading: which first line it gets, the first that holds; it weighs sources and findings, not hedges."""

from collections.abc import Collection, Container, Sequence

from bot.model import Family, Finding, FindingKind, Level, Part, Role, SourceKind, Statement, Status

FEWEST_STATEMENTS = 2
LEADING_SENTENCES = 3
_DOUBTED = frozenset((Status.UNCONFIRMED, Status.DISPUTED, Status.DENIED))
_DOUBTED_BY = frozenset((*_DOUBTED, Status.WITHDRAWN))
_DOUBTED_LATER = (FindingKind.HEADLINE_OUTRUNS_BODY, FindingKind.FLAT_HERE_UNCONFIRMED_THERE)
_WEAK = frozenset((Status.UNNAMED, Status.HEARSAY, Status.SECOND_HAND))
_STRONG = frozenset((Status.NAMED, Status.CONFIRMED))
_WEAK_KINDS = frozenset((SourceKind.UNNAMED_BARE, SourceKind.UNNAMED_SPECIFIC, SourceKind.COLLECTIVE, SourceKind.OUTLET))


def find_level(statements: Sequence[Statement], findings: Sequence[Finding], apart: Collection[int] = ()) -> Level:
    """The level of these statements; the headline and the first three sentences are the main ones.

    `apart` holds the numbers of those that only correct a detail: they do not count.
    """
    telling = [statement for statement in statements if statement.status is not Status.OTHER]
    telling = [statement for statement in telling if statement.n not in apart] if apart else telling
    if len(telling) < FEWEST_STATEMENTS:
        return Level.TOO_LITTLE
    main = [statement for statement in telling if is_main(statement)] or telling[:LEADING_SENTENCES]
    if any(statement.status is Status.WITHDRAWN for statement in main):
        return Level.WITHDRAWN
    if any(statement.status in _DOUBTED for statement in main) or _is_doubted_later(
        {statement.n for statement in main}, findings, {one.n for one in statements if one.status in _DOUBTED_BY}
    ):
        return Level.DOUBTED
    return _by_sources(main, telling)


def _is_doubted_later(main: Container[int], findings: Sequence[Finding], doubted: Container[int]) -> bool:
    """Tell whether the text itself calls a main statement unconfirmed further down; to hold it back is less."""
    later = [finding.statements for finding in findings if finding.kind in _DOUBTED_LATER]
    return any(said in main and caveat in doubted for said, caveat in later)


def is_main(statement: Statement) -> bool:
    """Tell whether a statement is a main one: the headline or one of the first three sentences."""
    return statement.role is Role.HEADLINE or statement.sentence <= LEADING_SENTENCES


def _by_sources(main: Sequence[Statement], telling: Sequence[Statement]) -> Level:
    telling = [statement for statement in telling if not _keeps_silent(statement)]
    weighed = [*(one for one in main if not _keeps_silent(one)), *(one for one in telling if not is_main(one))]
    main_sourced = [statement for statement in main if _is_sourced(statement)]
    weak = [statement for statement in main_sourced if _is_weak(statement)]
    if len(weak) * 2 > len(main_sourced) and (len(weak) > 1 or _outweighs(telling)):
        return Level.UNNAMED
    if sum(not _is_sourced(statement) for statement in weighed) * 2 > len(weighed):
        return Level.UNSOURCED
    if sum(_is_strong(statement) for statement in weighed) * 2 > len(weighed):
        return Level.ATTRIBUTED
    return Level.MIXED


def _keeps_silent(statement: Statement) -> bool:
    """Tell whether it only says that somebody did not comment: that is no statement without a source."""
    return statement.status is Status.STATED and any(cue.family is Family.NO_COMMENT for cue in statement.cues)


def _outweighs(telling: Sequence[Statement]) -> bool:
    """Tell whether what is weakly sourced is twice what is well sourced; one weak sentence at the top decides nothing."""
    weak = sum(_is_sourced(statement) and _is_weak(statement) for statement in telling)
    return weak >= 2 * sum(_is_strong(statement) for statement in telling)


def _is_sourced(statement: Statement) -> bool:
    return bool(statement.sources) or statement.status in _WEAK or statement.status in _STRONG


def _is_weak(statement: Statement) -> bool:
    if statement.status in _WEAK:
        return True
    if statement.sources:
        vouching = [source for source in statement.sources if source.part is not Part.COULD_NOT_CONFIRM]
        return any(source.kind in _WEAK_KINDS for source in vouching)
    return False


def _is_strong(statement: Statement) -> bool:
    return _is_sourced(statement) and not _is_weak(statement)
