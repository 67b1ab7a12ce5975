"""An article as passages: sentences with their role, the title taken apart, the page's own furniture set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from bot.model import Article, Role
from bot.reading.headline import choose_hits, is_headline
from bot.rulebook import Kind, Rulebook
from bot.rulebook.matcher import Hit
from bot.text.sentences import LONGEST, Sentence, split_sentences
from bot.text.words import Words, split_words

LONGEST_TITLE = 30
"""Words in a first line that may still be a title."""
_ENDS_SENTENCE = frozenset(".:;,")
_RULE = itemgetter(0)
"""The number of a hit's rule."""


class Passage(NamedTuple):
    """One sentence with what was found in it. `first` and `last` (exclusive) index into `words`; the headline has number 0."""

    text: str
    words: Words
    first: int
    last: int
    line: int
    role: Role
    number: int
    hits: Sequence[Hit]

    def span(self) -> tuple[int, int]:
        """Where the sentence begins and ends in its text."""
        return self.words.span(self.first, self.last)

    def text_of(self, first: int, last: int) -> str:
        """The words from `first` to before `last` as they were given."""
        start, end = self.words.span(first, last)
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class Outline:
    """All passages in order, headline first; boilerplate among them, with number -1."""

    title: str | None
    passages: tuple[Passage, ...]

    @property
    def read(self) -> list[Passage]:
        """The passages that count: headline and body."""
        return [passage for passage in self.passages if passage.role is not Role.BOILERPLATE]


def outline(article: Article, rulebook: Rulebook) -> Outline:
    """Split an article into passages and find every hit of the rulebook in each."""
    words = split_words(article.text)
    sentences = split_sentences(words, rulebook.abbreviations)
    title, taken, skip = _title(article, words, sentences)
    passages = [] if title is None else _headline(title, rulebook)
    asides, number = _asides(rulebook), 0
    alone = title is None and is_headline(words, sentences)
    for place, (first, last, line) in enumerate(sentences[taken:], taken):
        hits = rulebook.matcher.find(words, first, last)
        if hits:
            hits = choose_hits(hits, rulebook, headline=alone)
        aside = place < skip or not asides.isdisjoint(map(_RULE, hits))
        if aside or not _has_word(words.forms[first:last]):
            passages.append(Passage(article.text, words, first, last, line, Role.BOILERPLATE, -1, hits))
        else:
            number += 1
            passages.append(Passage(article.text, words, first, last, line, Role.BODY, number, hits))
    return Outline(title, tuple(passages))


def _has_word(forms: Sequence[str]) -> bool:
    return forms[0][0].isalnum() or any(form[0].isalnum() for form in forms)


@lru_cache(maxsize=8)
def _asides(rulebook: Rulebook) -> frozenset[int]:
    """The numbers of the rules that set a line aside."""
    return frozenset(number for number, rule in enumerate(rulebook.rules) if rule.kind is Kind.ASIDE)


def _headline(title: str, rulebook: Rulebook) -> list[Passage]:
    words = split_words(title)
    if not words.forms:
        return []
    edges = [*range(0, len(words.forms), LONGEST), len(words.forms)]
    found = [(first, last, rulebook.matcher.find(words, first, last)) for first, last in pairwise(edges)]
    return [
        Passage(title, words, first, last, -1, Role.HEADLINE, 0, choose_hits(hits, rulebook, headline=True))
        for first, last, hits in found
    ]


def _title(article: Article, words: Words, sentences: Sequence[Sentence]) -> tuple[str | None, int, int]:
    """The title, how many of the first sentences are it, and how many of them are it or only repeat it."""
    lines = _lines(sentences)
    if article.title is not None and article.title.strip():
        return article.title, 0, _repeats(article.title, words, lines)
    if not _is_title(words, lines):
        return None, 0, 0
    title = _line_text(article.text, words, lines[0])
    return title, len(lines[0]), len(lines[0]) + _repeats(title, words, lines[1:])


def _lines(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """The sentences of the first four lines, a list a line."""
    lines: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.line >= 4:
            break
        while len(lines) <= sentence.line:
            lines.append([])
        lines[sentence.line].append(sentence)
    return [line for line in lines if line]


def _is_title(words: Words, lines: Sequence[Sequence[Sentence]]) -> bool:
    """Tell whether the first line is a title: one short sentence without a full stop, with more text on lines below it."""
    if len(lines) < 2 or len(lines[0]) > 2:
        return False
    first, last = lines[0][0].first, lines[0][-1].last
    if last - first > LONGEST_TITLE or last - first < 2 or words.forms[last - 1][0] in _ENDS_SENTENCE:
        return False
    body = lines[1][-1].last - lines[1][0].first
    same = words.forms[first:last] == words.forms[lines[1][0].first : lines[1][-1].last]
    return same or body > last - first or "\n\n" in words.gaps[last].replace(" ", "").replace("\r", "")


def _line_text(text: str, words: Words, line: Sequence[Sentence]) -> str:
    start, end = words.span(line[0].first, line[-1].last)
    return text[start:end]


def _repeats(title: str, words: Words, lines: Sequence[Sequence[Sentence]]) -> int:
    """How many sentences at the beginning say the title again, in the same words."""
    same = split_words(title).forms
    count = 0
    for line in lines[:2]:
        if list(words.forms[line[0].first : line[-1].last]) != list(same):
            break
        count += len(line)
    return count
