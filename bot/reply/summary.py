"""The summary of a reading: a first line that stands alone, the counts, the ranked sections, and a line for every statement."""

from dataclasses import dataclass

from bot.model import Level, Reading, Statement, Status
from bot.reading.level import is_main
from bot.reply.label import deciding_cues, label, quote, quote_cue, where
from bot.reply.origin import say_origin
from bot.reply.phrasebook import Phrasebook, Plural
from bot.reply.sections import ABOUT_HEADLINE, Section, rank_sections

DETAIL_LENGTH = 72
"""The longest quotation in the list of all statements, in code points."""

RECEIPT_LENGTH = 8
"""How much of the receipt a reader sees: enough to tell two readings apart by eye."""

COUNT_ORDER = (
    Status.CONFIRMED,
    Status.NAMED,
    Status.SECOND_HAND,
    Status.UNNAMED,
    Status.HEARSAY,
    Status.HEDGED,
    Status.FUTURE,
    Status.UNCONFIRMED,
    Status.DISPUTED,
    Status.DENIED,
    Status.WITHDRAWN,
    Status.STATED,
    Status.OTHER,
)
"""The order of the counts: from who vouches to what nobody vouches for; what asserts nothing comes last."""

_DOUBTED = {Status.DISPUTED: "doubted-disputed", Status.DENIED: "doubted-denied"}
"""The first line where no main point is called unconfirmed, by what a main point is instead."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A reading in words, ready to be laid out.

    `origin_line` says what was read of a page or a forwarded post and is empty for a pasted text; `details` has one line a
    statement, `more` says how many were cut from it.
    """

    first_line: str
    counts_line: str
    origin_line: str
    sections: tuple[Section, ...]
    details_title: str
    details: tuple[str, ...]
    more: Plural
    set_aside: str
    closing: str
    receipt: str


def summarise(reading: Reading, phrasebook: Phrasebook) -> Summary:
    """Put a reading into words; the same reading and phrasebook give the same words."""
    return Summary(
        first_line=first_line(reading, phrasebook),
        counts_line=say_counts(reading, phrasebook),
        origin_line=say_origin(reading, phrasebook),
        sections=rank_sections(reading, phrasebook),
        details_title=phrasebook.say("line", "details"),
        details=tuple(_detail(statement, phrasebook) for statement in reading.statements),
        more=phrasebook.plurals["counted"]["more-details"],
        set_aside=_set_aside(reading, phrasebook),
        closing=phrasebook.say("line", "closing"),
        receipt=phrasebook.say("line", "receipt", receipt=reading.receipt[:RECEIPT_LENGTH].upper()),
    )


def first_line(reading: Reading, phrasebook: Phrasebook) -> str:
    """Give the line that stands alone in a notification; a main point that is denied or disputed is not called unconfirmed."""
    if reading.level is not Level.DOUBTED:
        return phrasebook.say("level", reading.level)
    main = {statement.status for statement in reading.statements if is_main(statement)}
    later = any(finding.kind in ABOUT_HEADLINE for finding in reading.findings)
    unconfirmed = later or Status.UNCONFIRMED in main
    key = next((key for status, key in _DOUBTED.items() if status in main and not unconfirmed), reading.level)
    return phrasebook.say("level", key)


def say_counts(reading: Reading, phrasebook: Phrasebook) -> str:
    """Count the statements of each status in one line."""
    total = count_all(reading, phrasebook)
    counts = phrasebook.say("line", "separator").join(words for _, words in count_each(reading, phrasebook))
    return phrasebook.say("line", "counts", total=total, counts=counts) if counts else total


def count_all(reading: Reading, phrasebook: Phrasebook) -> str:
    """Count all statements: "15 statements"."""
    n = sum(reading.counts.values())
    return phrasebook.count("count", "statements", n, n=n)


def count_each(reading: Reading, phrasebook: Phrasebook) -> list[tuple[Status, str]]:
    """Count the statements of each status that there is: "2 named"."""
    counted = ((status, reading.counts.get(status, 0)) for status in COUNT_ORDER)
    return [(status, phrasebook.count("count", status, n, n=n)) for status, n in counted if n]


def _set_aside(reading: Reading, phrasebook: Phrasebook) -> str:
    n = len(reading.set_aside)
    return phrasebook.count("counted", "set-aside", n, n=n) if n else ""


def _detail(statement: Statement, phrasebook: Phrasebook) -> str:
    """Say in one line where a statement stands, its words, what it is and the words that decided it."""
    values = {
        "where": where(statement.sentence, phrasebook),
        "quote": quote(statement.text, DETAIL_LENGTH, phrasebook),
        "label": label(statement, phrasebook),
    }
    cues = deciding_cues(statement)
    if not cues:
        return phrasebook.say("line", "detail", **values)
    return phrasebook.say("line", "detail-words", words=quote_cue(cues[0], phrasebook), **values)
