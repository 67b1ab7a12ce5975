"""Write the golden replies anew: `python -m tests.reply.write_golden`. Read the difference before accepting it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.cli.gold import load_gold
from bot.files import load_rulebook
from bot.model import Reading
from bot.reading import read
from bot.reply.explain import explain
from bot.reply.phrasebook import Phrasebook, parse_phrasebook
from bot.reply.summary import summarise
from bot.reply.telegram import render_telegram
from bot.reply.terminal import render_terminal
from tests.reply.conftest import PHRASES
from tests.reply.examples import EXAMPLES

FOLDER = Path(__file__).parent / "golden"
GOLD = Path(__file__).parents[1] / "gold"
TWENTY = tuple(f"{number:02}" for number in range(1, 30) if number % 3)
"""Articles of the gold set, two of nearly every register, whose replies are kept to be read beside them."""
PHONE = 40
"""Columns of a phone."""


def on_a_phone(reading: Reading, phrasebook: Phrasebook) -> str:
    """The plain summary, as wide as a phone."""
    return render_terminal(summarise(reading, phrasebook), width=PHONE)


def in_a_chat(reading: Reading, phrasebook: Phrasebook) -> str:
    """The summary as Telegram HTML."""
    return render_telegram(summarise(reading, phrasebook)) + "\n"


def explained(reading: Reading, phrasebook: Phrasebook) -> str:
    """The explanation."""
    return explain(reading, phrasebook) + "\n"


Layout = Callable[[Reading, Phrasebook], str]
LAYOUTS: dict[str, Layout] = {"": on_a_phone, ".telegram": in_a_chat, ".explain": explained}


def golden_files() -> Iterator[tuple[Path, Layout, Reading]]:
    """Every golden file with how it is made; every reading and twenty gold texts on a phone, some in a chat and explained."""
    for name, reading in EXAMPLES.items():
        yield FOLDER / f"{name}.txt", on_a_phone, reading
    rulebook = load_rulebook()
    for text in load_gold(GOLD):
        if text.name[:2] in TWENTY:
            yield FOLDER / f"gold-{text.name}.txt", on_a_phone, read(text.article, rulebook)
    for name in ("doubted", "attributed"):
        for suffix in (".telegram", ".explain"):
            yield FOLDER / f"{name}{suffix}.txt", LAYOUTS[suffix], EXAMPLES[name]


if __name__ == "__main__":
    english = parse_phrasebook(PHRASES.read_text(encoding="utf-8"), "en.toml")
    for file, layout, reading in golden_files():
        file.write_text(layout(reading, english), encoding="utf-8")
