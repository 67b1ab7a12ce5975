"""A rulebook and a few rules more, made in milliseconds: the pack is not compiled again."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from bot.rulebook.book import Rulebook
from bot.rulebook.grammar import read_patterns
from bot.rulebook.matcher import Hit, Matcher
from bot.rulebook.rules import Rule
from bot.text.words import NOT, Words

GROUP, OWN = "group", "own"
"""How the ids of rules begin that a group, or a person in the private chat, added for themselves."""


class _Both(Matcher):
    """Finds what a pack's matcher finds, and the phrases of a few rules more, in the order of one matcher for all of them."""

    def __init__(self, pack: Rulebook, rules: Sequence[Rule]) -> None:
        numbered = enumerate(rules, len(pack.rules))
        phrases = [(number, phrase) for number, rule in numbered for phrase in rule.phrases]
        patterns = [(number, one) for number, phrase in phrases for one in read_patterns(phrase, pack.phrase_lists)]
        super().__init__(patterns, pack.lists["numbers"])
        self._pack = pack.matcher
        anchors = self._automaton.anchors
        self._telling = anchors.union(NOT) if "not" in anchors else anchors

    def find(self, words: Words, first: int, last: int) -> list[Hit]:
        """Find all hits of both; a sentence without a rare word of the few rules is looked at no further."""
        hits = self._pack.find(words, first, last)
        if self._telling.isdisjoint(words.forms[first:last]):
            return hits
        more = super().find(words, first, last)
        return sorted([*hits, *more], key=_by_place) if more else hits


def extend(pack: Rulebook, rules: Sequence[Rule]) -> Rulebook:
    """The rulebook that reads as if the rules stood in one more file, behind all files of the pack.

    Its version is a digest of the pack's and of the rules. Errors: PhraseError for a phrase that cannot be read.
    """
    if not rules:
        return pack
    return replace(pack, version=digest_rules(pack, rules), rules=(*pack.rules, *rules), matcher=_Both(pack, rules))


def digest_rules(pack: Rulebook, rules: Sequence[Rule]) -> str:
    """A digest of the pack and of what the rules do, twelve hexadecimal digits (SHA-256); the pack's own where there are none."""
    if not rules:
        return pack.version
    whole = hashlib.sha256()
    for part in (pack.version, *(part for rule in rules for part in _list_parts(rule))):
        raw = part.encode("utf-8", "surrogatepass")
        whole.update(len(raw).to_bytes(8, "big") + raw)
    return whole.hexdigest()[:12]


def _list_parts(rule: Rule) -> tuple[str, ...]:
    kinds = " ".join(sorted(rule.source_kinds))
    flags = f"{rule.splits} {rule.accuses} {rule.apart}{' headline' if rule.headline else ''}"
    about = (rule.kind, rule.family or "", " ".join(sorted(rule.families)), *(rule.scope.direction, rule.scope.reach))
    return (rule.id, *about, rule.source, rule.part, kinds, rule.when_vouched or "", flags, str(len(rule.phrases)), *rule.phrases)


def _by_place(hit: Hit) -> Hit:
    return hit[1], -hit[2], hit[0]
