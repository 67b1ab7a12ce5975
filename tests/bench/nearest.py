"""How long the nearest of many stored statements takes to find, and how often it is the right one, beside rapidfuzz over all."""

import asyncio
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate, islice, product
from math import inf
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from rapidfuzz import process
from rapidfuzz.fuzz import ratio
from sqlite_utils import Database

from bot.memory.forms import to_text
from bot.memory.statements import SqliteStatements
from bot.memory.writer import Writer
from bot.model import Certainty, Polarity, Status
from bot.service.statements import Sighting
from tests.bench.timing import megabytes, milliseconds, say, table
from tests.command import ROOT

SCANS = {10_000: 50, 100_000: 15, 1_000_000: 3}
"""How many statements are stored, and how many of the queries rapidfuzz answers among all of them: 50, 15, 3."""
LARGEST = max(SCANS)
QUERIES = 300
"""Statements that are looked for at each size, once lightly and once half edited."""
BATCH = 20_000
"""Statements of one transaction while a file is filled."""
PATIENCE = 118.0
"""Seconds from the beginning after which what is missing in the largest file is left for the next run."""
FAMILY = 20
"""Statements that share three content words or more with each other."""
CHAT = -1
SEED = 7

CACHE = ROOT / ".cache" / "bench"
_MAKERS = ("bot/memory/schema.py", "bot/memory/nearest.py", "bot/memory/nearest_terms.py", "bot/memory/statements.py")


# --- made statements

_SMALL = ("the", "a", "of", "in", "on", "to", "for", "with", "by", "from", "at", "after", "before", "as", "and")
_BETWEEN = (*(f"{word} " for word in _SMALL), *[""] * len(_SMALL))
_BEGINNINGS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "kl", "st", "tr", "sh")


def _make_words() -> list[str]:
    """30,000 words that nobody says, in an order that has nothing to do with their spelling."""
    chance = random.Random(SEED)  # noqa: S311  no secret
    syllables = ["".join(part) for part in product(_BEGINNINGS, "aeiou", ("l", "m", "n", "r", "t", "k", "sk", "nd"))]
    words = ["".join(chance.sample(syllables, 2)) + chance.choice(["", "a", "or", "in"]) for _ in range(40_000)]
    return list(dict.fromkeys(words))[:30_000]


WORDS = _make_words()
WEIGHTS = list(accumulate(1 / (place + 20) for place in range(len(WORDS))))
"""Zipf's law as Mandelbrot wrote it: the commonest word stands in one of fifteen statements."""


def make_statements() -> Iterator[str]:
    """Statements without end, always the same, in families: each holds three words that the whole family shares."""
    chance = random.Random(SEED)  # noqa: S311  no secret
    while True:
        shared = chance.choices(WORDS, cum_weights=WEIGHTS, k=3)
        for _ in range(FAMILY):
            own = chance.choices(WORDS, cum_weights=WEIGHTS, k=5 + int(7 * chance.random()))
            yield write(sorted([*shared, *own], key=lambda _: chance.random()), chance)


def write(content: Sequence[str], chance: random.Random) -> str:
    """The content words with small words between them, as a sentence."""
    between = chance.choices(_BETWEEN, k=len(content))
    return f"{' '.join(map(str.__add__, between, content)).capitalize()}."


def find_content(text: str) -> list[str]:
    """The content words of a made statement."""
    return [word for word in text.rstrip(".").lower().split() if word not in _SMALL]


