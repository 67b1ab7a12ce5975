"""Findings about a caveat and what it is about: in the headline, in another sentence, far down the text."""

from collections.abc import Iterator, Sequence

from bot.model import Fact, Family, Finding, FindingKind, Role, Statement, Status
from bot.reading.find_outrun import only_doubted
from bot.reading.proposition import Proposition
from bot.reading.seen import MOST_COMPARED, Seen, caveat_words, is_flat

FIRST_DEEP = 5
"""The first sentence in which a caveat stands deep; past the first third of the text it must stand too."""
OPENING = 3
"""Sentences of the opening."""
_UNCONFIRMED = frozenset((Status.UNCONFIRMED,))
_DOUBTED = frozenset(
    (Status.WITHDRAWN, Status.DENIED, Status.DISPUTED, Status.UNCONFIRMED, Status.HEARSAY, Status.HEDGED, Status.OTHER)
)
_HELD_BACK = frozenset((Status.HEDGED, Status.HEARSAY, Status.UNNAMED))
_HOLDING_BACK = frozenset((Family.HEDGE, Family.HEARSAY))
_WHOLE = frozenset(
    (
        *("it", "this", "that", "report", "reports", "claim", "claims", "allegation", "allegations"),
        *("information", "story", "news"),
    )
)
"""With these a caveat points back to all that was said: "the report could not be confirmed", not "the figure"."""
FEWEST_ALIKE = 2
"""Telling words that a doubted sentence of the opening and a later caveat share, so that they speak of the same matter."""


def headline_outruns_body(seen: Seen) -> Finding | None:
    """The headline says flatly what the body calls unconfirmed, denied or taken back."""
    said = seen.flat_headline()
    if said is None:
        return None
    outrun = next((caveat for caveat in seen.caveats() if _says(seen, caveat, seen.said(said))), None)
    outrun = outrun or _held_back(seen, said) or only_doubted(seen, said)
    return Finding(FindingKind.HEADLINE_OUTRUNS_BODY, (said.n, outrun.n), _beside_headline(said, outrun)) if outrun else None


def _held_back(seen: Seen, said: Statement) -> Statement | None:
    """The sentence of the opening that holds back what the headline says flatly, where none says it flatly too."""
    head = seen.said(said)
    alike = [one for one in _opening(seen.statements) if one.role is Role.BODY and head.is_mostly_said_by(seen.said(one))]
    held = [one for one in alike if one.status in _HELD_BACK and _is_about_all(seen, one, head)]
    return held[0] if held and len(held) == len(alike) else None


def _is_about_all(seen: Seen, statement: Statement, head: Proposition) -> bool:
    """Tell whether a cue that holds back, and that accuses nobody, is about what the headline says."""
    draft = seen.draft(statement)
    for cue in draft.cues:
        scope = draft.scopes.get(cue)
        if cue.rule.family in _HOLDING_BACK and scope and scope.first < scope.last and not cue.rule.accuses:
            touched = Proposition(draft.passage.words, scope.first, scope.last, seen.rulebook.lists)
            if len(touched.stems & head.stems) * 2 >= len(head.stems):
                return True
    return False


def _beside_headline(said: Statement, caveat: Statement) -> dict[str, Fact]:
    return {"headline": said.text, "words": caveat_words(caveat), "sentence": caveat.sentence}


def _says(seen: Seen, caveat: Statement, said: Proposition) -> bool:
    """Tell whether the caveat leaves open what is said, in its own words or in those it points back to."""
    doubted = seen.doubted(caveat)
    if doubted and doubted.is_said_by(said):
        return True
    target = _points_to(seen, caveat)
    return target is not None and said.is_said_by(seen.said(target))


def _points_to(seen: Seen, caveat: Statement) -> Statement | None:
    """The statement right before the caveat, where "this", "the report" can only mean all of it."""
    about = caveat.about
    if about is None or about.refers_to is None or _WHOLE.isdisjoint(about.text.lower().split()):
        return None
    target = seen.statements[about.refers_to - 1]
    draft = seen.draft(target)
    shows = not seen.rulebook.lists["footage"].isdisjoint(draft.passage.words.forms[draft.first : draft.last])
    return None if shows or target.sentence != caveat.sentence - 1 else target


