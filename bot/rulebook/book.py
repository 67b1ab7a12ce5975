"""A whole pack of rule files made ready to read with."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.errors import Complaint, RuleError
from bot.rulebook.grammar import Form, PhraseError, read_phrase
from bot.rulebook.matcher import Matcher
from bot.rulebook.rules import Rule, RuleFile, read_rules
from bot.text.language import is_in_language
from bot.text.sentences import Abbreviations
from bot.text.words import NOT, Words, split_words

MOST_ENTRY_WORDS = 8
"""Words in one entry of a list."""
_NEEDED_LISTS = (
    "abbreviated-titles", "abbreviations", "sentence-starters", "function-words", "numbers",
)  # fmt: skip
_LIST_NAME = re.compile(r"@[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of one language, compiled; `version` is a digest of the pack, so the same version reads the same way for ever."""

    language: str
    version: str
    rules: tuple[Rule, ...]
    lists: Mapping[str, frozenset[str]]
    phrase_lists: Mapping[str, tuple[str, ...]]
    forms: tuple[tuple[int, int, Form], ...] = field(repr=False)
    """Every form of every phrase, with the numbers of its rule and of its phrase in that rule."""
    matcher: Matcher = field(repr=False)
    abbreviations: Abbreviations = field(repr=False)

    def reads(self, text: str) -> bool:
        """Tell whether the text is in the language of these rules."""
        return is_in_language(text, self.lists["function-words"])

    def forms_of(self, number: int) -> list[tuple[int, int, Form]]:
        """The forms of the rule of that number."""
        return [entry for entry in self.forms if entry[0] == number]

    def matches(self, form: Form, words: Words, first: int, last: int) -> bool:
        """Tell whether one form alone matches anywhere between two words."""
        return bool(Matcher([(0, form)], self.lists["numbers"]).find(words, first, last))

    def rule(self, name: str) -> Rule:
        """The rule of that id; RuleError names the nearest ones where there is none."""
        for rule in self.rules:
            if rule.id == name:
                return rule
        close = [rule.id for rule in self.rules if set(name.split(".")) & set(rule.id.split("."))]
        hint = f"; did you mean {', '.join(close[:6])}?" if close else ""
        raise RuleError(f'there is no rule "{name}"{hint}')


def digest_pack(files: Mapping[str, str]) -> str:
    """A digest of the files' names and contents, twelve hexadecimal digits (SHA-256)."""
    whole = hashlib.sha256()
    for name in sorted(files):
        for part in (name, files[name]):
            raw = part.encode("utf-8", "surrogatepass")
            whole.update(len(raw).to_bytes(8, "big") + raw)
    return whole.hexdigest()[:12]


def compile_pack(files: Mapping[str, str], language: str = "en") -> Rulebook:
    """Compile the texts of one language's rule files, by file name.

    Errors: RuleError with every complaint, a line each. Examples are not tried here: `bot.reading.examples` does that.
    """
    read = [read_rules(files[name], name) for name in sorted(files)]
    complaints = [complaint for one in read for complaint in one.complaints]
    rules = tuple(rule for one in read for rule in one.rules)
    lists = _join_lists(files, read, complaints)
    complaints += _ids(rules, language)
    forms = _forms(rules, lists, complaints)
    complaints += [
        Complaint("", 0, "", f'the pack for "{language}" has no list "{name}"; a [lists] table must hold it') for name in _NEEDED_LISTS if name not in lists
    ]
    if complaints:
        raise RuleError("\n".join(map(str, complaints)))
    words = {name: _as_written(entries) for name, entries in lists.items()}
    return Rulebook(
        language=language,
        version=digest_pack(files),
        rules=rules,
        lists=words,
        phrase_lists=lists,
        forms=tuple(forms),
        matcher=Matcher(((rule, form) for rule, _, form in forms), words["numbers"]),
        abbreviations=Abbreviations(words["abbreviated-titles"], words["abbreviations"], words["sentence-starters"]),
    )


def _as_written(entries: tuple[str, ...]) -> frozenset[str]:
    """The entries as they stand in a text's words, with a blank between the words of one entry; "not" in all its forms."""
    forms = [entry if entry.isalnum() else " ".join(split_words(entry).forms) for entry in entries]
    return frozenset((*forms, *NOT) if "not" in forms else forms)


def _join_lists(files: Mapping[str, str], read: list[RuleFile], complaints: list[Complaint]) -> dict[str, tuple[str, ...]]:
    """All lists of the pack; an entry "@other" stands for the entries of that list."""
    lists: dict[str, tuple[str, ...]] = {}
    for name, one in zip(sorted(files), read, strict=True):
        for key, entries in one.lists.items():
            if key in lists:
                complaints.append(Complaint(name, 0, "", f'list "{key}" stands in another file too; give it another name'))
            lists[key] = entries
    return {name: tuple(dict.fromkeys(_entries(name, lists, (), complaints))) for name in lists}


def _entries(name: str, lists: Mapping[str, tuple[str, ...]], within: tuple[str, ...], complaints: list[Complaint]) -> Iterator[str]:
    for entry in lists[name]:
        if not _LIST_NAME.fullmatch(entry):
            if len(entry.split()) > MOST_ENTRY_WORDS:
                complaints.append(Complaint("", 0, "", f'list "{name}": an entry has at most {MOST_ENTRY_WORDS} words, not "{entry}"'))
            yield entry
        elif entry[1:] not in lists:
            complaints.append(Complaint("", 0, "", f'list "{name}": unknown list {entry}; allowed: {", ".join(sorted(lists))}'))
        elif entry[1:] in (name, *within):
            complaints.append(Complaint("", 0, "", f'list "{name}" holds itself through {entry}'))
        else:
            yield from _entries(entry[1:], lists, (name, *within), complaints)


def _ids(rules: tuple[Rule, ...], language: str) -> list[Complaint]:
    seen: dict[str, Rule] = {}
    complaints = []
    for rule in rules:
        if rule.id in seen:
            first = seen[rule.id]
            complaints.append(Complaint(rule.file, rule.line, rule.id, f"this id stands at {first.file}:{first.line} already; ids are for ever, choose another"))
        if not rule.id.startswith(language + "."):
            complaints.append(Complaint(rule.file, rule.line, rule.id, f'an id of this pack begins with "{language}."'))
        seen.setdefault(rule.id, rule)
    return complaints


def _forms(rules: tuple[Rule, ...], lists: Mapping[str, tuple[str, ...]], complaints: list[Complaint]) -> list[tuple[int, int, Form]]:
    forms = []
    for number, rule in enumerate(rules):
        for place, phrase in enumerate(rule.phrases):
            try:
                forms += [(number, place, form) for form in read_phrase(phrase, lists)]
            except PhraseError as error:
                complaints.append(Complaint(rule.file, rule.line, rule.id, f'phrase "{phrase}": {error}'))
    return forms
