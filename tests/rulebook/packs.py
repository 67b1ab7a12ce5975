"""Small packs of rules to try one thing at a time."""

from collections.abc import Mapping

from bot.rulebook import Rulebook, compile_pack
from bot.rulebook.pack import NEEDED_LISTS
from bot.text.words import split_words

WORDS = """
[lists]
abbreviated-titles = ["gen", "dr"]
abbreviations = ["inc", "p.m"]
sentence-starters = ["the", "he", "she"]
function-words = ["the", "of", "to", "and", "a", "in", "that", "is", "was", "for", "on", "it", "no", "not"]
numbers = ["one", "two", "dozen"]
"""
"""The lists that the sentences of these tests need."""

FILLERS = "[lists]\n" + "".join(f'{name} = ["filler"]\n' for name in NEEDED_LISTS if f"\n{name} =" not in WORDS)
"""The other lists that every pack must hold."""

RULE = {
    "id": '"en.test.rumour"',
    "family": '"hearsay"',
    "phrases": '["rumour"]',
    "explain": '"A rumour."',
    "match": '["It was a [[rumour]] only."]',
    "no_match": '["It was a fact."]',
}
"""A rule with nothing wrong, as key and TOML value."""


def rule(**changes: str | None) -> str:
    """A well-made rule as TOML with some keys changed; None leaves a key out."""
    keys = {**RULE, **changes}
    return "[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items() if value is not None)


def pack(*rules: str, lists: str = "") -> Mapping[str, str]:
    """A pack of three files: two of the needed lists, and the given rules."""
    files = {"rules/en/fillers.toml": FILLERS, "rules/en/try.toml": "\n".join(rules)}
    return {**files, "rules/en/words.toml": WORDS + lists}


def compiled(*rules: str, lists: str = "") -> Rulebook:
    """A rulebook of the given rules."""
    return compile_pack(pack(*rules, lists=lists))


def of_phrases(*phrases: str, lists: str = "") -> Rulebook:
    """A rulebook of one rule that says these phrases."""
    quoted = ", ".join(f"'''{phrase}'''" for phrase in phrases)
    return compiled(rule(phrases=f"[{quoted}]"), lists=lists)


def found(text: str, *phrases: str, lists: str = "") -> list[str]:
    """The words of every hit in a text read as one sentence, in order."""
    return hits(text, of_phrases(*phrases, lists=lists))


def hits(text: str, rulebook: Rulebook) -> list[str]:
    """The words of every hit of a rulebook in a text read as one sentence."""
    words = split_words(text)
    return [
        text[words.starts[first] : words.ends[last - 1]] for _, first, last in rulebook.matcher.find(words, 0, len(words.forms))
    ]
