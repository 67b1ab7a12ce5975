"""What kind of source a noun phrase names, decided by its last noun and by the names in it."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.model import SourceKind
from bot.reading.lexicon import (
    ARTICLE,
    BARE_MODIFIER,
    COLLECTIVE_HEAD,
    CONTAINER,
    DEFINITE,
    DETERMINER,
    DOCUMENT_HEAD,
    FOOTAGE,
    FUNCTION_WORD,
    GROUP_PRONOUN,
    INSTRUCTION,
    KNOWING,
    MARK,
    NO_SOURCE,
    NUMBER,
    OFFICE,
    ORGANISATION_HEAD,
    OUTLET_HEAD,
    OWN_VOICE,
    PAIR_END,
    PARTICIPLE,
    PERSON_PRONOUN,
    PLATFORM,
    POSSESSIVE,
    PREPOSITION,
    QUANTIFIER,
    RELATIVE_PRONOUN,
    ROLE_HEAD,
    SOURCE_NOUN,
    SPOKESPERSON,
    THING_PRONOUN,
    TIME_WORD,
    UNNAMED_HEAD,
    Lexicon,
    Stretch,
)
from bot.reading.proper import find_body, find_capitals, find_outlet, find_person


class Named(NamedTuple):
    """A noun phrase as a source: its kind, the name in it if it has one, and the pronouns that may stand for it later."""

    kind: SourceKind
    name: str | None = None
    pronouns: str = "person"
    pronoun: str = ""
    refers: str = ""
    """What it points back to: "body" for a spokesman of nobody in the phrase, "study" for "the researchers"."""
    guessed: bool = False
    """Whether its noun is in no list: it may be somebody as well as a thing."""
    maybe_thing: bool = False
    """Whether a single name may be a company's or a country's as well as a person's."""


class Phrase(NamedTuple):
    """A noun phrase taken apart: its own words end at `core` ("a source | close to the talks"), `head` is its noun."""

    first: int
    core: int
    last: int
    head: str
    kind: int
    """What the head can be; with `_NAMED` where a capital stands in the phrase, `QUANTIFIER` where it begins with one."""


_CROWD = Named(SourceKind.COLLECTIVE, None, "group")
_PERSON = Named(SourceKind.PERSON, None, "person")
_GROUP = Named(SourceKind.COLLECTIVE, None, "group")
_THING = Named(SourceKind.ORGANISATION, None, "thing")
_AGED = Named(SourceKind.PERSON, None, "person", "the")
""" "The 42-year-old" stands for a person met before, as a pronoun does."""
_NAMED = PAIR_END << 1
"""A bit beside those of the lexicon."""
_SHORTEST_PART = 3
"""Words in "one of them"."""
_MAY_END_CORE = MARK | RELATIVE_PRONOUN | PREPOSITION | PARTICIPLE | KNOWING


def name_source(lexicon: Lexicon, stretch: Stretch) -> Named | None:
    """What the phrase names; None where it can be nobody's word ("there", "what", a bare verb)."""
    first, last = stretch
    while last - first > 1 and lexicon.forms[last - 1] == ".":
        last -= 1
    kind = lexicon.classes[first]
    if last - first == 1:
        if kind & (PERSON_PRONOUN | GROUP_PRONOUN | THING_PRONOUN | POSSESSIVE):
            return _by_pronoun(lexicon.forms[first], kind)
        if lexicon.forms[first] == "another":
            return _unnamed(plural=False)
        if kind & (OWN_VOICE | NO_SOURCE | INSTRUCTION):
            return None
    forms = lexicon.forms
    if forms[last - 1] == "old" and forms[first] == "the" and forms[last - 2] == "year":
        return _AGED
    if _is_figure(forms[first]) and all(_is_figure(form) or form in ("of", "the") for form in forms[first:last]):
        return None
    part = _part_of_many(lexicon, first) if _is_part(forms[first:last]) else None
    return part or _by_noun(lexicon, first, last)


