"""Texts made to be slow: how much longer ten times as much of each takes. A linear reader takes about ten times as long."""

import math
import signal
from collections.abc import Callable
from itertools import cycle

from bot.files import load_rulebook
from bot.model import Article
from bot.reading import read
from bot.rulebook import Rulebook
from tests.bench.texts import article, long_article
from tests.bench.timing import milliseconds, once, say, say_where, table, times

TRIALS = (1_000, 10_000)
SHORT, LONG = 100_000, 1_000_000
LONGEST_RUN = 10.0
"""Seconds; a text that would take longer, by how its time has grown so far, is not run."""
ENOUGH = 45.0
"""Seconds for all; after them only what takes less than a second is run."""

CUES = "reportedly may said could not be confirmed according to sources denied it is believed that allegedly no confirmation of "


def _repeat(part: str) -> Callable[[int], str]:
    return lambda length: (part * (length // len(part) + 1))[:length]


def _one_line(length: int) -> str:
    """An article without a full stop, a mark or a line break."""
    words = "".join(letter if letter.isalnum() else " " for letter in article()).lower()
    return _repeat(" ".join(words.split()) + " ")(length)


def _counted(*parts: str) -> Callable[[int], str]:
    """Parts in turn, each with a number, so that no two are the same."""

    def build(length: int) -> str:
        text, size = list[str](), 0
        for number, part in enumerate(cycle(parts)):
            text.append(part.format(number))
            size += len(text[-1])
            if size >= length:
                return "".join(text)[:length]
        return ""

    return build


def _halves(first: str, second: str) -> Callable[[int], str]:
    """One part again and again, then another."""
    return lambda length: _repeat(first)(length // 2) + _repeat(second)(length // 2)


SHAPES: dict[str, Callable[[int], str]] = {
    "an ordinary text": lambda length: long_article(length // 3_000 + 1)[:length],
    "one endless line": _one_line,
    "one endless word": _repeat("a"),
    "'a ' again and again": _repeat("a "),
    "quotations in quotations that never close": _repeat('"He said, “she told us ‘that '),
    "cue words only": _repeat(CUES),
    "brackets that never close": _repeat("(["),
    "brackets around words": _repeat("(said [Ann] said) "),
    "line breaks only": _repeat("\n"),
    "stops and spaces": _repeat("U.S. Gen. . "),
    "tags that never close": _repeat("<a <b "),
    "comments that never close": _repeat("<!--"),
    "an endless word beside a Cyrillic one": lambda length: "a" * (length - 4) + " еx.",
    "flat lines, and unconfirmed ones of something else": _counted(
        "The mayor of town {} opened bridge.\n", "There is no confirmation of fire {} in Gao.\n"
    ),
    "people, and a pronoun that fits none of them": _halves("Ada Brandt said so. She said so.\n", "He said so.\n"),
}


def main() -> None:
    """Print the table."""
    rulebook, rows, spent = load_rulebook(), list[list[str]](), 0.0
    for name, build in SHAPES.items():
        limit = max(1.0, min(LONGEST_RUN, ENOUGH - spent))
        short, long = _seconds(build, rulebook, limit)
        spent += (short or 0.0) + (long or 0.0)
        rows.append(
            [
                name,
                *(milliseconds(one) if one else f"over {limit:.0f} s" for one in (short, long)),
                times(long, short) if long and short else "–",
            ]
        )
    say(f"Texts made to be slow, {SHORT:,} and {LONG:,} characters; 10× is linear, 100× is not; what takes too long is not run")
    table(["text", "100 kB", "1 MB", "ratio"], rows)
    say_where("one run each")


def _seconds(build: Callable[[int], str], rulebook: Rulebook, limit: float) -> tuple[float | None, float | None]:
    """Seconds at both lengths, None for one that takes longer than the limit, or would by how the time has grown so far."""
    lengths, spent = [*TRIALS, SHORT, LONG], list[float]()
    for place, length in enumerate(lengths):
        if place >= 2 and spent[-1] * _growth(lengths, spent) > limit:
            break
        one = Article(build(length))
        try:
            spent.append(_within(limit, lambda one=one: once(lambda: read(one, rulebook))))  # type: ignore[misc]  # a default in a lambda
        except TimeoutError:
            break
    short, long = [*spent[len(TRIALS) :], None, None][:2]
    return short, long


def _within(limit: float, run: Callable[[], float]) -> float:
    """What the call gives; TimeoutError after so many seconds."""
    signal.signal(signal.SIGALRM, _end)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        return run()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _end(_number: int, _frame: object) -> None:
    raise TimeoutError


def _growth(lengths: list[int], spent: list[float]) -> float:
    """How many times as long the next length may take: as the steepest step so far, for a step of the next size."""
    steps = zip(spent, spent[1:], lengths, lengths[1:], strict=False)
    power = max(math.log(max(1.0, later / one)) / math.log(longer / short) for one, later, short, longer in steps)
    return float((lengths[len(spent)] / lengths[len(spent) - 1]) ** max(1.0, power))


if __name__ == "__main__":
    main()
