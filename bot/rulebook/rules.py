"""TOML text into rules, strictly: whatever is wrong is said with file, line, rule, key, and what is allowed."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.errors import Complaint
from bot.model import Family, Part, SourceKind, Status
from bot.rulebook.elements import BUILT_IN
from bot.rulebook.places import Places


class Kind(StrEnum):
    """What a rule does: say something, remove a look-alike, end a scope, set a line aside, or tell that nothing is asserted."""

    CUE = "cue"
    MASK = "mask"
    STOP = "stop"
    ASIDE = "aside"
    EMPTY = "empty"


class Direction(StrEnum):
    """Which way from the cue its scope lies."""

    FORWARD = "forward"
    BACKWARD = "backward"
    LOCAL = "local"


class Reach(StrEnum):
    """How far a scope goes."""

    PHRASE = "phrase"
    CLAUSE = "clause"
    SENTENCE = "sentence"


class Where(StrEnum):
    """Where the source of a cue stands: its subject, after it, the owner of a noun, inside the cue's own words, or nowhere."""

    NONE = "none"
    SUBJECT = "subject"
    AFTER = "after"
    OWNER = "owner"
    ITSELF = "itself"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which words a cue touches (ConText's direction and termination, Harkema et al. 2009)."""

    direction: Direction = Direction.LOCAL
    reach: Reach = Reach.CLAUSE


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule as its author wrote it; a rule equals only itself. `line` is where it begins in its file."""

    id: str
    file: str
    line: int
    phrases: tuple[str, ...]
    explain: str
    match: tuple[str, ...]
    no_match: tuple[str, ...] = ()
    kind: Kind = Kind.CUE
    family: Family | None = None
    families: frozenset[Family] = frozenset()
    scope: Scope = field(default_factory=Scope)
    source: Where = Where.NONE
    part: Part = Part.VOUCHES
    source_kinds: frozenset[SourceKind] = frozenset()
    """The kinds of source the cue holds for; any, where none is given."""
    when_vouched: Status | None = None
    splits: bool = False
    """Whether a new statement may begin at this stop."""
    accuses: bool = False
    """Whether this hedge is an accusation: denied later in the sentence, the statement is disputed."""
    apart: bool = False
    """Whether this withdrawal is good practice, as a correction is: it takes back a detail and leaves the level alone."""
    headline: bool = False
    """Whether the rule counts in headlines only."""
    false_alarms: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """One list as its author wrote it, and where it stands."""

    entries: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class RuleFile:
    """What one TOML file holds: its rules, its word lists, and what is wrong with it."""

    rules: tuple[Rule, ...]
    lists: Mapping[str, WordList]
    complaints: tuple[Complaint, ...]


_ID = re.compile(r"[a-z]{2,3}(?:\.[a-z0-9]+(?:-[a-z0-9]+)*){2,}")
_LIST_NAME = re.compile(r"[a-z][a-z0-9-]*")
_SYNTAX_LINE = re.compile(r"\(at line (\d+)")
_REQUIRED = ("id", "phrases", "explain", "match")
LONGEST_FILE = 1_000_000
"""Characters in one rule file."""
_HINTS = {
    "Illegal character": "a quotation mark is not closed on this line",
    "Unclosed array": "a bracket is not closed, or a comma is missing between two texts, on this line or before it",
    "Unclosed inline table": "a brace is not closed, or a comma is missing, on this line",
    "Unterminated string": "a quotation mark is not closed",
    "Unescaped '\\'": 'inside "…" a backslash is written \\\\',
    "Expected newline": 'a quotation mark inside a text is written \\", and each text ends where the next quotation mark stands',
    "Invalid value": 'a text stands between straight quotation marks: "so"',
    "Expected '='": "a line is a key, then =, then its value; a remark begins with #",
    "Cannot overwrite": "the same key stands twice",
}
_COMMONEST = "look for a quotation mark or a bracket that is not closed on this line or the one before"


class _WrongError(ValueError):
    """A value that does not fit its key; the text says what is allowed."""


def read_rules(text: str, file: str) -> RuleFile:
    """Read one rule file; never raises for its content, every problem is a complaint with its line."""
    if len(text) > LONGEST_FILE:
        return _unread(file, 0, f"the file is too long; allowed: {LONGEST_FILE:,} characters")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _SYNTAX_LINE.search(str(error))
        hint = next((hint for words, hint in _HINTS.items() if words in str(error)), _COMMONEST)
        return _unread(file, int(line[1]) if line else text.count("\n") + 1, f"not TOML: {hint} ({_syntax(error)})")
    except RecursionError:
        return _unread(file, 0, "not TOML that can be read: brackets are nested too deeply")
    return _Reader(text, file).read(data)


def _unread(file: str, line: int, says: str) -> RuleFile:
    return RuleFile((), {}, (Complaint(file, line, "", says),))


def _syntax(error: tomllib.TOMLDecodeError) -> str:
    """What the TOML reader says, as one sentence without brackets around its place."""
    return str(error).replace(" (at ", ", ").removesuffix(")")


class _Reader:
    """Reads one parsed file and remembers what was wrong and where."""

    def __init__(self, text: str, file: str) -> None:
        self.places = Places(text)
        self.file = file
        self.complaints: list[Complaint] = []

    def read(self, data: Mapping[str, Any]) -> RuleFile:
        for key in data:
            if key not in ("rule", "lists"):
                self.complain(None, "", key, f'unknown key "{key}"; allowed: [[rule]], [lists]')
        rules = data.get("rule", [])
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            self.complain(None, "", "rule", "rules are written as [[rule]]")
            rules = []
        read = [rule for number, raw in enumerate(rules) if (rule := self.rule(number, raw))]
        return RuleFile(tuple(read), self.lists(data.get("lists", {})), tuple(self.complaints))

    def lists(self, raw: object) -> dict[str, WordList]:
        if not isinstance(raw, dict):
            self.complain(None, "", "lists", "lists are written as [lists], then name = [words]")
            return {}
        lists = {}
        for name, entries in raw.items():
            try:
                lists[_list_name(name)] = WordList(_texts(entries), self.file, self.places.find_key(None, name))
            except _WrongError as wrong:
                self.complain(None, "", name, f'list "{name}": {wrong}')
        return lists

    def rule(self, number: int, raw: Mapping[str, Any]) -> Rule | None:
        name = str(raw.get("id", f"number {number + 1}"))
        before = len(self.complaints)
        values = self.values(number, name, raw)
        for key in _REQUIRED:
            if key not in raw:
                self.complain(number, name, "id", f'missing key "{key}"')
        if len(self.complaints) > before:
            return None
        rule = make_rule(self.file, self.places.find_key(number, "id"), values)
        for key, says in find_misfits(rule, raw):
            self.complain(number, name, key, says)
        return rule if len(self.complaints) == before else None

    def values(self, number: int, name: str, raw: Mapping[str, Any]) -> dict[str, Any]:
        """The checked values of the keys that are known."""
        values = {}
        for key, value in raw.items():
            try:
                values[key] = read_value(key, value)
            except _WrongError as wrong:
                self.complain(number, name, key, str(wrong))
        return values

    def complain(self, block: int | None, rule: str, key: str, says: str) -> None:
        self.complaints.append(Complaint(self.file, self.places.find_key(block, key), rule, says))


def read_value(key: str, value: object) -> object:
    """The value of one key of a rule. Raises ValueError that says what is allowed."""
    if key not in _KEYS:
        raise _WrongError(f'unknown key "{key}"; allowed: {", ".join(sorted(_KEYS))}')
    try:
        return _KEYS[key](value)
    except _WrongError as wrong:
        raise _WrongError(f'"{key}": {wrong}') from None


def make_rule(file: str, line: int, values: Mapping[str, Any]) -> Rule:
    """A rule of checked values by key; what is left out has its default."""
    return Rule(file=file, line=line, **values)


def _list_name(name: str) -> str:
    if not _LIST_NAME.fullmatch(name):
        raise _WrongError("a list's name is written in small letters, figures and hyphens")
    if name in BUILT_IN:
        raise _WrongError(f"this name is taken: @{name} is {BUILT_IN[name]}; give the list another")
    return name


def find_misfits(rule: Rule, given: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is wrong between the keys of one rule: the key, and what is said about it."""
    if rule.kind is Kind.CUE and rule.family is None:
        yield "id", f'missing key "family"; allowed: {_words(Family)}'
    if rule.kind is not Kind.ASIDE and not rule.no_match:
        yield "id", 'missing key "no_match": give at least one near miss, a sentence in which the rule must not fire'
    for key, (kinds, says) in _BELONGS.items():
        if key in given and rule.kind not in kinds:
            yield key, f'"{key}" {says}; this is a {rule.kind}'
    if rule.kind is Kind.CUE:
        yield from _cue_misfits(rule, given)


def _cue_misfits(rule: Rule, given: Collection[str]) -> Iterator[tuple[str, str]]:
    if rule.source is Where.NONE:
        yield from (
            (key, f'"{key}" needs "source": say where the source stands') for key in ("part", "source_kinds") if key in given
        )
    if rule.accuses and rule.family is not Family.HEDGE:
        yield "accuses", f'"accuses" belongs to a cue of the family hedge; this one is of {rule.family}'
    if rule.apart and rule.family is not Family.WITHDRAWN:
        yield "apart", f'"apart" belongs to a cue of the family withdrawn; this one is of {rule.family}'


def _words(words: type[StrEnum]) -> str:
    return ", ".join(words)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _WrongError("must be a text that is not empty")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(entry, str) and entry.strip() for entry in value):
        raise _WrongError("must be a list of texts, none of them empty")
    return tuple(value)


