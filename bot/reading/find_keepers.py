"""Who keeps what would settle it: "the swabs went to the genetics institute", where nobody named vouches for anything.

`find_settle()` asks who the doubted claim is about; this looks further down, for whoever holds a register, a sample or a log.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.model import Family, Finding, FindingKind, Role, SourceKind, Statement, Status
from bot.reading.compare_line import find_kin, split_line
from bot.reading.find_settle import LONGEST_NAME, NOT_IN_NAME, is_anybody_asked
from bot.reading.level import is_main
from bot.reading.lexicon import (
    AUXILIARY,
    CLAUSE_LINKER,
    CLAUSE_OPENER,
    DETERMINER,
    HONORIFIC,
    OFFICE,
    ORGANISATION_HEAD,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    Lists,
    Vocabulary,
    vocabulary_of,
)
from bot.reading.statements import Draft

BEGINNING = 3
"""Sentences in which the doubted claim stands."""

_UNSETTLED = frozenset((Status.UNCONFIRMED, Status.HEARSAY, Status.UNNAMED, Status.HEDGED))
_HEARD = frozenset((Status.NAMED, Status.CONFIRMED, Status.DENIED, Status.DISPUTED, Status.WITHDRAWN))
_PAPERS = frozenset((SourceKind.DOCUMENT, SourceKind.OUTLET))
_DEAD = frozenset(("died", "dead", "lost", "burned", "burnt", "destroyed", "closed", "dissolved"))
_AHEAD = frozenset(("may", "might", "could", "can", "will", "would", "likely", "expected"))
_LINKS = frozenset(("and", "but", "which", "that", "where", "while", "as"))
_BUILDINGS = frozenset(
    ("hall", "house", "building", "gate", "gates", "garden", "roof", "yard", "door", "doors", "steps", "square", "grounds", "car")
)
_SHOWING_WORDS = (
    "list lists show shows showed say says read reads name names reveal reveals revealed contain contains prove proves"
)
_SHOWING = frozenset(_SHOWING_WORDS.split())
_TELLS_WORDS = """
said says say told tells announced announces denied denies confirmed confirms insisted claims claimed explained warned stated
statement published issued
"""
_TELLS = frozenset(_TELLS_WORDS.split())


def find_keepers(statements: Sequence[Statement], drafts: Sequence[Draft], lists: Lists) -> Iterator[Finding]:
    """Give the finding of those who keep what would settle the doubted claim of the beginning, where they are not heard."""
    pushing = any(cue.family is Family.PRESSURE for one in statements for cue in one.cues)
    doubted = next((one for one in statements if _is_doubted(one, pushing=pushing)), None)
    if doubted is None or any(map(_hears, statements)):
        return
    vocabulary = vocabulary_of(lists)
    if any(is_anybody_asked(draft, vocabulary) or _is_cited(draft, lists) for draft in drafts):
        return
    claim = find_kin(doubted.text)
    for statement, draft in zip(statements, drafts, strict=True):
        behind = statement.sentence > doubted.sentence and statement.status in (Status.STATED, Status.FUTURE)
        if not behind or _tells(draft) or not _bears_on(claim, draft, vocabulary, lists):
            continue
        if name := _find_keeper(draft, vocabulary, lists):
            yield Finding(FindingKind.WHAT_WOULD_SETTLE, (statement.n,), {"names": (name,)})
            return


def _is_doubted(statement: Statement, *, pushing: bool) -> bool:
    """Tell whether it is an open claim of the beginning; what pushes its reader leaves open all that has no source."""
    in_body = statement.role is not Role.HEADLINE and statement.sentence <= BEGINNING
    if not in_body or not is_main(statement) or _looks_ahead(statement):
        return False
    return statement.status in _UNSETTLED or (pushing and statement.status is Status.STATED)


def _looks_ahead(statement: Statement) -> bool:
    """Tell whether it is a forecast, which no record settles: "trains may be late", not "trains may have been late"."""
    forms = split_line(statement.text).forms
    return any(form in _AHEAD and after not in ("have", "not") for form, after in pairwise((*forms, "")))


def _hears(statement: Statement) -> bool:
    """Tell whether somebody who has a name is heard in it, and no video or letter."""
    papers = bool(statement.sources) and all(source.kind in _PAPERS for source in statement.sources)
    return statement.status in _HEARD and not papers


def _tells(draft: Draft) -> bool:
    """Tell whether somebody is heard in it; who keeps a record or knows a number is not heard by that."""
    return bool(draft.voices) or not _TELLS.isdisjoint(draft.passage.words.forms[draft.first : draft.last])


def _is_cited(draft: Draft, lists: Lists) -> bool:
    """Tell whether what is kept is looked into: "her log lists a dog", "the laboratory's own table shows two"."""
    records = lists["kept-things"] | lists["figure-records"]
    forms = draft.passage.words.forms[draft.first : draft.last]
    return any(kept in records and verb in _SHOWING for kept, verb in pairwise(forms))


def _bears_on(claim: frozenset[str], draft: Draft, vocabulary: Vocabulary, lists: Lists) -> bool:
    """Tell whether it speaks of something kept or examined; who owns or runs a thing must own one that the claim tells of."""
    forms = draft.passage.words.forms[draft.first : draft.last]
    if not lists["kept-things"].isdisjoint(forms):
        return True
    if any(verb in lists["keeping"] and _takes_it(before, after, vocabulary) for before, verb, after in _triples(forms)):
        return True
    text = draft.passage.text_of(draft.first, draft.last)
    return not lists["running"].isdisjoint(forms) and not claim.isdisjoint(find_kin(text))


def _triples(forms: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return zip(("", *forms), forms, (*forms[1:], ""), strict=False)


def _takes_it(before: str, after: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a verb takes something told of: "tests the supply", "is stored"; not "tests apples"."""
    return bool(vocabulary[before] & AUXILIARY or vocabulary[after] & (DETERMINER | PRONOUN | POSSESSIVE)) or after == "every"


