"""The language of phrases: words, (a|b) choice, [x] optional, <0-3> a gap, @name a list, {x} beside it, ^ and $ the ends."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeGuard

from bot.rulebook.elements import (
    BEGINNING,
    BUILT_IN,
    CLOSES,
    END,
    OPENS,
    Brace,
    Choice,
    Edge,
    Element,
    Form,
    Gap,
    Group,
    Pattern,
    Word,
    always_has,
    count_ways,
    hides_border,
    holds,
    is_anchor,
    list_ends,
    longest,
    write_out,
)
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


class PhraseError(ValueError):
    """A phrase that does not follow the grammar; the text says what is wrong with it and what is allowed."""


def read_phrase(phrase: str, lists: Mapping[str, Sequence[str]]) -> tuple[Form, ...]:
    """Read a phrase into all its forms. Errors as of `read_patterns`."""
    return tuple(dict.fromkeys(chain.from_iterable(map(write_out, read_patterns(phrase, lists)))))


def read_patterns(phrase: str, lists: Mapping[str, Sequence[str]]) -> tuple[Pattern, ...]:
    """Read a phrase into one pattern; into all its forms only where braces or edges stand in some of its ways and not in others.

    Errors: PhraseError for a bracket that does not close, an unknown list, a gap at either end or wider than eight words, ^, $ or
    braces in the wrong place, an empty phrase, one without a word of its own, or one that can be read in more than 4,000 ways.
    """
    reader = _Reader(phrase, lists)
    pattern = reader.sequence(frozenset())
    if reader.place < len(reader.parts):
        raise PhraseError(f"{reader.parts[reader.place][1]!r} closes nothing")
    if count_ways(pattern) > MOST_FORMS:
        raise PhraseError(f"it can be read in more than {MOST_FORMS:,} ways; split it, or move a choice into a list")
    patterns = tuple(write_out(pattern)) if "{" in phrase and hides_border(pattern) else (pattern,)
    checks = [check for signs, check in _CHECKS.items() if any(sign in phrase for sign in signs)]
    for one in patterns:
        _check_pattern(one, checks)
    return patterns


def _check_pattern(pattern: Pattern, checks: Sequence[Callable[[Pattern], None]]) -> None:
    """Every way to read it needs a word; what the phrase has no sign of need not be looked for."""
    if not always_has(is_anchor, pattern):
        form = next(form for form in write_out(pattern) if not any(map(is_anchor, form)))
        raise PhraseError(_TOO_LITTLE if any(isinstance(element, Choice) and not element.forms for element in form) else _NO_WORD)
    if longest(pattern) > MOST_WORDS:
        raise PhraseError(f"it is longer than {MOST_WORDS} words")
    for check in checks:
        check(pattern)


_NO_WORD = "no word of its own is left when every optional part is left out"
_TOO_LITTLE = (
    "@number and @capital alone are too little: no word of its own is left; add a word or a list that cannot be left out"
)


def _check_gaps(pattern: Pattern) -> None:
    if _has_gap_at_end(pattern):
        raise PhraseError("a gap stands between words, not at the beginning or end")


def _has_gap_at_end(pattern: Pattern) -> bool:
    ends = (*list_ends(pattern, last=False), *list_ends(pattern, last=True))
    return any(isinstance(element, Gap) for element in ends)


def _check_edges(pattern: Pattern) -> None:
    if _stands_in(BEGINNING, pattern, but_at=0):
        raise PhraseError("^ is the beginning of the sentence: it stands only at the beginning of a phrase, outside {…}")
    if _stands_in(END, pattern, but_at=-1):
        raise PhraseError("$ is the end of the sentence: it stands only at the end of a phrase, outside {…}")


def _stands_in(edge: Edge, pattern: Pattern, *, but_at: int) -> bool:
    """Tell whether an edge stands in some way to read the pattern anywhere but at one end."""
    if not pattern:
        return False
    end, others = pattern[but_at], pattern[1:] if but_at == 0 else pattern[:-1]
    inside = isinstance(end, Group) and any(_stands_in(edge, branch, but_at=but_at) for branch in end.branches)
    return inside or holds(edge, others)


def _check_braces(pattern: Pattern) -> None:
    lead, core, tail = cut_braces(pattern)
    if any(isinstance(element, Brace) for element in (*lead, *core, *tail)) or _has_gap_at_end(core):
        raise PhraseError("{…} stands once at the beginning and once at the end of a phrase, a gap beside the cue inside it")
    if not always_has(_is_needed, core):
        raise PhraseError("{…} is only what stands beside the cue: it leaves a word for the cue, outside the braces")


def _is_needed(element: Element | Group) -> bool:
    return isinstance(element, Word) or (isinstance(element, Choice) and not element.optional)


_CHECKS: Mapping[str, Callable[[Pattern], None]] = {"<": _check_gaps, "^$": _check_edges, "{": _check_braces}
"""What to look at where one of these signs is in the phrase."""


def cut_braces(pattern: Pattern) -> tuple[Pattern, Pattern, Pattern]:
    """The words that must stand before the cue, the cue's own, and those that must stand behind it; braces elsewhere stay."""
    lead: Pattern = ()
    tail: Pattern = ()
    first = 1 if pattern[0] == BEGINNING else 0
    last = len(pattern) - 1 if pattern[-1] == END else len(pattern)
    if pattern[first : first + 1] == (OPENS,):
        closes = pattern.index(CLOSES)
        lead, first = (*pattern[:first], *pattern[first + 1 : closes]), closes + 1
    else:
        first = 0
    if first < last and pattern[last - 1] == CLOSES:
        opens = max(place for place, element in enumerate(pattern) if element == OPENS)
        tail, last = (*pattern[opens + 1 : last - 1], *pattern[last:]), opens
    else:
        last = len(pattern)
    return lead, pattern[first:last], tail


