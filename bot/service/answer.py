"""The use case: an article or a link goes in, an answer comes out, the same wherever it was sent from."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from bot.model import Article, NoPage, Page, Reading
from bot.reading import read
from bot.rulebook import Rulebook
from bot.service.pages import Pages
from bot.service.published import CheckSearch

LONGEST = 1_000_000
"""The most characters that are read."""

FEWEST_WORDS = 6
"""The fewest words of which anything can be said: "Fire at the depot, police say"."""

_PARAGRAPHS = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


FEWEST_LETTERED = 3
FEWEST_RUNNING = 15
"""Words from which on a paragraph may be called foreign: of other letters, and of these letters."""
LEAST_RUNNING, MOST_KNOWN = 0.6, 0.06
"""The least share of words that begin small in running text, and the most of the language's small words in one of another."""

AT_ONCE = 10_000
"""The most characters that are read without leaving the event loop: some ten milliseconds."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reading, or the phrasebook's key for why there is none, or why a link gave no article: exactly one of the three."""

    reading: Reading | None
    refusal: str = ""
    no_page: NoPage | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """Answers by one rulebook, opens links by what gets pages, and has fact-checks looked for elsewhere where that is wanted."""

    rulebook: Rulebook
    pages: Pages | None = None
    checks: CheckSearch | None = None

    def answer(self, article: Article) -> Answer:
        """Read the article, or say why not: "too_long", "empty", "no_language" or "too_short".

        Never fails, whatever the text.
        """
        part = self._in_language(article)
        refusal = self._refusal(part)
        return Answer(None, refusal) if refusal else Answer(read(part, self.rulebook))

    def _in_language(self, article: Article) -> Article:
        """Give the article without its paragraphs in other languages, where there are such and others."""
        if len(article.text) > LONGEST:
            return article
        paragraphs = [paragraph for paragraph in _PARAGRAPHS.split(article.text) if paragraph.strip()]
        kept = [paragraph for paragraph in paragraphs if not self._is_foreign(paragraph) or self.rulebook.reads(paragraph)]
        if len(kept) in (0, len(paragraphs)):
            return article
        return replace(article, text="\n\n".join(kept), left_out=len(paragraphs) - len(kept))

    async def answer_later(self, article: Article) -> Answer:
        """Read the article as `answer` does; a long one in a thread, so that others are answered meanwhile."""
        if len(article.text) <= AT_ONCE:
            return self.answer(article)
        import asyncio  # a command that reads one short text does without it

        return await asyncio.to_thread(self.answer, article)

    async def answer_link(self, url: str, passed_on: str | None = None, *, anew: bool = False) -> Answer:
        """Read the article at an address, or say why not; `passed_on` is the day on which the link was sent, in ISO 8601.

        It may be what was fetched minutes ago, unless it is asked for `anew`.
        """
        if self.pages is None:
            raise TypeError("a service without pages opens no links")
        page = await self.pages.open(url, anew=anew)
        if isinstance(page, NoPage):
            return Answer(None, no_page=page)
        return await self.answer_later(replace(page.article, passed_on=passed_on))

    def answer_page(self, page: Page | NoPage, passed_on: str | None = None) -> Answer:
        """Read a page that was opened already, as `answer_link` does."""
        if isinstance(page, NoPage):
            return Answer(None, no_page=page)
        return self.answer(replace(page.article, passed_on=passed_on))

    def _is_foreign(self, paragraph: str) -> bool:
        """Tell whether a paragraph is surely in another language: other letters, or running text with next to no small words.

        A headline, a list of names and a short sentence have few small words too, and are kept.
        """
        words = _WORD.findall(paragraph)
        if not paragraph.isascii() and 2 * sum(word[0] < "\u0250" for word in words) < len(words):
            return len(words) >= FEWEST_LETTERED
        if len(words) < FEWEST_RUNNING or sum(word[0].islower() for word in words) < LEAST_RUNNING * len(words):
            return False
        return sum(word.lower() in self.rulebook.lists["function-words"] for word in words) < MOST_KNOWN * len(words)

    def _refusal(self, article: Article) -> str:
        words = f"{article.title or ''}\n{article.text}"
        if len(words) > LONGEST + 1:
            return "too_long"
        if not _WORD.search(words):
            return "empty"
        if not self.rulebook.reads(words):
            return "no_language"
        return "too_short" if _count_words(words, FEWEST_WORDS) < FEWEST_WORDS else ""


def _count_words(text: str, enough: int) -> int:
    """Count the words of a text, but no further than is enough."""
    return sum(1 for _ in islice(_WORD.finditer(text), enough))