def _find_keeper(draft: Draft, vocabulary: Vocabulary, lists: Lists) -> str:
    """The name of a body or a person in a sentence that tells of something kept or examined; empty where there is none."""
    forms = draft.passage.words.forms
    if not _DEAD.isdisjoint(forms[draft.first : draft.last]):
        return ""
    places = (at for at in range(draft.first, draft.last) if _may_keep(draft, at, vocabulary, lists))
    return next(filter(None, (_name(draft, place, vocabulary) for place in places)), "")


def _may_keep(draft: Draft, place: int, vocabulary: Vocabulary, lists: Lists) -> bool:
    """Tell whether it is a noun for a body, or for somebody whose name follows: "President Sulin"."""
    words = draft.passage.words
    named = place + 1 < draft.last and words.is_capital(place + 1) and bool(vocabulary[words.forms[place]] & (OFFICE | HONORIFIC))
    if place + 1 < draft.last and words.forms[place + 1] in _BUILDINGS:
        return False
    return words.forms[place] in lists["keepers"] or named or bool(vocabulary[words.forms[place]] & ORGANISATION_HEAD)


def _name(draft: Draft, place: int, vocabulary: Vocabulary) -> str:
    """The name at whose noun a place is: "the genetics institute", "registrar Ida Moor"; empty for any such body."""
    words = draft.passage.words
    first, last = place, _end(draft, place)
    while first > draft.first and place - first < LONGEST_NAME and _may_name(words.forms, first - 1, vocabulary):
        first -= 1
    has_article = first > draft.first and words.forms[first - 1] == "the"
    if not _is_acting(draft, first - has_article, vocabulary):
        return ""
    if has_article:
        return f"the {draft.passage.text_of(first, last)}"
    return draft.passage.text_of(place, last) if last > place + 1 else ""


def _is_acting(draft: Draft, first: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a name opens its clause or stands behind "by", "at" and the like: not "win the presidency"."""
    before = draft.passage.words.forms[first - 1] if first > draft.first else ""
    return (
        not before
        or not before[0].isalpha()
        or bool(vocabulary[before] & (PREPOSITION | CLAUSE_OPENER | CLAUSE_LINKER))
        or before in _LINKS
    )


def _may_name(forms: Sequence[str], place: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a word may stand before a noun in a name; "state" is a verb unless an article stands before it."""
    form = forms[place]
    return not vocabulary[form] & NOT_IN_NAME or (form == "state" and place > 0 and forms[place - 1] == "the")


def _end(draft: Draft, place: int) -> int:
    """Where the proper name ends that follows: "firm Velmo", "College of Varn"."""
    words, last = draft.passage.words, place + 1
    if last + 1 < draft.last and words.forms[last] == "of" and words.is_capital(last + 1):
        last += 2
    while last < draft.last and words.is_capital(last):
        last += 1
    return last
