"""A whole pack of rule files made ready to read with."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.errors import RuleError
from bot.rulebook.elements import Form
from bot.rulebook.grammar import read_patterns, read_phrase
from bot.rulebook.matcher import Matcher
from bot.rulebook.nearest import name_nearest
from bot.rulebook.places import Places
from bot.rulebook.rules import Rule
from bot.rulebook.trie import Trie
from bot.text.language import is_in_language
from bot.text.sentences import Abbreviations
from bot.text.words import NOT, split_words


@dataclass(frozen=True, eq=False)
class Rulebook:
    """All rules of one language, compiled; `version` is a digest of the pack, so the same version reads the same way for ever."""

    language: str
    version: str
    rules: tuple[Rule, ...]
    lists: Mapping[str, frozenset[str]]
    """The entries of each list as they stand in a text's words."""
    phrase_lists: Mapping[str, tuple[str, ...]]
    """The entries of each list as their author wrote them."""
    matcher: Matcher = field(repr=False)
    abbreviations: Abbreviations = field(repr=False)
    files: Mapping[str, str] = field(repr=False)
    """The texts that all this was compiled from, by file name."""

    @cached_property
    def forms(self) -> tuple[tuple[int, int, Form], ...]:
        """Every form of every phrase, with the numbers of its rule and of its phrase in that rule; read again when asked for."""
        return tuple(
            (number, place, form)
            for number, rule in enumerate(self.rules)
            for place, phrase in enumerate(rule.phrases)
            for form in read_phrase(phrase, self.phrase_lists)
        )

    def match_phrases(self, rule: Rule) -> Matcher:
        """A matcher of one rule alone; what it finds are the places of the rule's phrases instead of numbers of rules."""
        read = (read_patterns(phrase, self.phrase_lists) for phrase in rule.phrases)
        return Matcher([(place, pattern) for place, patterns in enumerate(read) for pattern in patterns], self.lists["numbers"])

    def reads(self, text: str) -> bool:
        """Tell whether the text is in the language of these rules."""
        return is_in_language(text, self.lists["function-words"])

    def rule(self, name: str) -> Rule:
        """The rule of that id; RuleError names the nearest ones where there is none."""
        for rule in self.rules:
            if rule.id == name:
                return rule
        raise RuleError(f'there is no rule "{name}"; {name_nearest(name, [rule.id for rule in self.rules], "rules")}')

    def line_of(self, rule: Rule, key: str, text: str) -> int:
        """The line on which a phrase or an example of a rule stands in its file."""
        places = Places(self.files[rule.file])
        return places.find_text(places.find_block(rule.line), key, text)


def assemble(
    files: Mapping[str, str], language: str, rules: tuple[Rule, ...], lists: Mapping[str, tuple[str, ...]], trie: Trie
) -> Rulebook:
    """A rulebook of its compiled parts and the files that they were compiled from."""
    words = {name: _as_written(entries) for name, entries in lists.items()}
    return Rulebook(
        language=language,
        version=digest_pack(files),
        rules=rules,
        lists=words,
        phrase_lists=lists,
        matcher=Matcher(trie, words["numbers"]),
        abbreviations=Abbreviations(words["abbreviated-titles"], words["abbreviations"], words["sentence-starters"]),
        files=files,
    )


def digest_pack(files: Mapping[str, str]) -> str:
    """A digest of the files' names and contents, twelve hexadecimal digits (SHA-256)."""
    whole = hashlib.sha256()
    for name in sorted(files):
        for part in (name, files[name]):
            raw = part.encode("utf-8", "surrogatepass")
            whole.update(len(raw).to_bytes(8, "big") + raw)
    return whole.hexdigest()[:12]


def _as_written(entries: tuple[str, ...]) -> frozenset[str]:
    """The entries as they stand in a text's words, with a blank between the words of one entry; "not" in all its forms."""
    forms = [entry if entry.isalnum() else " ".join(split_words(entry).forms) for entry in entries]
    return frozenset((*forms, *NOT) if "not" in forms else forms)
