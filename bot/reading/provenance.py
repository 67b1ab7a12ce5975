"""Findings from where an article comes from: no author, no date, an old date. They need the page or the post, not its words."""

import re
from calendar import timegm
from collections.abc import Iterator

from bot.model import Article, Finding, FindingKind

OLD_AFTER = 7
"""Days between publishing and passing on from which the date is worth a line."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SECONDS = 86_400


def find_provenance(article: Article) -> Iterator[Finding]:
    """Give what the page or the first post says, or leaves out, about its author and its date.

    A pasted text could not have named either: nothing is said of it.
    """
    if article.is_page and not article.author:
        yield Finding(FindingKind.NO_AUTHOR, ())
    if article.is_page and not article.published:
        yield Finding(FindingKind.NO_DATE, ())
    days = _days_between(article.published, article.passed_on)
    if days >= OLD_AFTER:
        yield Finding(FindingKind.OLD_DATE, (), {"days": days, "page": int(article.is_page)})


def _days_between(first: str | None, last: str | None) -> int:
    """Count the days between two dates in ISO 8601; 0 where one is missing or is no date."""
    days = [_day_number(date) for date in (first, last) if date]
    return days[1] - days[0] if len(days) == 2 and all(days) else 0


def _day_number(date: str) -> int:
    found = _DAY.match(date)
    if not found:
        return 0
    year, month, day = map(int, found.groups())
    return timegm((year, month, day, 0, 0, 0)) // _SECONDS if year and 1 <= month <= 12 and 1 <= day <= 31 else 0
