"""One statement out of all of a reading: the numbered list that is shown, and a button for each number."""

from collections.abc import Callable, Sequence

from bot.chat.buttons import Button, keyboard
from bot.chat.composer import Composer, Shown
from bot.model import Reading, Statement
from bot.reply.label import label, quote, where
from bot.reply.pages import render_page
from bot.reply.phrasebook import Phrasebook
from bot.reply.telegram import disarm

ON_A_PAGE = 10
"""Statements on a page of the list."""

ROW = 8
"""Buttons side by side, at most."""

SHORT = 60
"""Code points of a statement in the list."""

Make = Callable[[str, int], Button]
"""Makes a button of its label and of the number of a statement, or of a page."""


def choose_statement(
    title: str, statements: Sequence[Statement], page: int, composer: Composer, pick: Make, turn: Make, out: Button
) -> Shown:
    """Show one page of a list of statements, from 0, the last where there are fewer; `out` is the button that leads away."""
    lists = [statements[start : start + ON_A_PAGE] for start in range(0, len(statements), ON_A_PAGE)] or [()]
    page = min(max(page, 0), len(lists) - 1)
    lines = disarm("\n".join(f"{one.n}. {_list(one, composer.phrasebook)}" for one in lists[page]))
    html = render_page(title, [lines] * len(lists), page, composer.phrasebook)
    picks = [pick(str(one.n), one.n) for one in lists[page]]
    rows = [picks[start : start + ROW] for start in range(0, len(picks), ROW)]
    turns = [(key, n) for key, n in (("back", page - 1), ("next", page + 1)) if 0 <= n < len(lists)]
    return Shown(html, keyboard([*rows, [turn(composer.plain("button", key), n) for key, n in turns], [out]]))


def find_statement(reading: Reading, number: int) -> Statement | None:
    """Give the statement with a number."""
    return next((statement for statement in reading.statements if statement.n == number), None)


def _list(statement: Statement, phrasebook: Phrasebook) -> str:
    words = quote(statement.text, SHORT, phrasebook)
    return f"{where(statement.sentence, phrasebook)} · {words} · {label(statement, phrasebook)}"
