"""A headline that outruns its text: what it says stands there only in words that doubt it, hold it back or accuse."""

from collections.abc import Iterator, Sequence

from bot.model import Family, Role, Statement, Status
from bot.reading.cues import Found
from bot.reading.proposition import leaves_detail, stem_telling
from bot.reading.seen import MOST_COMPARED, Seen

FEWEST_VOUCHED = 2
"""Words of the headline that one sentence must say, more than half of them, to vouch for the whole."""
LONG = 8
"""Sentences from which on a text comes back to its headline so often that one doubted word of it shows nothing."""
OPENING = 3
"""Sentences in which a long text tells what its headline is about."""
SUBJECT = 3
"""First words of a headline behind which "to" tells what lies ahead, not where something went."""
_DOUBTED = frozenset((Status.WITHDRAWN, Status.DENIED, Status.DISPUTED, Status.UNCONFIRMED, Status.HEARSAY, Status.HEDGED))
_DOUBTING = frozenset((Family.WITHDRAWN, Family.DENIAL, Family.DISPUTE, Family.UNCONFIRMED, Family.HEARSAY, Family.HEDGE))
_MODALS = frozenset(("may", "might", "could"))
_MAY_HAVE = (["may", "have"], ["might", "have"])
_DEFINITE = tuple([word] for word in ("the", "this", "that", "these", "those"))
_JOINS = frozenset(("and", ":", ";"))
_ON_THE_WHOLE = frozenset((Family.WITHDRAWN, Family.HEARSAY))
"""These doubt all that their statement says, wherever they stand in it."""


def only_doubted(seen: Seen, headline: Statement) -> Statement | None:
    """The first sentence that doubts words of the headline which no sentence of the text says without doubt."""
    body = [one for one in seen.statements if one.role is Role.BODY and one.status is not Status.OTHER][:MOST_COMPARED]
    head = _main_claim(seen, headline)
    doubted = [one for one in body if _is_doubted(seen, one)]
    if not doubted or any(one.status is Status.CONFIRMED for one in body) or _claims_little(seen, headline):
        return None
    left = _not_vouched(seen, head, [one for one in body if one not in doubted])
    fewest = 1
    if seen.statements[-1].sentence > LONG:
        fewest, doubted = 2, [one for one in doubted if one.sentence <= OPENING and one.status in _DOUBTED]
    subject = next((stem for _, stem in _telling(seen, headline)), "")
    return next((one for one in doubted if _outruns(seen, one, left, fewest, subject)), None)


def _claims_little(seen: Seen, headline: Statement) -> bool:
    """Tell whether the headline only announces: "How the fire spread", "Comet to brighten April", "Murder trial opens"."""
    draft, lists = seen.draft(headline), seen.rulebook.lists
    forms = draft.passage.words.forms[draft.first : draft.last]
    return forms[0] in lists["detail-openers"] or "to" in forms[:SUBJECT] or not lists["proceedings"].isdisjoint(forms)


def _main_claim(seen: Seen, headline: Statement) -> set[str]:
    """The telling words of a headline up to what it happened over or after."""
    draft, lists = seen.draft(headline), seen.rulebook.lists
    words = draft.passage.words
    enders = lists["thought-enders"] | {"over"}
    last = next((place for place in range(draft.first + 1, draft.last) if words.forms[place] in enders), draft.last)
    return {stem for _, stem in stem_telling(words, draft.first, last, lists)}


def _outruns(seen: Seen, statement: Statement, left: set[str], fewest: int, subject: str) -> bool:
    """Tell whether enough of these words are doubted here: a name or the subject alone may do other things."""
    places = _doubts(seen, statement, left)
    words = seen.draft(statement).passage.words
    if set(places.values()) == {subject} and not _is_on_the_deed(seen, statement, min(places)):
        return False
    first = seen.draft(statement).first
    plain = any(not words.is_capital(place) or (place == first and not _is_modal(seen, statement)) for place in places)
    return plain and len(set(places.values())) >= fewest


def _is_modal(seen: Seen, statement: Statement) -> bool:
    """Tell whether it says what may come: "Hotel Corvo may open again"."""
    draft = seen.draft(statement)
    forms = draft.passage.words.forms
    return any(
        forms[cue.first] in _MODALS and (forms[cue.first + 1] != "have" or "to" in forms[cue.first + 2 : cue.first + 3])
        for cue in draft.cues
        if cue.last < draft.last
    )


def _is_on_the_deed(seen: Seen, statement: Statement, place: int) -> bool:
    """Tell whether a cue behind the subject is about what it did: "may have slowed", "stands accused of"; or stands before it."""
    draft = seen.draft(statement)
    forms = draft.passage.words.forms
    return any(
        cue.first < place or _accuses(cue) or forms[cue.first : cue.first + 2] in _MAY_HAVE
        for cue in draft.cues
        if cue.rule.family in _DOUBTING or _suspects(seen, statement, cue)
    )