def edit_lightly(text: str, chance: random.Random) -> str:
    """One content word replaced, punctuation and case changed."""
    content = find_content(text)
    content[chance.randrange(len(content))] = chance.choice(WORDS)
    words = write(content, chance).rstrip(".").split()
    words[len(words) // 2] += chance.choice([",", ";", ":", " -"])
    return f'"{" ".join(words).title()}"!'


def edit_half(text: str, chance: random.Random) -> str:
    """Half of the content words replaced by one that is as common as any, dropped, or moved to another's place."""
    content: list[str | None] = [*find_content(text)]
    for place in chance.sample(range(len(content)), len(content) // 2):
        how = chance.choice(["replace", "drop", "move"])
        if how == "move":
            other = chance.randrange(len(content))
            content[place], content[other] = content[other], content[place]
        else:
            content[place] = chance.choices(WORDS, cum_weights=WEIGHTS)[0] if how == "replace" else None
    return write([word for word in content if word], chance)


EDITS: dict[str, Callable[[str, random.Random], str]] = {"lightly": edit_lightly, "half": edit_half}


# --- files


async def fill(statements: SqliteStatements, size: int, until: float = inf) -> tuple[int, float]:
    """Put what is still missing, no more after `until`; give how many were put, and the seconds without those of making them."""
    there, seconds = await statements.count(CHAT), 0.0
    done, texts = there, islice(make_statements(), there, size)
    while done < size and perf_counter() < until:
        batch = [_see(number, text) for number, text in enumerate(islice(texts, BATCH), done)]
        start = perf_counter()
        await statements.put(batch)
        seconds += perf_counter() - start
        done += len(batch)
    return done - there, seconds


def _see(number: int, text: str) -> Sighting:
    return Sighting(CHAT, number, text, Status.STATED, Certainty.CERTAIN, Polarity.POSITIVE, float(number), "digest")


def _cached() -> Path:
    """The file of the largest size, whose name changes with all that it is made by."""
    made_by = b"".join((ROOT / name).read_bytes() for name in (*_MAKERS, "tests/bench/nearest.py"))
    CACHE.mkdir(parents=True, exist_ok=True)
    path = CACHE / f"nearest-{sha256(made_by).hexdigest()[:12]}.db"
    for other in set(CACHE.glob("nearest-*.db*")) - {path, *CACHE.glob(f"{path.name}*")}:
        other.unlink()
    return path


# --- trials


@dataclass(frozen=True, slots=True)
class Trial:
    """Seconds of each query, and how many found their statement first."""

    seconds: Sequence[float]
    first: int

    def row(self) -> list[str]:
        """p50, p99, and the share that was found first."""
        times = sorted(self.seconds)
        worst = times[min(len(times) - 1, round(len(times) * 0.99))]
        return [milliseconds(median(times)), milliseconds(worst), f"{self.first / len(times):.3f}"]


async def _search(statements: SqliteStatements, pairs: Sequence[tuple[str, str]]) -> Trial:
    seconds, first = [], 0
    for text, query in pairs:
        start = perf_counter()
        found = await statements.find_like(query, CHAT)
        seconds.append(perf_counter() - start)
        first += bool(found) and found[0].seen.text == text
    return Trial(seconds, first)


def _scan(texts: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Trial:
    seconds, first = [], 0
    for text, query in pairs:
        start = perf_counter()
        found, _, _ = process.extractOne(query, texts, scorer=ratio)
        seconds.append(perf_counter() - start)
        first += found == text
    return Trial(seconds, first)


async def _measure(path: Path, size: int, until: float) -> tuple[list[list[str]], str]:
    """The rows of the table for one size, and what filling the file took; no rows where it could not be filled."""
    writer = await Writer.start(path)
    statements = SqliteStatements(writer)
    put, seconds = await fill(statements, size, until)
    there = await statements.count(CHAT)
    rows = await _try_all(statements, await writer.run(_read_texts), size) if there == size else []
    size_on_disk = await writer.run(_measure_file)
    await writer.close()
    rate = f"{put:,} stored in {seconds:,.0f} s, {put / seconds:,.0f} a second" if put else "kept from an earlier run"
    return rows, f"{there:,} statements: {rate}; {megabytes(size_on_disk)} on disk"


def _measure_file(db: Database) -> int:
    """Bytes that the file has once its log is emptied into it."""
    ((size,),) = db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchall()
    return int(size)


def _read_texts(db: Database) -> list[str]:
    return [to_text(text) for (text,) in db.execute("SELECT text FROM statements ORDER BY number")]


async def _try_all(statements: SqliteStatements, texts: Sequence[str], size: int) -> list[list[str]]:
    rows = []
    for name, edit in EDITS.items():
        chance = random.Random(SEED)  # noqa: S311  no secret
        pairs = [(text, edit(text, chance)) for text in chance.sample(texts, QUERIES)]
        rows.append([f"{size:,}, {name} edited", *(await _search(statements, pairs)).row()])
        rows.append(["  rapidfuzz over all", *_scan(texts, pairs[: SCANS[size]]).row()])
    return rows


def main() -> None:
    """Print the table."""
    until = perf_counter() + PATIENCE
    say("Finding the nearest stored statement, by its words and by rapidfuzz's ratio over all of them")
    rows, notes = list[list[str]](), list[str]()
    with TemporaryDirectory() as folder:
        for size in SCANS:
            path = _cached() if size == LARGEST else Path(folder) / f"{size}.db"
            more, note = asyncio.run(_measure(path, size, until))
            rows += more
            notes.append(note if more else f"{note}; run this once more to fill it and see its figures")
    table(["stored, query", "p50", "p99", "found first"], rows)
    for note in notes:
        say(f"  {note}")
    say(f"  {QUERIES} queries each ({', '.join(map(str, SCANS.values()))} for rapidfuzz), seed {SEED}\n")


if __name__ == "__main__":
    main()
