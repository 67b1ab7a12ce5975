"""What another set of rules changes in a reading: statement by statement, the label and the rules before and after."""

from collections.abc import Iterator

from bot.model import Reading, Statement
from bot.playground.things import Thing
from bot.reply.label import label
from bot.reply.phrasebook import Phrasebook

Key = tuple[str, int, int]


def list_changes(before: Reading, after: Reading, phrasebook: Phrasebook) -> list[Thing]:
    """Give the statements of which label or rules differ, in the order of the text; one that is only on one side is given too."""
    return list(_find_changes(_by_place(before), _by_place(after), phrasebook))


def _find_changes(old: dict[Key, Statement], new: dict[Key, Statement], phrasebook: Phrasebook) -> Iterator[Thing]:
    for key in sorted(old.keys() | new.keys(), key=lambda key: (key[0] != "headline", key[1], key[2])):
        was, now = (_show(side.get(key), phrasebook) for side in (old, new))
        if was != now:
            shown = new.get(key) or old[key]
            yield {
                "n": shown.n,
                "text": shown.text,
                "before": was[0],
                "after": now[0],
                "rules_before": was[1],
                "rules_after": now[1],
            }


def _by_place(reading: Reading) -> dict[Key, Statement]:
    return {(statement.role.value, statement.start, statement.end): statement for statement in reading.statements}


def _show(statement: Statement | None, phrasebook: Phrasebook) -> tuple[str, list[str]]:
    """Give the label of a statement and the rules behind its cues; nothing where there is no such statement."""
    return (label(statement, phrasebook), [cue.rule for cue in statement.cues]) if statement else ("", [])
