"""The language of phrases: words, (a|b) choice, [x] optional, <0-3> a gap, @name a list, {x} beside it, ^ and $ the ends."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from bot.text.words import split_words

MOST_FORMS = 4_000
"""How many ways one phrase may be read in all before it is refused."""
WIDEST_GAP = 8

_PART = re.compile(r"\s*(?:(?P<gap><[^>]*>)|(?P<list>@[a-z][a-z0-9-]*)|(?P<mark>[()|\[\]{}^$])|(?P<text>[^\s()|\[\]{}^$<>@]+))")
_GAP = re.compile(r"<(\d{1,3})-(\d{1,3})>")

NUMBER = "number"
CAPITAL = "capital"
BUILT_IN = {NUMBER: "a number in figures or words", CAPITAL: "any word that begins with a capital letter"}


class PhraseError(ValueError):
    """A phrase that does not follow the grammar; the text says what is wrong with it and what is allowed."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word in its folded form; `capital` where the phrase writes it with a capital and so asks for one."""

    form: str
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one word of a set, or none where it is optional. The name is that of the list, empty for a choice written in brackets."""

    forms: frozenset[str]
    name: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """From `least` to `most` words of any kind, no marks among them."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning (^) or end ($) of the sentence."""

    last: bool


@dataclass(frozen=True, slots=True)
class Brace:
    """Where words begin or end that must stand beside the cue and are no part of it: "{survey} shows"."""

    closes: bool


Element = Word | Choice | Gap | Edge | Brace
Form = tuple[Element, ...]
"""One way to read a phrase: no choices left but between single words."""


def read_phrase(phrase: str, lists: Mapping[str, Sequence[str]]) -> tuple[Form, ...]:
    """Read a phrase into all its forms.

    Errors: PhraseError for a bracket that does not close, an unknown list, a gap at either end or wider than eight words, an empty
    phrase, or one that can be read in more than 4,000 ways.
    """
    reader = _Reader(phrase, lists)
    forms = reader.sequence(frozenset())
    if reader.place < len(reader.parts):
        raise PhraseError(f"{reader.parts[reader.place][1]!r} closes nothing")
    for form in forms:
        _check_form(form)
    return tuple(dict.fromkeys(forms))


def is_anchor(element: Element) -> bool:
    """Tell whether a form can be looked up by this element: it must be there and names its words."""
    return isinstance(element, Word) or (isinstance(element, Choice) and bool(element.forms) and not element.optional)


def _check_form(form: Form) -> None:
    if not any(is_anchor(element) for element in form):
        raise PhraseError("no word of its own is left when every optional part is left out")
    if isinstance(form[0], Gap) or isinstance(form[-1], Gap):
        raise PhraseError("a gap stands between words, not at the beginning or end")
    for element in form[1:-1]:
        if isinstance(element, Edge):
            raise PhraseError("^ stands only at the beginning and $ only at the end")
    _check_braces(form)


def _check_braces(form: Form) -> None:
    lead, core, tail = cut_braces(form)
    if not any(isinstance(element, Word) or (isinstance(element, Choice) and not element.optional) for element in core) or any(isinstance(element, Brace) for element in (*lead, *core, *tail)):
        raise PhraseError("{…} stands once at the beginning or the end of a phrase and leaves a word for the cue")


def cut_braces(form: Form) -> tuple[Form, Form, Form]:
    """The words that must stand before the cue, the cue's own, and those that must stand behind it."""
    lead: Form = ()
    tail: Form = ()
    if not any(isinstance(element, Brace) for element in form):
        return (), form, ()
    opens = 1 if isinstance(form[0], Edge) else 0
    if form[opens : opens + 1] == (Brace(closes=False),):
        end = form.index(Brace(closes=True))
        lead, form = tuple(element for element in form[:end] if not isinstance(element, Brace)), form[end + 1 :]
    if Brace(closes=False) in form:
        start = form.index(Brace(closes=False))
        lead_part, tail = form[:start], tuple(element for element in form[start:] if not isinstance(element, Brace))
        form = lead_part
    return lead, form, tail


