"""What would settle it: the body that a doubted claim is about, where the text mentions it and never lets it speak.

"The council has sold the pier, sources say": the council would know. Kept quiet wherever somebody who may speak for it is heard,
was asked or did not answer: a finding that is wrong here would be unfair to whoever wrote the text.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.model import Finding, FindingKind, Statement, Status
from bot.reading.level import is_main
from bot.reading.lexicon import (
    AUXILIARY,
    DETERMINER,
    FUNCTION_WORD,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    SAYING,
    TIME_WORD,
    Lists,
    Vocabulary,
    vocabulary_of,
)
from bot.reading.statements import Draft

LONGEST_NAME = 4
"""Words before the noun that names a body: "the Ayle Harbour Authority"."""

_UNSETTLED = frozenset((Status.UNCONFIRMED, Status.HEARSAY, Status.UNNAMED))
_SPEAKERS_ROWS = """
ministry department agency bureau commission authority regulator inspectorate: minister secretary commissioner regulator inspector
government cabinet presidency: minister ministers premier chancellor president ministry
police constabulary coastguard: officer detective inspector superintendent sergeant sheriff commissioner constable investigator
army navy military brigade garrison: general colonel commander soldier officer officers major captain admiral lieutenant troops
court tribunal: judge judges justice clerk magistrate lawyer prosecutor registrar
hospital clinic: doctor doctors nurse surgeon medic matron
school college university: headteacher headmaster headmistress principal dean rector professor provost teacher teachers
company firm corporation bank airline operator manufacturer retailer developer utility carrier: ceo executive boss owner founder
council municipality: mayor councillor councillors councilman alderman clerk
club federation: coach manager owner captain gaffer
embassy consulate: ambassador envoy consul diplomat diplomats
union charity foundation museum theatre zoo prison: secretary curator warden governor
campaign: candidate nominee adviser advisers aide aides strategist manager staffer
"""
_SPEAKERS: Mapping[str, frozenset[str]] = {
    body: frozenset(people.split())
    for bodies, people in (row.split(": ") for row in _SPEAKERS_ROWS.strip().splitlines())
    for body in bodies.split()
}
"""Bodies that know of themselves, and who may speak for each."""
_FOR_ANY_WORDS = """
official officials authorities director directors chief head chairman chairwoman chair chairperson president leader deputy
executives managers spokesman spokeswoman spokesperson spokesmen spokespeople representative statement press website judge
court prosecutor
"""
_FOR_ANY = frozenset(_FOR_ANY_WORDS.split())
"""Who may speak for any body."""
_ASKED_WORDS = """
comment comments commented contacted approached spokesman spokeswoman spokesperson spokespeople spokesmen request requests
respond responded response replied reply answer answered declined refused silent insisted denied
"""
_ASKED = frozenset(_ASKED_WORDS.split())
"""Words of asking and answering: somebody was asked, and it may have been that body."""
_PUBLISHES_WORDS = """
announced announces announcement announcing published publishes publishing released releases issued issues posted posts
tweeted wrote writes statement website letter briefing ruled rules documents report
"""
_PUBLISHES = frozenset(_PUBLISHES_WORDS.split())
"""Words by which a body may have told it itself."""
_BARE = frozenset(("police", "coastguard"))
NOT_IN_NAME = DETERMINER | PREPOSITION | AUXILIARY | SAYING | FUNCTION_WORD
_PASSIVE = frozenset(("is", "are", "was", "were"))
_OPENS_WORDS = "that whether if said say says : as"
_OPENS = frozenset(_OPENS_WORDS.split())


def find_settle(statements: Sequence[Statement], drafts: Sequence[Draft], lists: Lists) -> Iterator[Finding]:
    """Give the finding of the bodies that the main doubted claims are about and that are nowhere heard, where there are such."""
    pairs = list(zip(statements, drafts, strict=True))
    doubted = [pair for pair in pairs if pair[0].status in _UNSETTLED and is_main(pair[0])]
    vocabulary = vocabulary_of(lists)
    if not doubted or any(is_anybody_asked(draft, vocabulary) for draft in drafts):
        return
    found = [(statement.n, *body) for statement, draft in doubted for body in _find_bodies(draft, vocabulary, lists)]
    heard = _find_heard(drafts, {id(draft) for _, draft in doubted}, vocabulary) if found else set()
    names = {name: n for n, body, name in reversed(found) if heard.isdisjoint(_who_speaks_for(body))}
    if names:
        yield Finding(FindingKind.WHAT_WOULD_SETTLE, tuple(sorted({*names.values()})), {"names": tuple(reversed(names))})


def _who_speaks_for(body: str) -> frozenset[str]:
    """The body itself and everybody who may speak for it, one and several."""
    people = {body, *_SPEAKERS[body], *_FOR_ANY}
    return frozenset(people | {f"{one}s" for one in people})


def is_anybody_asked(draft: Draft, vocabulary: Vocabulary) -> bool:
    """Tell whether somebody was asked, did not comment, or speaks who is only a pronoun."""
    forms = draft.passage.words.forms
    someone = any(voice.name is None and vocabulary[forms[voice.first]] & PRONOUN for voice in draft.voices)
    return bool(draft.silent) or someone or not _ASKED.isdisjoint(_forms(draft))


def _forms(draft: Draft) -> Sequence[str]:
    return draft.passage.words.forms[draft.first : draft.last]


def _find_heard(drafts: Sequence[Draft], doubted: set[int], vocabulary: Vocabulary) -> set[str]:
    """Every word that stands in a sentence in which somebody is heard, and near the names of those who are.

    Of the doubted claims themselves, which speak of the body without its voice, only the words for who says so.
    """
    names = {voice.name.split()[-1].lower() for draft in drafts for voice in draft.voices if voice.name}
    heard: set[str] = set()
    for draft in drafts:
        forms = _forms(draft)
        if id(draft) not in doubted and (not names.isdisjoint(forms) or speaks(draft, vocabulary)):
            heard.update(forms)
        for voice in draft.voices:
            heard.update(draft.passage.words.forms[voice.first : voice.last])
    return heard


def speaks(draft: Draft, vocabulary: Vocabulary) -> bool:
    """Tell whether somebody is heard in it, whether or not it could be seen who."""
    return bool(draft.voices) or any(form in _PUBLISHES or vocabulary[form] & SAYING for form in _forms(draft))


def _find_bodies(draft: Draft, vocabulary: Vocabulary, lists: Lists) -> Iterator[tuple[str, str]]:
    """Give the bodies that do something in the claim: where one opens it and a verb follows, or behind "by"."""
    forms = draft.passage.words.forms
    if not _PUBLISHES.isdisjoint(_forms(draft)):
        return
    for place in range(draft.first, draft.last):
        if forms[place] in _SPEAKERS:
            first = _begin(draft, place, vocabulary)
            if first is not None and _is_doing(draft, first, place, vocabulary, lists):
                yield forms[place], _text(draft, first, place + 1)


def _is_doing(draft: Draft, first: int, place: int, vocabulary: Vocabulary, lists: Lists) -> bool:
    """Tell whether it is said to do something: "the bank has lost", "sold by the bank"; not "the bank robbery"."""
    before = draft.passage.words.forms[first - 1] if first > draft.first else ""
    following = draft.passage.words.forms[place + 1 : min(place + 3, draft.last)]
    if before == "by":
        return not following or not following[0][0].isalpha() or bool(vocabulary[following[0]] & (PREPOSITION | TIME_WORD))
    return (not before or before in _OPENS) and len(following) > 1 and _is_verb(following[0], following[1], vocabulary, lists)


def _is_verb(form: str, after: str, vocabulary: Vocabulary, lists: Lists) -> bool:
    if vocabulary[form] & AUXILIARY:
        return form not in _PASSIVE or not after.endswith("ed")
    if form in lists["plain-verbs"] or form.endswith("ed"):
        return True
    return form.endswith("s") and bool(vocabulary[after] & (DETERMINER | PARTICIPLE))


def _begin(draft: Draft, place: int, vocabulary: Vocabulary) -> int | None:
    """The first word of the name of a body: its article or a word with a capital; None where it is any such body."""
    words, first = draft.passage.words, place
    while first > draft.first and place - first < LONGEST_NAME:
        before = words.forms[first - 1]
        if before == "the":
            return first - 1
        if not before[0].isalpha() or vocabulary[before] & NOT_IN_NAME or before in _OPENS:
            break
        first -= 1
    named = words.forms[place] in _BARE or (first < place and words.is_capital(first) and words.is_capital(place))
    return first if named else None


def _text(draft: Draft, first: int, last: int) -> str:
    """The words of a name, its article small."""
    text = draft.passage.text_of(first, last)
    return text[0].lower() + text[1:] if draft.passage.words.forms[first] in _BARE | {"the"} else text
