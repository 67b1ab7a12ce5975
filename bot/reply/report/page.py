"""Puts the page of a reading together, from the first line to the receipt."""

from collections import Counter
from collections.abc import Iterable

from bot.model import Reading, Statement
from bot.reply.draw.bar import draw_bar, draw_patterns
from bot.reply.draw.node import SVG, Content, Node, node, render_html
from bot.reply.label import label, quote, where
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import clean
from bot.reply.report.article import show_article
from bot.reply.report.frame import Sheet, frame
from bot.reply.report.graph import draw_graph, find_origins, list_origins
from bot.reply.report.statements import list_statements
from bot.reply.says import finding_says
from bot.reply.sections import LEFT_OUT, Section
from bot.reply.summary import COUNT_ORDER, Summary, summarise

LONGEST_ASIDE = 400
"""The longest quotation of what was set aside, in code points."""

TALL, WIDE, THICK = 560.0, 340.0, 22.0
"""The bar in pixels: its length beside the article, its length above it on a phone, and how thick it is."""


def render_report(reading: Reading, phrasebook: Phrasebook, sheet: Sheet) -> str:
    """Give the page of a reading as one HTML document, the same for the same reading.

    It fetches nothing, and whatever the article holds is shown as text. It repeats the whole article, accusations and all: it is
    for whoever asked for it, not for a group.
    """
    summary = summarise(reading, phrasebook)
    title = clean(reading.title or "") or phrasebook.say("report", "title")
    body = node("body", _patterns(), _head(reading, summary), _main(reading, phrasebook), _foot(reading, phrasebook, summary))
    return render_html(frame(title, phrasebook.language, body, sheet))


def _patterns() -> Node:
    return node("svg", draw_patterns(), xmlns=SVG, width=0, height=0, class_="patterns", aria_hidden="true")


def _head(reading: Reading, summary: Summary) -> Node:
    lines = [node("p", line) for line in (summary.counts_line, summary.origin_line) if line]
    address = [_address(reading.article.url)] if reading.article.url else []
    return node("header", node("h1", summary.first_line), *lines, *address, *map(_section, summary.sections))


def _address(url: str) -> Node:
    """Give the address of what was read, as a link only where it leads to the web."""
    shown = clean(url)
    is_web = url.startswith(("https://", "http://"))
    link = node("a", shown, href=url, rel="noopener noreferrer nofollow") if is_web else shown
    return node("p", link, class_="address")


def _section(section: Section) -> Node:
    lines = [node("li", node("bdi", line)) for line in section.lines]
    listed = [node("ul", *lines)] if lines else []
    return node("section", node("h2", section.title), *listed, class_="said")


def _main(reading: Reading, phrasebook: Phrasebook) -> Node:
    article = node("div", *_bars(reading, phrasebook), show_article(reading, phrasebook), class_="beside")
    return node(
        "main",
        _legend(reading, phrasebook),
        article,
        _part("sources", _sources(reading, phrasebook), phrasebook),
        _part("findings", [_findings(reading, phrasebook)], phrasebook),
        _part("statements", [list_statements(reading, phrasebook)], phrasebook),
        _part("rules", [_rules(reading, phrasebook)], phrasebook),
        *([_part("set-aside", [_set_aside(reading, phrasebook)], phrasebook)] if reading.set_aside else []),
        node(
            "aside", node("button", phrasebook.say("report", "close"), type="button"), node("div"), class_="card", hidden="hidden"
        ),
    )


def _bars(reading: Reading, phrasebook: Phrasebook) -> list[Node]:
    """Give the bar twice: standing beside the article, and lying above it where the page is narrow."""

    def say(statement: Statement) -> str:
        return phrasebook.say(
            "line", "item", quote=where(statement.sentence, phrasebook), says=label(statement, phrasebook), where=""
        )

    def link(statement: Statement) -> str:
        return f"#s{statement.n}"

    standing = draw_bar(reading, say, link, length=TALL, thickness=THICK, upright=True)
    lying = draw_bar(reading, say, link, length=WIDE, thickness=THICK, upright=False)
    return [node("div", standing, class_="bar standing"), node("div", lying, class_="bar lying")]


def _legend(reading: Reading, phrasebook: Phrasebook) -> Node:
    """Name the statuses that occur, each with its line."""
    rows = [
        node("li", node("span", phrasebook.say("status", status), class_=f"sample s-{status}"), f" {reading.counts[status]}")
        for status in COUNT_ORDER
        if reading.counts.get(status)
    ]
    return node("section", node("h2", phrasebook.say("report", "legend")), node("ul", *rows), class_="legend")


def _part(key: str, content: Iterable[Content], phrasebook: Phrasebook) -> Node:
    return node("section", node("h2", phrasebook.say("report", key)), *content, class_=key)


def _sources(reading: Reading, phrasebook: Phrasebook) -> list[Node]:
    origins = find_origins(reading)
    if not origins:
        return [node("p", phrasebook.say("report", "no-sources"))]
    name = phrasebook.say("report", "sources")
    drawing = node("div", draw_graph(origins, phrasebook), class_="drawing", tabindex=0, role="region", aria_label=name)
    return [drawing, list_origins(origins, phrasebook)]


def _findings(reading: Reading, phrasebook: Phrasebook) -> Node:
    """List what is seen across sentences, with the way to those that show it; the same findings as in a reply."""
    sentences = {statement.n: statement.sentence for statement in reading.statements}
    rows = []
    for finding in reading.findings:
        if finding.kind in LEFT_OUT:
            continue
        jumps = [node("a", where(sentences[n], phrasebook), href=f"#s{n}") for n in finding.statements if n in sentences]
        rows.append(node("li", node("bdi", finding_says(finding, phrasebook)), *(part for jump in jumps for part in (" ", jump))))
    return node("ul", *rows) if rows else node("p", phrasebook.say("report", "no-findings"))


def _rules(reading: Reading, phrasebook: Phrasebook) -> Node:
    used = Counter(cue.rule for statement in reading.statements for cue in statement.cues)
    rows = [node("li", phrasebook.say("report", "rule", rule=rule, n=n)) for rule, n in sorted(used.items())]
    return node("ul", *rows) if rows else node("p", phrasebook.say("report", "no-rules"))


def _set_aside(reading: Reading, phrasebook: Phrasebook) -> Node:
    return node("ul", *(node("li", node("bdi", quote(aside.text, LONGEST_ASIDE, phrasebook))) for aside in reading.set_aside))


def _foot(reading: Reading, phrasebook: Phrasebook, summary: Summary) -> Node:
    receipt = phrasebook.say("report", "receipt", receipt=reading.receipt, rules=reading.rules)
    return node("footer", node("p", summary.closing), node("p", receipt, class_="receipt"))
