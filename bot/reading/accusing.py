"""Which statements accuse somebody: what a group must not be shown in full."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.model import Cue, Reading, Statement
from bot.rulebook import Rule, Rulebook
from bot.rulebook.extend import GROUP, OWN
from bot.text.words import split_words

GAP = "…"
"""Stands for the words that are not shown."""

_LIST = re.compile(r"@([a-z][a-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Accusing:
    """What accuses in a reading: the statements by their numbers, and the names (a site, an author) that do.

    Of each statement the words of its cues are given as they may be shown: "accused the clerk of" names the clerk.
    """

    statements: Mapping[int, Sequence[str]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def __contains__(self, number: object) -> bool:
        """Tell whether the statement with this number is one of them."""
        return number in self.statements


def find_accusing(reading: Reading, rulebook: Rulebook) -> Accusing:
    """Give the statements of each sentence with a cue that accuses ("charged with") or a word that may ("arrested").

    Rather one too many: what is left out here can still be read in the post itself.
    """
    rules = {rule.id: rule for rule in rulebook.rules}
    told = {_place(one) for one in reading.statements if _is_told(one, rules, rulebook)}
    accusing = [one for one in reading.statements if _place(one) in told]
    spelled = {rule: _spell(rules[rule], rulebook) for rule in {cue.rule for one in accusing for cue in one.cues}}
    statements = {one.n: [_own_words(cue, spelled[cue.rule]) for cue in one.cues] for one in accusing}
    names = (reading.article.site, reading.article.author)
    return Accusing(statements, frozenset(name for name in names if name and accuses(name, rulebook)))


def _place(statement: Statement) -> tuple[str, int]:
    return statement.role, statement.sentence


def _is_told(statement: Statement, rules: Mapping[str, Rule], rulebook: Rulebook) -> bool:
    return any(rules[cue.rule].accuses for cue in statement.cues) or accuses(statement.text, rulebook)


def accuses(text: str, rulebook: Rulebook) -> bool:
    """Tell whether a text holds a word that may accuse somebody."""
    return not rulebook.lists["accusations"].isdisjoint(split_words(text).forms)


def _own_words(cue: Cue, spelled: Container[str]) -> str:
    """Give the words of a cue that its rule spells out; whatever filled a gap between them may be a name."""
    words = split_words(cue.text)
    shown = [form in spelled for form in words.forms]
    runs = [list(run) for _, run in groupby(range(len(shown)), key=shown.__getitem__)]
    return " ".join(cue.text[slice(*words.span(run[0], run[-1] + 1))] if shown[run[0]] else GAP for run in runs)


def _spell(rule: Rule, rulebook: Rulebook) -> set[str]:
    """Give every word that the phrases of a rule hold, those of its lists included; none of a chat's own phrase that accuses."""
    phrases = " ".join(rule.phrases)
    if rule.id.partition(".")[0] in (GROUP, OWN) and accuses(phrases, rulebook):
        return set()
    listed = (words for name in _LIST.findall(phrases) for words in rulebook.phrase_lists.get(name, ()))
    return set(split_words(" ".join([_LIST.sub(" ", phrases), *listed])).forms)
