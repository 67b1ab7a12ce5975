"""`caveat check`: reads texts and prints what each says about how it is known."""

import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TextIO

from bot.cli.opener import Opener, read_saved
from bot.cli.output import complain, json_output, plain_output, to_json, wants_colour
from bot.cli.parts import load_parts
from bot.cli.source import find_link, read_argument, read_bytes
from bot.cli.status import DONE, MISUSED, UNREADABLE
from bot.errors import InputError
from bot.model import Article, Reading
from bot.reply.phrasebook import Phrasebook
from bot.service import Answer, Service

WIDEST = 100
"""Columns; longer lines are hard to read."""


def run(arguments: Namespace) -> int:
    """Print a summary, an explanation or JSON of every input; what cannot be read is named and the rest goes on."""
    misuse = _find_misuse(arguments)
    if misuse:
        complain(misuse)
        return MISUSED
    settings, rulebook, phrasebook = load_parts(arguments)
    with Opener(settings.pages) as opener:
        checker = Checker(Service(rulebook), phrasebook, opener, arguments)
        return max(checker.check(take) for take in checker.takes())


def _find_misuse(arguments: Namespace) -> str:
    """What is wrong with the arguments together, or nothing."""
    if arguments.no_text and not arguments.json:
        return "--no-text goes with --json"
    if (arguments.report or arguments.picture) and len(arguments.inputs) > 1:
        return "--report and --picture are of one text; give one input"
    if bool(arguments.saved) != bool(arguments.url):
        return "--saved FILE and --url URL go together: the page, and the address it was saved from"
    if arguments.saved and arguments.inputs:
        return "--saved FILE is read alone; leave the other inputs out"
    if not arguments.inputs and not arguments.saved and sys.stdin.isatty():
        return "nothing to read: give a file, a link, a text in quotation marks, or - for standard input"
    return ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to one input, and the name by which it is told from others."""

    answer: Answer
    name: str | None


Take = Callable[[], Checked]


@dataclass(frozen=True, slots=True)
class Checker:
    """Reads one input after the other and prints what came of it."""

    service: Service
    phrasebook: Phrasebook
    opener: Opener
    arguments: Namespace

    def takes(self) -> list[Take]:
        """What is to be read, each as the step that reads it."""
        if self.arguments.saved:
            return [self._take_saved]
        return [partial(self._take, argument) for argument in self.arguments.inputs or ["-"]]

    def check(self, take: Take) -> int:
        """The exit status for one input, after its answer is printed."""
        try:
            checked = take()
        except InputError as error:
            complain(str(error))
            return UNREADABLE
        if checked.answer.reading is None:
            refusal = self._say_refusal(checked.answer)
            complain(f"{checked.name}: {refusal}" if checked.name else refusal)
            return UNREADABLE
        self._print(checked.answer.reading, checked.name)
        return self._draw(checked.answer.reading)

    def _draw(self, reading: Reading) -> int:
        """The exit status after what is to be drawn is drawn."""
        if not (self.arguments.report or self.arguments.picture):
            return DONE
        from bot.cli.drawing import draw  # costs a moment that only who wants a drawing should wait

        return draw(reading, self.phrasebook, report=self.arguments.report, picture=self.arguments.picture)

    def _take(self, argument: str) -> Checked:
        link = find_link(argument)
        if link:
            return Checked(self.service.answer_page(self.opener.open(link), self.arguments.passed_on), argument)
        given = read_argument(argument)
        return Checked(self.service.answer(Article(given.text, passed_on=self.arguments.passed_on)), given.name)

    def _take_saved(self) -> Checked:
        name, url = self.arguments.saved, self.arguments.url
        page = read_saved(read_bytes(name), url)
        return Checked(self.service.answer_page(page, self.arguments.passed_on), name)

    def _say_refusal(self, answer: Answer) -> str:
        if answer.no_page:
            from bot.reply.origin import say_no_page

            return say_no_page(answer.no_page, self.phrasebook)
        return self.phrasebook.say("refusal", answer.refusal)

    def _print(self, reading: Reading, name: str | None) -> None:
        """JSON is one line; words to people stand under the name of their file where there are several."""
        if self.arguments.json:
            json_output().write(f"{self._to_json(reading, name)}\n")
            return
        stream = plain_output()
        if name and len(self.arguments.inputs) > 1:
            stream.write(f"{name}:\n")
        stream.write(self._explain(reading) if self.arguments.explain else self._summarise(reading, stream))

    def _to_json(self, reading: Reading, name: str | None) -> str:
        from bot.reply.contract import reading_to_json

        return to_json(reading_to_json(reading, self.phrasebook, id=name, with_text=not self.arguments.no_text))

    def _explain(self, reading: Reading) -> str:
        from bot.reply.explain import explain
        from bot.reply.summary import summarise

        summary = summarise(reading, self.phrasebook)
        return f"{summary.first_line}\n{summary.counts_line}\n\n{explain(reading, self.phrasebook)}\n"

    def _summarise(self, reading: Reading, stream: TextIO) -> str:
        from bot.reply.summary import summarise
        from bot.reply.terminal import render_terminal

        width = min(shutil.get_terminal_size().columns, WIDEST) if stream.isatty() else WIDEST
        summary = render_terminal(summarise(reading, self.phrasebook), colour=wants_colour(stream), width=width)
        return summary + self._list_set_aside(reading) if self.arguments.set_aside else summary

    def _list_set_aside(self, reading: Reading) -> str:
        from bot.reply.label import quote
        from bot.reply.quote import LONGEST

        title = self.phrasebook.say("explain", "set-aside")
        words = [quote(aside.text, LONGEST, self.phrasebook) for aside in reading.set_aside]
        return "\n".join(["", title, *(f"  {line}" for line in words or [self.phrasebook.say("explain", "nothing")]), ""])