def _by_pronoun(form: str, kind: int) -> Named | None:
    """Whom a pronoun or "his", "their", "its" stands for; None for the writer's own "our"."""
    if kind & POSSESSIVE:
        named = {"his": _PERSON, "her": _PERSON, "their": _GROUP, "its": _THING}.get(form)
    else:
        named = _PERSON if kind & PERSON_PRONOUN else _GROUP if kind & GROUP_PRONOUN else _THING
    return named._replace(pronoun=form) if named else None


def _part_of_many(lexicon: Lexicon, first: int) -> Named | None:
    """ "One of the victims" is somebody, "many of them" and "those who" a crowd, and none has a name."""
    if lexicon.forms[first + 1] == "who":
        return _CROWD
    if lexicon.classes[first] & QUANTIFIER:
        return _CROWD
    if lexicon.classes[first] & NUMBER or lexicon.forms[first].isdigit():
        return _unnamed(lexicon.forms[first] != "one")
    return None


def _is_part(forms: Sequence[str]) -> bool:
    return forms[1:2] == ["of"] if len(forms) >= _SHORTEST_PART else forms[1:] == ["who"]


def _is_figure(form: str) -> bool:
    """Tell whether it is a figure or a time of day, and nobody: "148", "09:10"."""
    return form[0].isdigit() and not any(map(str.isalpha, form))


def _by_noun(lexicon: Lexicon, first: int, last: int) -> Named | None:
    core = _core_end(lexicon, first, last)
    if core + 1 < last and lexicon.forms[core] == "of" and lexicon.classes[core - 1] & CONTAINER:
        return _by_noun(lexicon, core + 1, last)
    head, kind = _head(lexicon, first, core)
    kind |= lexicon.classes[first] & QUANTIFIER
    if True in lexicon.capitals[first:last]:
        kind |= _NAMED
    phrase = Phrase(first, core, last, head, kind)
    for recognise in _fitting(kind):
        named = recognise(lexicon, phrase)
        if named:
            return named
    return _other(lexicon, phrase)


def _core_end(lexicon: Lexicon, first: int, last: int) -> int:
    """Where the phrase's own words end: before "of", "for", "who", "published", a comma."""
    for place in range(first + 1, last):
        kind = lexicon.classes[place]
        if lexicon.classes[place - 1] & (ARTICLE | POSSESSIVE):
            continue  # "a close ally", "his leading rival"
        if kind & _MAY_END_CORE:
            if kind & RELATIVE_PRONOUN or lexicon.forms[place] in (",", "(") or _knows(lexicon, place, last):
                return place
            joined = lexicon.words.gaps[place] == "-" and True in lexicon.capitals[place:last]  # "mother-of-two Ada Lund"
            if kind & (PREPOSITION | PARTICIPLE) and not (joined or _is_inside_outlet(lexicon, place, last)):
                return place
        elif _is_done_to(lexicon, place):
            return place
    return last


def _is_done_to(lexicon: Lexicon, place: int) -> bool:
    """Tell whether a participle of no list describes the noun before it: "audio | provided to", "results | tallied through"."""
    if not lexicon.forms[place].endswith("ed") or lexicon.capitals[place] or place + 1 >= len(lexicon.forms):
        return False
    return bool(lexicon.classes[place + 1] & PREPOSITION) and not lexicon.classes[place - 1] & (DETERMINER | PREPOSITION)


def _knows(lexicon: Lexicon, place: int, last: int) -> bool:
    """Tell whether it says what somebody knows: "people | close to the talks"; not "a close friend"."""
    following = lexicon.classes[place + 1] if place + 1 < last else 0
    return (
        bool(lexicon.classes[place] & KNOWING)
        and bool(following & PREPOSITION)
        and bool(lexicon.classes[place - 1] & SOURCE_NOUN)
    )


def _is_inside_outlet(lexicon: Lexicon, place: int, last: int) -> bool:
    """ "Voice of America": a preposition inside an outlet's name."""
    return place + 1 < last and " ".join(lexicon.forms[place - 1 : place + 2]) in lexicon.lists["outlets"]


