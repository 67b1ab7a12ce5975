"""The level of a reading: which first line it gets, the first that holds; it weighs sources and findings, not hedges."""

from collections.abc import Collection, Container, Sequence

from bot.model import Finding, FindingKind, Level, Part, Role, SourceKind, Statement, Status

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
    weighed = [*main, *(statement for statement in telling if not is_main(statement))]
    main_sourced = [statement for statement in main if _is_sourced(statement)]
    weak = [statement for statement in main_sourced if _is_weak(statement)]
    if main_sourced and len(weak) * 2 > len(main_sourced):
        return Level.UNNAMED
    if sum(not _is_sourced(statement) for statement in weighed) * 2 > len(weighed):
        return Level.UNSOURCED
    if sum(_is_strong(statement) for statement in weighed) * 2 > len(weighed):
        return Level.ATTRIBUTED
    return Level.MIXED


def _is_sourced(statement: Statement) -> bool:
    return bool(statement.sources) or statement.status in _WEAK or statement.status in _STRONG


def _is_weak(statement: Statement) -> bool:
    if statement.sources:
        vouching = [source for source in statement.sources if source.part is not Part.COULD_NOT_CONFIRM]
        return any(source.kind in _WEAK_KINDS for source in vouching)
    return statement.status in _WEAK


def _is_strong(statement: Statement) -> bool:
    return _is_sourced(statement) and not _is_weak(statement)
