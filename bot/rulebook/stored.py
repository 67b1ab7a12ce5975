"""A compiled rulebook as a text that can be kept: JSON, so that reading it back can do nothing but make values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from bot.rulebook.book import Rulebook, assemble
from bot.rulebook.elements import Choice, Edge, Gap, Word
from bot.rulebook.rules import Rule, make_rule, read_value
from bot.rulebook.trie import Border, Fork, Step, Trie

_STEPS: Mapping[str, type[Step]] = {step.__name__: step for step in (Word, Choice, Gap, Edge, Border, Fork)}
_DEFAULTS = {entry.name: entry.default for entry in fields(Rule)}


def store_rulebook(rulebook: Rulebook) -> str:
    """The rulebook as JSON without the texts of its files."""
    trie = rulebook.matcher.trie
    steps = [[type(step).__name__, *map(_plain, asdict(step).values())] for step in trie.steps]
    rules = [{key: _plain(getattr(rule, key)) for key in _given(rule)} for rule in rulebook.rules]
    stored = {"rules": rules, "lists": rulebook.phrase_lists, "steps": steps, "branches": trie.branches, "anchors": trie.anchors}
    return json.dumps(stored, separators=(",", ":"))


def restore_rulebook(text: str, files: Mapping[str, str], language: str) -> Rulebook:
    """The rulebook that was stored, with the texts that it was compiled from. Raises ValueError, KeyError or TypeError."""
    stored = json.loads(text)
    rules = tuple(_rule(**raw) for raw in stored["rules"])
    lists = {name: tuple(entries) for name, entries in stored["lists"].items()}
    trie = Trie(tuple(map(_step, stored["steps"])), tuple(stored["branches"]), tuple(stored["anchors"]))
    return assemble(files, language, rules, lists, trie)


def _given(rule: Rule) -> list[str]:
    """The keys of a rule that do not have their default."""
    return [key for key, default in _DEFAULTS.items() if getattr(rule, key) != default]


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever a rule or a step holds
    if isinstance(value, frozenset):
        return sorted(value)
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def _rule(*, file: str, line: int, **values: object) -> Rule:
    return make_rule(file, line, {key: read_value(key, value) for key, value in values.items()})


def _step(stored: Sequence[Any]) -> Step:
    name, *values = stored
    if name == Choice.__name__:
        forms, listed, optional = values
        return Choice(frozenset(forms), listed, optional)
    return _STEPS[name](*values)
