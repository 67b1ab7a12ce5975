"""The finding of one kind in a text that is read with the shipped rules."""

from bot.model import Article, Finding, FindingKind
from bot.reading import read
from bot.rulebook import Rulebook


def find(text: str, kind: FindingKind, rulebook: Rulebook, title: str | None = None) -> Finding | None:
    """The finding of a kind, None where the text has none."""
    findings = read(Article(text, title), rulebook).findings
    return next((finding for finding in findings if finding.kind is kind), None)
