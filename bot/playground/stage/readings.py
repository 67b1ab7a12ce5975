"""A message read with the playground's own rulebook: as JSON, and with the rules that saw each of its words."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.model import NoPage, Page, Reading
from bot.playground.stage.asked import CannotBe
from bot.playground.stage.originals import Original
from bot.playground.things import Thing
from bot.reply.contract import reading_to_json
from bot.reply.explain import explain_blocks
from bot.reply.label import label
from bot.reply.origin import say_no_page
from bot.reply.phrasebook import Phrasebook
from bot.rulebook import Rulebook
from bot.service import Answer, Service
from bot.service.pages import Pages


@dataclass(slots=True)
class Readings:
    """Reads what the bot reads. What gets pages is made when the first link is read: most people paste."""

    phrasebook: Phrasebook
    make_pages: Callable[[], Pages]
    extract: Callable[[str, str], Page | NoPage]
    _pages: Pages | None = None

    async def read(self, original: Original, rulebook: Rulebook) -> Reading:
        """Read what stands at a message. Raises CannotBe, in the words that the bot would use, where that is not possible."""
        answer = await self._answer(original, rulebook)
        if answer.reading is None:
            raise CannotBe(self._say_refusal(answer))
        return answer.reading

    def show(self, reading: Reading) -> Thing:
        """Give a reading as the page is told of it."""
        return {"reading": reading_to_json(reading, self.phrasebook), "trace": self._trace(reading), "why_not": ""}

    async def close(self) -> None:
        """Let go of the line to the web."""
        if self._pages:
            await self._pages.aclose()

    async def _answer(self, original: Original, rulebook: Rulebook) -> Answer:
        if original.is_page:
            page = await asyncio.to_thread(self.extract, original.article.text, "")
            return Service(rulebook).answer_page(page, original.article.passed_on)
        if not original.link:
            return await Service(rulebook).answer_later(original.article)
        self._pages = self._pages or self.make_pages()
        return await Service(rulebook, self._pages).answer_link(original.link, original.article.passed_on)

    def _say_refusal(self, answer: Answer) -> str:
        return say_no_page(answer.no_page, self.phrasebook) if answer.no_page else self.phrasebook.say("refusal", answer.refusal)

    def _trace(self, reading: Reading) -> list[Thing]:
        """Give each statement with the lines that explain it."""
        blocks = [block.splitlines()[1:] for block in explain_blocks(reading, self.phrasebook)]
        return [
            {
                "n": statement.n,
                "sentence": statement.sentence,
                "status": label(statement, self.phrasebook),
                "text": statement.text,
                "lines": [line.removeprefix("  ") for line in lines],
            }
            for statement, lines in zip(reading.statements, blocks, strict=False)  # one block more for what was set aside
        ]
