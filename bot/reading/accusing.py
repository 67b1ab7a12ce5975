"""Which statements accuse somebody: what a group must not be shown in full."""

from bot.model import Reading, Statement
from bot.rulebook import Rulebook
from bot.text.words import split_words


def find_accusing(reading: Reading, rulebook: Rulebook) -> frozenset[int]:
    """Give the numbers of the statements with a cue that accuses ("charged with") or a word that may ("arrested").

    Rather one too many: what is left out here can still be read in the post itself.
    """
    rules = {rule.id for rule in rulebook.rules if rule.accuses}
    return frozenset(statement.n for statement in reading.statements if _accuses(statement, rules, rulebook))


def _accuses(statement: Statement, rules: set[str], rulebook: Rulebook) -> bool:
    return any(cue.rule in rules for cue in statement.cues) or not rulebook.lists["accusations"].isdisjoint(
        split_words(statement.text).forms
    )
