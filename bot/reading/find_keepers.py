"""Who keeps what would settle it: "the swabs went to the genetics institute", where nobody named vouches for anything.

`find_settle()` asks who the doubted claim is about; this looks further down, for whoever holds a register, a sample or a log.
"""

from collections.abc import Iterator, Sequence

from bot.model import Finding, FindingKind, Role, Statement, Status
from bot.reading.find_settle import LONGEST_NAME, NOT_IN_NAME, is_anybody_asked, speaks
from bot.reading.level import is_main
from bot.reading.lexicon import Lists, Vocabulary, vocabulary_of
from bot.reading.statements import Draft

BEGINNING = 3
"""Sentences in which the doubted claim stands."""

_UNSETTLED = frozenset((Status.UNCONFIRMED, Status.HEARSAY, Status.UNNAMED, Status.HEDGED))
_HEARD = frozenset((Status.NAMED, Status.CONFIRMED, Status.DENIED, Status.DISPUTED, Status.WITHDRAWN))
_DEAD = frozenset(("died", "dead", "lost", "burned", "burnt", "destroyed", "closed", "dissolved"))


def find_keepers(statements: Sequence[Statement], drafts: Sequence[Draft], lists: Lists) -> Iterator[Finding]:
    """Give the finding of those who keep what would settle the doubted claim of the beginning, where they are not heard."""
    doubted = next((one for one in statements if _is_doubted(one)), None)
    if doubted is None or any(one.status in _HEARD for one in statements):
        return
    vocabulary = vocabulary_of(lists)
    if any(is_anybody_asked(draft, vocabulary) for draft in drafts):
        return
    for statement, draft in zip(statements, drafts, strict=True):
        behind = statement.sentence > doubted.sentence and statement.status is Status.STATED and not speaks(draft, vocabulary)
        if behind and (name := _find_keeper(draft, vocabulary, lists)):
            yield Finding(FindingKind.WHAT_WOULD_SETTLE, (statement.n,), {"names": (name,)})
            return


def _is_doubted(statement: Statement) -> bool:
    in_body = statement.role is not Role.HEADLINE and statement.sentence <= BEGINNING
    return in_body and statement.status in _UNSETTLED and is_main(statement)


def _find_keeper(draft: Draft, vocabulary: Vocabulary, lists: Lists) -> str:
    """The name of a body in a sentence that tells of something kept or examined, empty where there is none."""
    forms = draft.passage.words.forms
    told = frozenset(forms[draft.first : draft.last])
    if told.isdisjoint(lists["kept-things"]) or not told.isdisjoint(_DEAD):
        return ""
    named = (_name(draft, place, vocabulary) for place in range(draft.first, draft.last) if forms[place] in lists["keepers"])
    return next(filter(None, named), "")


def _name(draft: Draft, place: int, vocabulary: Vocabulary) -> str:
    """The name at whose noun a place is: "the genetics institute", "registrar Ida Moor"; empty for any such body."""
    words = draft.passage.words
    first, last = place, _end(draft, place)
    while first > draft.first and place - first < LONGEST_NAME and not vocabulary[words.forms[first - 1]] & NOT_IN_NAME:
        first -= 1
    if first > draft.first and words.forms[first - 1] == "the":
        return f"the {draft.passage.text_of(first, last)}"
    return draft.passage.text_of(place, last) if last > place + 1 else ""


def _end(draft: Draft, place: int) -> int:
    """Where the proper name ends that follows: "firm Velmo", "College of Varn"."""
    words, last = draft.passage.words, place + 1
    if last + 1 < draft.last and words.forms[last] == "of" and words.is_capital(last + 1):
        last += 2
    while last < draft.last and words.is_capital(last):
        last += 1
    return last
