"""One statement out of all of a reading: the numbered list that is shown, and a button for each number."""

from collections.abc import Sequence

from bot.chat.buttons import Button, Make, keyboard
from bot.chat.composer import Composer, Shown
from bot.model import Reading, Statement
from bot.reply.label import label, quote, where
from bot.reply.pages import cut_list, render_page
from bot.reply.phrasebook import Phrasebook
from bot.reply.telegram import disarm

ON_A_PAGE = 10
"""Statements on a page of the list."""

ROW = 8
"""Buttons side by side, at most."""

SHORT = 60
"""Code points of a statement in the list."""


def choose_statement(
    title: str, statements: Sequence[Statement], page: int, composer: Composer, pick: Make, turn: Make, out: Button
) -> Shown:
    """Show one page of a list of statements, from 0, the last where there are fewer; `out` is the button that leads away."""
    listed = cut_list(statements, page, ON_A_PAGE)
    lines = disarm("\n".join(f"{one.n}. {_list(one, composer.phrasebook)}" for _, one in listed.items))
    html = render_page(title, [lines] * listed.of, listed.number, composer.phrasebook)
    picks = [pick(str(one.n), one.n) for _, one in listed.items]
    rows = [picks[start : start + ROW] for start in range(0, len(picks), ROW)]
    return Shown(html, keyboard([*rows, composer.keys.turning(listed.number, listed.of, turn), [out]]))


def find_statement(reading: Reading, number: int) -> Statement | None:
    """Give the statement with a number."""
    return next((statement for statement in reading.statements if statement.n == number), None)


def _list(statement: Statement, phrasebook: Phrasebook) -> str:
    words = quote(statement.text, SHORT, phrasebook)
    return f"{where(statement.sentence, phrasebook)} · {words} · {label(statement, phrasebook)}"