def caveat_near_headline(seen: Seen) -> Finding | None:
    """A caveat in the body about a name and a word that stand in a flat headline: related, not the same."""
    said = seen.flat_headline()
    if said is None:
        return None
    near = next((caveat for caveat in seen.caveats(among=_UNCONFIRMED) if _is_near(seen.doubted(caveat), seen.said(said))), None)
    if near is None:
        return None
    facts = _beside_headline(said, near) | {"about": near.about.text if near.about else ""}
    return Finding(FindingKind.CAVEAT_NEAR_HEADLINE, (said.n, near.n), facts)


def _is_near(doubted: Proposition | None, head: Proposition) -> bool:
    return doubted is not None and bool(doubted.names & head.stems)


def flat_here_unconfirmed_there(seen: Seen) -> Finding | None:
    """One sentence of the body says flatly what another calls unconfirmed."""
    for statement in seen.caveats(among=_UNCONFIRMED):
        twin = None if _is_elsewhere(seen, statement) else _flat_twin(seen, statement)
        if twin:
            facts: dict[str, Fact] = {"flat": twin.sentence, "sentence": statement.sentence, "words": caveat_words(statement)}
            return Finding(FindingKind.FLAT_HERE_UNCONFIRMED_THERE, (twin.n, statement.n), facts)
    return None


def _is_elsewhere(seen: Seen, caveat: Statement) -> bool:
    """Tell whether the caveat turns to another place or thing first: "in neighbouring Ayle it is not known whether"."""
    draft = seen.draft(caveat)
    first = min((cue.first for cue in draft.cues), default=draft.first)
    return not seen.rulebook.lists["else-words"].isdisjoint(draft.passage.words.forms[draft.first : first])


def _flat_twin(seen: Seen, caveat: Statement) -> Statement | None:
    """The first flat statement of the body that says what this caveat leaves open, or that it points back to."""
    target = _points_to(seen, caveat)
    if target and is_flat(target) and target.role is Role.BODY:
        return target
    doubted = seen.doubted(caveat)
    for other in _near(seen.statements, caveat.n) if doubted else ():
        flat = is_flat(other) and other.role is Role.BODY and other.sentence != caveat.sentence
        if flat and doubted and doubted.is_said_by(seen.said(other)):
            return other
    return None


def _near(statements: Sequence[Statement], number: int) -> Sequence[Statement]:
    return statements[max(0, number - MOST_COMPARED) : number + MOST_COMPARED]


def caveat_depth(seen: Seen) -> Finding | None:
    """The matter of the headline or the opening is called unconfirmed, for the first time, far down the text."""
    opening = list(_opening(seen.statements))
    caveats = [one for one in seen.caveats(among=_UNCONFIRMED) if _is_open(seen, one, opening)] if opening else []
    total = seen.statements[-1].sentence if caveats else 0
    first = caveats[0] if caveats else None
    if first is None or first.sentence < FIRST_DEEP or first.sentence * 3 <= total or _is_doubted_early(seen, first, opening):
        return None
    facts: dict[str, Fact] = {"words": caveat_words(first), "sentence": first.sentence, "of": total, "lines": len(caveats)}
    return Finding(FindingKind.CAVEAT_DEPTH, tuple(statement.n for statement in caveats), facts)


def _opening(statements: Sequence[Statement]) -> Iterator[Statement]:
    """The headline and the first three sentences."""
    for statement in statements[:MOST_COMPARED]:
        if statement.sentence > OPENING:
            return
        yield statement


def _is_open(seen: Seen, caveat: Statement, opening: Sequence[Statement]) -> bool:
    """Tell whether the caveat leaves open what the opening says."""
    return any(one.n != caveat.n and _says(seen, caveat, seen.said(one)) for one in opening)


def _is_doubted_early(seen: Seen, caveat: Statement, opening: Sequence[Statement]) -> bool:
    """Tell whether the opening speaks of the same with doubt."""
    doubted = seen.doubted(caveat) or seen.said(caveat)
    return any(one.status in _DOUBTED and len(doubted.stems & seen.said(one).stems) >= FEWEST_ALIKE for one in opening)