class _Reader:
    """A recursive-descent reader over the parts of one phrase."""

    def __init__(self, phrase: str, lists: Mapping[str, Sequence[str]]) -> None:
        self.parts = list(_parts(phrase))
        self.lists = lists
        self.place = 0

    def sequence(self, closing: frozenset[str]) -> list[Form]:
        forms: list[Form] = [()]
        while self.place < len(self.parts) and self.parts[self.place][1] not in closing:
            kind, text = self.parts[self.place]
            if kind == "mark" and text in ")]|}":
                raise PhraseError(f"{text!r} without an opening bracket before it")
            self.place += 1
            step = self.step(kind, text)
            if len(forms) * len(step) > MOST_FORMS:
                raise PhraseError(f"it can be read in more than {MOST_FORMS:,} ways; split it, or move a choice into a list")
            forms = [left + right for left, right in product(forms, step)]
        return forms

    def step(self, kind: str, text: str) -> list[Form]:
        if kind == "gap":
            return [(_gap(text),)]
        if kind == "list":
            return self.listed(text[1:])
        if kind == "mark":
            return self.marked(text)
        return [_words(text)]

    def marked(self, text: str) -> list[Form]:
        if text in "^$":
            return [(Edge(last=text == "$"),)]
        if text == "[":
            return _optional(self.choice("]"))
        if text == "{":
            return [(Brace(closes=False), *form, Brace(closes=True)) for form in self.choice("}")]
        return self.choice(")")

    def choice(self, closing: str) -> list[Form]:
        forms: list[Form] = []
        while True:
            branch = self.sequence(frozenset(("|", closing)))
            forms += branch
            if self.place >= len(self.parts):
                raise PhraseError(f"a bracket is not closed: {closing!r} is missing")
            mark = self.parts[self.place][1]
            self.place += 1
            if mark == closing:
                return _merged(forms)

    def listed(self, name: str) -> list[Form]:
        if name in BUILT_IN:
            return [(Choice(frozenset(), name),)]
        if name not in self.lists:
            raise PhraseError(f"unknown list @{name}; allowed: {', '.join('@' + known for known in sorted([*self.lists, *BUILT_IN]))}")
        return _merged([_words(entry) for entry in self.lists[name]], name)


def _parts(phrase: str) -> Iterator[tuple[str, str]]:
    place = 0
    phrase = phrase.rstrip()
    while place < len(phrase):
        found = _PART.match(phrase, place)
        if not found or found.end() == place:
            raise PhraseError(f"cannot read {phrase[place:place + 12]!r}; allowed: words, (a|b), [x], <0-3>, {{x}}, @list, ^ and $")
        kind = found.lastgroup or ""
        yield kind, found[kind]
        place = found.end()
    if not phrase.strip():
        raise PhraseError("the phrase is empty")


def _gap(text: str) -> Gap:
    found = _GAP.fullmatch(text)
    if not found or not int(found[1]) <= int(found[2]) <= WIDEST_GAP or not int(found[2]):
        raise PhraseError(f"{text} is no gap; allowed: <0-{WIDEST_GAP}> or narrower, the smaller number first")
    return Gap(int(found[1]), int(found[2]))


@lru_cache(maxsize=20_000)
def _words(text: str) -> Form:
    words = split_words(text)
    form = tuple(Word(_plain(form), words.is_capital(place)) for place, form in enumerate(words.forms))
    if not form:
        raise PhraseError(f"{text!r} holds no word")
    return form


def _plain(form: str) -> str:
    return "not" if form.startswith("\x00") else form


def _optional(forms: list[Form]) -> list[Form]:
    """The forms or nothing; a single optional word stays one element, so that "[a] [b] [c]" does not multiply."""
    if len(forms) == 1 and len(forms[0]) == 1:
        element = forms[0][0]
        if isinstance(element, Word) and not element.capital:
            return [(Choice(frozenset((element.form,)), "", optional=True),)]
        if isinstance(element, Choice):
            return [(Choice(element.forms, element.name, optional=True),)]
    return [(), *forms]


def _merged(forms: list[Form], name: str = "") -> list[Form]:
    """Put all branches of one plain word into a single Choice, so that forms do not multiply."""
    single = [form[0].form for form in forms if len(form) == 1 and isinstance(form[0], Word) and not form[0].capital]
    if len(single) < 2 and not (single and name):
        return forms
    others = [form for form in forms if not (len(form) == 1 and isinstance(form[0], Word) and not form[0].capital)]
    return [(Choice(frozenset(single), name),), *others]
