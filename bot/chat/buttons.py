"""The buttons under an answer, and what a press on one of them means."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from bot.reply.phrasebook import Phrasebook
from bot.reply.sections import Section

PICKED = "p"
"""The choice that only picks a statement."""

Button = Mapping[str, object]
Keyboard = Mapping[str, object]

Make = Callable[[str, int], Button]
"""Makes a button of its label and of a number: that of a page, or of something in a list."""


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
    app: str = ""
    """The address of the page of an answer as a Mini App; empty where there is none."""

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
            self._drawing(answer) if private else [],
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
        turns = self.turning(number, of, lambda text, n: press(text, view, answer, n))
        return keyboard([turns, [self.way_out(answer)]])

    def turning(self, page: int, of: int, make: Make) -> list[Button]:
        """Give the buttons that lead to the page before and to the page behind, as far as there are such."""
        return [make(self._say(key), n) for key, n in (("back", page - 1), ("next", page + 1)) if 0 <= n < of]

    def for_wrong(self, answer: str, number: int, choices: Sequence[str]) -> Keyboard:
        """Give the ways in which a statement may have been read wrongly."""
        rows = [[press(self._say(f"wrong-{choice}"), View.WRONG, answer, number, choice)] for choice in choices]
        return keyboard([*rows, [self.way_out(answer)]])

    def _reading_again(self, answer: str) -> list[Button]:
        return [{"text": self.phrasebook.say("recheck", "button"), "callback_data": f"r:{answer}"}]

    def watching(self, answer: str, *, private: bool) -> Button:
        """Give the button that asks which statement somebody wants to hear of."""
        text = self.phrasebook.say("watch", "button")
        return {"text": text, "callback_data": f"t:c:{answer}"} if private else self.leading(text, f"t_{answer}")

    def _opening(self, key: str, view: View, answer: str, *, private: bool) -> Button:
        return press(self._say(key), view, answer) if private else self.leading(self._say(key), f"{view}_{answer}")

    def _drawing(self, answer: str) -> list[Button]:
        """Give the buttons for the page and the picture of a reading; a Mini App shows the page at once."""
        app = [{"text": self._say("app"), "web_app": {"url": f"{self.app}?a={answer}"}}] if self.app else []
        files = [{"text": self._say(key), "callback_data": f"d:{key}:{answer}"} for key in ("report", "picture")]
        return [*app, *files]

    def _asking(self, answer: str, *, private: bool) -> Button:
        text = self._say("published")
        return {"text": text, "callback_data": f"k:{answer}"} if private else self.leading(text, f"k_{answer}")

    def leading(self, text: str, start: str) -> Button:
        """Give a button that leads into the private chat, where the parameter of its deep link says what is meant."""
        return {"text": text, "url": f"https://t.me/{self.bot}?start={start}"}

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
