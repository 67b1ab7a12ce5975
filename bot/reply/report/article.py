"""The article itself: every statement underlined by its status and leading to its entry, cues marked, their scopes in reach."""

from collections.abc import Iterable

from bot.model import Reading, Statement
from bot.reply.draw.node import Content, Node, node
from bot.reply.phrasebook import Phrasebook
from bot.reply.report.runs import Run, Stretch, cut_body, cut_headline


def show_article(reading: Reading, phrasebook: Phrasebook) -> Node:
    """Give the article in its own words, the headline above."""
    marker = _Marker()
    headline = cut_headline(reading)
    head = [node("h2", *marker.mark(headline), dir="auto")] if headline else []
    lines = [node("p", *marker.mark(line), dir="auto") for line in cut_body(reading)]
    return node("article", *head, *lines, class_="article", lang=reading.language, aria_label=phrasebook.say("report", "article"))


class _Marker:
    """Turns stretches into elements; the first of a statement is the place that links lead to."""

    def __init__(self) -> None:
        self._met: set[int] = set()

    def mark(self, stretches: Iterable[Stretch]) -> list[Content]:
        return [
            self._link(stretch.statement, stretch.runs) if stretch.statement else _unread(stretch.runs) for stretch in stretches
        ]

    def _link(self, statement: Statement, runs: Iterable[Run]) -> Node:
        is_first = statement.n not in self._met
        self._met.add(statement.n)
        return node(
            "a",
            *map(_show_run, runs),
            href=f"#n{statement.n}",
            id=f"s{statement.n}" if is_first else None,
            class_=f"s s-{statement.status}",
            data_n=statement.n,
            aria_describedby=f"l{statement.n}",
        )


def _show_run(run: Run) -> Content:
    if not run.cues and not run.scopes:
        return run.text
    return node("mark" if run.cues else "span", run.text, data_cues=_numbers(run.cues), data_scopes=_numbers(run.scopes))


def _unread(runs: Iterable[Run]) -> Content:
    text = "".join(run.text for run in runs)
    return node("span", text, class_="unread") if text.strip() else text


def _numbers(numbers: Iterable[int]) -> str | None:
    return " ".join(map(str, numbers)) or None
