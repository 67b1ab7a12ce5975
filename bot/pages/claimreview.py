"""ClaimReview, as fact-checkers publish it for search engines, becomes fact-checks (schema.org/ClaimReview)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.model import FactCheck, NoPage
from bot.pages.address import Address, parse_address
from bot.pages.claimfeed import Broken, Element, Source, read_elements
from bot.pages.jsonld import Node, clean, first_text, is_a, listed, names_of, walk
from bot.reply.quote import shorten

LONGEST_CLAIM = 2_000
"""Characters; what is longer is no claim that a sentence could look like."""
LONGEST_RATING, LONGEST_TITLE, LONGEST_NAME = 200, 300, 120
LONGEST_LINK = 2_000
"""Characters; Telegram takes no much longer one behind a button."""

MOST_NODES = 2_000
"""Objects of one element that are looked at."""

INSIDE = frozenset(
    {"@graph", "item", "dataFeedElement", "itemListElement", "mainEntity", "mainEntityOfPage", "hasPart", "review", "subjectOf"}
)
"""Under which names an object may hold a ClaimReview."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")


class Lack(StrEnum):
    """Why something gives no fact-check, in the words that a person reads."""

    NO_REVIEW = "holds no ClaimReview"
    NO_CLAIM = "says no claim (claimReviewed)"
    LONG_CLAIM = "has a claim of more than 2,000 characters (claimReviewed)"
    NO_RATING = "has no rating in words (reviewRating.alternateName)"
    NO_LINK = "has no public web address (url)"


@dataclass(frozen=True, slots=True)
class Skipped:
    """An element that gave no fact-check: its line and its number in the file, both from 1."""

    line: int
    number: int
    lack: Lack


def read_checks(stream: Source) -> Iterator[FactCheck | Skipped | Broken]:
    """Give every fact-check of a file, and what is none or cannot be read. Never raises for what a file holds.

    A feed, a list, an object, lines of JSON, or HTML with JSON-LD; one element at a time is held.
    """
    number = 0
    for found in read_elements(stream):
        if isinstance(found, Broken):
            yield found
        else:
            number += 1
            for check in _read_element(found):
                yield Skipped(found.line, number, check) if isinstance(check, Lack) else check


def _read_element(element: Element) -> Iterator[FactCheck | Lack]:
    nodes = list(walk(element.data, INSIDE, MOST_NODES))
    by_id = {name: node for node in nodes if isinstance(name := node.get("@id"), str) and len(node) > 1}
    reviews = [node for node in nodes if is_a(node, lambda kind: kind == "ClaimReview")]
    if not reviews:
        yield Lack.NO_REVIEW
    for review in reviews:
        yield _read_review(review, by_id)


def _read_review(review: Node, by_id: Mapping[str, Node]) -> FactCheck | Lack:
    item, rating = (_follow(review.get(name), by_id) for name in ("itemReviewed", "reviewRating"))
    names = [*names_of(review.get("author"), by_id), *names_of(review.get("publisher"), by_id)]
    claimants = names_of(item.get("author") or item.get("creator"), by_id)
    return make_check(
        claim=first_text(review.get("claimReviewed")) or first_text(item.get("text")) or first_text(item.get("name")),
        rating=first_text(rating.get("alternateName")) or first_text(rating.get("name")),
        url=first_text(review.get("url")) or first_text(review.get("@id")),
        publisher=next(iter(names), ""),
        title=first_text(review.get("headline")) or first_text(review.get("name")),
        claimant=", ".join(claimants),
        claimed=first_text(item.get("datePublished")),
        reviewed=first_text(review.get("datePublished")) or first_text(review.get("dateCreated")),
        language=first_text(review.get("inLanguage")),
    )


def _follow(value: object, by_id: Mapping[str, Node]) -> Node:
    """Give the object that a value is, or points to; an empty one where it is none."""
    one = next(iter(listed(value)), None)
    if not isinstance(one, dict):
        return {}
    return by_id.get(str(one.get("@id")), one) if len(one) == 1 else one


def make_check(**said: str) -> FactCheck | Lack:
    """Give the fact-check that a stranger's words make, cleaned and cut, or what they lack. A publisher is named by its host."""
    claim, rating = clean(said["claim"][: 2 * LONGEST_CLAIM]), shorten(clean(said["rating"]), LONGEST_RATING)
    address = _read_link(said["url"])
    if not claim or len(claim) > LONGEST_CLAIM:
        return Lack.LONG_CLAIM if claim else Lack.NO_CLAIM
    if not rating:
        return Lack.NO_RATING
    if address is None:
        return Lack.NO_LINK
    return FactCheck(
        claim=shorten(claim, LONGEST_CLAIM),
        publisher=shorten(clean(said["publisher"]), LONGEST_NAME) or address.host.removeprefix("www."),
        rating=rating,
        url=address.url,
        title=shorten(clean(said["title"]), LONGEST_TITLE),
        claimant=shorten(clean(said["claimant"]), LONGEST_NAME),
        claimed=_read_day(said["claimed"]),
        reviewed=_read_day(said["reviewed"]),
        language=said["language"] if _LANGUAGE.fullmatch(said["language"]) else "",
    )


def _read_link(text: str) -> Address | None:
    """Give the address, where a button may lead there: Telegram refuses a message over an odd one."""
    address = parse_address(text) if text.strip().lower().startswith(("http:", "https:")) else None
    if address is None or isinstance(address, NoPage):
        return None
    return None if "_" in address.host or len(address.url) > LONGEST_LINK else address


def _read_day(text: str) -> str:
    """Give the day with which a time in ISO 8601 begins."""
    found = _DAY.match(text)
    return found[0] if found else ""
