"""What kind of source a noun phrase names, decided by its last noun and by the names in it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from bot.model import SourceKind
from bot.reading.lexicon import Lexicon, Stretch
from bot.reading.proper import find_body, find_capitals, find_outlet, find_person


class Named(NamedTuple):
    """A noun phrase as a source: its kind, the name in it if it has one, and the pronouns that may stand for it later."""

    kind: SourceKind
    name: str | None = None
    pronouns: str = "person"
    pronoun: str = ""
    maybe_thing: bool = False
    """Whether a single name may be a company's or a country's as well as a person's."""


class Phrase(NamedTuple):
    """A noun phrase taken apart: its own words end at `core` ("a source | close to the talks"), `head` is its noun."""

    first: int
    core: int
    last: int
    head: str


_CROWD = Named(SourceKind.COLLECTIVE, None, "group")
_PRONOUNS: Mapping[str, Named] = {
    "person-pronouns": Named(SourceKind.PERSON, None, "person"),
    "group-pronouns": Named(SourceKind.COLLECTIVE, None, "group"),
    "thing-pronouns": Named(SourceKind.ORGANISATION, None, "thing"),
}
_SHORTEST_PART = 3
"""Words in "one of them"."""


def name_source(lexicon: Lexicon, stretch: Stretch) -> Named | None:
    """What the phrase names; None where it can be nobody's word ("there", "what", a bare verb)."""
    first, last = stretch
    while last - first > 1 and lexicon.words.forms[last - 1] == ".":
        last -= 1
    if last - first == 1:
        for listed, named in _PRONOUNS.items():
            if lexicon.is_in(first, listed):
                return named._replace(pronoun=lexicon.words.forms[first])
        if lexicon.is_in(first, "own-voice", "no-source", "instructions"):
            return None
    return _by_age(lexicon, first, last) or _part_of_many(lexicon, first, last) or _by_noun(lexicon, first, last)


def _by_age(lexicon: Lexicon, first: int, last: int) -> Named | None:
    """ "The 42-year-old" stands for a person met before, as a pronoun does."""
    if lexicon.words.forms[first] == "the" and list(lexicon.words.forms[last - 2 : last]) == ["year", "old"]:
        return Named(SourceKind.PERSON, None, "person", "the")
    return None


def _part_of_many(lexicon: Lexicon, first: int, last: int) -> Named | None:
    """ "One of the victims" is somebody, "many of them" a crowd, and neither has a name."""
    if last - first < _SHORTEST_PART or lexicon.words.forms[first + 1] != "of":
        return None
    if lexicon.is_in(first, "quantifiers-of-crowds"):
        return _CROWD
    if lexicon.is_in(first, "numbers") or lexicon.words.forms[first].isdigit():
        return _unnamed(lexicon.words.forms[first] != "one")
    return None


def _by_noun(lexicon: Lexicon, first: int, last: int) -> Named | None:
    core = _core_end(lexicon, first, last)
    phrase = Phrase(first, core, last, _head(lexicon, first, core))
    for recognise in _RECOGNISE:
        named = recognise(lexicon, phrase)
        if named:
            return named
    return _other(lexicon, phrase)


def _core_end(lexicon: Lexicon, first: int, last: int) -> int:
    """Where the phrase's own words end: before "of", "for", "who", "published", a comma."""
    for place in range(first + 1, last):
        if lexicon.words.forms[place] in (",", "(") or lexicon.is_in(place, "relative-pronouns"):
            return place
        if lexicon.is_in(place, "prepositions", "participles") and not _is_inside_outlet(lexicon, place, last):
            return place
    return last


def _is_inside_outlet(lexicon: Lexicon, place: int, last: int) -> bool:
    """ "Voice of America": a preposition inside an outlet's name."""
    return place + 1 < last and " ".join(lexicon.words.forms[place - 1 : place + 2]) in lexicon.lists["outlets"]


def _head(lexicon: Lexicon, first: int, core: int) -> str:
    """The phrase's own noun; two words where they make one ("coast guard")."""
    pair = " ".join(lexicon.words.forms[core - 2 : core]) if core - first > 1 else ""
    known = pair in lexicon.lists["organisation-heads"] or pair in lexicon.lists["outlet-heads"]
    return pair if known else lexicon.words.forms[core - 1]


