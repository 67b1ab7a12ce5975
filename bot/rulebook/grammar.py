"""The language of phrases: words, (a|b) choice, [x] optional, <0-3> a gap, @name a list, {x} beside it, ^ and $ the ends."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from bot.rulebook.nearest import name_nearest
from bot.text.words import split_words

MOST_FORMS = 4_000
"""How many ways one phrase may be read in all before it is refused."""
MOST_WORDS = 60
"""Words in one form of a phrase."""
MOST_BRACKETS = 20
"""Brackets inside one another."""
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

    def __hash__(self) -> int:
        """Cheap: each word of each form is looked up while rules are compiled, and a text knows its hash."""
        return hash(self.form)


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one word of a set, or none where it is optional. The name is that of the list, empty for a choice in brackets."""

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


_BEGINNING, _END = Edge(last=False), Edge(last=True)
_OPENS, _CLOSES = Brace(closes=False), Brace(closes=True)

Element = Word | Choice | Gap | Edge | Brace
Form = tuple[Element, ...]
"""One way to read a phrase: no choices left but between single words."""


def read_phrase(phrase: str, lists: Mapping[str, Sequence[str]]) -> tuple[Form, ...]:
    """Read a phrase into all its forms.

    Errors: PhraseError for a bracket that does not close, an unknown list, a gap at either end or wider than eight words, ^, $ or
    braces in the wrong place, an empty phrase, one without a word of its own, or one that can be read in more than 4,000 ways.
    """
    reader = _Reader(phrase, lists)
    forms = reader.sequence(frozenset())
    if reader.place < len(reader.parts):
        raise PhraseError(f"{reader.parts[reader.place][1]!r} closes nothing")
    checks = [check for signs, check in _CHECKS.items() if any(sign in phrase for sign in signs)]
    for form in forms:
        _check_form(form, checks)
    return tuple(dict.fromkeys(forms))


def is_anchor(element: Element) -> bool:
    """Tell whether a form can be looked up by this element: it must be there and names its words."""
    return isinstance(element, Word) or (isinstance(element, Choice) and bool(element.forms) and not element.optional)


def _check_form(form: Form, checks: Sequence[Callable[[Form], None]]) -> None:
    """Every form needs a word; what the phrase has no sign of need not be looked for."""
    if not any(map(is_anchor, form)):
        raise PhraseError(_TOO_LITTLE if any(isinstance(element, Choice) and not element.forms for element in form) else _NO_WORD)
    if len(form) > MOST_WORDS:
        raise PhraseError(f"it is longer than {MOST_WORDS} words")
    for check in checks:
        check(form)


_NO_WORD = "no word of its own is left when every optional part is left out"
_TOO_LITTLE = (
    "@number and @capital alone are too little: no word of its own is left; add a word or a list that cannot be left out"
)


def _check_gaps(form: Form) -> None:
    if isinstance(form[0], Gap) or isinstance(form[-1], Gap):
        raise PhraseError("a gap stands between words, not at the beginning or end")


def _check_edges(form: Form) -> None:
    if any(element == _BEGINNING for element in form[1:]):
        raise PhraseError("^ is the beginning of the sentence: it stands only at the beginning of a phrase, outside {…}")
    if any(element == _END for element in form[:-1]):
        raise PhraseError("$ is the end of the sentence: it stands only at the end of a phrase, outside {…}")


def _check_braces(form: Form) -> None:
    lead, core, tail = cut_braces(form)
    if any(isinstance(element, Brace) for element in (*lead, *core, *tail)) or any(
        isinstance(element, Gap) for element in (*core[:1], *core[-1:])
    ):
        raise PhraseError("{…} stands once at the beginning and once at the end of a phrase, a gap beside the cue inside it")
    if not any(isinstance(element, Word) or (isinstance(element, Choice) and not element.optional) for element in core):
        raise PhraseError("{…} is only what stands beside the cue: it leaves a word for the cue, outside the braces")


_CHECKS: Mapping[str, Callable[[Form], None]] = {"<": _check_gaps, "^$": _check_edges, "{": _check_braces}
"""What to look at where one of these signs is in the phrase."""


def cut_braces(form: Form) -> tuple[Form, Form, Form]:
    """The words that must stand before the cue, the cue's own, and those that must stand behind it; braces elsewhere stay."""
    lead: Form = ()
    tail: Form = ()
    first = 1 if form[0] == _BEGINNING else 0
    last = len(form) - 1 if form[-1] == _END else len(form)
    if form[first : first + 1] == (_OPENS,):
        closes = form.index(_CLOSES)
        lead, first = (*form[:first], *form[first + 1 : closes]), closes + 1
    else:
        first = 0
    if first < last and form[last - 1] == _CLOSES:
        opens = max(place for place, element in enumerate(form) if element == _OPENS)
        tail, last = (*form[opens + 1 : last - 1], *form[last:]), opens
    else:
        last = len(form)
    return lead, form[first:last], tail


_CLOSING = {"(": ")", "[": "]", "{": "}"}


class _Reader:
    """A recursive-descent reader over the parts of one phrase."""

    def __init__(self, phrase: str, lists: Mapping[str, Sequence[str]]) -> None:
        self.parts = list(_parts(phrase))
        self.lists = lists
        self.place = 0
        self.depth = 0

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
            return [(_END if text == "$" else _BEGINNING,)]
        self.depth += 1
        if self.depth > MOST_BRACKETS:
            raise PhraseError(f"more than {MOST_BRACKETS} brackets inside one another")
        forms = self.choice(text)
        self.depth -= 1
        if text == "{":
            return [(_OPENS, *form, _CLOSES) for form in forms]
        return _optional(forms) if text == "[" else forms

    def choice(self, opening: str) -> list[Form]:
        closing = _CLOSING[opening]
        forms: list[Form] = []
        while True:
            forms += self.sequence(frozenset(("|", closing)))
            if self.place >= len(self.parts):
                raise PhraseError(f"a bracket is not closed: {closing!r} is missing")
            mark = self.parts[self.place][1]
            self.place += 1
            if mark == closing:
                if not any(forms):
                    raise PhraseError(f"nothing stands between {opening!r} and {closing!r}")
                return _merged(forms)

    def listed(self, name: str) -> list[Form]:
        if name in BUILT_IN:
            return [(Choice(frozenset(), name),)]
        if name not in self.lists:
            known = ["@" + other for other in (*self.lists, *BUILT_IN)]
            raise PhraseError(f"unknown list @{name}; {name_nearest('@' + name, known, 'lists')}")
        return _merged([_words(entry) for entry in self.lists[name]], name)


_ALLOWED = "allowed: words, (a|b), [x], <0-3>, {x}, @list, ^ and $"


def _parts(phrase: str) -> Iterator[tuple[str, str]]:
    place = 0
    phrase = phrase.rstrip()
    while place < len(phrase):
        found = _PART.match(phrase, place)
        if not found or found.end() == place:
            raise PhraseError(f"cannot read {phrase[place : place + 12]!r}; {_ALLOWED}")
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
    if not single or not (name or single[1:]):
        return forms
    merged: Form = (Choice(frozenset(single), name),)
    if len(single) == len(forms):
        return [merged]
    return [merged, *(form for form in forms if len(form) != 1 or not isinstance(form[0], Word) or form[0].capital)]