def _id(value: object) -> str:
    text = _text(value)
    if not _ID.fullmatch(text):
        raise _WrongError(
            f'"{text}" is no id; allowed: language.group.name in small letters, figures and hyphens, like en.hedge.may'
        )
    return text


def _one_of(words: type[StrEnum]) -> Callable[[object], StrEnum]:
    def read(value: object) -> StrEnum:
        try:
            return words(_text(value))
        except ValueError:
            raise _WrongError(f'"{value}" is not known; allowed: {_words(words)}') from None

    return read


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongError("must be true or false")
    return value


def _several(words: type[StrEnum]) -> Callable[[object], frozenset[StrEnum]]:
    return lambda value: frozenset(map(_one_of(words), _texts(value)))


def _scope(value: object) -> Scope:
    if not isinstance(value, dict) or not value:
        raise _WrongError(f"must be {{ direction = …, reach = … }}; directions: {_words(Direction)}; reaches: {_words(Reach)}")
    allowed: dict[str, Callable[[object], StrEnum]] = {"direction": _one_of(Direction), "reach": _one_of(Reach)}
    for key in value:
        if key not in allowed:
            raise _WrongError(f'unknown key "{key}"; allowed: {", ".join(allowed)}')
    return Scope(**{key: allowed[key](entry) for key, entry in value.items()})  # type: ignore[arg-type]  # the table pairs each key with its enum


_KEYS: dict[str, Callable[[object], object]] = {
    "id": _id,
    "kind": _one_of(Kind),
    "family": _one_of(Family),
    "families": _several(Family),
    "scope": _scope,
    "source": _one_of(Where),
    "part": _one_of(Part),
    "source_kinds": _several(SourceKind),
    "when_vouched": _one_of(Status),
    "splits": _yes_or_no,
    "accuses": _yes_or_no,
    "apart": _yes_or_no,
    "headline": _yes_or_no,
    "phrases": _texts,
    "explain": _text,
    "match": _texts,
    "no_match": _texts,
    "false_alarms": _text,
}
_OF_CUES = (frozenset((Kind.CUE,)), "belongs to a cue")
_BELONGS: Mapping[str, tuple[frozenset[Kind], str]] = {
    **dict.fromkeys(("family", "scope", "source", "part", "source_kinds", "when_vouched", "accuses", "apart"), _OF_CUES),
    "splits": (frozenset((Kind.STOP,)), "says that a new statement begins at a stop"),
    "families": (frozenset((Kind.MASK,)), "says which cues a mask removes"),
}
"""Keys that only some kinds of rules have."""