def _outlet(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    outlet = find_outlet(lexicon, phrase.first, phrase.core)
    return Named(SourceKind.OUTLET, outlet, "thing") if outlet else None


def _apposed(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """ "A passenger, 71-year-old Odd Hansen": the name stands in the description."""
    if phrase.core + 1 >= phrase.last or lexicon.words.forms[phrase.core] != ",":
        return None
    person = find_person(lexicon, phrase.core + 1, phrase.last)
    return Named(SourceKind.PERSON, person) if person and not find_person(lexicon, phrase.first, phrase.core) else None


def _no_name(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """ "Sources" alone is bare; "three Malian sources" or "a source close to the talks" says more."""
    if phrase.head not in lexicon.lists["unnamed-heads"]:
        return None
    bare = (
        all(lexicon.is_in(place, "bare-modifiers") for place in range(phrase.first, phrase.core - 1))
        and phrase.last == phrase.core
    )
    return Named(SourceKind.UNNAMED_BARE if bare else SourceKind.UNNAMED_SPECIFIC, None, "group")


def _spokesman(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """A spokesman of a named body speaks for that body; one of no named body is nobody a reader could find."""
    if phrase.head not in lexicon.lists["spokespeople"]:
        return None
    comma = next((place for place in range(phrase.core, phrase.last) if lexicon.words.forms[place] == ","), phrase.last)
    person = find_person(lexicon, comma + 1, phrase.last) if comma + 1 < phrase.last else None
    if person:
        return Named(SourceKind.PERSON, person)
    body = find_body(lexicon, phrase.first, phrase.core - 1) or find_body(lexicon, phrase.core + 1, comma)
    known = any(lexicon.is_in(place, "organisation-heads") for place in range(phrase.first, phrase.last))
    if body or known or lexicon.is_in(phrase.first, "possessives"):
        return Named(SourceKind.ORGANISATION, body)
    return Named(SourceKind.UNNAMED_SPECIFIC)


def _person(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    person = find_person(lexicon, phrase.first, phrase.core)
    return Named(SourceKind.PERSON, person) if person else None


def _document(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    if phrase.head not in lexicon.lists["document-heads"] or lexicon.is_in(phrase.first, "quantifiers-of-crowds"):
        return None
    posted = any(lexicon.is_in(place, "platforms") for place in range(phrase.core, phrase.last))
    if posted and phrase.head in lexicon.lists["footage"]:
        return Named(SourceKind.OUTLET, None, "thing")
    proper = lexicon.is_capital(phrase.core - 1)
    return Named(SourceKind.DOCUMENT, find_capitals(lexicon, phrase.first, phrase.core) if proper else None, "thing")


def _media(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """ "Local media", "a Telegram channel"."""
    if phrase.head not in lexicon.lists["outlet-heads"] or lexicon.is_capital(phrase.core - 1):
        return None
    return Named(SourceKind.OUTLET, find_capitals(lexicon, phrase.first, phrase.core), "thing")


def _crowd(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """ "Critics", "some residents": nobody a reader could ask."""
    if phrase.core < phrase.last and lexicon.is_in(phrase.core, "knowing"):
        return None
    if lexicon.is_in(phrase.first, "quantifiers-of-crowds"):
        return _CROWD
    return _CROWD if phrase.head in lexicon.lists["collective-heads"] and not _is_counted(lexicon, phrase.first) else None


def _organisation(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    if phrase.head not in lexicon.lists["organisation-heads"]:
        return None
    comma = next((place for place in range(phrase.core, phrase.last) if lexicon.words.forms[place] == ","), phrase.last)
    name = find_body(lexicon, phrase.first, phrase.core) or find_body(lexicon, phrase.core + 1, comma)
    return Named(SourceKind.ORGANISATION, name, "thing")


def _role(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """ "The mayor" is somebody; "a mayor" and "officials" are not named."""
    if phrase.head not in lexicon.lists["role-heads"] and phrase.head not in lexicon.lists["offices"]:
        return None
    definite = lexicon.is_in(phrase.first, "definite", "possessives") or "'s" in lexicon.words.forms[phrase.first : phrase.core]
    titled = lexicon.is_capital(phrase.core - 1) and not lexicon.is_in(phrase.first, "articles", "numbers")
    if phrase.head in lexicon.lists["offices"] and (definite or titled):
        return Named(SourceKind.PERSON)
    return _unnamed(phrase.head.endswith("s"))


_RECOGNISE: tuple[Callable[[Lexicon, Phrase], Named | None], ...] = (
    _outlet, _spokesman, _apposed, _no_name, _person, _document, _media, _crowd, _organisation, _role,
)  # fmt: skip
"""Tried in this order: a name that says what it is comes before the noun."""


def _other(lexicon: Lexicon, phrase: Phrase) -> Named | None:
    """A bare name, or a noun of no known kind."""
    single, forms = phrase.core - phrase.first == 1, lexicon.words.forms
    if single and phrase.head.endswith(tuple(lexicon.lists["people-endings"])):
        return _unnamed(plural=True)
    if lexicon.is_capital(phrase.core - 1) and phrase.head not in lexicon.lists["function-words"]:
        return _bare_name(lexicon, phrase)
    owned = lexicon.is_in(phrase.first, "possessives") or "'s" in forms[phrase.first : phrase.core]
    if owned:
        return _unnamed(plural=True) if phrase.head.endswith("s") else Named(SourceKind.PERSON)
    if lexicon.is_in(phrase.first, "determiners") or forms[phrase.first][0].isdigit():
        return _unnamed(phrase.head.endswith("s"))
    if lexicon.is_in(phrase.core - 1, "no-source", "function-words", "time-words"):
        return None
    return None if single and not phrase.head.endswith(tuple(lexicon.lists["noun-endings"])) else _unnamed(plural=True)


def _bare_name(lexicon: Lexicon, phrase: Phrase) -> Named:
    """One or two capitalised words that no list knows: in capitals or behind "the" a body, else a person or a company."""
    name = find_capitals(lexicon, phrase.first, phrase.core)
    if lexicon.words.is_all_capitals(phrase.core - 1) or lexicon.words.forms[phrase.first] == "the":
        return Named(SourceKind.ORGANISATION, name, "thing")
    return Named(SourceKind.PERSON, name, "person", maybe_thing=phrase.core - phrase.first == 1)


def _unnamed(plural: bool) -> Named:
    return Named(SourceKind.UNNAMED_SPECIFIC, None, "group" if plural else "person")


def _is_counted(lexicon: Lexicon, first: int) -> bool:
    return lexicon.words.forms[first][0].isdigit() or lexicon.is_in(first, "numbers", "articles", "possessives")