def _telling(seen: Seen, statement: Statement) -> Iterator[tuple[int, str]]:
    """The telling words of a whole statement, with their places."""
    draft = seen.draft(statement)
    return stem_telling(draft.passage.words, draft.first, draft.last, seen.rulebook.lists)


def _is_doubted(seen: Seen, statement: Statement) -> bool:
    """Tell whether it is doubted, held back, an accusation, or what somebody only suspects."""
    if statement.status in _DOUBTED:
        return True
    return any(cue.rule.family is Family.HEDGE or _suspects(seen, statement, cue) for cue in seen.draft(statement).cues)


def _suspects(seen: Seen, statement: Statement, cue: Found) -> bool:
    form = seen.draft(statement).passage.words.forms[cue.last - 1]
    return cue.rule.family is Family.ATTRIBUTION and form in seen.rulebook.lists["suspecting"]


def _not_vouched(seen: Seen, head: set[str], vouching: Sequence[Statement]) -> set[str]:
    """The words of the headline that these sentences leave out; none where one of them says most of it."""
    left = set(head)
    for statement in vouching:
        shared = head & {stem for _, stem in _telling(seen, statement)}
        if len(shared) >= FEWEST_VOUCHED and len(shared) * 2 > len(head):
            return set()
        left -= shared
    return left


def _doubts(seen: Seen, statement: Statement, left: set[str]) -> dict[int, str]:
    """Those of these words that a cue of the statement doubts; none where it is about a detail or another such thing."""
    draft, lists = seen.draft(statement), seen.rulebook.lists
    cues = [cue for cue in draft.cues if cue.rule.family in _DOUBTING or _suspects(seen, statement, cue)]
    if any(_is_aside(seen, statement, cue) for cue in cues):
        return {}
    places = {place: stem for place, stem in _telling(seen, statement) if stem in left and not _is_given(seen, statement, place)}
    forms = draft.passage.words.forms
    if any(not lists["else-words"].isdisjoint(forms[max(draft.first, place - 2) : place]) for place in places):
        return {}
    touched = [_touched(seen, statement, cue) for cue in cues]
    return {place: stem for place, stem in places.items() if any(place in reach for reach in touched)}


def _is_given(seen: Seen, statement: Statement, place: int) -> bool:
    """Tell whether a word takes up what the text has told: "the fire may have spread", yet not "the builder Ross Hanley"."""
    draft, lists = seen.draft(statement), seen.rulebook.lists
    words = draft.passage.words
    if place + 1 < draft.last and words.is_capital(place + 1):
        return False
    before = words.forms[max(draft.first, place - 2) : place]
    return before[-1:] in _DEFINITE or (before[:1] in _DEFINITE and before[-1] not in lists["function-words"])


def _is_aside(seen: Seen, statement: Statement, cue: Found) -> bool:
    """Tell whether a cue stands in brackets, corrects a detail of the article, or leaves open a detail or what lies ahead."""
    draft, lists = seen.draft(statement), seen.rulebook.lists
    words, scope = draft.passage.words, draft.scopes.get(cue)
    if cue.rule.apart or "(" in words.forms[max(draft.first, cue.first - 2) : cue.first]:
        return True
    if cue.rule.family is not Family.UNCONFIRMED or scope is None:
        return False
    ahead = any(other.rule.family is Family.FUTURE for other in draft.cues)
    detail = not lists["detail-nouns"].isdisjoint(words.forms[scope.first : scope.last])
    return ahead or detail or leaves_detail(words, (cue.first, cue.last), scope[:2], lists)


def _touched(seen: Seen, statement: Statement, cue: Found) -> range:
    """The words that a cue doubts: its statement, its clause or its scope; none where it stands in an aside."""
    draft, lists = seen.draft(statement), seen.rulebook.lists
    if cue.rule.family in _ON_THE_WHOLE:
        return range(draft.first, draft.last)
    scope, forms = draft.scopes.get(cue), draft.passage.words.forms
    first, last = (min(scope.first, cue.first), max(scope.last, cue.last)) if scope else (cue.first, cue.last)
    accuses, joins = _accuses(cue), lists["thought-enders"] | _JOINS
    first = draft.first if accuses or forms[cue.first] in lists["auxiliaries"] else first
    joined = next((place for place in range(cue.first - 1, first, -1) if forms[place] in joins), first)
    if joined > first and (statement.status not in _DOUBTED or forms[joined] in lists["thought-enders"]):
        return range(0)
    return range(joined, draft.last if accuses else last)


def _accuses(cue: Found) -> bool:
    """Tell whether it is a whole charge such as "stands accused of", not one word: "the alleged assault"."""
    return cue.rule.accuses and cue.last - cue.first > 1
