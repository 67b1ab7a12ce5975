"""The list of statements: of each its words, what it is, the words that decided, how far they reach, who stands behind it."""

from bot.model import Reading, Statement
from bot.reply.draw.node import Node, node
from bot.reply.explain import say_about, say_cue, say_labels, say_sources, text_of
from bot.reply.label import label, where
from bot.reply.phrasebook import Phrasebook


def list_statements(reading: Reading, phrasebook: Phrasebook) -> Node:
    """Give every statement as an entry to which its words in the article lead, and which leads back to them."""
    return node("ol", *(_entry(one, reading, phrasebook) for one in reading.statements), class_="entries")


def _entry(statement: Statement, reading: Reading, phrasebook: Phrasebook) -> Node:
    text = text_of(statement, reading)
    back = node("a", where(statement.sentence, phrasebook), href=f"#s{statement.n}", class_="where")
    what = node("span", label(statement, phrasebook), class_=f"what s-{statement.status}", id=f"l{statement.n}")
    cues = [_cue(number, list(say_cue(cue, text, phrasebook))) for number, cue in enumerate(statement.cues)]
    facts = [*say_about(statement.about, reading.statements, phrasebook), *say_sources(statement, phrasebook)]
    lines = [node("li", node("bdi", line)) for line in (*facts, next(iter(say_labels(statement, phrasebook))))]
    return node(
        "li",
        node("p", back, " ", what, class_="head"),
        node("blockquote", statement.text, dir="auto"),
        node("ul", *cues, *lines, class_="facts"),
        id=f"n{statement.n}",
        class_="entry",
    )


def _cue(number: int, lines: list[str]) -> Node:
    """Give what a rule saw; while it is pointed at, the article shows how far its words reach."""
    first, *rest = lines
    below = (node("br"), node("small", node("bdi", " ".join(line.strip() for line in rest)))) if rest else ()
    return node("li", node("bdi", first), *below, data_cue=number)
