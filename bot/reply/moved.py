"""What moved on a page that was read again: only the statuses that did, and how many statements are gone or new."""

from collections.abc import Sequence
from dataclasses import replace

from bot.model import Reading, Statement
from bot.reading.accusing import GAP, Accusing
from bot.reading.moves import Move, find_moves
from bot.reply.content import quote_content
from bot.reply.guard import guard
from bot.reply.label import label, where
from bot.reply.phrasebook import Phrasebook
from bot.reply.sections import QUOTE_LENGTH
from bot.reply.telegram import LIMIT, as_html, count_units

BELOW = 400
"""UTF-16 units that are left for the lines below."""


def say_moved(
    before: Reading, now: Reading, day: str, phrasebook: Phrasebook, accusing: tuple[Accusing, Accusing] | None = None
) -> str:
    """Say as Telegram HTML what moved since the reading of a day.

    Where others read it, `accusing` holds what accuses in either: of these statements the cue words are shown and no more.
    """
    moves = find_moves(before, now)
    shown = _hide(moves.moved, before, now, accusing) if accusing else moves.moved
    lines = [_say_move(move, phrasebook) for move in shown if label(move.before, phrasebook) != label(move.now, phrasebook)]
    counts = [phrasebook.count("counted", key, n, n=n) for key, n in (("gone", moves.gone), ("new", moves.new)) if n]
    if not lines and not counts:
        return as_html(phrasebook.say("recheck", "nothing", day=day))
    title = phrasebook.count("counted", "moved", len(lines), n=len(lines), day=day) if lines else ""
    return "\n".join(
        [
            f"<b>{as_html(title or phrasebook.say('recheck', 'no-status', day=day))}</b>",
            *_fit(lines, phrasebook),
            *map(as_html, counts),
        ]
    )


def _say_move(move: Move, phrasebook: Phrasebook) -> str:
    return phrasebook.say(
        "recheck",
        "move",
        where=where(move.now.sentence, phrasebook),
        quote=quote_content(move.now, QUOTE_LENGTH, phrasebook),
        before=label(move.before, phrasebook),
        now=label(move.now, phrasebook),
    )


def _fit(lines: Sequence[str], phrasebook: Phrasebook) -> list[str]:
    """Give the lines that fit a message, and how many more there are."""
    kept: list[str] = []
    for line in map(as_html, lines):
        if count_units("\n".join([*kept, line])) > LIMIT - BELOW:
            n = len(lines) - len(kept)
            return [*kept, as_html(phrasebook.count("counted", "more-details", n, n=n))]
        kept.append(line)
    return kept


def _hide(moved: Sequence[Move], before: Reading, now: Reading, accusing: tuple[Accusing, Accusing]) -> list[Move]:
    """Give the moves without the words and the names of those that accuse in either reading."""
    olds, news = (_guarded(*pair) for pair in zip((before, now), accusing, strict=True))
    return [_hide_move(Move(olds[move.before.n], news[move.now.n]), *accusing) for move in moved]


def _hide_move(move: Move, before: Accusing, now: Accusing) -> Move:
    accuses = move.before.n in before, move.now.n in now
    if not any(accuses):
        return move
    return Move(move.before if accuses[0] else _strip(move.before), move.now if accuses[1] else _strip(move.now))


def _guarded(reading: Reading, accusing: Accusing) -> dict[int, Statement]:
    return {statement.n: statement for statement in guard(reading, accusing).statements}


def _strip(statement: Statement) -> Statement:
    """Give a statement without any words: another version of it accuses."""
    return replace(statement, text=GAP, about=None, sources=(), cues=())