def _head(lexicon: Lexicon, first: int, core: int) -> tuple[str, int]:
    """The phrase's own noun and what it can be; two words where they make one ("coast guard")."""
    if core - first > 1 and lexicon.classes[core - 1] & PAIR_END:
        pair = f"{lexicon.forms[core - 2]} {lexicon.forms[core - 1]}"
        kind = lexicon.vocabulary.get(pair, 0)
        if kind & (ORGANISATION_HEAD | OUTLET_HEAD):
            return pair, kind
    return lexicon.forms[core - 1], lexicon.classes[core - 1]


def _outlet(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    outlet = find_outlet(lexicon, phrase.first, phrase.core)
    return Named(SourceKind.OUTLET, outlet, "thing") if outlet else None


def _apposed(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """ "A passenger, 71-year-old Odd Hansen": the name stands in the description."""
    if phrase.core + 1 >= phrase.last or lexicon.forms[phrase.core] != ",":
        return None
    end = next((place for place in range(phrase.core + 1, phrase.last) if lexicon.forms[place] == ","), phrase.last)
    person = find_person(lexicon, phrase.core + 1, end) if end > phrase.core + 1 else None
    return Named(SourceKind.PERSON, person) if person and not find_person(lexicon, phrase.first, phrase.core) else None


def _no_name(lexicon: Lexicon, phrase: Phrase) -> Named:
    """ "Sources" alone is bare; "three Malian sources" or "a source close to the talks" says more."""
    bare = phrase.last == phrase.core and all(kind & BARE_MODIFIER for kind in lexicon.classes[phrase.first : phrase.core - 1])
    return Named(SourceKind.UNNAMED_BARE if bare else SourceKind.UNNAMED_SPECIFIC, None, "group")


def _spokesman(lexicon: Lexicon, phrase: Phrase) -> Named:
    """A spokesman of a named body speaks for that body; one of no named body is nobody a reader could find."""
    comma = _comma_behind(lexicon, phrase)
    person = find_person(lexicon, comma + 1, phrase.last) if comma + 1 < phrase.last else None
    if person:
        return Named(SourceKind.PERSON, person)
    body = find_body(lexicon, phrase.first, phrase.core - 1) or find_body(lexicon, phrase.core + 1, comma)
    known = body or lexicon.has(ORGANISATION_HEAD, phrase.first, phrase.last)
    if known or lexicon.classes[phrase.first] & POSSESSIVE:
        return Named(SourceKind.ORGANISATION, body)
    return Named(SourceKind.UNNAMED_SPECIFIC, refers="body")


def _comma_behind(lexicon: Lexicon, phrase: Phrase) -> int:
    """The first comma behind the phrase's own words, its end where there is none."""
    return next((place for place in range(phrase.core, phrase.last) if lexicon.forms[place] == ","), phrase.last)


def _person(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    papers = phrase.head in lexicon.lists["poll-words"] or (phrase.kind & DOCUMENT_HEAD and phrase.head.endswith("s"))
    may_be = lexicon.capitals[phrase.core - 1] and not papers  # "Blood Tests", in a headline
    person = find_person(lexicon, phrase.first, phrase.core) if may_be else None
    return Named(SourceKind.PERSON, person) if person else None


def _document(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    if lexicon.classes[phrase.first] & QUANTIFIER and phrase.head not in lexicon.lists["poll-words"]:
        return None
    if phrase.kind & FOOTAGE and lexicon.has(PLATFORM, phrase.core, phrase.last):
        return Named(SourceKind.OUTLET, None, "thing")
    proper = lexicon.capitals[phrase.core - 1]
    return Named(SourceKind.DOCUMENT, find_capitals(lexicon, phrase.first, phrase.core) if proper else None, "thing")


def _media(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """ "Local media", "a Telegram channel"."""
    if lexicon.capitals[phrase.core - 1]:
        return None
    return Named(SourceKind.OUTLET, find_capitals(lexicon, phrase.first, phrase.core), "thing")


def _crowd(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """ "Critics", "some residents": nobody a reader could ask."""
    if phrase.core < phrase.last and lexicon.classes[phrase.core] & KNOWING:
        return None
    if lexicon.classes[phrase.first] & QUANTIFIER:
        return _CROWD
    return _CROWD if phrase.kind & COLLECTIVE_HEAD and not _is_counted(lexicon, phrase.first) else None


def _organisation(lexicon: Lexicon, phrase: Phrase) -> Named:
    name = find_body(lexicon, phrase.first, phrase.core) or find_body(lexicon, phrase.core + 1, _comma_behind(lexicon, phrase))
    return Named(SourceKind.ORGANISATION, name, "thing")


def _role(lexicon: Lexicon, phrase: Phrase) -> Named:
    """ "The mayor" is somebody; "a mayor" and "officials" are not named."""
    kind = lexicon.classes[phrase.first]
    definite = kind & (DEFINITE | POSSESSIVE) or "'s" in lexicon.forms[phrase.first : phrase.core]
    titled = lexicon.capitals[phrase.core - 1] and not kind & (ARTICLE | NUMBER)
    if phrase.kind & OFFICE and (definite or titled):
        return Named(SourceKind.PERSON)
    team = lexicon.forms[phrase.first] == "the" and phrase.head in lexicon.lists["team-words"]
    return _unnamed(phrase.head.endswith("s"))._replace(refers="study" if team else "")


_Recognise = Callable[[Lexicon, Phrase], Named | None]

_RECOGNISE: tuple[tuple[int, _Recognise], ...] = (
    (_NAMED, _outlet),
    (SPOKESPERSON, _spokesman),
    (_NAMED, _apposed),
    (UNNAMED_HEAD, _no_name),
    (_NAMED, _person),
    (DOCUMENT_HEAD, _document),
    (OUTLET_HEAD, _media),
    (COLLECTIVE_HEAD | QUANTIFIER, _crowd),
    (ORGANISATION_HEAD, _organisation),
    (ROLE_HEAD | OFFICE, _role),
)
"""Tried in this order, each where the phrase is of such a kind: a name that says what it is comes before the noun."""


@lru_cache(maxsize=1_000)
def _fitting(kind: int) -> tuple[_Recognise, ...]:
    """What to try on a phrase of this kind."""
    return tuple(recognise for kinds, recognise in _RECOGNISE if kind & kinds)


def _other(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """A bare name, or a noun of no known kind."""
    single, forms = phrase.core - phrase.first == 1, lexicon.forms
    if single and phrase.head.endswith(lexicon.vocabulary.people_endings):
        return _unnamed(plural=True)
    if lexicon.capitals[phrase.core - 1] and not phrase.kind & FUNCTION_WORD:
        return _bare_name(lexicon, phrase)
    kind = lexicon.classes[phrase.first]
    if kind & POSSESSIVE or "'s" in forms[phrase.first : phrase.core]:
        return _unnamed(plural=True) if phrase.head.endswith("s") else Named(SourceKind.PERSON)
    if kind & DETERMINER or forms[phrase.first][0].isdigit():
        return _unnamed(phrase.head.endswith("s"))._replace(guessed=True)
    if lexicon.classes[phrase.core - 1] & (NO_SOURCE | FUNCTION_WORD | TIME_WORD):
        return None
    named = not single and phrase.kind & _NAMED  # "Saudi cleric says", without the article that a headline leaves out
    likely = named or phrase.head.endswith(lexicon.vocabulary.noun_endings)
    return _unnamed(plural=True)._replace(guessed=True) if likely else None


def _bare_name(lexicon: Lexicon, phrase: Phrase) -> Named:
    """One or two capitalised words that no list knows: in capitals or behind "the" a body, else a person or a company."""
    name = find_capitals(lexicon, phrase.first, phrase.core)
    if lexicon.words.is_handle(phrase.core - 1):
        return Named(SourceKind.OUTLET, name, "thing")
    if lexicon.words.is_all_capitals(phrase.core - 1) or lexicon.forms[phrase.first] == "the":
        return Named(SourceKind.ORGANISATION, name, "thing")
    return Named(SourceKind.PERSON, name, "person", maybe_thing=phrase.core - phrase.first == 1)


def _unnamed(plural: bool) -> Named:
    return Named(SourceKind.UNNAMED_SPECIFIC, None, "group" if plural else "person")


def _is_counted(lexicon: Lexicon, first: int) -> bool:
    return bool(lexicon.classes[first] & (NUMBER | ARTICLE | POSSESSIVE)) or lexicon.forms[first][0].isdigit()
