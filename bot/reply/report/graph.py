"""Who vouches for what: the text on the left, behind it other outlets, then those it names, then those it does not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.model import Part, Reading, Source, SourceKind, Statement
from bot.reply.draw.node import SVG, Node, node
from bot.reply.explain import SILENT
from bot.reply.label import NAMED_KINDS, OUTLETS, where
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import shorten

MOST = 24
"""Sources that are drawn; the list below the drawing has them all."""

WIDTH, ROW, HEAD = 760, 38, 30
BOX, TALL = 158, 29
COLUMNS = ("column-text", "column-outlet", "column-named", "column-unnamed")
LETTERS = 23
"""Characters of a name that fit into a box."""

GAP = (WIDTH - BOX) / (len(COLUMNS) - 1) - BOX

DASHES: Mapping[str, str] = {
    Part.ORIGIN: "9 4",
    Part.DENIES: "2 3",
    Part.COULD_NOT_CONFIRM: "6 3 1 3",
    Part.HOLDS: "1 5",
    "no-comment": "1 5",
}
"""The line of each part but "vouches", which is whole, so that it is told without a colour."""


@dataclass(slots=True)
class Origin:
    """Somebody who stands behind statements: the name, what kind, through whom it came, what was done for which statements."""

    key: str
    name: str
    kind: SourceKind
    via: str | None
    """The key of whoever passed it on."""
    parts: dict[str, list[Statement]] = field(default_factory=dict)
    """The statements for which they did something, by what it was: a key of the phrasebook."""

    @property
    def column(self) -> int:
        """The column of the drawing."""
        return 1 if self.kind in OUTLETS else 2 if self.kind in NAMED_KINDS else 3


def find_origins(reading: Reading) -> list[Origin]:
    """Give all sources of a reading, each once by its name, in the order in which the text brings them."""
    origins: dict[str, Origin] = {}
    for statement in reading.statements:
        for source in statement.sources:
            _note(origins, source, source.part, _via(source, statement.sources), statement)
        heard = tuple(map(_key, statement.sources))
        for party in statement.parties:
            if not any(key.startswith(_key(party)) for key in heard):  # whoever "asked not to be named" is no second source
                _note(origins, party, SILENT.get(party.part, party.part), None, statement)
    return list(origins.values())


def _note(origins: dict[str, Origin], source: Source, part: str, via: str | None, statement: Statement) -> None:
    key = _key(source)
    told = origins.setdefault(key, Origin(key, source.name or source.text, source.kind, via)).parts.setdefault(part, [])
    if statement not in told[-1:]:
        told.append(statement)


def _via(source: Source, among: Sequence[Source]) -> str | None:
    return _key(among[source.via]) if source.via is not None and 0 <= source.via < len(among) else None


def _key(source: Source) -> str:
    return (source.name or source.text).casefold().removeprefix("the ")


def draw_graph(origins: Sequence[Origin], phrasebook: Phrasebook) -> Node:
    """Draw who vouches for what, each source in a row of its own; it says nothing that the list does not say."""
    drawn = origins[:MOST]
    places = {one.key: (_left(one.column), HEAD + ROW * row) for row, one in enumerate(drawn)}
    height = HEAD + ROW * max(len(drawn), 1)
    middle = (_left(0), HEAD + (height - HEAD - ROW) / 2)
    lines = [line for one in drawn for line in _lines(one, places, middle)]
    boxes = [_box(places[one.key], one.name, COLUMNS[one.column]) for one in drawn]
    heads = [
        node("text", phrasebook.say("report", name), x=f"{_left(column) + BOX / 2:g}", y=16, class_="column")
        for column, name in enumerate(COLUMNS)
    ]
    root = _box(middle, phrasebook.say("report", "this-text"), COLUMNS[0])
    size = {"viewBox": f"0 0 {WIDTH} {height:g}", "width": WIDTH, "height": f"{height:g}"}
    return node("svg", *heads, *lines, root, *boxes, xmlns=SVG, class_="graph", aria_hidden="true", **size)


def list_origins(origins: Sequence[Origin], phrasebook: Phrasebook) -> Node:
    """List the sources: who, of what kind, what for, with the way to each statement."""
    return node("ul", *(_item(one, phrasebook) for one in origins), class_="origins")


def _item(origin: Origin, phrasebook: Phrasebook) -> Node:
    name = node("b", node("bdi", shorten(origin.name, 120)))
    told: list[Node | str] = [name, f" · {phrasebook.say('source', origin.kind)}"]
    for part, statements in origin.parts.items():
        links = [node("a", where(one.sentence, phrasebook), href=f"#s{one.n}") for one in statements]
        told += [node("br"), phrasebook.say("part", part), ": ", *_spaced(links)]
    return node("li", *told)


def _spaced(links: Sequence[Node]) -> Iterator[Node | str]:
    for number, link in enumerate(links):
        if number:
            yield ", "
        yield link


def _left(column: int) -> float:
    return column * (WIDTH - BOX) / (len(COLUMNS) - 1)


def _lines(origin: Origin, places: Mapping[str, tuple[float, float]], middle: tuple[float, float]) -> Iterator[Node]:
    """Give a line for each part, from the text or from whoever passed it on."""
    end = places[origin.key]
    through = places.get(origin.via) if origin.via else None
    start = through if through and through[0] < end[0] else middle
    for number, part in enumerate(origin.parts):
        yield node(
            "path", d=_curve(start, end, 5.0 * number), class_=f"line line-{part}", stroke_dasharray=DASHES.get(part), fill="none"
        )


def _curve(start: tuple[float, float], end: tuple[float, float], aside: float) -> str:
    """Bend within the gap behind where it starts, then go straight: in its row no other box stands."""
    x1, y1, x2, y2 = start[0] + BOX, start[1] + TALL / 2, end[0], end[1] + TALL / 2 + aside
    bend = x1 + GAP - 6
    half = (x1 + bend) / 2
    return f"M{x1:g},{y1:g}C{half:g},{y1:g} {half:g},{y2:g} {bend:g},{y2:g}H{x2:g}"


def _box(place: tuple[float, float], name: str, kind: str) -> Node:
    x, y = place
    return node(
        "g",
        node("title", shorten(name, 120)),
        node("rect", x=f"{x:g}", y=f"{y:g}", width=BOX, height=TALL, rx=6),
        node("text", shorten(name, LETTERS), x=f"{x + BOX / 2:g}", y=f"{y + TALL / 2 + 5:g}"),
        class_=f"box {kind}",
    )
