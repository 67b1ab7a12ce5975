"""`caveat check`: reads texts and prints what each says about how it is known."""

import shutil
import sys
from argparse import Namespace
from dataclasses import dataclass
from typing import TextIO

from bot.cli.output import complain, json_output, plain_output, to_json, wants_colour
from bot.cli.parts import load_parts
from bot.cli.source import Input, read_argument
from bot.cli.status import DONE, MISUSED, UNREADABLE
from bot.errors import InputError
from bot.model import Reading
from bot.reply.phrasebook import Phrasebook
from bot.service import Service, Submission

WIDEST = 100
"""Columns; longer lines are hard to read."""


def run(arguments: Namespace) -> int:
    """Print a summary, an explanation or JSON of every input; what cannot be read is named and the rest goes on."""
    misuse = _find_misuse(arguments)
    if misuse:
        complain(misuse)
        return MISUSED
    _, rulebook, phrasebook = load_parts(arguments)
    checker = Checker(Service(rulebook), phrasebook, arguments)
    return max(checker.check(argument) for argument in arguments.inputs or ["-"])


def _find_misuse(arguments: Namespace) -> str:
    """What is wrong with the arguments together, or nothing."""
    if arguments.no_text and not arguments.json:
        return "--no-text goes with --json"
    if not arguments.inputs and sys.stdin.isatty():
        return "nothing to read: give a file, a text in quotation marks, or - for standard input"
    return ""


@dataclass(frozen=True, slots=True)
class Checker:
    """Reads one input after the other and prints what came of it."""

    service: Service
    phrasebook: Phrasebook
    arguments: Namespace

    def check(self, argument: str) -> int:
        """The exit status for one input, after its answer is printed."""
        try:
            given = read_argument(argument)
        except InputError as error:
            complain(str(error))
            return UNREADABLE
        answer = self.service.answer(Submission(given.text))
        if answer.reading is None:
            refusal = self.phrasebook.say("refusal", answer.refusal)
            complain(f"{given.name}: {refusal}" if given.name else refusal)
            return UNREADABLE
        self._print(answer.reading, given)
        return DONE

    def _print(self, reading: Reading, given: Input) -> None:
        """JSON is one line; words to people stand under the name of their file where there are several."""
        if self.arguments.json:
            json_output().write(f"{self._to_json(reading, given)}\n")
            return
        stream = plain_output()
        if given.name and len(self.arguments.inputs) > 1:
            stream.write(f"{given.name}:\n")
        stream.write(self._explain(reading) if self.arguments.explain else self._summarise(reading, stream))

    def _to_json(self, reading: Reading, given: Input) -> str:
        from bot.reply.contract import reading_to_json

        return to_json(reading_to_json(reading, self.phrasebook, id=given.name, with_text=not self.arguments.no_text))

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
