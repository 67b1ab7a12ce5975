"""The buttons under an answer, and what a press on one of them means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from bot.reply.phrasebook import Phrasebook
from bot.reply.sections import Section

PICKED = "p"
"""The choice that only picks a statement."""

Button = Mapping[str, object]
Keyboard = Mapping[str, object]


class View(StrEnum):
    """What a press shows; the letters stand in callback data and deep links for ever."""

    SUMMARY = "b"
    WHY = "w"
    STATEMENTS = "s"
    WRONG = "x"
    PAGE = "l"


@dataclass(frozen=True, slots=True)
class Press:
    """A press: the view, the answer it belongs to, a number (a page, a statement, a link) and what was chosen there."""

    view: View
    answer: str
    number: int = 0
    choice: str = ""

    def encode(self) -> str:
        """Write it in at most 64 bytes."""
        return f"{self.view}:{self.answer}:{self.number}:{self.choice}"


_PRESS = re.compile(r"([bwsxl])[:_]([0-9a-f]{1,32})(?:[:_](\d{1,6}))?(?:[:_]([a-z]?))?")


def decode(data: str) -> Press | None:
    """Read callback data or the parameter of a deep link; None for anything that is neither."""
    found = _PRESS.fullmatch(data)
    return Press(View(found[1]), found[2], int(found[3] or 0), found[4] or "") if found else None


def find_answer(markup: object) -> str | None:
    """Give the id of the answer that a message's keyboard belongs to."""
    found = re.search(r"\b[bwsx][:_]([0-9a-f]{1,32})", str(markup))
    return found[1] if found else None


def press(text: str, view: View, answer: str, number: int = 0, choice: str = "") -> Button:
    """Give a button that asks the bot."""
    return {"text": text, "callback_data": Press(view, answer, number, choice).encode()}


@dataclass(frozen=True, slots=True)
class Keys:
    """Makes keyboards in one language; `bot` is the bot's user name, for links into the private chat."""

    phrasebook: Phrasebook
    bot: str
    asks: bool = False
    """Whether published fact-checks can be asked for elsewhere."""

    def under_answer(self, answer: str, honest: str, links: Sequence[str], *, private: bool, page: bool = False) -> Keyboard:
        """Give the keyboard under a summary: in a group, long answers open in the private chat.

        Where a `page` was read, it can be read again; in a group only /recheck does that.
        """
        rows: list[list[Button]] = [
            [
                self._opening("why", View.WHY, answer, private=private),
                self._opening("all", View.STATEMENTS, answer, private=private),
            ],
            [
                *self._copying(honest),
                self.watching(answer, private=private),
                self._opening("wrong", View.WRONG, answer, private=private),
            ],
            self._reading_again(answer) if page and private else [],
            [self._asking(answer, private=private)] if self.asks else [],
            *([press(self._link_label(link), View.PAGE, answer, n)] for n, link in enumerate(links)),
        ]
        return keyboard(rows)

    def under_line(self, answer: str) -> Keyboard:
        """Give the one button under a line in a group."""
        return keyboard([[self._opening("why", View.WHY, answer, private=False)]])

    def under_page(self, view: View, answer: str, number: int, of: int) -> Keyboard:
        """Give the keyboard under a page of a long answer: back, forth, and the way out."""
        turns = []
        if number > 0:
            turns.append(press(self._say("back"), view, answer, number - 1))
        if number < of - 1:
            turns.append(press(self._say("next"), view, answer, number + 1))
        return keyboard([turns, [self.way_out(answer)]])

    def for_wrong(self, answer: str, number: int, choices: Sequence[str]) -> Keyboard:
        """Give the ways in which a statement may have been read wrongly."""
        rows = [[press(self._say(f"wrong-{choice}"), View.WRONG, answer, number, choice)] for choice in choices]
        return keyboard([*rows, [self.way_out(answer)]])

    def _reading_again(self, answer: str) -> list[Button]:
        return [{"text": self.phrasebook.say("recheck", "button"), "callback_data": f"r:{answer}"}]

    def watching(self, answer: str, *, private: bool) -> Button:
        """Give the button that asks which statement somebody wants to hear of."""
        text = self.phrasebook.say("watch", "button")
        if private:
            return {"text": text, "callback_data": f"t:c:{answer}"}
        return {"text": text, "url": f"https://t.me/{self.bot}?start=t_{answer}"}

    def _opening(self, key: str, view: View, answer: str, *, private: bool) -> Button:
        if private:
            return press(self._say(key), view, answer)
        return {"text": self._say(key), "url": f"https://t.me/{self.bot}?start={view}_{answer}"}

    def _asking(self, answer: str, *, private: bool) -> Button:
        where = {"callback_data": f"k:{answer}"} if private else {"url": f"https://t.me/{self.bot}?start=k_{answer}"}
        return {"text": self._say("published"), **where}

    def copying(self, honest: str) -> Keyboard:
        """Give the keyboard under a summary of which no text is kept: nothing can be asked about it later."""
        return keyboard([self._copying(honest)])

    def _copying(self, honest: str) -> list[Button]:
        return [{"text": self._say("copy"), "copy_text": {"text": honest}}] if honest else []

    def way_out(self, answer: str) -> Button:
        """Give the button that leads back to the summary."""
        return press(self._say("summary"), View.SUMMARY, answer)

    def _link_label(self, link: str) -> str:
        try:
            host = urlsplit(link).hostname or link
        except ValueError:
            host = link
        return self.phrasebook.say("button", "page", host=host.removeprefix("www.")[:40])

    def _say(self, key: str) -> str:
        return self.phrasebook.say("button", key)


def keyboard(rows: Sequence[Sequence[Button]]) -> Keyboard:
    """Give a keyboard without its empty rows."""
    return {"inline_keyboard": [list(row) for row in rows if row]}


def with_links(board: Keyboard, sections: Sequence[Section]) -> Keyboard:
    """Give a keyboard with a button below it for each address that sections name."""
    links = {link.url: link.label for section in sections for link in section.links}
    return keyboard([*_find_rows(board), *([{"text": label, "url": url}] for url, label in links.items())])


def _find_rows(board: Keyboard) -> list[list[Button]]:
    rows = board.get("inline_keyboard")
    return rows if isinstance(rows, list) else []
