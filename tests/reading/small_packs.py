"""The shipped word lists with a few rules of one's own: what the reading needs, and nothing that fires by itself."""

import tomllib
from collections.abc import Mapping
from functools import cache

from bot.files import read_pack
from bot.reading.examples import check_examples
from bot.rulebook import Rulebook, compile_pack


@cache
def word_lists() -> str:
    """All lists of the shipped pack as one TOML table."""
    lists: dict[str, list[str]] = {}
    for text in read_pack().values():
        lists.update(tomllib.loads(text).get("lists", {}))
    return "[lists]\n" + "".join(f"{name} = {entries!r}\n" for name, entries in lists.items())


def of_rules(*rules: str) -> Rulebook:
    """A rulebook of these rules with the shipped lists."""
    return compile_pack({"rules/en/words.toml": word_lists(), "rules/en/try.toml": "\n".join(rules)})


def complaints_about(*rules: str) -> list[str]:
    """What is wrong with the examples and phrases of these rules."""
    return list(map(str, check_examples(of_rules(*rules))))


def without(kind: str) -> Mapping[str, str]:
    """The shipped pack with every rule of one kind left out."""
    return {name: _without(text, kind) for name, text in read_pack().items()}


def _without(text: str, kind: str) -> str:
    head, *blocks = text.split("[[rule]]")
    return head + "".join(_kept(block, kind) for block in blocks)


def _kept(block: str, kind: str) -> str:
    """One rule and what stands behind it; only the lists behind it where it is of that kind."""
    if tomllib.loads("[[rule]]" + block)["rule"][0].get("kind", "cue") != kind:
        return "[[rule]]" + block
    return block[block.index("\n[lists]") :] if "\n[lists]" in block else "\n"
