"""The bar of an article: from its beginning to its end, a piece for each statement, filled by its status."""

from collections.abc import Callable, Iterator, Sequence

from bot.model import Reading, Role, Statement, Status
from bot.reply.draw.node import SVG, Node, node
from bot.reply.draw.palette import LIGHT, LOOKS, Fill

SHORTEST = 3.0
"""Units of the shortest piece: a headline of two words is still seen."""

GAP = 2.0
"""Units between two pieces."""

SLIM = 0.55
"""How thick the piece of a statement is that the text does not doubt: where caveats sit, the bar sticks out."""

DOUBTED = frozenset(
    (Status.WITHDRAWN, Status.DENIED, Status.DISPUTED, Status.UNCONFIRMED, Status.HEARSAY, Status.UNNAMED, Status.HEDGED)
)

_TILE = 8
_STROKES: dict[Fill, str] = {
    Fill.RISING: "M-2,2L2,-2M0,8L8,0M6,10L10,6",
    Fill.FALLING: "M-2,6L2,10M0,0L8,8M6,-2L10,2",
    Fill.LEVEL: "M0,4H8",
    Fill.UPRIGHT: "M4,0V8",
    Fill.CROSSED: "M0,8L8,0M0,0L8,8",
}
_DOTS: dict[Fill, float] = {Fill.DOTS: 2.2, Fill.SPARSE: 1.2}

Link = Callable[[Statement], str]


def draw_patterns(scale: float = 1) -> Node:
    """Give the patterns that are laid over colours, in the colour of the paper: of every document once."""
    ground = LIGHT.ground
    strokes = {
        fill: node("path", d=d, fill="none", stroke=ground, stroke_width=2, class_="paper") for fill, d in _STROKES.items()
    }
    dots = {fill: node("circle", cx=4, cy=4, r=r, fill=ground, class_="paper-fill") for fill, r in _DOTS.items()}
    size = {"width": _TILE, "height": _TILE, "patternUnits": "userSpaceOnUse", "patternTransform": f"scale({scale:g})"}
    return node("defs", *(node("pattern", shape, id=f"fill-{fill}", **size) for fill, shape in (strokes | dots).items()))


def draw_area(status: Status, x: float, y: float, width: float, height: float) -> tuple[Node, ...]:
    """Give a rectangle in the look of a status: its colour, and over it the pattern."""
    look, place = LOOKS[status], {"x": _say(x), "y": _say(y), "width": _say(width), "height": _say(height)}
    colour = node("rect", fill=look.light, class_=f"area-{status}", **place)
    over = () if look.fill is Fill.PLAIN else (node("rect", fill=f"url(#fill-{look.fill})", **place),)
    return colour, *over


def draw_pieces(
    statements: Sequence[Statement], thickness: float, length: float, *, upright: bool
) -> Iterator[tuple[Statement, tuple[Node, ...]]]:
    """Give every statement with what is drawn for it, one behind the other, each by the length of its words."""
    weights = [float(len(statement.text)) for statement in statements]
    total, at = sum(weights) or 1.0, 0.0
    shortest = min(SHORTEST, length / (len(statements) or 1))
    room = length - shortest * len(statements)
    for statement, weight in zip(statements, weights, strict=True):
        size = shortest + room * weight / total
        thick = thickness if statement.status in DOUBTED else thickness * SLIM
        seen = size - min(GAP, size / 4)
        box = (0.0, at, thick, seen) if upright else (at, thickness - thick, seen, thick)
        yield statement, draw_area(statement.status, *box)
        at += size


def draw_bar(
    reading: Reading, say: Callable[[Statement], str], link: Link, *, length: float, thickness: float, upright: bool
) -> Node:
    """Draw the bar of a reading as an SVG whose pieces lead to their statements; `say` names each in a few words.

    For eyes and a mouse: what it tells stands in the article too.
    """
    pieces = [
        node("a", node("title", say(statement)), *shapes, href=link(statement), tabindex=-1)
        for statement, shapes in draw_pieces(in_order(reading), thickness, length, upright=upright)
    ]
    width, height = (thickness, length) if upright else (length, thickness)
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    return node("svg", *pieces, xmlns=SVG, aria_hidden="true", **size)


def in_order(reading: Reading) -> list[Statement]:
    """Give the statements from the top of the article to its end, the headline first."""
    return sorted(reading.statements, key=lambda one: (one.role is not Role.HEADLINE, one.start))


def _say(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
