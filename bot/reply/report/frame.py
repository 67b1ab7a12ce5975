"""The document around a page: its style and script, and a policy under which nothing else is fetched or run."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reply.draw.node import Node, node
from bot.reply.draw.palette import DARK, LIGHT, LOOKS, Line, Paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every page carries along: how it looks, and the script that shows a statement where it is pointed at."""

    style: str
    script: str


def frame(title: str, language: str, body: Node, sheet: Sheet, form_action: str = "'none'") -> Node:
    """Give a whole document, which may send forms nowhere unless it is said where."""
    style = f"{_say_colours()}{sheet.style}"
    head = node(
        "head",
        node("meta", charset="utf-8"),
        node("meta", http_equiv="Content-Security-Policy", content=say_policy(style, sheet.script, form_action)),
        node("meta", name="viewport", content="width=device-width, initial-scale=1"),
        node("meta", name="referrer", content="no-referrer"),
        node("meta", name="color-scheme", content="light dark"),
        node("title", title),
        node("style", style),
    )
    body.append(node("script", sheet.script))
    return node("html", head, body, lang=language)


def say_policy(style: str, script: str, form_action: str) -> str:
    """Give the policy that allows this very style and this very script, and fetches nothing."""
    own = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action {form_action}"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _say_colours() -> str:
    """Write the palette as CSS: names of colours for light and dark paper, and for each status its line and area."""
    light, dark = "".join(_name_colours(LIGHT, "light")), "".join(_name_colours(DARK, "dark"))
    return (
        f":root{{{light}}}\n@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n@media print{{:root{{{light}}}}}\n"
        + "".join(_say_looks())
    )


def _name_colours(paper: Paper, side: str) -> Iterator[str]:
    for name in ("ground", "ink", "faint", "rule"):
        yield f"--{name}:{getattr(paper, name)};"
    for status, look in LOOKS.items():
        yield f"--{status}:{getattr(look, side)};"


def _say_looks() -> Iterator[str]:
    for status, look in LOOKS.items():
        yield f".s-{status}{{--status:var(--{status})}}.area-{status}{{fill:var(--{status})}}"
        line = "none" if look.line is Line.NONE else f"underline {look.line} var(--status)"
        yield f"a.s-{status},.sample.s-{status}{{text-decoration:{line}}}\n"
