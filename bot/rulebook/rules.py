"""TOML text into rules, strictly: whatever is wrong is said with file, line, rule, key, and what is allowed."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from bot.errors import Complaint
from bot.model import Family, Part, SourceKind, Status


class Kind(StrEnum):
    """What a rule does: say something, remove a look-alike, end a scope, or set a line of the page aside."""

    CUE = "cue"
    MASK = "mask"
    STOP = "stop"
    ASIDE = "aside"


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
    TEXT = "text"


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
    false_alarms: str = ""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """What one TOML file holds: its rules, its word lists, and what is wrong with it."""

    rules: tuple[Rule, ...]
    lists: Mapping[str, tuple[str, ...]]
    complaints: tuple[Complaint, ...]


_ID = re.compile(r"[a-z]{2,3}(?:\.[a-z0-9]+(?:-[a-z0-9]+)*){2,}")
_LIST_NAME = re.compile(r"[a-z][a-z0-9-]*")
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*rule[ \t]*\]\]", re.MULTILINE)
_SYNTAX_LINE = re.compile(r"\(at line (\d+)")
_GIVEN_BY_FILE = ("file", "line")
_REQUIRED = ("id", "phrases", "explain", "match")
LONGEST_FILE = 1_000_000
"""Characters in one rule file."""


class _Wrong(ValueError):
    """A value that does not fit its key; the text says what is allowed."""


def read_rules(text: str, file: str) -> RuleFile:
    """Read one rule file; never raises for its content, every problem is a complaint with its line."""
    if len(text) > LONGEST_FILE:
        return RuleFile((), {}, (Complaint(file, 0, "", f"the file is too long; allowed: {LONGEST_FILE:,} characters"),))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _SYNTAX_LINE.search(str(error))
        return RuleFile((), {}, (Complaint(file, int(line[1]) if line else 0, "", f"not TOML: {error}"),))
    except RecursionError:
        return RuleFile((), {}, (Complaint(file, 0, "", "not TOML that can be read: brackets are nested too deeply"),))
    return _Reader(text, file).read(data)


class _Reader:
    """Reads one parsed file and remembers what was wrong and where."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.headers = [found.start() for found in _HEADER.finditer(text)]
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

    def lists(self, raw: object) -> dict[str, tuple[str, ...]]:
        if not isinstance(raw, dict):
            self.complain(None, "", "lists", "lists are written as [lists], then name = [words]")
            return {}
        lists = {}
        for name, entries in raw.items():
            try:
                if not _LIST_NAME.fullmatch(name):
                    raise _Wrong("a list's name is written in small letters, figures and hyphens")
                lists[name] = _texts(entries)
            except _Wrong as wrong:
                self.complain(None, "", name, f'list "{name}": {wrong}')
        return lists

    def rule(self, number: int, raw: Mapping[str, Any]) -> Rule | None:
        name = str(raw.get("id", f"number {number + 1}"))
        before = len(self.complaints)
        values = {}
        for key, value in raw.items():
            if key not in _KEYS:
                self.complain(number, name, key, f'unknown key "{key}"; allowed: {", ".join(sorted(_KEYS))}')
                continue
            try:
                values[key] = _KEYS[key](value)
            except _Wrong as wrong:
                self.complain(number, name, key, f'"{key}": {wrong}')
        for key in _REQUIRED:
            if key not in raw:
                self.complain(number, name, "id", f'missing key "{key}"')
        if len(self.complaints) > before:
            return None
        rule = Rule(file=self.file, line=self.line(number, "id"), **values)
        for key, says in _misfits(rule):
            self.complain(number, name, key, says)
        return rule if len(self.complaints) == before else None

    def complain(self, number: int | None, rule: str, key: str, says: str) -> None:
        self.complaints.append(Complaint(self.file, self.line(number, key), rule, says))

    def line(self, number: int | None, key: str) -> int:
        """The line on which a key stands in its rule; that of the rule where the key is not found."""
        start, end = self.block(number)
        found = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.]|^[ \t]*\[+[ \t]*{re.escape(key)}", re.MULTILINE).search(self.text, start, end)
        return self.text.count("\n", 0, found.start() if found else start) + 1

    def block(self, number: int | None) -> tuple[int, int]:
        if number is None or number >= len(self.headers):
            return 0, len(self.text)
        return self.headers[number], self.headers[number + 1] if number + 1 < len(self.headers) else len(self.text)


def _misfits(rule: Rule) -> Iterable[tuple[str, str]]:
    """What is wrong between the keys of one rule."""
    if rule.kind is Kind.CUE and rule.family is None:
        yield "id", f'missing key "family"; allowed: {_words(Family)}'
    if rule.kind is not Kind.CUE:
        for key in ("family", "source", "part", "source_kinds", "when_vouched"):
            if getattr(rule, key) != _DEFAULTS[key]:
                yield key, f'"{key}" belongs to a cue; this is a {rule.kind}'
    if rule.source_kinds and rule.source is Where.NONE:
        yield "source_kinds", '"source_kinds" needs "source": say where the source stands'
    if rule.splits and rule.kind is not Kind.STOP:
        yield "splits", f'"splits" says that a new statement begins at a stop; this is a {rule.kind}'
    if rule.families and rule.kind is not Kind.MASK:
        yield "families", f'"families" says which cues a mask removes; this is a {rule.kind}'
    if rule.kind is not Kind.ASIDE and not rule.no_match:
        yield "id", 'missing key "no_match": give at least one near miss, a sentence in which the rule must not fire'


def _words(words: type[StrEnum]) -> str:
    return ", ".join(words)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong("must be a text that is not empty")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(entry, str) and entry.strip() for entry in value):
        raise _Wrong("must be a list of texts, none of them empty")
    return tuple(value)


def _id(value: object) -> str:
    text = _text(value)
    if not _ID.fullmatch(text):
        raise _Wrong(f'"{text}" is no id; allowed: language.group.name in small letters, figures and hyphens, like en.hedge.may')
    return text


def _one_of(words: type[StrEnum]) -> Callable[[object], StrEnum]:
    def read(value: object) -> StrEnum:
        try:
            return words(_text(value))
        except ValueError:
            raise _Wrong(f'"{value}" is not known; allowed: {_words(words)}') from None

    return read


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("must be true or false")
    return value


def _several(words: type[StrEnum]) -> Callable[[object], frozenset[StrEnum]]:
    return lambda value: frozenset(map(_one_of(words), _texts(value)))


def _scope(value: object) -> Scope:
    if not isinstance(value, dict) or not value:
        raise _Wrong(f"must be {{ direction = …, reach = … }}; directions: {_words(Direction)}; reaches: {_words(Reach)}")
    allowed: dict[str, Callable[[object], StrEnum]] = {"direction": _one_of(Direction), "reach": _one_of(Reach)}
    for key in value:
        if key not in allowed:
            raise _Wrong(f'unknown key "{key}"; allowed: {", ".join(allowed)}')
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
    "phrases": _texts,
    "explain": _text,
    "match": _texts,
    "no_match": _texts,
    "false_alarms": _text,
}
_DEFAULTS: dict[str, object] = {entry.name: entry.default for entry in fields(Rule) if entry.name not in _GIVEN_BY_FILE}