_CLOSING = {"(": ")", "[": "]", "{": "}"}


class _Reader:
    """A recursive-descent reader over the parts of one phrase."""

    def __init__(self, phrase: str, lists: Mapping[str, Sequence[str]]) -> None:
        self.parts = list(_parts(phrase))
        self.lists = lists
        self.place = 0
        self.depth = 0

    def sequence(self, closing: frozenset[str]) -> Pattern:
        pattern: list[Element | Group] = []
        while self.place < len(self.parts) and self.parts[self.place][1] not in closing:
            kind, text = self.parts[self.place]
            if kind == "mark" and text in ")]|}":
                raise PhraseError(f"{text!r} without an opening bracket before it")
            self.place += 1
            pattern += self.step(kind, text)
        return tuple(pattern)

    def step(self, kind: str, text: str) -> Pattern:
        if kind == "gap":
            return (_gap(text),)
        if kind == "list":
            return self.listed(text[1:])
        if kind == "mark":
            return self.marked(text)
        return _words(text)

    def marked(self, text: str) -> Pattern:
        if text in "^$":
            return (END if text == "$" else BEGINNING,)
        self.depth += 1
        if self.depth > MOST_BRACKETS:
            raise PhraseError(f"more than {MOST_BRACKETS} brackets inside one another")
        pattern = self.choice(text)
        self.depth -= 1
        if text == "{":
            return (OPENS, *pattern, CLOSES)
        return _optional(pattern) if text == "[" else pattern

    def choice(self, opening: str) -> Pattern:
        closing = _CLOSING[opening]
        branches: list[Pattern] = []
        while True:
            branches += _branches(self.sequence(frozenset(("|", closing))))
            if self.place >= len(self.parts):
                raise PhraseError(f"a bracket is not closed: {closing!r} is missing")
            mark = self.parts[self.place][1]
            self.place += 1
            if mark == closing:
                if not any(branches):
                    raise PhraseError(f"nothing stands between {opening!r} and {closing!r}")
                return _merged(branches)

    def listed(self, name: str) -> Pattern:
        if name in BUILT_IN:
            return (Choice(frozenset(), name),)
        if name not in self.lists:
            known = ["@" + other for other in (*self.lists, *BUILT_IN)]
            raise PhraseError(f"unknown list @{name}; {name_nearest('@' + name, known, 'lists')}")
        return _listed(name, tuple(self.lists[name]))


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


@lru_cache(maxsize=1_000)
def _listed(name: str, entries: tuple[str, ...]) -> Pattern:
    return _merged([_words(entry) for entry in entries], name)


@lru_cache(maxsize=20_000)
def _words(text: str) -> Form:
    words = split_words(text)
    form = tuple(Word(_plain(form), words.is_capital(place)) for place, form in enumerate(words.forms))
    if not form:
        raise PhraseError(f"{text!r} holds no word")
    return form


def _plain(form: str) -> str:
    return "not" if form.startswith("\x00") else form


def _branches(pattern: Pattern) -> Sequence[Pattern]:
    """The branches of a bracket that is all of a pattern, else the pattern alone."""
    return pattern[0].branches if len(pattern) == 1 and isinstance(pattern[0], Group) else [pattern]


def _optional(pattern: Pattern) -> Pattern:
    """The pattern or nothing; a single optional word stays one element, so that "[a] [b] [c]" does not multiply."""
    if len(pattern) == 1:
        element = pattern[0]
        if isinstance(element, Word) and not element.capital:
            return (Choice(frozenset((element.form,)), "", optional=True),)
        if isinstance(element, Choice):
            return (Choice(element.forms, element.name, optional=True),)
    return (Group(tuple(dict.fromkeys(((), *_branches(pattern))))),)


def _merged(branches: Sequence[Pattern], name: str = "") -> Pattern:
    """One pattern of all branches: those of one plain word become a single Choice, so that they do not multiply."""
    single = dict.fromkeys(branch[0].form for branch in branches if _is_plain(branch))
    if name or len(single) > 1:
        merged = [(Choice(frozenset(single), name),)] if single else []
        branches = [*merged, *(branch for branch in branches if not _is_plain(branch))]
    unlike = tuple(dict.fromkeys(branches))
    return unlike[0] if len(unlike) == 1 else (Group(unlike),)


def _is_plain(branch: Pattern) -> TypeGuard[tuple[Word]]:
    """Tell whether it is one word that may have a capital or not."""
    return len(branch) == 1 and isinstance(branch[0], Word) and not branch[0].capital
